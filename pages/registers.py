"""Registers: accreditation, family doctors, staff, investment, good practice."""

import streamlit as st

from pages.ui import (
    choices,
    deeds,
    frame,
    register_accreditation,
    register_contract,
    register_investment,
    register_practice,
    register_side,
    register_staff,
)
from pages.ui.load import registers
from pages.ui.text import _, name

VIEWS = {
    "accreditation": register_accreditation,
    "contract": register_contract,
    "staff": register_staff,
    "investment": register_investment,
    "practice": register_practice,
}

frame.ensure()

deeds.report_back()
heading = st.container()
view = choices.kept(
    _("View"), VIEWS, lambda code: name(registers.register(code).name), address="registers"
)
with heading:
    st.markdown(f"#### {VIEWS[view].headline()}")
table, side = st.columns([64, 36], gap="medium")
with table:
    chosen = VIEWS[view].show()
with side:
    register_side.show(view, chosen, VIEWS[view].trend, _(VIEWS[view].TREND))
