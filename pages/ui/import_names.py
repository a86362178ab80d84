"""Names that could mean several areas, or none: asked, never guessed."""

import streamlit as st

from lib.model.intake import layouts
from lib.model.intake.findings import Finding
from lib.model.intake.plans import Plan
from pages.ui import load
from pages.ui.headlines import headline
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.text import _, fill, plain

_ASKED = ("area_uncertain", "area_unknown")
_LEFT_OUT = ""
_OPEN = None
_MOST = 40  # more would be a wrong column, not wrong names


def ask(examination: Examination, plan: Plan) -> Plan:
    """Ask for every doubtful name which area is meant; return the plan with the answers."""
    doubts = {_written(f): f for f in examination.findings if f.rule in _ASKED}
    answered = dict(examination.plan.names)
    if not doubts and not answered:
        return plan
    headline(_("Which institution or clinic is meant?"))
    for written in list({**doubts, **answered})[:_MOST]:
        plan = _one(plan, written, doubts.get(written), answered.get(written, _OPEN))
    return plan


def _one(plan: Plan, written: str, doubt: Finding | None, answer: str | None) -> Plan:
    roster = load.roster()
    likely = [] if doubt is None else _candidates(doubt)
    others = [area.code for area in intake.reporting_areas() if area.code not in likely]
    options = [*likely, _LEFT_OUT, *others]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(fill(_("“{name}” is"), {"name": plain(written)}), width=320)
        chosen = st.selectbox(
            written,
            options,
            index=None if answer is None else options.index(answer),
            key=f"name {written} {answer}",
            format_func=lambda code: roster.find(code).name if code else _("Leave these rows out"),
            placeholder=_("Choose"),
            label_visibility="collapsed",
        )
    if chosen is None or chosen == answer:
        return plan
    return layouts.with_name(plan, written, chosen)


def _written(finding: Finding) -> str:
    return str(finding.values.get("written", finding.value))


def _candidates(doubt: Finding) -> list[str]:
    found = doubt.values.get("candidates", ())
    return [str(code) for code in found] if isinstance(found, tuple | list) else []
