"""The people's voice: rounds of questions, with intervals."""

import streamlit as st

from pages.ui import (
    choices,
    deeds,
    frame,
    state,
    survey_complaints,
    survey_fair,
    survey_results,
    survey_rounds,
    survey_samples,
    survey_words,
    widgets,
)
from pages.ui.load import surveys
from pages.ui.text import N_, _

VIEWS = {
    "results": N_("Results"),
    "rounds": N_("Rounds and entry"),
    "samples": N_("Sample sizes"),
    "complaints": N_("Complaints"),
    "fair": N_("Fair to small samples"),
}
OF_A_ROUND = {
    "results": survey_results.show,
    "rounds": survey_rounds.show,
    "fair": survey_fair.show,
}

frame.ensure()


def choose_round() -> str:
    """Ask which round; the last one that is closed stands first."""
    codes = sorted(surveys.ledger(), reverse=True)
    asked = state.address("round", surveys.latest())
    first = asked if asked in codes else surveys.latest()
    if opened := deeds.take_made(survey_rounds.OPENING):
        state.put("survey round", opened)
    chosen: str = st.selectbox(
        _("Round"),
        codes,
        key=state.preset("survey round", first),
        format_func=survey_words.round_name,
        label_visibility="collapsed",
        width=200,
    )
    state.set_address(round="" if chosen == surveys.latest() else chosen)
    return chosen


deeds.report_back()
heading = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="survey")
    code = choose_round() if view in OF_A_ROUND and surveys.ledger() else ""
    period = survey_complaints.choose_quarter() if view == "complaints" else ""

if view == "complaints":
    survey_complaints.show(period, heading)
elif view == "samples":
    survey_samples.show(heading)
elif code:
    OF_A_ROUND[view](code, heading)
elif view == "rounds":
    survey_rounds.open_one()
else:
    widgets.nothing(
        _("No round of the survey has been opened yet."),
        _("Open one under Rounds and entry, then import the interviews."),
    )
