"""Progress of the 4 tasks and the 14 measures, those nobody has entered among them."""

from __future__ import annotations

import streamlit as st

from lib.model.plans.lagging import State
from lib.model.plans.progress import Advance, Plan, TaskAdvance
from pages.ui import choices, formats, picking, plan_entry, plan_words, state, tables
from pages.ui.headlines import headline
from pages.ui.text import _, name, plain

_ROW = 30
_TABLE = "plan measures"


def show(plan: Plan) -> None:
    """Show the lights of the tasks, then every measure."""
    for column, task in zip(st.columns(len(plan.tasks), gap="small"), plan.tasks, strict=True):
        with column, st.container(border=True, height="stretch"):
            _task(task)
    headline(
        _("{count} measures").format(count=len(plan.measures)),
        _("equal weights unless the county sets others; choose a row to enter or update it"),
    )
    found = rows(plan)
    st.dataframe(
        found,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * (len(found) + 1) + 10,
        key=_TABLE,
        on_select=lambda: _go(plan),
        selection_mode="single-row",
        column_config={
            _("Actual"): st.column_config.ProgressColumn(
                min_value=0, max_value=100, format="%.0f%%", width=105
            ),
            _("Milestones"): st.column_config.Column(width=126),
            _("Lead department"): st.column_config.Column(width=112),
            _("Due date"): st.column_config.Column(width=96),
        },
    )
    tables.download(found, _("Task progress"))


def _go(plan: Plan) -> None:
    """Take the reader from a row to the form of its measure."""
    line = picking.line(_TABLE)
    if line is not None:
        chosen = plan.measures[line]
        form = "measure" if chosen.entry is None else "update"
        state.put(plan_entry.MEASURE, chosen.code)
        state.put(choices.key("planform"), form)
        state.put(choices.key("plan"), "entry")


def rows(plan: Plan) -> list[dict[str, object]]:
    """Return the measures as a table; what is not entered stays empty, it is not nought."""
    return [
        {
            _("Number"): advance.code,
            _("Measure of the plan"): plan_words.measure_name(advance),
            _("State"): _state(advance),
            _("Actual"): None if advance.pace is None else float(advance.pace.actual),
            _("Planned"): "" if advance.pace is None else plan_words.percent(advance.pace.planned),
            _("Milestones"): _milestones(advance),
            _("Next step"): _next(advance),
            _("Lead department"): "" if advance.entry is None else advance.entry.lead,
            _("Due date"): "" if advance.entry is None else advance.entry.due.isoformat(),
            _("Key task"): advance.task or "",
            _("Weight"): formats.exact(advance.weight),
            _("Numbers of the plan"): ""
            if advance.measure.numbers is None
            else name(advance.measure.numbers),
        }
        for advance in plan.measures
    ]


def _task(task: TaskAdvance) -> None:
    st.markdown(f"**{task.task.code}** {plain(name(task.task.name))}")
    if task.pace is None:
        st.markdown(f":gray[— {plan_words.counted(task)}]")
        return
    words = _("planned {planned}; {measures}").format(
        planned=plan_words.percent(task.pace.planned, 1), measures=plan_words.counted(task)
    )
    actual = plan_words.percent(task.pace.actual, 1)
    sign = plan_words.coloured(task.state, task.light)
    st.markdown(f"{sign}　**{actual}**  \n:small[:gray[{words}]]")


def _state(advance: Advance) -> str:
    if advance.pace is None:
        return "— " + (_("not entered") if advance.entry is None else _("no milestones"))
    return plan_words.stated(advance.state)


def _milestones(advance: Advance) -> str:
    """Count the milestones: completed of all, and the late ones."""
    if not advance.milestones:
        return ""
    words = _("completed {done}/{total}")
    late = advance.count(State.OVERDUE, State.LAGGING)
    said = words.format(done=advance.count(State.DONE), total=len(advance.milestones))
    return said if not late else _("{said}; late: {count}").format(said=said, count=late)


def _next(advance: Advance) -> str:
    """Say what is to be done next."""
    if advance.entry is None:
        return _("enter the measure")
    if not advance.milestones:
        return _("set milestones")
    late = advance.count(State.OVERDUE, State.LAGGING)
    return _("push {count} late milestones").format(count=late) if late else ""
