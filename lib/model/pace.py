"""Pace: how many are still needed for a target, and whether the recent speed will do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from lib.model.indicators import Accrual, Direction
from lib.model.progress import Progress, months_left
from lib.model.schedules import YEAR

WINDOW = 3
"""Months over which the recent pace is taken."""
_WEEK = 7
_WEEKS_A_MONTH = Fraction(365, _WEEK * YEAR)


@dataclass(frozen=True, slots=True)
class Pace:
    """What one area still has to do for one indicator, in units of its numerator."""

    needed: int
    """Still needed to reach the year's target with today's denominator; 0 if reached."""
    months_left: int
    """Whole months left in the year."""
    each_month: int | None
    """Needed in each of them; None when the year is over."""
    weeks_left: int
    """Whole weeks left until 31 December."""
    each_week: int | None
    """Needed in each of them; None when the year is over."""
    recent: Fraction | None
    """By how many a month the gap has narrowed lately; None if nobody can tell."""
    short: int | None
    """Still missing at the end of the year at the recent pace."""

    @property
    def in_time(self) -> bool | None:
        """Tell whether the recent pace reaches the target by the end of the year."""
        return None if self.short is None else self.short == 0

    @property
    def recent_week(self) -> Fraction | None:
        """By how many a week the gap has narrowed lately; None if nobody can tell."""
        return None if self.recent is None else self.recent / _WEEKS_A_MONTH


@dataclass(frozen=True, slots=True)
class HitRate:
    """How often a forecast made during the year came true at its end."""

    foretold: int
    """Forecasts that can be judged: made, and the end of the year is known."""
    hits: int
    kept: int
    """Hits among those foretold to reach the target."""
    promised: int
    """Forecasts that said the target would be reached."""

    @property
    def share(self) -> Fraction | None:
        """Return the share of hits, /1; None where nothing can be judged."""
        return Fraction(self.hits, self.foretold) if self.foretold else None


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
    needed, left, weeks = max(0, gap), months_left(month), weeks_left(month)
    recent = _recent(now, earlier, gap)
    ahead = None if recent is None else floor(recent * left)
    return Pace(
        needed=needed,
        months_left=left,
        each_month=ceil(Fraction(needed, left)) if left else None,
        weeks_left=weeks,
        each_week=ceil(Fraction(needed, weeks)) if weeks else None,
        recent=recent,
        short=None if ahead is None else max(0, needed - ahead),
    )


def paces(
    now: Mapping[str, Progress], earlier: Mapping[str, Progress], month: int
) -> dict[str, Pace | None]:
    """Return the pace of one indicator in every area, by area code; see `catch_up`."""
    return {code: catch_up(found, earlier.get(code), month) for code, found in now.items()}


def weeks_left(month: int) -> int:
    """Return the whole weeks from the end of a month, 1 to 12, to 31 December.

    Examples
    --------
    >>> weeks_left(9), weeks_left(12)
    (13, 0)
    """
    next_month = date(1 + month // YEAR, month % YEAR + 1, 1)
    return (date(2, 1, 1) - next_month).days // _WEEK


def hit_rate(forecasts: Iterable[tuple[Pace | None, Progress]]) -> HitRate:
    """Hold forecasts against what was there at the end of the year.

    Parameters
    ----------
    forecasts
        What was foretold during the year, and the same area and indicator at its end.
        A forecast of nothing, and an end without counts or target, are left out.
    """
    judged = [
        (pace.in_time, end.needed_by_year_end == 0)
        for pace, end in forecasts
        if pace is not None and pace.in_time is not None and end.needed_by_year_end is not None
    ]
    promised = [came_true for said, came_true in judged if said]
    return HitRate(
        foretold=len(judged),
        hits=sum(said == came_true for said, came_true in judged),
        kept=sum(promised),
        promised=len(promised),
    )


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
