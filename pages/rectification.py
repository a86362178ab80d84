"""Rectification: the ledger of problems from notice to close-out, and what is held for them."""

import streamlit as st

from pages.ui import (
    choices,
    deeds,
    frame,
    rectification_alerts,
    rectification_board,
    rectification_ledger,
    rectification_money,
)
from pages.ui.text import N_, _

VIEWS = {
    "board": N_("Rectification board"),
    "ledger": N_("Ledger of items"),
    "alerts": N_("Alerts to items"),
    "money": N_("Held and paid"),
}
SHOWN = {
    "board": rectification_board.show,
    "ledger": rectification_ledger.show,
    "alerts": rectification_alerts.show,
    "money": rectification_money.show,
}

frame.ensure()

deeds.report_back()
heading = st.container()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="rectification")
SHOWN[view](heading)
