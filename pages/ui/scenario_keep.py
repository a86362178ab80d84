"""Save the proposal of the what-if page under a name: small enough to stand above the scales."""

import streamlit as st

from lib.model.scenario_files import LONGEST_DESCRIPTION, LONGEST_NAME
from lib.model.scenarios import Scenario
from pages.ui import deeds, state
from pages.ui.load import proposals
from pages.ui.text import _, plain

_FORM = "keep scenario"


def show(scenario: Scenario) -> None:
    """Offer to save a proposal; the rules in force need no saving."""
    if scenario.is_null:
        st.caption(_("These are the rules in force: move a weight, then save."))
    else:
        form(scenario, asks_operator=True)


def form(scenario: Scenario, *, asks_operator: bool = False) -> None:
    """Ask for name and description, and save; the form is empty again afterwards."""
    key = deeds.key_of(_FORM)
    with st.form(f"keep {key}", border=False):
        if asks_operator:
            st.text_input(_("Operator"), key=state.OPERATOR, max_chars=40)
        called = st.text_input(_("Name"), key=f"keep name {key}", max_chars=LONGEST_NAME)
        described = st.text_area(
            _("Description"),
            key=f"keep description {key}",
            max_chars=LONGEST_DESCRIPTION,
            height=80,
        )
        if st.form_submit_button(_("Save"), icon=":material/save:"):
            deeds.attempt_once(
                _FORM,
                lambda once: proposals.keep((called, described), scenario, once, state.author()),
                _("Saved: {name}.").format(name=plain(called.strip())),
            )
    deeds.report_back()
