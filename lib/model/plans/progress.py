"""How the plan stands on a day: milestones, measures, tasks, all of it; exact fractions.

The progress of a measure is the mean of its milestones by their weights, that of a task the
mean of its measures by theirs. A measure that nobody has entered counts nowhere, and is counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.plans import deeds, lagging
from lib.model.plans.lagging import AMBER, DARK, RED, WHOLE, Pace, State
from lib.model.plans.meters import Measured, sign
from lib.model.plans.outline import Lag, Measure, Outline, Task
from lib.model.plans.shapes import Entry, Milestone, Update
from lib.model.plans.standing import Kept, Ledger


@dataclass(frozen=True, slots=True)
class Reached:
    """How a milestone stands."""

    code: str
    milestone: Milestone
    pace: Pace
    value: Fraction | None
    """Current value in the unit of the milestone; None where there is no number."""
    reported: Fraction | None
    """Percent as last reported by hand."""
    is_measured: bool
    """Whether the dashboard measured the value itself."""
    done_on: date | None
    """Day since which it has been reported complete."""
    last: Update | None

    def days_late(self, day: date) -> int:
        """Count the days past due, up to the day it was completed; 0 in time."""
        if self.done_on is None and self.pace.state == State.DONE:
            return 0  # found complete by the dashboard, which does not know since when
        until = self.done_on or day
        return max(0, (until - self.milestone.due).days)


@dataclass(frozen=True, slots=True)
class Advance:
    """How a measure stands."""

    measure: Measure
    entry: Entry | None
    milestones: tuple[Reached, ...]
    pace: Pace | None
    """None where there is nothing to measure yet."""

    @property
    def code(self) -> str:
        """Code of the measure."""
        return self.measure.code

    @property
    def task(self) -> str | None:
        """Code of the task it belongs to, as entered or as the plan has it."""
        return self.measure.task if self.entry is None else self.entry.task

    @property
    def is_known(self) -> bool:
        """Whether it has a name, from the plan or entered."""
        return self.entry is not None or self.measure.name is not None

    @property
    def weight(self) -> Fraction:
        """Weight among the measures; all alike unless entered otherwise."""
        return Fraction(1) if self.entry is None else self.entry.weight

    @property
    def state(self) -> State:
        """How it stands; lagging where a red milestone keeps its light from green."""
        return _state(self.pace, self.light)

    @property
    def light(self) -> str:
        """Its light; never green while one of its milestones is red."""
        return _light(self.pace, [reached.pace.light for reached in self.milestones])

    @property
    def reached_on(self) -> date | None:
        """First day for which the plan foresaw what is reached; None where nothing is known.

        Before today it lags, after today it is ahead: "earned schedule" (W. Lipke, 2003).
        """
        if self.entry is None or self.pace is None:
            return None
        days = range(self.entry.start.toordinal(), self.entry.due.toordinal())
        reached = bisect_left(days, self.pace.actual, key=self._foreseen)
        return date.fromordinal(days.start + reached)

    def _foreseen(self, ordinal: int) -> Fraction:
        """Weigh what the milestones should have reached on a day."""
        day = date.fromordinal(ordinal)
        shapes = [reached.milestone for reached in self.milestones]
        whole = sum((shape.weight for shape in shapes), Fraction(0))
        parts = (shape.weight * lagging.planned(shape.start, shape.due, day) for shape in shapes)
        return sum(parts, Fraction(0)) / whole

    def count(self, *states: State) -> int:
        """Count its milestones in some states."""
        return sum(reached.pace.state in states for reached in self.milestones)


@dataclass(frozen=True, slots=True)
class TaskAdvance:
    """How a task stands."""

    task: Task
    measures: tuple[Advance, ...]
    pace: Pace | None

    @property
    def light(self) -> str:
        """Its light; never green while a milestone below it is red."""
        below = (reached for advance in self.measures for reached in advance.milestones)
        return _light(self.pace, [reached.pace.light for reached in below])

    @property
    def state(self) -> State:
        """How it stands; lagging where a red milestone keeps its light from green."""
        return _state(self.pace, self.light)


@dataclass(frozen=True, slots=True)
class Plan:
    """How everything stands on a day."""

    day: date
    lag: Lag
    tasks: tuple[TaskAdvance, ...]
    measures: tuple[Advance, ...]
    pace: Pace | None
    """Of the measures that can be measured, together."""

    @property
    def milestones(self) -> tuple[Reached, ...]:
        """All milestones, the earliest due first."""
        found = (reached for advance in self.measures for reached in advance.milestones)
        return tuple(sorted(found, key=lambda r: (r.milestone.due, r.code)))

    def late(self) -> tuple[Reached, ...]:
        """Return what is past due or lagging, the worst first."""
        found = [r for r in self.milestones if r.pace.state in (State.OVERDUE, State.LAGGING)]
        return tuple(
            sorted(found, key=lambda r: (r.pace.light != RED, -r.days_late(self.day), -r.pace.gap))
        )

    def soon(self) -> tuple[Reached, ...]:
        """Return what is due within the days of the rule and not complete, nor late already."""
        return tuple(
            r
            for r in self.milestones
            if r.pace.state in (State.NOT_STARTED, State.ON_COURSE)
            and 0 <= (r.milestone.due - self.day).days <= self.lag.soon
        )

    def stale(self) -> tuple[Reached, ...]:
        """Return what is under way and was not updated for longer than the rule allows."""
        return tuple(
            r
            for r in self.milestones
            if r.pace.state != State.DONE
            and not r.is_measured
            and (self.day - _heard(r)).days > self.lag.stale
        )


def plan(outline: Outline, ledger: Ledger, day: date, measured: Measured) -> Plan:
    """Work out how the plan stands.

    Parameters
    ----------
    outline
        Its tasks, measures and lag rule.
    ledger
        What was entered and reported.
    day
        The day that is asked about.
    measured
        Figures of other rooms; a milestone that has one of them as its meter takes it before
        what was reported by hand.
    """
    lag = outline.lag(day)
    measures = tuple(_advance(m, ledger, day, lag, measured) for m in outline.measures)
    tasks = tuple(_task(task, measures, lag) for task in outline.tasks)
    return Plan(day, lag, tasks, measures, _together(measures, lag))


def judge(kept: Kept, day: date, lag: Lag, measured: Measured) -> Reached:
    """Say how a milestone stands on a day.

    Source: the plan's lag rule; see data/plan.yaml.
    """
    shape = kept.milestone
    found = measured.get(sign(shape.meter, shape.due)) if shape.meter else None
    reported = _reported(kept, day)
    last = kept.latest(day)
    value = found if found is not None else (None if last is None else last.value)
    actual = deeds.share_of(shape, found) if found is not None else reported
    pace = lagging.pace(
        lagging.planned(shape.start, shape.due, day),
        Fraction(0) if actual is None else actual,
        lag,
        past_due=day > shape.due,
        begun=day >= shape.start,
    )
    done_on = _since(kept, day) if pace.state == State.DONE else None
    return Reached(kept.code, shape, pace, value, reported, found is not None, done_on, last)


def _heard(reached: Reached) -> date:
    """Return the day of the last news: of the last update, or the start."""
    return reached.milestone.start if reached.last is None else reached.last.on


def _reported(kept: Kept, day: date) -> Fraction | None:
    """Return the last percentage reported; a bare remark leaves it as it was."""
    found = [deeds.percent_of(kept.milestone, one) for one in kept.updates if one.on <= day]
    return next((percent for percent in reversed(found) if percent is not None), None)


def _since(kept: Kept, day: date) -> date | None:
    """Return the first day of the complete reports that nothing has contradicted since."""
    since = None
    for update in kept.updates:
        percent = deeds.percent_of(kept.milestone, update)
        if update.on > day or percent is None:
            continue
        since = (since or update.on) if percent >= WHOLE else None
    return since


def _advance(measure: Measure, ledger: Ledger, day: date, lag: Lag, measured: Measured) -> Advance:
    entry = ledger.entries.get(measure.code)
    reached = tuple(judge(kept, day, lag, measured) for kept in ledger.of(measure.code))
    pace = None
    if entry is not None and reached:
        parts = [(r.milestone.weight, r.pace) for r in reached]
        pace = _mean(parts, lag, past_due=day > entry.due, begun=day >= entry.start)
    return Advance(measure, entry, reached, pace)


def _task(task: Task, measures: Sequence[Advance], lag: Lag) -> TaskAdvance:
    own = tuple(advance for advance in measures if advance.task == task.code)
    return TaskAdvance(task, own, _together(own, lag))


def _together(measures: Sequence[Advance], lag: Lag) -> Pace | None:
    known = [(advance, advance.pace) for advance in measures if advance.pace is not None]
    if not known:
        return None
    parts = [(advance.weight, pace) for advance, pace in known]
    overdue = all(pace.state in (State.OVERDUE, State.DONE) for _, pace in known)
    begun = any(pace.light != DARK for _, pace in known)
    return _mean(parts, lag, past_due=overdue, begun=begun)


def _mean(parts: Sequence[tuple[Fraction, Pace]], lag: Lag, *, past_due: bool, begun: bool) -> Pace:
    """Weigh planned and actual, then apply the same rule to them."""
    whole = sum((weight for weight, _ in parts), Fraction(0))
    should = sum((weight * pace.planned for weight, pace in parts), Fraction(0)) / whole
    actual = sum((weight * pace.actual for weight, pace in parts), Fraction(0)) / whole
    return lagging.pace(should, actual, lag, past_due=past_due, begun=begun)


def _light(pace: Pace | None, parts: Sequence[str]) -> str:
    """Keep a whole from green while one of its parts is red."""
    if pace is None:
        return DARK
    return lagging.worst((pace.light, *([AMBER] if RED in parts else [])))


def _state(pace: Pace | None, light: str) -> State:
    if pace is None:
        return State.EMPTY
    is_held = light == AMBER and pace.state in (State.ON_COURSE, State.NOT_STARTED)
    return State.LAGGING if is_held else pace.state
