"""Documents: made from what the screens show, sealed, and checked."""

import streamlit as st

from pages.ui import choices, deeds, frame, paper_check, paper_make, paper_register
from pages.ui.text import N_, _

VIEWS = {"make": N_("Make a paper"), "issued": N_("Issued papers"), "check": N_("Check a seal")}
SHOWN = {"make": paper_make.show, "issued": paper_register.show, "check": paper_check.show}

frame.ensure()

deeds.report_back()
paper_register.headline_of_all()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="papers")
with st.container(gap="small"):
    SHOWN[view]()
