"""Accreditation (优质服务基层行): the steps of a round, the level reached, gaps to be closed.

Self-assessment, county review, then the prefecture's experts for the basic standard or the
province's for the recommended one; what is reached holds until the next review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_
from lib.model.observations import first_day, last_day, month_of
from lib.model.registers.cells import Fault
from lib.model.registers.declarations import Values

STEPS = ("self", "county", "prefecture", "province")
GRADES = ("clauses_a", "clauses_b", "clauses_c", "clauses_d", "clauses_na")
PASSED, BASIC, RECOMMENDED = "passed", "basic", "recommended"


class Level(StrEnum):
    """Level an institution has reached (现达等级)."""

    NONE = "none"
    BASIC = "basic"
    RECOMMENDED = "recommended"


@dataclass(frozen=True, slots=True)
class Rules:
    """How long an award holds, and from when on a re-review is called due soon."""

    validity: int
    """Months."""
    notice: int
    """Days."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one institution stands on a day."""

    area_code: str
    takes_part: bool
    """Whether it has assessed itself in any round."""
    level: Level
    awarded_on: date | None
    valid_until: date | None
    lapsed: Level
    """Level whose validity ran out, if there is no valid one."""
    step: str
    """Last step of its newest round, one of `STEPS`; empty before the first."""
    cycle: int | None
    """Year of its newest round."""
    refused: bool
    """Whether the last step of the newest round was not passed."""
    gaps: int
    """Gaps of all rounds."""
    closed: int
    overdue: int
    """Gaps still open after the day they were due."""

    def days_left(self, today: date) -> int | None:
        """Count the days until the re-review; negative once it is past."""
        return None if self.valid_until is None else (self.valid_until - today).days


@dataclass(frozen=True, slots=True)
class Summary:
    """The county: shares of its institutions, and gaps closed of all gaps."""

    institutions: int
    taking_part: int
    basic: int
    """Institutions at the basic standard or above it."""
    recommended: int
    gaps: int
    closed: int
    overdue: int
    due_soon: tuple[str, ...]
    """Institutions whose re-review is due soon."""
    lapsed: tuple[str, ...]
    """Institutions whose award has run out."""

    def share(self, count: int) -> Fraction | None:
        """Return a share of all institutions."""
        return Fraction(count, self.institutions) if self.institutions else None

    @property
    def closing_rate(self) -> Fraction | None:
        """Gaps closed, of all gaps."""
        return Fraction(self.closed, self.gaps) if self.gaps else None


def faults(values: Values) -> list[Fault]:
    """Tell which step of a round is out of the legal order.

    Examples
    --------
    >>> row = {"target": "basic", "county_on": "2025-03-01", "county_result": "passed"}
    >>> [fault.column for fault in faults(row)]
    ['county_on']
    """
    return [*_order(values), *_results(values), *_reviewers(values), *_validity(values)]


def gap_faults(values: Values, rounds: Iterable[Values]) -> list[Fault]:
    """Tell whether a gap belongs to no round of its institution."""
    own = (values["area"], values["cycle"])
    if any((one["area"], one["cycle"]) == own for one in rounds):
        return []
    message = N_("There is no round of {cycle} of this institution; enter the round first.")
    return [Fault("cycle", message, {"cycle": values["cycle"]})]


def award(values: Values) -> tuple[Level, date] | None:
    """Return what a round ended with, and when; None if nothing was reached (yet)."""
    if values.get("target") == RECOMMENDED and values.get("province_result") == PASSED:
        return Level.RECOMMENDED, _day(values, "province_on")
    if values.get("prefecture_result") == PASSED:
        return Level.BASIC, _day(values, "prefecture_on")
    return None


def valid_until(values: Values, validity: int) -> date | None:
    """Return the last day an award holds: as entered, or by the rule.

    Examples
    --------
    >>> row = {"target": "basic", "prefecture_result": "passed", "prefecture_on": "2023-10-18"}
    >>> valid_until(row, 36).isoformat()
    '2026-10-17'
    """
    reached = award(values)
    if reached is None:
        return None
    if values.get("valid_until"):
        return _day(values, "valid_until")
    month = month_of(reached[1]) + validity
    same_day = min(first_day(month) + timedelta(days=reached[1].day - 1), last_day(month))
    return same_day - timedelta(days=1)


def stand(
    areas: Sequence[str],
    rounds: Sequence[Values],
    gaps: Sequence[Values],
    today: date,
    rules: Rules,
) -> dict[str, Standing]:
    """Return where every institution stands on a day.

    Parameters
    ----------
    areas
        Codes of the institutions.
    rounds, gaps
        Rows of the two registers.
    today
        The day; what was awarded or closed later does not count yet.
    rules
        Validity and notice.
    """
    return {code: _of_one(code, rounds, gaps, today, rules) for code in areas}


