"""Areas, indicators and months that cannot be: unknown, closed, not in use, to come."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import Facts
from lib.model.intake.checks.telling import Sentence, Teller
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags, Integers
from lib.model.observations import first_day, last_day, month_of

_INDICATOR = Sentence(
    "unknown_indicator",
    Severity.ERROR,
    N_("{indicator} is not in the catalogue; {count} figures of the sheet are given for it."),
    N_("Correct what the column is taken for, or leave it unread."),
)
_NOT_IN_USE = Sentence(
    "unknown_indicator",
    Severity.WARNING,
    N_("{indicator} is not in use in {month}; {count} figures are given for it."),
    N_("Check the month; the evaluation does not read such figures."),
)
_AREA = Sentence(
    "area_unknown",
    Severity.ERROR,
    N_("{area} is not in the roster in {month}; {count} figures are given for it."),
    N_("Correct the name or the month, or enter the area in the roster."),
)
_FUTURE = Sentence(
    "future_month",
    Severity.ERROR,
    N_("{month} has not been yet on {day}; {count} figures are given for it."),
    N_("Correct the month the sheet is of."),
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find what the roster, the catalogue and the calendar do not know.

    One finding tells of all figures with the same fault: those of an area in a month, of an
    indicator on a sheet, of a month on a sheet.
    """
    figures, teller = facts.delivered, facts.teller
    months, at = np.unique(figures["month"].to_numpy(), return_inverse=True)
    strange = ~_in_roster(facts, background, months)[at, figures["area"]]
    known = (figures["of"] >= 0).to_numpy()
    unused = known & ~_in_use(facts, months)[at, figures["of"]]
    late = (months > month_of(background.day))[at]
    yield from _told(teller, _INDICATOR, figures[~known], ["sheet", "indicator"])
    yield from _told(teller, _NOT_IN_USE, figures[unused], ["indicator", "month"])
    yield from _told(teller, _AREA, figures[strange], ["area_code", "month"])
    day = background.day.isoformat()
    yield from _told(teller, _FUTURE, figures[late], ["sheet", "month"], day=day)


def _told(
    teller: Teller, sentence: Sentence, wrong: pd.DataFrame, by: list[str], **same: str
) -> Iterator[Finding]:
    """Tell of the first figure of each group how many there are."""
    if wrong.empty:
        return
    counts = wrong.groupby(by, sort=False)["row"].transform("size")
    first = ~wrong.duplicated(by).to_numpy()
    rows = wrong[first]
    values = {name: [value] * len(rows) for name, value in same.items()}
    yield from teller.tell(sentence, rows, count=counts[first], **values)


def _in_use(facts: Facts, months: Integers) -> Flags:
    ends = [last_day(month) for month in months.tolist()]
    use = [[indicator.in_use(day) for indicator in facts.indicators] for day in ends]
    return np.array(use, dtype=bool).reshape(len(months), len(facts.indicators))


def _in_roster(facts: Facts, background: Background, months: Integers) -> Flags:
    """Tell by month and area; who opened or closed within a month may report for it."""
    valid = np.zeros((len(months), len(facts.areas) + 1), dtype=bool)  # at the end: unknown
    place = {area.code: position for position, area in enumerate(facts.areas)}
    for line, month in enumerate(months.tolist()):
        for day in (first_day(month), last_day(month)):
            valid[line, [place[area.code] for area in background.roster.on(day).areas]] = True
    return valid
