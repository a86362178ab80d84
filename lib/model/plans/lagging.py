"""The lag rule: planned against actual, and the state and light that follow.

Planned runs in a straight line from the start to the due date. Behind by more than the first
limit is amber; by more than the second, or past due, red.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_
from lib.model.plans.outline import Lag

WHOLE = Fraction(100)
GREEN, AMBER, RED, DARK = "green", "amber", "red", "none"
"""Lights; dark is what has not begun, or nobody has entered."""
WORST_FIRST = (RED, AMBER, GREEN, DARK)


class State(StrEnum):
    """How a milestone or a measure stands (状态)."""

    EMPTY = "empty"  # nobody has entered it
    NOT_STARTED = "not_started"  # 未启动
    ON_COURSE = "on_course"  # 正常推进
    LAGGING = "lagging"  # 滞后(预警)
    OVERDUE = "overdue"  # 超期
    DONE = "done"  # 已完成


STATES = {
    State.EMPTY: N_("to be entered by the county"),
    State.NOT_STARTED: N_("not started"),
    State.ON_COURSE: N_("on course"),
    State.LAGGING: N_("lagging"),
    State.OVERDUE: N_("past due"),
    State.DONE: N_("completed"),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """Planned and actual on a day, in percent, and what follows from them."""

    planned: Fraction
    actual: Fraction
    state: State
    light: str

    @property
    def gap(self) -> Fraction:
        """Percentage points behind plan; negative ahead of it."""
        return self.planned - self.actual


def planned(start: date, due: date, day: date) -> Fraction:
    """Return how complete something should be on a day, in percent.

    Examples
    --------
    >>> [str(planned(date(2025, 1, 1), date(2025, 1, 4), date(2025, 1, d))) for d in (1, 3, 5)]
    ['0', '200/3', '100']
    """
    if day >= due:
        return WHOLE
    if day <= start:
        return Fraction(0)
    return Fraction((day - start).days, (due - start).days) * WHOLE


def pace(should: Fraction, actual: Fraction, lag: Lag, *, past_due: bool, begun: bool) -> Pace:
    """Apply the lag rule.

    Parameters
    ----------
    should, actual
        Planned and actual, in percent.
    lag
        The limits in force.
    past_due
        Whether the due date is over.
    begun
        Whether its first day has come.
    """
    gap = should - actual
    if actual >= WHOLE:
        return Pace(should, actual, State.DONE, GREEN)
    if past_due:
        return Pace(should, actual, State.OVERDUE, RED)
    if gap > lag.amber:
        return Pace(should, actual, State.LAGGING, RED if gap > lag.red else AMBER)
    if actual == 0:
        return Pace(should, actual, State.NOT_STARTED, GREEN if begun else DARK)
    return Pace(should, actual, State.ON_COURSE, GREEN)


def worst(lights: tuple[str, ...]) -> str:
    """Return the worst of some lights; dark for none.

    >>> worst(("green", "none", "amber"))
    'amber'
    """
    return min(lights, key=WORST_FIRST.index, default=DARK)
