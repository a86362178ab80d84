"""One area and indicator through the months: falls, jumps, bases that move."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Accrual, Dimension
from lib.model.intake.checks.background import Background, Limits
from lib.model.intake.checks.facts import FROM_STORE, Facts
from lib.model.intake.checks.telling import Sentence
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags
from lib.model.observations import NO_COUNT, Status, month_name

_FELL = N_(
    "{indicator} of {area}: {count} up to {month}, less than the {earlier} up to {before}; "
    "a count from 1 January cannot fall."
)
_FELL_HINT = N_("Check whether the figure is of the month alone, or the earlier one was too high.")
_ROSE = N_(
    "{indicator} of {area}: {count} up to {month}, more than the {later} stored up to {after}; "
    "a count from 1 January cannot fall."
)
_ROSE_HINT = N_("Check which of the two is right; correct the later month in the same file.")
_COUNTS = ("numerator", "denominator")
_FALLS = {
    name: Sentence("cumulative_fell", Severity.ERROR, _FELL, _FELL_HINT, name) for name in _COUNTS
}
_RISES = {
    name: Sentence("cumulative_fell", Severity.ERROR, _ROSE, _ROSE_HINT, name) for name in _COUNTS
}
_CHANGE = Sentence(
    "big_change",
    Severity.WARNING,
    N_("{indicator} of {area}: {earlier} in {before}, {count} in {month}, a change of {change}."),
    N_("Check for a digit too many or a column exchanged; note the reason if it is right."),
)
_BASE = Sentence(
    "denominator_changed",
    Severity.WARNING,
    N_(
        "{indicator} of {area}: denominator {earlier} in {before}, {count} in {month}, a change "
        "of {change} within the year."
    ),
    N_("The base of a year should stay; note the reason if it was corrected."),
    shows="denominator",
)


def falls(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find counts from 1 January that are lower than an earlier one of the same year.

    Nobody to serve (不适用) counts as none: who was served cannot become nobody.
    """
    del background
    flow = facts.having(lambda i: i.accrual == Accrual.FLOW)
    cohort = facts.having(lambda i: i.accrual == Accrual.COHORT)
    for name, concerned in zip(_COUNTS, (flow | cohort, cohort), strict=True):
        pairs = _neighbours(_counted(facts, name, concerned), name)
        pairs = pairs[(pairs["count"] < pairs["earlier"]).to_numpy()]
        told = (pairs["at"] != FROM_STORE).to_numpy()
        yield from _tell(facts, _FALLS[name], pairs[told])
        turned = pairs[~told & (pairs["at_earlier"] != FROM_STORE).to_numpy()]
        yield from _tell(facts, _RISES[name], _turned(turned))


def changes(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find counts that changed more than is usual.

    A stock is compared with the month before within the year, what counts from 1 January
    with the same month of the year before. A change that chance alone may bring about at
    that size (both counts taken as Poisson) is let pass.
    """
    stock = facts.having(lambda i: i.accrual == Accrual.STOCK)
    stocks = _neighbours(_reported(facts, "numerator", stock), "numerator")
    pairs = pd.concat([stocks, _year_before(facts, ~stock)])
    pairs = pairs[(pairs["at"] != FROM_STORE).to_numpy()]
    yield from _tell(facts, _CHANGE, pairs[_large(pairs, background.limits)])


def bases(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find annual bases that moved within the year.

    Indicators of quantity are measured against people, tasks or events settled for the year;
    what quality and residents' views are measured against, samples above all, moves rightly.
    """
    limits = background.limits
    annual = facts.having(
        lambda i: i.accrual != Accrual.COHORT and i.dimension == Dimension.QUANTITY
    )
    pairs = _neighbours(_reported(facts, "denominator", annual), "denominator")
    moved = (pairs["count"] - pairs["earlier"]).abs()
    much = (moved > limits.denominator * pairs["earlier"]) & (moved > limits.denominator_count)
    yield from _tell(facts, _BASE, pairs[(much & (pairs["at"] != FROM_STORE)).to_numpy()])


def _neighbours(lines: pd.DataFrame, name: str) -> pd.DataFrame:
    """Pair each count with the one before it in the same year."""
    same = np.ones(max(len(lines) - 1, 0), dtype=bool)
    for column in (lines["area"], lines["of"], lines["month"] // 12):
        same &= column.to_numpy()[1:] == column.to_numpy()[:-1]
    place = np.flatnonzero(same)
    return _paired(lines.take(place + 1), lines.take(place), name)


def _year_before(facts: Facts, concerned: Flags) -> pd.DataFrame:
    lines = _reported(facts, "numerator", concerned)
    keys = facts.key(lines)
    place = np.searchsorted(keys, keys - 12)
    found = keys[np.minimum(place, len(keys) - 1)] == keys - 12
    return _paired(lines[found], lines.take(place[found]), "numerator")


def _counted(facts: Facts, name: str, concerned: Flags) -> pd.DataFrame:
    lines = facts.lines
    nobody = lines["status"] == int(Status.NOT_APPLICABLE)
    told = nobody | ((lines["status"] == int(Status.REPORTED)) & (lines[name] != NO_COUNT))
    kept: pd.DataFrame = lines[told.to_numpy() & concerned[lines["of"]]]
    return kept.assign(**{name: kept[name].clip(lower=0)})


def _reported(facts: Facts, name: str, concerned: Flags) -> pd.DataFrame:
    lines = facts.lines
    reported = (lines["status"] == int(Status.REPORTED)) & (lines[name] != NO_COUNT)
    return lines[reported.to_numpy() & concerned[lines["of"]]]


def _paired(lines: pd.DataFrame, earlier: pd.DataFrame, name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "at": lines["at"].to_numpy(),
            "at_earlier": earlier["at"].to_numpy(),
            "month": lines["month"].to_numpy(),
            "before": earlier["month"].to_numpy(),
            "count": lines[name].to_numpy(),
            "earlier": earlier[name].to_numpy(),
        }
    )


def _turned(pairs: pd.DataFrame) -> pd.DataFrame:
    """See a pair from its earlier side, which is the one in the file."""
    names = {"at": "at_earlier", "at_earlier": "at", "month": "before", "before": "month"}
    names |= {"count": "earlier", "earlier": "count"}
    return pairs.rename(columns=names)


def _large(pairs: pd.DataFrame, limits: Limits) -> Flags:
    moved = (pairs["count"] - pairs["earlier"]).abs()
    counts = pairs[["count", "earlier"]]
    large: Flags = (
        (moved > limits.change * pairs["earlier"])
        & (counts.max(axis=1) >= limits.change_count)
        & (moved > limits.change_sigmas * np.sqrt(counts.sum(axis=1)))
    ).to_numpy()
    return large


def _tell(facts: Facts, sentence: Sentence, pairs: pd.DataFrame) -> Iterator[Finding]:
    pairs = pairs.sort_values("at", kind="stable")
    yield from facts.teller.tell(
        sentence,
        facts.figures.take(pairs["at"].to_numpy()),
        count=pairs["count"],
        earlier=pairs["earlier"],
        later=pairs["earlier"],
        before=map(month_name, pairs["before"].tolist()),
        after=map(month_name, pairs["before"].tolist()),
        change=_change(pairs),
    )


def _change(pairs: pd.DataFrame) -> Iterator[str]:
    for count, earlier in zip(pairs["count"].tolist(), pairs["earlier"].tolist(), strict=True):
        yield f"{(count - earlier) / earlier:+.0%}" if earlier else f"{count - earlier:+d}"
