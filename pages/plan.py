"""The plan: tasks, measures, milestones, and who answers for them."""

import streamlit as st

from lib.model.plans.lagging import State
from lib.model.plans.progress import Plan
from pages.ui import (
    choices,
    deeds,
    frame,
    load,
    plan_duties,
    plan_entry,
    plan_progress,
    plan_sheet,
    plan_timetable,
    plan_words,
    state,
    tables,
    widgets,
)
from pages.ui.headlines import conclude
from pages.ui.load import plans
from pages.ui.text import N_, _, name, plain

VIEWS = {
    "chart": N_("Plan"),
    "timetable": N_("Timetable"),
    "progress": N_("Task progress"),
    "entry": N_("Enter and update"),
    "duties": N_("Responsibility register"),
}
DEPTHS = {"all": N_("With milestones"), "brief": N_("Measures only")}

frame.ensure()


def say(plan: Plan) -> None:
    """Say in one line how the plan stands, and what presses most."""
    entered = sum(advance.entry is not None for advance in plan.measures)
    count = {s: sum(r.pace.state == s for r in plan.milestones) for s in State}
    words = _(
        "{entered} of {all} measures entered; {total} milestones: {done} completed, "
        "{lagging} lagging, {overdue} past due"
    ).format(
        entered=entered,
        all=len(plan.measures),
        total=len(plan.milestones),
        done=count[State.DONE],
        lagging=count[State.LAGGING],
        overdue=count[State.OVERDUE],
    )
    conclude(words)
    for worst in plan.late()[:1]:
        words = _("Most pressing: {name}, {late}; lead: {lead}. {risk}").format(
            name=worst.milestone.title,
            late=plan_words.lateness(worst, plan.day),
            lead=worst.milestone.lead,
            risk="" if worst.last is None else worst.last.risk,
        )
        st.markdown(plain(words))


def chart(plan: Plan) -> None:
    """Show the chart, and take it away as a workbook or a table."""
    with beside:
        depth = choices.kept(_("Depth"), DEPTHS, lambda d: _(DEPTHS[d]), address="plandepth")
    plan_sheet.show(plan, brief=depth == "brief")
    with st.container(horizontal=True, vertical_alignment="center"):
        labels = plans.Labels(state.clock(), load.is_demonstration(), _, name)
        widgets.download(
            _("Download (Excel, live formulas)"),
            lambda: plans.plan_workbook(plan, labels),
            _("Plan"),
            "xlsx",
        )
        st.caption(_("To print: Ctrl+P; the paper is set to A3, landscape."))
    with st.expander(_("The chart as a table"), icon=":material/table:"):
        tables.twin(plan_timetable.rows(plan.milestones, plan), _("Plan"))


plan = plans.plan()
deeds.report_back()
say(plan)
with st.container(horizontal=True, horizontal_alignment="distribute"):
    view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="plan")
    beside = st.container(width="content")
if view == "chart":
    chart(plan)
elif view == "timetable":
    plan_timetable.show(plan)
elif view == "progress":
    plan_progress.show(plan)
elif view == "entry":
    plan_entry.show(plan)
else:
    plan_duties.show()
