"""One figure by itself: part and whole, stated and recomputed rate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Unit
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import Facts
from lib.model.intake.checks.telling import Sentence, rate_text
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags
from lib.model.observations import NO_COUNT, Status

_ABOVE = Sentence(
    "numerator_above_denominator",
    Severity.ERROR,
    N_("{indicator} of {area}, {month}: {numerator} of {denominator}, more than there are."),
    N_("Compare both cells with the source; perhaps the columns are exchanged."),
)
_OF_NOBODY = Sentence(
    "numerator_above_denominator",
    Severity.ERROR,
    N_("{indicator} of {area}, {month}: {numerator} counted, but the denominator is 0."),
    N_("Enter the denominator, or 0 in both cells where there is nobody to serve."),
)
_ABOVE_ALL = Sentence(
    "numerator_above_denominator",
    Severity.ERROR,
    N_("{indicator} of {area}, {month}: {rate}, more than 100%."),
    N_("Compare the cell with the source; the indicator cannot exceed 100%."),
    shows="value",
)
_DIFFERS = Sentence(
    "rate_differs",
    Severity.WARNING,
    N_(
        "{indicator} of {area}, {month}: {stated} is stated, but {numerator} of {denominator} is "
        "{rate}."
    ),
    N_("The counts are stored, not the stated rate. Check whether the counts are right."),
    shows="stated",
)
_RATE_OF_NOBODY = Sentence(
    "rate_differs",
    Severity.WARNING,
    N_("{indicator} of {area}, {month}: {stated} is stated, though the denominator is 0."),
    N_("The counts are stored, not the stated rate. Check whether the denominator is right."),
    shows="stated",
)


def impossible(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find parts larger than the whole, and counts of nobody."""
    del background
    figures = facts.figures
    counted = _counted(figures)
    above = counted & (figures["numerator"] > figures["denominator"]).to_numpy()
    nobody = above & (figures["denominator"] == 0).to_numpy()
    over_100 = facts.having(lambda indicator: indicator.over_100)[figures["of"]]
    for sentence, wrong in ((_ABOVE, above & ~nobody & ~over_100), (_OF_NOBODY, nobody)):
        rows = figures[wrong]
        yield from facts.teller.tell(
            sentence, rows, numerator=rows["numerator"], denominator=rows["denominator"]
        )
    yield from _rates_above_all(facts)


def _rates_above_all(facts: Facts) -> Iterator[Finding]:
    """Find rates above 100 % that came without counts."""
    limited = facts.having(lambda i: i.unit == Unit.PERCENT and not i.over_100)
    figures = facts.figures
    valued = figures[(figures["value"] != "").to_numpy() & limited[figures["of"]]]
    rows = valued[(pd.to_numeric(valued["value"]) > 100).to_numpy()]  # noqa: PLR2004 (per cent)
    yield from facts.teller.tell(_ABOVE_ALL, rows, rate=[f"{value}%" for value in rows["value"]])


def rates(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find stated rates that do not follow from their counts.

    A stated 0 for nobody to serve is how many systems print a division by zero; it passes.
    """
    figures = facts.figures
    figures = figures[_counted(figures) & figures["stated"].notna().to_numpy()]
    factor = np.array([indicator.factor for indicator in facts.indicators])[figures["of"]]
    nobody = (figures["denominator"] == 0).to_numpy()
    whole = figures["denominator"].where(~nobody, 1)
    rate = (figures["numerator"] * factor / whole).to_numpy()
    stated = figures["stated"].to_numpy()
    slack = background.limits.rate + 1e-9  # 64.4 − 64.3 is a little more than 0.1 in binary
    differs = ~nobody & (np.abs(stated - rate) > slack)
    yield from _differing(facts, figures[differs].assign(rate=rate[differs]))
    rows = figures[nobody & (stated != 0)]
    yield from facts.teller.tell(_RATE_OF_NOBODY, rows, stated=_worded(facts, rows, "stated"))


def _differing(facts: Facts, rows: pd.DataFrame) -> Iterator[Finding]:
    yield from facts.teller.tell(
        _DIFFERS,
        rows,
        stated=_worded(facts, rows, "stated"),
        rate=_worded(facts, rows, "rate"),
        numerator=rows["numerator"],
        denominator=rows["denominator"],
    )


def _worded(facts: Facts, rows: pd.DataFrame, column: str) -> Iterator[object]:
    pairs = zip(rows[column].tolist(), rows["of"].tolist(), strict=True)
    return (rate_text(rate, facts.indicators[at]) for rate, at in pairs)


def _counted(figures: pd.DataFrame) -> Flags:
    reported = (figures["status"] == int(Status.REPORTED)).to_numpy()
    counts = (figures["numerator"] != NO_COUNT) & (figures["denominator"] != NO_COUNT)
    counted: Flags = reported & counts.to_numpy()
    return counted
