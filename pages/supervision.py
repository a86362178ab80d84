"""Supervision visits: coverage, calendar, record, trainings, the next round."""

import streamlit as st

from pages.ui import (
    choices,
    deeds,
    frame,
    supervision_board,
    supervision_calendar,
    supervision_next,
    supervision_record,
    supervision_training,
    supervision_words,
)
from pages.ui.load import supervision_rounds
from pages.ui.text import N_, _

VIEWS = {
    "board": N_("Coverage of the quarter"),
    "calendar": N_("Calendar and plan"),
    "record": N_("Records of visits"),
    "training": N_("Trainings"),
    "next": N_("Proposal for the next round"),
}
OF_A_QUARTER = {
    "board": supervision_board.show,
    "calendar": supervision_calendar.show,
    "record": supervision_record.show,
    "training": supervision_training.show,
}

frame.ensure()

deeds.report_back()
heading = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="supervision")
    if view in OF_A_QUARTER:
        quarter = supervision_words.choose_quarter()
if view in OF_A_QUARTER:
    OF_A_QUARTER[view](quarter, heading)
else:
    supervision_next.show(supervision_rounds.next_quarter(), heading)
