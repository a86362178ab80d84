"""Save the proposal of the what-if page under a name: small enough to stand above the scales."""

import streamlit as st

from lib.errors import ModelError
from lib.model.scenario_files import LONGEST_DESCRIPTION, LONGEST_NAME
from lib.model.scenarios import Scenario
from pages.ui import frame, state
from pages.ui.load import proposals
from pages.ui.text import _, plain

_KEY, _SAID = "scenario key", "scenario said"


def show(scenario: Scenario) -> None:
    """Offer to save a proposal; the rules in force need no saving."""
    if scenario.is_null:
        st.caption(_("These are the rules in force: move a weight, then save."))
    else:
        form(scenario, asks_operator=True)


def form(scenario: Scenario, *, asks_operator: bool = False) -> None:
    """Ask for name and description, and save; the form is empty again afterwards."""
    key = state.draft(_KEY, proposals.new_key)
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
            _keep((called, described), scenario, key)
    if said := state.draft(_SAID, str):
        st.success(plain(said), icon=":material/check_circle:")
        state.drop_draft(_SAID)


def _keep(titled: tuple[str, str], scenario: Scenario, key: str) -> None:
    try:
        proposals.keep(titled, scenario, key, state.author())
    except ModelError as error:
        frame.show(error)
        return
    state.drop_draft(_KEY)
    state.replace_draft(_SAID, _("Saved: {name}.").format(name=titled[0].strip()))
    st.rerun()
