"""Progress: where every figure stands against its target, now and at the end of the year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from lib.model.indicators import Accrual, Direction, Indicator, Unit
from lib.model.measures import Measures
from lib.model.numbers import round_one
from lib.model.observations import NO_COUNT, Status
from lib.model.roster import Area
from lib.model.rules import Rules
from lib.model.schedules import YEAR, due_share
from lib.model.suppression import Reason
from lib.model.targets import Target

NO_LIGHT = "none"
"""Light of a figure that has no value or no target."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One area and one indicator against the target."""

    area: Area
    indicator: Indicator
    status: Status
    value: Fraction | None
    """In the indicator's unit, at the precision of comparison."""
    numerator: int | None
    denominator: int | None
    target: Target | None
    expected: Fraction | None
    """Target times the share of it that is due by now."""
    light: str
    """green, amber, red as the rules name them, or none; decided on the unrounded value."""
    projected: Fraction | None
    """Value to expect at the end of the year at the present pace."""
    needed_now: int | None
    """Persons or events still needed to stand where the schedule wants it; 0 if it does."""
    needed_by_year_end: int | None
    """Persons or events still needed to reach the target with today's denominator."""
    month: int | None
    """Month the figure is of, counted from year 0."""
    parts_missing: int
    """Clinics that should be in the sum and are not."""
    withheld: Reason | None = None
    """Why a reported figure comes without its numbers."""


def follow(measures: Measures, rules: Rules) -> tuple[Progress, ...]:
    """Set every measure against its target.

    Parameters
    ----------
    measures
        Areas by indicators, as measured on the day of the rules.
    rules
        Targets, schedules and lights in force.

    Returns
    -------
    tuple of Progress
        Area by area, indicator by indicator.

    Notes
    -----
    A flow is projected by its schedule, v · 1/s(m); a stock and a cohort are
    taken to stay where they are.
    """
    return tuple(
        _one(measures, rules, line, column)
        for line in range(len(measures.areas))
        for column in range(len(measures.indicators))
    )


def _one(measures: Measures, rules: Rules, line: int, column: int) -> Progress:
    indicator = measures.indicators[column]
    target = rules.targets.get(indicator.code)
    share = due_share(indicator, rules.day.month, rules.schedules)
    value = measures.values[line, column]
    expected = None if target is None else target.value * share
    counts = _counts(measures, line, column)
    needed: tuple[int | None, int | None] = (None, None)
    if counts is not None and target is not None and expected is not None:
        needed = (
            still_needed(*counts, expected, indicator),
            still_needed(*counts, target.value, indicator),
        )
    month = int(measures.month[line, column])
    return Progress(
        area=measures.areas[line],
        indicator=indicator,
        status=Status(int(measures.status[line, column])),
        value=_compared(value, rules),
        numerator=None if counts is None else counts[0],
        denominator=None if counts is None else counts[1],
        target=target,
        expected=expected,
        light=light(value, expected, indicator.direction, rules),
        projected=project(value, indicator, share),
        needed_now=needed[0],
        needed_by_year_end=needed[1],
        month=None if month == NO_COUNT else month,
        parts_missing=int(measures.expected[line, column] - measures.reported[line, column]),
    )


def light(
    value: Fraction | None, expected: Fraction | None, direction: Direction, rules: Rules
) -> str:
    """Return the light of a value: the best one whose share of the expected value it reaches.

    Where lower is better, the share is expected over value.
    """
    if value is None or expected is None or not rules.lights:
        return NO_LIGHT
    if direction == Direction.HIGHER:
        reached = [name for name, share in rules.lights.items() if value >= share * expected]
    else:
        reached = [name for name, share in rules.lights.items() if value * share <= expected]
    return reached[0] if reached else "red"


def project(value: Fraction | None, indicator: Indicator, share: Fraction) -> Fraction | None:
    """Return the value to expect at the end of the year.

    Examples
    --------
    A flow of 30 % when half is due ends at 60 %; none passes 100 % unless it may.
    """
    if value is None or indicator.accrual != Accrual.FLOW or share == 0:
        return value
    ahead = value / share
    capped = indicator.unit == Unit.PERCENT and not indicator.over_100
    return min(ahead, Fraction(100)) if capped else ahead


def still_needed(numerator: int, denominator: int, aim: Fraction, indicator: Indicator) -> int:
    """Return how many more are needed, as a whole number, for a rate to reach an aim.

    Where lower is better: how many there are too many.

    Raises
    ------
    ZeroDivisionError
        Never: a denominator of 0 needs nobody.
    """
    wanted = aim * denominator / indicator.factor
    if indicator.direction == Direction.HIGHER:
        return max(0, ceil(wanted) - numerator)
    return max(0, numerator - floor(wanted))


def months_left(month: int) -> int:
    """Return the whole months left in the year after a month from 1 to 12.

    Examples
    --------
    >>> months_left(9)
    3
    """
    return YEAR - month


def _counts(measures: Measures, line: int, column: int) -> tuple[int, int] | None:
    denominator = int(measures.denominator[line, column])
    reported = measures.status[line, column] == Status.REPORTED
    if not reported or denominator == NO_COUNT:
        return None
    return int(measures.numerator[line, column]), denominator


def _compared(value: Fraction | None, rules: Rules) -> Fraction | None:
    if value is None or rules.comparison_decimals is None:
        return value
    return round_one(value, rules.comparison_decimals)
