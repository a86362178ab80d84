"""Whether 0.643 in a column of per cent means 64.3 %: asked where no counts tell."""

import streamlit as st

from lib.model.intake import layouts
from lib.model.intake.findings import Finding
from lib.model.intake.plans import Plan
from lib.model.intake.sheets import place
from pages.ui.load.intake import Examination
from pages.ui.text import N_, fill

_ASKED = "fraction_in_percent"
_ANSWERS = dict(
    zip(
        layouts.SHARES,
        (N_("{value} means {value} %"), N_("{value} is a share of 1, so 100 times as many %")),
        strict=True,
    )
)


def ask(examination: Examination, plan: Plan) -> Plan:
    """Ask for every such column how it is written; return the plan with the answers."""
    for finding in examination.findings:
        if finding.rule == _ASKED:
            plan = _one(plan, finding)
    return plan


def _one(plan: Plan, finding: Finding) -> Plan:
    answer = st.radio(
        fill(finding.message, finding.values),
        layouts.SHARES,
        index=None,
        key=f"share {finding.key}",
        format_func=lambda code: fill(_ANSWERS[code], {"value": finding.value}),
        horizontal=True,
    )
    if answer is None:
        return plan
    _row, column = place(finding.cell)
    return layouts.with_unit(plan, finding.sheet, column, answer)
