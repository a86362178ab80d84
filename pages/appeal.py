"""Right of reply: appeals and their decisions, four columns of a figure, and the sandbox."""

import streamlit as st

from pages.ui import appeal_cases, appeal_columns, appeal_parts, choices, deeds, frame
from pages.ui.text import N_, _

VIEWS = {
    "cases": N_("Appeals in hand"),
    "columns": N_("Four columns"),
    "desk": N_("Sandbox"),
}
SHOWN = {
    "cases": appeal_cases.show,
    "columns": appeal_columns.show,
}

frame.ensure()

deeds.report_back()
heading = st.container()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="appeals")
if view in SHOWN:
    SHOWN[view](heading)
else:
    appeal_parts.show()
