"""The chart of the plan (作战图): measures by months, made to be read and to be printed on A3.

It is a table of the page and not a picture: it takes the width of whatever it is shown or
printed on, its letters stay letters, and no row is cut in two.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from lib.model.plans.lagging import Pace, State
from lib.model.plans.progress import Advance, Plan, Reached
from pages.ui import formats, load, plan_words
from pages.ui.text import _

_LOOK = Path(__file__).parent / "plan_sheet.css"
_YEAR = 12
_CROWDED = 93  # percent of the width after which no text fits to the right


@dataclass(frozen=True, slots=True)
class Axis:
    """The months of the chart, all equally wide."""

    first: int
    """Year of the first month."""
    years: int

    @property
    def months(self) -> int:
        """How many."""
        return self.years * _YEAR

    def place(self, day: date) -> float:
        """Return where a day lies, in percent of the width; days outside lie at the edge.

        Examples
        --------
        >>> Axis(2025, 2).place(date(2026, 1, 1))
        50.0
        """
        passed = (day.day - 1) / monthrange(day.year, day.month)[1]
        months = (day.year - self.first) * _YEAR + day.month - 1 + passed
        return round(min(max(months / self.months, 0), 1) * 100, 3)


def axis(plan: Plan) -> Axis:
    """Return the whole years that the plan touches."""
    entries = [a.entry for a in plan.measures if a.entry is not None]
    days = [plan.day, *(e.start for e in entries), *(e.due for e in entries)]
    first, last = min(days).year, max(days).year
    return Axis(first, last - first + 1)


def show(plan: Plan, *, brief: bool = False) -> None:
    """Draw the chart.

    Parameters
    ----------
    plan
        How it stands.
    brief
        Whether to leave out the rows of the milestones on the screen; on paper they are there.
    """
    st.html(_LOOK)
    st.html(drawn(plan, brief=brief))


def drawn(plan: Plan, *, brief: bool = False) -> str:
    """Write the chart; every text of the data is escaped."""
    along = axis(plan)
    rows = "".join(row for advance in plan.measures for row in _rows(advance, plan, along))
    called = "plan-sheet brief" if brief else "plan-sheet"
    style = f"--months:{along.months};--today:{along.place(plan.day)}%"
    return (
        f'<div class="{called}" style="{style}">{_title(plan)}'
        f"<table><colgroup>{_columns()}</colgroup><thead>{_head(plan, along)}</thead>"
        f"<tbody>{rows}</tbody></table>{_legend()}{_signatures()}</div>"
    )


def _title(plan: Plan) -> str:
    """Title the paper; the screen has the page's."""
    made_up = _("Demonstration data") if load.is_demonstration() else ""
    words = _("{county}: plan of basic public health services").format(county=load.county().name)
    day = _("As of {day}").format(day=formats.day(plan.day))
    return (
        f'<div class="paper"><h2>{escape(words)}</h2>'
        f"<p><b>{escape(made_up)}</b><span>{escape(day)}</span></p></div>"
    )


def _columns() -> str:
    return "".join(f'<col class="{name}">' for name in ("state", "name", "lead", "pace", "track"))


def _head(plan: Plan, along: Axis) -> str:
    titles = (_("State"), _("Measure / milestone"), _("Lead department"), _("Planned / actual"))
    cells = "".join(f'<th rowspan="2">{escape(title)}</th>' for title in titles)
    years = range(along.first, along.first + along.years)
    named = "".join(f"<span>{escape(formats.period(str(year)))}</span>" for year in years)
    months = "".join(f"<span>{number % _YEAR + 1}</span>" for number in range(along.months))
    today = _("Today {day}").format(day=f"{plan.day:%m-%d}")
    return (
        f'<tr>{cells}<th class="axis years"><div>{named}</div></th></tr>'
        f'<tr><th class="axis"><div>{months}</div><em>{escape(today)}</em></th></tr>'
    )


def _rows(advance: Advance, plan: Plan, along: Axis) -> Iterator[str]:
    """Write a measure, then its milestones."""
    name = f"<b>{escape(advance.code)}</b> {escape(plan_words.measure_name(advance))}"
    if advance.entry is None:
        state = _("not entered") if advance.is_known else _("to be entered")
        yield _row("empty", (f"<i>— {escape(state)}</i>", name, "", ""), "")
        return
    entry = advance.entry
    state, light = advance.state, advance.light
    bar = _bar(along, (entry.start, entry.due), advance.reached_on or entry.start, light)
    signs = "".join(_sign(along, reached, plan) for reached in advance.milestones)
    track = f'{bar}<div class="signs">{signs}</div>'
    paces = "" if advance.pace is None else _paces(advance.pace)
    yield _row("measure", (_state(state, light), name, escape(entry.lead), paces), track)
    for reached in advance.milestones:
        yield _milestone(reached, plan, along)


