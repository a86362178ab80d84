"""How far could it go: four questions about other weights, one at a time."""

from fractions import Fraction

import streamlit as st

from lib.errors import ModelError
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import (
    choices,
    formats,
    frame,
    load,
    robust_reach_flip,
    robust_reach_interest,
    robust_reach_ranks,
    robust_reach_wishes,
    scenario_address,
    scenario_words,
)
from pages.ui.load import reach
from pages.ui.text import N_, _, listed

SECTIONS = {
    "ranks": N_("Ranks within reach"),
    "flip": N_("Reverse two institutions"),
    "wishes": N_("Weights for a wish"),
    "interest": N_("Whom does it serve"),
}
_SHOW = {
    "ranks": robust_reach_ranks.show,
    "flip": robust_reach_flip.show,
    "wishes": robust_reach_wishes.show,
    "interest": robust_reach_interest.show,
}
BOUNDS = ("1", "2", "3", "5", "10", "20")
_USUAL = "5"


def show(scenario: Scenario) -> None:
    """Ask which question and how far weights may move, then answer that one question."""
    with st.container(horizontal=True, vertical_alignment="center"):
        section = choices.kept(_("Question"), SECTIONS, _worded, address="reach")
        bound = choices.kept(
            _("Each weight may move by"), BOUNDS, _worded, address="bound", usual=_USUAL
        )
        locked = scenario_address.read().locked[Part.ITEM]
        if locked:
            st.caption(_("Locked: {items}").format(items=_named(locked)))
    try:
        _SHOW[section](scenario, reach.question(scenario, Fraction(bound), locked))
    except ModelError as error:
        frame.show(error)


def _worded(choice: str) -> str:
    if choice in SECTIONS:
        return _(SECTIONS[choice])
    return _("±{points}").format(points=formats.number(int(choice)))


def _named(codes: frozenset[str]) -> str:
    names = scenario_words.names(load.rules(), Part.ITEM)
    return listed(names[code] for code in sorted(codes))
