"""Data: hand in a file, see what was understood and what is wrong, store it, take it back."""

import streamlit as st

from pages.ui import frame, import_flow, import_history, import_templates, import_trace, state
from pages.ui.text import N_, _

frame.ensure()

VIEWS = {
    "import": (N_("Import a file"), import_flow.show),
    "history": (N_("Imports so far"), import_history.show),
    "templates": (N_("Templates"), import_templates.show),
    "trace": (N_("Where a figure comes from"), import_trace.show),
}

first = state.address("view", "import")
chosen = st.segmented_control(
    _("View"),
    VIEWS,
    key=state.preset("data view", first if first in VIEWS else "import"),
    format_func=lambda code: _(VIEWS[code][0]),
    label_visibility="collapsed",
    required=True,
)
view = chosen or "import"
state.set_address(view="" if view == "import" else view)
VIEWS[view][1]()
