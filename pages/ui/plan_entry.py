"""Enter a measure of the plan; choose whether to do that, set milestones or report."""

from __future__ import annotations

import streamlit as st

from lib.model.plans.deeds import LONGEST_NAME
from lib.model.plans.progress import Advance, Plan
from lib.model.plans.shapes import Entry
from pages.ui import choices, deeds, plan_inputs, plan_milestones, plan_words, state
from pages.ui.load import plans
from pages.ui.text import N_, _, name

FORMS = {
    "update": N_("Report progress"),
    "milestone": N_("Set milestones"),
    "measure": N_("Enter the measure"),
}
MEASURE = "plan measure chosen"
"""Key of the choice of a measure."""


def show(plan: Plan) -> None:
    """Choose a measure and what to do, then fill in the form."""
    known = {advance.code: advance for advance in plan.measures}
    left, right = st.columns([55, 45], gap="medium", vertical_alignment="bottom")
    with left:
        code = st.selectbox(
            _("Measure of the plan"),
            known,
            key=MEASURE,
            format_func=lambda c: f"{c} {plan_words.measure_name(known[c])}",
        )
    chosen = known[code]
    with right:
        form = choices.kept(_("Form"), FORMS, lambda f: _(FORMS[f]), address="planform")
    if chosen.entry is None or form == "measure":
        _measure(chosen)
    elif form == "milestone" or not chosen.milestones:
        plan_milestones.edit(chosen)
    else:
        plan_milestones.report(chosen, plan)


def _measure(advance: Advance) -> None:
    """Enter a measure or change it; the name the plan gives it stays."""
    if not advance.is_known:
        st.info(_("The public report does not describe this measure; enter it from the plan."))
    code, entry = advance.code, advance.entry
    form = plan_inputs.begin(f"measure {code}", plans.ledger().seen(code))
    with st.form(f"form {form.key}"):
        called, task = _heading(advance, form.key)
        lead, partners = plan_inputs.bodies(entry, form.key)
        start, due, weight = plan_inputs.days(entry, form.key)
        pressed = st.form_submit_button(_("Save"), icon=":material/save:", type="primary")
    if pressed:
        wish = Entry(called, task, lead, partners, start, due, weight)
        deeds.attempt_once(
            form.name,
            lambda key: plans.enter_measure(code, wish, form.seen, key, state.author()),
            _("Saved: {name}.").format(name=code),
        )


def _heading(advance: Advance, key: str) -> tuple[str, str]:
    """Ask for name and task; the name comes back as it is kept."""
    left, right = st.columns([60, 40], gap="medium")
    given, entry = advance.measure.name, advance.entry
    tasks = [task.code for task in plans.outline().tasks]
    task = right.selectbox(
        _("Key task"),
        tasks,
        index=tasks.index(advance.task or tasks[0]),
        format_func=plan_words.task_name,
        key=f"task {key}",
    )
    if given is not None:
        left.text_input(_("Name of the measure"), value=name(given), disabled=True)
        return given.zh, task
    called = left.text_input(
        _("Name of the measure"),
        value="" if entry is None else entry.name,
        max_chars=LONGEST_NAME,
        placeholder=_("as it stands in the plan"),
        key=f"called {key}",
    )
    return called.strip(), task