def _milestone(reached: Reached, plan: Plan, along: Axis) -> str:
    shape, pace = reached.milestone, reached.pace
    name = f"<small>{escape(reached.code)}</small> {escape(shape.title)}"
    late = plan_words.lateness(reached, plan.day)
    hint = f"{shape.start:%Y-%m-%d} → {shape.due:%Y-%m-%d}　{plan_words.amount(reached)}　{late}"
    gone = (shape.due - shape.start) * float(pace.actual) / 100
    bar = _bar(along, (shape.start, shape.due), shape.start + gone, pace.light)
    track = f"{bar}{_sign(along, reached, plan)}{_due(along, shape.due)}"
    cells = (_state(pace.state, pace.light), name, escape(shape.lead), _paces(pace))
    return _row("milestone", cells, track, hint)


def _row(kind: str, cells: tuple[str, str, str, str], track: str, hint: str = "") -> str:
    told = f' title="{escape(hint)}"' if hint else ""
    *left, paces = (f"<td>{cell}</td>" for cell in cells)
    paces = paces.replace("<td>", '<td class="pace">', 1)
    tracked = f'<td class="track"><div>{track}</div></td>'
    return f'<tr class="{kind}"{told}>{"".join(left)}{paces}{tracked}</tr>'


def _state(state: State, light: str) -> str:
    ink = plan_words.colour(light)
    sign, word = plan_words.SIGNS[state], plan_words.stated(state).partition(" ")[2]
    return f'<span style="color:{ink}">{sign}</span> {escape(word)}'


def _paces(pace: Pace) -> str:
    should, actual = (formats.number(value, 0) for value in (pace.planned, pace.actual))
    return f"{should} / <b>{actual}</b>"


def _bar(along: Axis, days: tuple[date, date], until: date, light: str) -> str:
    """Draw what is planned in pale, what is reached of it in the colour of its light."""
    left, right, end = (along.place(day) for day in (*days, until))
    return (
        f'<div class="planned" style="left:{left}%;width:{right - left:.3f}%"></div>'
        f'<div class="reached" style="left:{left}%;width:{end - left:.3f}%;'
        f'background:{plan_words.colour(light)}"></div>'
    )


def _sign(along: Axis, reached: Reached, plan: Plan) -> str:
    pace, due = reached.pace, reached.milestone.due
    sign = plan_words.SIGNS[pace.state]
    ink, left = plan_words.colour(pace.light), along.place(due)
    late = plan_words.lateness(reached, plan.day)
    hint = f"{reached.code} {reached.milestone.title} {due:%Y-%m-%d} {late}"
    kind = "sign hollow" if pace.state == State.NOT_STARTED else "sign"
    style = f"left:{left}%;color:{ink}"
    return f'<span class="{kind}" style="{style}" title="{escape(hint)}">{sign}</span>'


def _due(along: Axis, due: date) -> str:
    """Write the due date beside its sign: on its left where the chart ends."""
    left = along.place(due)
    kind = "due before" if left > _CROWDED else "due"
    return f'<span class="{kind}" style="left:{left}%">{due:%m-%d}</span>'


def _legend() -> str:
    states = [
        (State.DONE, "green"),
        (State.ON_COURSE, "green"),
        (State.LAGGING, "amber"),
        (State.OVERDUE, "red"),
        (State.NOT_STARTED, "none"),
    ]
    signs = "".join(f"<span>{_state(state, light)}</span>" for state, light in states)
    lag = _("A sign stands at the due date; pale: planned, strong: reached.")
    rule = _("Behind plan by more than 10 points: amber; more than 20, or past due: red.")
    return f'<div class="legend">{signs}<span>{escape(lag)}</span><span>{escape(rule)}</span></div>'


def _signatures() -> str:
    """Leave room on the paper for who made, checked and issued it."""
    named = (_("Made by"), _("Checked by"), _("Issued on"))
    return f'<div class="paper signed">{"".join(f"<span>{escape(n)}</span>" for n in named)}</div>'
