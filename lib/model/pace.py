"""Pace: how many are still needed for a target, and whether the recent speed will do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from lib.model.indicators import Accrual, Direction
from lib.model.progress import Progress, months_left
from lib.model.schedules import YEAR

WINDOW = 3
"""Months over which the recent pace is taken."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What one area still has to do for one indicator, in units of its numerator."""

    needed: int
    """Still needed to reach the year's target with today's denominator; 0 if reached."""
    months_left: int
    """Whole months left in the year."""
    each_month: int | None
    """Needed in each of them; None when the year is over."""
    recent: Fraction | None
    """By how many a month the gap has narrowed lately; None if nobody can tell."""
    short: int | None
    """Still missing at the end of the year at the recent pace."""

    @property
    def in_time(self) -> bool | None:
        """Tell whether the recent pace reaches the target by the end of the year."""
        return None if self.short is None else self.short == 0


def catch_up(now: Progress, earlier: Progress | None, month: int) -> Pace | None:
    """Return what is still to do, and how fast it has been going.

    Parameters
    ----------
    now, earlier
        The same area and indicator at the end of the period and `WINDOW` months
        before; None if there are no figures from then.
    month
        Month of the period, 1 to 12.

    Returns
    -------
    Pace or None
        None where there are no counts or no target.

    Notes
    -----
    The pace is the narrowing of the gap to today's target, not the growth of the
    numerator: births and patients newly found widen the gap while it is being closed.
    Flows and cohorts start every January at nothing done, cohorts at nobody to be served.
    """
    gap = _gap(now, now)
    if gap is None:
        return None
    needed, left = max(0, gap), months_left(month)
    recent = _recent(now, earlier, gap)
    ahead = None if recent is None else floor(recent * left)
    return Pace(
        needed=needed,
        months_left=left,
        each_month=ceil(Fraction(needed, left)) if left else None,
        recent=recent,
        short=None if ahead is None else max(0, needed - ahead),
    )


def paces(
    now: Mapping[str, Progress], earlier: Mapping[str, Progress], month: int
) -> dict[str, Pace | None]:
    """Return the pace of one indicator in every area, by area code; see `catch_up`."""
    return {code: catch_up(found, earlier.get(code), month) for code, found in now.items()}


def _recent(now: Progress, earlier: Progress | None, gap: int) -> Fraction | None:
    before, since = _start(now, earlier)
    if now.month is None or before is None or since is None:
        return None
    elapsed = now.month - since
    return Fraction(before - gap, elapsed) if 0 < elapsed <= WINDOW else None


def _start(now: Progress, earlier: Progress | None) -> tuple[int | None, int | None]:
    """Return the gap the pace is taken from, and its month; the new year if that is later."""
    found = (None, None) if earlier is None else (_gap(earlier, now), earlier.month)
    if now.month is None or now.indicator.accrual == Accrual.STOCK:
        return found
    new_year = now.month // YEAR * YEAR - 1
    if found[1] is not None and found[1] > new_year:
        return found
    return (0 if now.indicator.accrual == Accrual.COHORT else _gap(now, now, done=0)), new_year


def _gap(counted: Progress, held: Progress, done: int | None = None) -> int | None:
    """Return the whole number between the counts and the target that is held; below 0 past it."""
    if counted.numerator is None or counted.denominator is None or held.target is None:
        return None
    numerator = counted.numerator if done is None else done
    wanted = held.target.value * counted.denominator / counted.indicator.factor
    if counted.indicator.direction == Direction.HIGHER:
        return ceil(wanted) - numerator
    return numerator - floor(wanted)
