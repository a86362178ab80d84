"""Authenticity: samples drawn, checked, and what false records cost."""

import streamlit as st

from lib.model.quarters import quarter_of
from pages.ui import (
    authenticity_board,
    authenticity_draw,
    authenticity_flags,
    authenticity_options,
    authenticity_results,
    choices,
    deeds,
    frame,
    state,
)
from pages.ui.text import N_, _

VIEWS = {
    "board": N_("Board"),
    "draw": N_("Draw a sample"),
    "results": N_("Register results"),
    "options": N_("Deflation options"),
    "flags": N_("Too perfect"),
}
SHOWN = {
    "board": authenticity_board.show,
    "draw": authenticity_draw.show,
    "results": authenticity_results.show,
    "options": authenticity_options.show,
    "flags": authenticity_flags.show,
}

frame.ensure()

deeds.report_back()
heading = st.container()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="authenticity")
SHOWN[view](quarter_of(state.filters().day), heading)
