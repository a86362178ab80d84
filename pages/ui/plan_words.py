"""Words, signs and colours of the plan."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from lib.model.plans.lagging import STATES, State
from lib.model.plans.progress import Advance, Reached, TaskAdvance
from lib.model.plans.shapes import RUNGS, Duty
from pages.ui import formats, lights, load
from pages.ui.load import plans
from pages.ui.text import _, name

SIGNS = {
    State.DONE: "●",
    State.ON_COURSE: "◆",
    State.LAGGING: "▲",
    State.OVERDUE: "▼",
    State.NOT_STARTED: "◇",
    State.EMPTY: "—",
}
"""A shape for each state; the colour is that of the light."""
_MARKDOWN = {"green": "green", "amber": "orange", "red": "red"}


def stated(state: State) -> str:
    """Write a state as its sign and its word.

    Examples
    --------
    >>> stated(State.OVERDUE)
    '▼ 超期'
    """
    return f"{SIGNS[state]} {_(STATES[state])}"


def coloured(state: State, light: str) -> str:
    """Write a state for Markdown, in the colour of its light."""
    return f":{_MARKDOWN.get(light, 'gray')}[{stated(state)}]"


def colour(light: str) -> str:
    """Return the colour of a light."""
    return lights.COLOURS[light]


def measure_name(advance: Advance) -> str:
    """Name a measure; one that nobody has entered says so."""
    if advance.measure.name is not None:
        return name(advance.measure.name)
    return _("to be entered by the county") if advance.entry is None else advance.entry.name


def task_name(code: str | None) -> str:
    """Name a task with its code; a dash for none."""
    found = {task.code: task for task in plans.outline().tasks}
    return f"{code} {name(found[code].name)}" if code in found else formats.MISSING


def percent(value: Fraction | None, decimals: int = 0) -> str:
    """Write a percentage that is counted 0 to 100."""
    return formats.in_unit(value, "percent", decimals)


def amount(reached: Reached) -> str:
    """Write the current value and the target: 17 / 22 家."""
    shape = reached.milestone
    if shape.target is None:
        return formats.MISSING
    return f"{_short(reached.value)} / {formats.exact(shape.target)} {shape.unit}"


def _short(value: Fraction | None) -> str:
    """Write a whole number as it is, a share that was measured with one decimal."""
    return formats.number(value, 0 if value is None or value.denominator == 1 else 1)


def lateness(reached: Reached, day: date) -> str:
    """Say how late a milestone is, in days or in points behind its plan."""
    pace = reached.pace
    if pace.state == State.OVERDUE:
        words = _("{count} days past due")
        return words.format(count=reached.days_late(day))
    if pace.state == State.LAGGING:
        words = _("{points} points behind")
        return words.format(points=formats.number(pace.gap, 0))
    if pace.state == State.DONE and reached.days_late(day):
        return _("completed {count} days late").format(count=reached.days_late(day))
    return ""


def standing(reached: Reached, day: date) -> str:
    """Write the state of a milestone; of a late one how late it is."""
    state, late = reached.pace.state, lateness(reached, day)
    if late and state != State.DONE:
        return f"{SIGNS[state]} {late}"
    return f"{stated(state)} · {late}" if late else stated(state)


def counted(task: TaskAdvance) -> str:
    """Say how many of a task's measures are entered."""
    words = _("{count} measures entered")
    return words.format(count=len(task.measures)) if task.measures else _("no measure entered yet")


def rung(duty: Duty) -> str:
    """Name the level of a duty."""
    return _(RUNGS[duty.rung])


def body(duty: Duty) -> str:
    """Name who answers: an area of the roster, or a body of the county."""
    known = {area.code: area for area in load.roster().areas}
    return name(known[duty.body]) if duty.body in known else duty.body
