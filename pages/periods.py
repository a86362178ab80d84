"""Closing: months that take no edits any more, adopted evaluations, and their replay."""

import streamlit as st

from pages.ui import (
    frame,
    periods_adopted,
    periods_months,
    periods_replay,
    reporting_deeds,
    state,
)
from pages.ui.load import closing
from pages.ui.text import N_, _

VIEWS = {
    "months": N_("Closed months"),
    "adopted": N_("Adopted evaluations"),
    "replay": N_("Replay"),
}
_VIEW = "periods view"

frame.ensure()

reporting_deeds.report_back()
asked = state.address("closing", "months")
view = st.segmented_control(
    _("View"),
    VIEWS,
    key=state.preset(_VIEW, asked if asked in VIEWS else "months"),
    format_func=lambda code: _(VIEWS[code]),
    label_visibility="collapsed",
    required=True,
)
state.set_address(closing="" if view == "months" else str(view))

if view == "months":
    periods_months.show(closing.months())
elif view == "adopted":
    periods_adopted.show(closing.adopted())
else:
    periods_replay.show(closing.adopted())
