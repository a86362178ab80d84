"""What the rules do by themselves: one section at a time, because each costs runs."""

import streamlit as st

from lib.errors import ModelError
from lib.model.scenarios import Scenario
from pages.ui import (
    choices,
    frame,
    robust_rules_gaps,
    robust_rules_people,
    robust_rules_price,
    robust_rules_steps,
    robust_rules_verified,
    robust_rules_weight,
)
from pages.ui.text import N_, _

SECTIONS = {
    "price": N_("What a point is worth"),
    "steps": N_("Cliffs"),
    "gaps": N_("Absent figures"),
    "weight": N_("Real weight"),
    "people": N_("Who counts as resident"),
    "verified": N_("Unverified points"),
}
_DRAWN = {
    "price": robust_rules_price.show,
    "steps": robust_rules_steps.show,
    "gaps": robust_rules_gaps.show,
    "weight": robust_rules_weight.show,
    "people": robust_rules_people.show,
    "verified": robust_rules_verified.show,
}


def show(scenario: Scenario) -> None:
    """Let the reader choose a section, and draw that one only."""
    section = choices.kept(_("Section"), SECTIONS, lambda code: _(SECTIONS[code]), address="rules")
    try:
        with st.container(gap="xsmall"):
            _DRAWN[section](scenario)
    except ModelError as error:
        frame.show(error)