def summary(standings: Mapping[str, Standing], today: date, rules: Rules) -> Summary:
    """Add the institutions up."""
    every = tuple(standings.values())
    levels = [one.level for one in every]
    soon = [
        one.area_code
        for one in every
        if (left := one.days_left(today)) is not None and 0 <= left <= rules.notice
    ]
    return Summary(
        len(every),
        sum(one.takes_part for one in every),
        sum(level is not Level.NONE for level in levels),
        levels.count(Level.RECOMMENDED),
        sum(one.gaps for one in every),
        sum(one.closed for one in every),
        sum(one.overdue for one in every),
        tuple(soon),
        tuple(one.area_code for one in every if one.lapsed is not Level.NONE),
    )


def _of_one(
    code: str, rounds: Sequence[Values], gaps: Sequence[Values], today: date, rules: Rules
) -> Standing:
    own = sorted((r for r in rounds if r["area"] == code), key=lambda r: int(r["cycle"] or 0))
    begun = [row for row in own if _happened(row, "self", today)]
    held = [(award(row), valid_until(row, rules.validity)) for row in begun]
    awards = [(a[0], a[1], until) for a, until in held if a and until and a[1] <= today]
    valid = [one for one in awards if one[2] >= today]
    best = max(valid, key=lambda one: (one[0] is Level.RECOMMENDED, one[2]), default=None)
    last = max(awards, key=lambda one: one[2], default=None) if best is None else best
    newest = begun[-1] if begun else None
    done = [s for s in STEPS if newest is not None and _happened(newest, s, today)]
    mine = [gap for gap in gaps if gap["area"] == code]
    still = [gap for gap in mine if not _is_past(gap, "closed_on", today)]
    return Standing(
        area_code=code,
        takes_part=bool(begun),
        level=Level.NONE if best is None else best[0],
        awarded_on=None if last is None else last[1],
        valid_until=None if last is None else last[2],
        lapsed=Level.NONE if last is None or best is not None else last[0],
        step=done[-1] if done else "",
        cycle=None if newest is None else int(newest["cycle"] or 0),
        refused=bool(done) and newest is not None and newest.get(f"{done[-1]}_result") == "failed",
        gaps=len(mine),
        closed=len(mine) - len(still),
        overdue=sum(str(gap["due"]) < today.isoformat() for gap in still),
    )


def _order(values: Values) -> list[Fault]:
    """Demand that a step follows one that was passed, and not before its day."""
    found, before, last = [], "self", values.get("self_on")
    for step in STEPS[1:]:
        here = f"{step}_on"
        if values.get(here) is None:
            continue
        passed = last is not None and (before == "self" or values.get(f"{before}_result") == PASSED)
        needs = "county" if step != "county" else "self"
        if not passed or values.get(f"{needs}_on") is None:
            message = N_("A step is entered before the one it follows has been passed.")
            found.append(Fault(here, message, {}))
        elif str(values[here]) < str(last):
            message = N_("{day} lies before the step it follows, {before}.")
            found.append(Fault(here, message, {"day": values[here], "before": last}))
        before, last = step, values[here]
    return found


def _results(values: Values) -> list[Fault]:
    message = N_("A review has its day and its result, or neither.")
    return [
        Fault(f"{step}_result", message, {})
        for step in STEPS[1:]
        if (values.get(f"{step}_on") is None) != (values.get(f"{step}_result") is None)
    ]


def _reviewers(values: Values) -> list[Fault]:
    if values.get("target") == BASIC and values.get("province_on") is not None:
        message = N_("The province reviews the recommended standard only.")
        return [Fault("province_on", message, {})]
    return []


def _validity(values: Values) -> list[Fault]:
    if values.get("valid_until") is None:
        return []
    reached = award(values) if not (_order(values) or _results(values)) else None
    if reached is None:
        return [Fault("valid_until", N_("Nothing has been awarded that could be valid."), {})]
    if _day(values, "valid_until") <= reached[1]:
        message = N_("{day} is not after the award of {before}.")
        told = {"day": values["valid_until"], "before": reached[1].isoformat()}
        return [Fault("valid_until", message, told)]
    return []


def _happened(values: Values, step: str, today: date) -> bool:
    return _is_past(values, f"{step}_on", today)


def _is_past(values: Values, column: str, today: date) -> bool:
    value = values.get(column)
    return value is not None and str(value) <= today.isoformat()


def _day(values: Values, column: str) -> date:
    return date.fromisoformat(str(values[column]))
