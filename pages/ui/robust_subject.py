"""Above every view of robustness: which view, and whether rules in force or the proposal."""

from dataclasses import dataclass

import streamlit as st

from lib.model.scenarios import Scenario
from pages.ui import choices, scenario_address, state
from pages.ui.text import N_, _

VIEWS = {
    "noise": N_("Is it real?"),
    "weights": N_("Other weights"),
    "reach": N_("How far could it go?"),
    "rules": N_("What the rules do"),
    "fairness": N_("Fairness"),
}
_SUBJECT = "robust_subject"
_IN_FORCE, _PROPOSED = "in_force", "proposed"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at, and from which side."""

    view: str
    """One of `VIEWS`."""
    scenario: Scenario
    """Empty for the rules in force."""


def choose() -> Subject:
    """Let the reader choose; the proposal is the one on the what-if page, if there is one."""
    draft = scenario_address.read()
    with st.container(horizontal=True, vertical_alignment="center"):
        view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="robust")
        scenario = _proposal(draft.scenario)
    return Subject(view, scenario)


def _proposal(drafted: Scenario) -> Scenario:
    """Ask whose rules are looked at; without a proposal there is nothing to ask."""
    if drafted.is_null:
        return Scenario()
    words = {_IN_FORCE: _("Rules in force"), _PROPOSED: _("The proposal")}
    chosen = st.segmented_control(
        _("Rules"),
        words,
        key=state.preset(_SUBJECT, _PROPOSED),
        format_func=lambda code: words[code],
        label_visibility="collapsed",
        required=True,
    )
    return drafted if chosen == _PROPOSED else Scenario()
