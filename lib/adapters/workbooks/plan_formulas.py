"""The lag rule and the weighing of the plan as formulas of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.errors import N_
from lib.model.plans.lagging import DARK, GREEN, Pace, State
from lib.model.plans.progress import Plan, Reached

TITLES = (
    N_("Number"),
    N_("Measure / milestone"),
    N_("Lead department"),
    N_("Co-departments"),
    N_("Begins"),
    N_("Due date"),
    N_("Weight"),
    N_("Target value"),
    N_("Current value"),
    N_("Actual, %"),
    N_("Planned, %"),
    N_("Gap, points"),
    N_("State"),
    N_("Light"),
)
"""Headings of the chart: formulas name these columns A to N."""
WIDTHS = (9, 36, 15, 17, 11, 11, 6, 8, 8, 8, 8, 8, 11, 5)
_SIGNS = {"green": "●", "amber": "▲", "red": "▼", DARK: "○"}
_PLACES = 9
"""Decimals to which a gap is rounded before it is compared: floats are not fractions."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The words that formulas write for the states."""

    words: Sequence[str]
    states: Sequence[State]

    def word(self, state: State) -> str:
        """Return the word of a state."""
        return self.words[list(self.states).index(state)]


def shown(light: str) -> str:
    """Return the sign of a light.

    >>> shown("amber")
    '▲'
    """
    return _SIGNS[light]


def months_of(plan: Plan) -> tuple[date, ...]:
    """Return the first day of every month the plan touches, whole years."""
    days = [plan.day]
    for advance in plan.measures:
        if advance.entry is not None:
            days += [advance.entry.start, advance.entry.due]
    years = range(min(days).year, max(days).year + 1)
    return tuple(date(year, month, 1) for year in years for month in range(1, 13))


def by_hand(reached: Reached) -> bool:
    """Tell whether the percentage was typed in, or nothing can tell it."""
    target, value = reached.milestone.target, reached.value
    if target is None:
        return True
    told = 0 if value is None else min(100, max(0, value / target * 100))
    return reached.pace.actual != told


def milestone(columns: Columns, row: int) -> dict[int, str]:
    """Write the formulas of a milestone, by column; rows count from 1."""
    start, due, actual = f"$E{row}", f"$F{row}", f"$J{row}"
    line = f"(plan_day-{start})/({due}-{start})*100"
    return {
        9: f'=IF(I{row}="",0,MAX(0,MIN(100,I{row}/H{row}*100)))',
        10: f"=IF(plan_day>={due},100,IF(plan_day<={start},0,{line}))",
        11: f"=K{row}-{actual}",
        12: _state(columns, row, f"plan_day>{due}"),
        13: f"={_own_light(row)}",
    }


def measure(columns: Columns, row: int, last: int) -> dict[int, str]:
    """Write the formulas of a measure whose milestones stand below it down to a row."""
    weights = f"G{row + 1}:G{last}"
    mean = "=SUMPRODUCT({weights},{of}{first}:{of}{last})/SUM({weights})"
    told = {"weights": weights, "first": row + 1, "last": last}
    return {
        9: mean.format(of="J", **told),
        10: mean.format(of="K", **told),
        11: f"=K{row}-J{row}",
        12: _held_state(columns, row, last),
    }


def careful_light(row: int, last: int) -> str:
    """Write the light of a measure: never green while one of its milestones is red."""
    own = _own_light(row)
    return f'=IF(AND({_reds(row, last)},{own}<>"{_SIGNS["red"]}"),"{_SIGNS["amber"]}",{own})'


def values(pace: Pace, columns: Columns) -> dict[int, float | str]:
    """Return what the formulas come to, by column."""
    return {
        9: float(pace.actual),
        10: float(pace.planned),
        11: float(pace.gap),
        12: columns.word(pace.state),
        13: shown(pace.light),
    }


def due_sign(column: str, header: int, row: int) -> str:
    """Write the light into the month of the due date."""
    month = f"{column}${header}"
    return f'=IF(AND($F{row}>={month},$F{row}<EDATE({month},1)),$N{row},"")'


def fills(month: str, row: int) -> dict[str, str]:
    """Write the conditions of the colours of a month, the first that holds prevails.

    Within the days of a milestone what is reached is dark; the days of a measure are one band.
    """
    runs = f'$E{row}<EDATE({month},1),$F{row}>={month},$E{row}<>""'
    reached = f"$J{row}>0,$E{row}+($F{row}-$E{row})*$J{row}/100>={month}"
    below = f'ISNUMBER(FIND("-",$A{row},4))'
    now = f"plan_day>={month},plan_day<EDATE({month},1)"
    done, span = f"{runs},{below},{reached}", f"{runs},NOT({below})"
    return {
        "today done": f"=AND({now},{done})",
        "today span": f"=AND({now},{span})",
        "today open": f"=AND({now},{runs})",
        "today": f"=AND({now})",
        "done": f"=AND({done})",
        "span": f"=AND({span})",
        "open": f"=AND({runs})",
    }


def task_mean(first: int, last: int, row: int) -> str:
    """Write the progress of a task: the mean of its measures; empty if none is known."""
    tasks, weights, products = (f"${letter}${first}:${letter}${last}" for letter in "CDF")
    whole = f"SUMIFS({weights},{tasks},$A{row})"
    return f'=IF({whole}=0,"",SUMIFS({products},{tasks},$A{row})/{whole})'


def _reds(row: int, last: int) -> str:
    return f'COUNTIF(N{row + 1}:N{last},"{_SIGNS["red"]}")>0'


def _held_state(columns: Columns, row: int, last: int) -> str:
    """Call a measure lagging where a red milestone keeps its light from green."""
    own = _state(columns, row, f"plan_day>$F{row}").removeprefix("=")
    lagging, waiting = columns.word(State.LAGGING), columns.word(State.NOT_STARTED)
    calm = f'OR({own}="{columns.word(State.ON_COURSE)}",{own}="{waiting}")'
    return f'=IF(AND({_reds(row, last)},{calm}),"{lagging}",{own})'


def _state(columns: Columns, row: int, past_due: str) -> str:
    done, overdue = columns.word(State.DONE), columns.word(State.OVERDUE)
    lagging, waiting = columns.word(State.LAGGING), columns.word(State.NOT_STARTED)
    going = columns.word(State.ON_COURSE)
    behind = f"ROUND(L{row},{_PLACES})>plan_amber_above"
    return (
        f'=IF(ROUND(J{row},{_PLACES})>=100,"{done}",IF({past_due},"{overdue}",'
        f'IF({behind},"{lagging}",IF(J{row}=0,"{waiting}","{going}"))))'
    )


def _own_light(row: int) -> str:
    behind, signs = f"ROUND(L{row},{_PLACES})", _SIGNS
    return (
        f'IF(ROUND(J{row},{_PLACES})>=100,"{signs[GREEN]}",'
        f'IF(OR(plan_day>$F{row},{behind}>plan_red_above),"{signs["red"]}",'
        f'IF({behind}>plan_amber_above,"{signs["amber"]}",'
        f'IF(AND(J{row}=0,plan_day<$E{row}),"{signs[DARK]}","{signs[GREEN]}"))))'
    )
