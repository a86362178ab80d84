"""Rates far away from those of comparable areas."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Unit
from lib.model.intake.checks.background import Background, Limits
from lib.model.intake.checks.facts import FROM_STORE, OTHER, Facts
from lib.model.intake.checks.telling import Sentence, rate_text
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags

_MAD_TO_SIGMA = 1.4826
_OUTLIER = Sentence(
    "outlier",
    Severity.WARNING,
    N_(
        "{indicator} of {area}, {month}: {rate} ({numerator} of {denominator}), while half of "
        "{group} areas lie around {median}."
    ),
    N_("Check numerator and denominator; note the reason if both are right."),
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find outliers by their modified z-score among the areas of a tier.

    Notes
    -----
    z = (rate − median) ÷ √((1.4826·MAD)² + m(1 − m) ÷ n), with MAD the median absolute
    deviation, n the denominator and m = (n · median + 1) ÷ (n + 2): an area with few cases
    may lie further out. Of an area and indicator the newest month is told.

    References
    ----------
    B. Iglewicz and D. C. Hoaglin (1993), *How to detect and handle outliers*, ASQC;
    D. J. Spiegelhalter (2005), *Funnel plots for comparing institutional performance*.
    """
    limits = background.limits
    rated = _rated(facts)
    wrong = rated[_far(rated, limits) & (rated["at"] != FROM_STORE).to_numpy()]
    wrong = wrong.drop_duplicates(["area", "of"], keep="last").sort_values("at")
    indicators = [facts.indicators[at] for at in wrong["of"].tolist()]
    worded = {
        name: [
            rate_text(share * indicator.factor, indicator)
            for share, indicator in zip(wrong[name].tolist(), indicators, strict=True)
        ]
        for name in ("rate", "median")
    }
    yield from facts.teller.tell(
        _OUTLIER,
        facts.figures.take(wrong["at"].to_numpy()),
        numerator=wrong["numerator"],
        denominator=wrong["denominator"],
        group=wrong["group"],
        **worded,
    )


def _rated(facts: Facts) -> pd.DataFrame:
    """Return rates with median, spread and size of their group, in the months of the file."""
    tier = facts.tier
    lines = facts.lines
    months = np.unique(facts.figures["month"].to_numpy())
    rated = lines["counted"] & (lines["denominator"] > 0) & lines["month"].isin(months)
    lines = lines[rated.to_numpy() & (tier[lines["area"]] != OTHER)]
    rate = lines["numerator"] / lines["denominator"]
    key = facts.key(lines.assign(area=tier[lines["area"]]))
    median = rate.groupby(key).transform("median")
    spread = (rate - median).abs().groupby(key).transform("median")
    rates: pd.DataFrame = lines.assign(
        rate=rate,
        median=median,
        spread=_MAD_TO_SIGMA * spread,
        group=rate.groupby(key).transform("size"),
        percent=facts.having(lambda i: i.unit == Unit.PERCENT)[lines["of"]],
    )
    return rates


def _far(rated: pd.DataFrame, limits: Limits) -> Flags:
    away = (rated["rate"] - rated["median"]).abs()
    cases = rated["denominator"]
    middle = (rated["median"].clip(0, 1) * cases + 1) / (cases + 2)  # of few cases nothing is sure
    chance = middle * (1 - middle) / cases
    least = limits.outlier_points / 100 * np.where(rated["percent"], 1, rated["median"])
    far: Flags = (
        (rated["group"] >= limits.outlier_group)
        & (away > least)
        & (away > limits.outlier * np.sqrt(rated["spread"] ** 2 + chance))
    ).to_numpy()
    return far
