"""Scenarios: save, compare, weigh blindly, adopt."""

import streamlit as st

from pages.ui import (
    choices,
    deeds,
    frame,
    scenarios_adopt,
    scenarios_blind,
    scenarios_compare,
    scenarios_kept,
    scenarios_sets,
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

frame.ensure()

deeds.report_back()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="scenarios")
with st.container(gap="small"):
    SHOWN[view]()
