"""Scenarios: save, compare, weigh blindly, adopt."""

import streamlit as st

from pages.ui import (
    frame,
    reporting_deeds,
    scenarios_adopt,
    scenarios_blind,
    scenarios_compare,
    scenarios_kept,
    scenarios_sets,
    state,
)
from pages.ui.text import N_, _

VIEWS = {
    "kept": N_("Saved scenarios"),
    "compare": N_("Compare"),
    "sets": N_("Weights of several people"),
    "blind": N_("Blind weighting"),
    "adopt": N_("Adopt rules"),
}
SHOWN = {
    "kept": scenarios_kept.show,
    "compare": scenarios_compare.show,
    "sets": scenarios_sets.show,
    "blind": scenarios_blind.show,
    "adopt": scenarios_adopt.show,
}
_KEY = "scenarios_view"

frame.ensure()

reporting_deeds.report_back()
asked = state.address("scenarios", "kept")
view = st.segmented_control(
    _("View"),
    VIEWS,
    key=state.preset(_KEY, asked if asked in VIEWS else "kept"),
    format_func=lambda code: _(VIEWS[code]),
    label_visibility="collapsed",
    required=True,
)
state.set_address(scenarios="" if view == "kept" else str(view))
with st.container(gap="small"):
    SHOWN[str(view)]()
