"""Above every view of robustness: which view, and whether rules in force or the proposal."""

from dataclasses import dataclass

import streamlit as st

from lib.model.scenarios import Scenario
from pages.ui import scenario_address, state
from pages.ui.text import N_, _

VIEWS = {
    "noise": N_("Is it real?"),
    "weights": N_("Other weights"),
    "reach": N_("How far could it go?"),
    "rules": N_("What the rules do"),
    "fairness": N_("Fairness"),
}
_KEY, _ADDRESS, _FIRST = "robust_view", "robust", "noise"
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
    kept = state.address(_ADDRESS, _FIRST)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            _("View"),
            VIEWS,
            key=state.preset(_KEY, kept if kept in VIEWS else _FIRST),
            on_change=_keep_view,
            format_func=lambda view: _(VIEWS[view]),
            label_visibility="collapsed",
            required=True,
        )
        scenario = _proposal(draft.scenario)
    return Subject(str(state.picked(_KEY)), scenario)


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


def _keep_view() -> None:
    view = str(state.picked(_KEY))
    state.set_address(**{_ADDRESS: "" if view == _FIRST else view})
