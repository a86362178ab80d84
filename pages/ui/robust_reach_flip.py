"""Reverse two institutions: the fewest points that do it, and where each slider alone does."""

import streamlit as st

from lib.model import weight_moves
from lib.model.reach.flips import Flip
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, load, robust_reach_parts, scenario_words
from pages.ui.load import reach
from pages.ui.load.reach import Question
from pages.ui.text import _, fill


def show(scenario: Scenario, asked: Question) -> None:
    """Say the smallest change that reverses two institutions, with the weights that do it."""
    ranks = load.reconsider(scenario).scores.ranks
    areas = [area.code for area in load.outcome().areas]
    order = sorted(range(len(areas)), key=lambda line: (ranks[line] or 0, areas[line]))
    first, second = st.columns(2)
    with first:
        one = robust_reach_parts.institution(_("Institution A"), "flip a", areas[order[0]])
    with second:
        other = robust_reach_parts.institution(_("Institution B"), "flip b", areas[order[1]])
    if one == other:
        st.info(_("Choose two different institutions."))
        return
    found = reach.flip(asked, (one, other))
    st.markdown(f"#### {headline(found, (one, other), asked)}")
    left, right = st.columns([55, 45], gap="medium")
    with left:
        if found is not None:
            _found(scenario, found)
    with right:
        _sliders(scenario, asked, (one, other))


def headline(found: Flip | None, pair: tuple[str, str], asked: Question) -> str:
    """Say in one sentence whether and how easily two institutions change places."""
    values = {
        "one": robust_reach_parts.called(pair[0]),
        "other": robust_reach_parts.called(pair[1]),
        "weights": robust_reach_parts.range_words(asked),
    }
    if found is None:
        return fill(
            _("With {weights}, {one} and {other} never change places, whatever the weights."),
            values,
        )
    words = _(
        "{moved} points moved between items make {one} and {other} level (sum of all changes: "
        "{sum} points); a hair more reverses them."
    )
    if not found.exact:
        words = _(
            "{moved} points moved between items make {one} and {other} level (sum of all "
            "changes: {sum} points); this is the smallest change that was found."
        )
    moved = {"moved": formats.score(found.moved), "sum": formats.score(2 * found.moved)}
    return fill(words, {**values, **moved})


def _found(scenario: Scenario, found: Flip) -> None:
    decimals = load.rules().score_decimals
    if found.proposal is None:
        st.caption(_("No weights in hundredths reverse the published ranking."))
        robust_reach_parts.weights_found(scenario, found.tie, "tie", decimals=6)
        return
    st.caption(
        _(
            "These weights reverse them in the published ranking too (checked by a full run). "
            "Published scores have {decimals} decimals, so near the tie both show the same score."
        ).format(decimals=decimals)
    )
    robust_reach_parts.weights_found(scenario, found.proposal, "flip")


def _sliders(scenario: Scenario, asked: Question, pair: tuple[str, str]) -> None:
    """List the sliders that reverse the pair alone; the others re-share in proportion."""
    found = reach.sliders(asked, pair)
    now = weight_moves.asked(load.rules(), scenario, Part.ITEM)
    called = scenario_words.names(load.rules(), Part.ITEM)
    st.caption(_("One slider alone, the others re-shared in proportion:"))
    if not found:
        st.markdown(_("No slider alone reverses them."))
        return
    nearest = sorted(found, key=lambda code: abs(found[code] - now[code]))
    st.dataframe(
        [
            {
                _("Weight of"): called[code],
                _("Now"): formats.score(now[code]),
                _("Reverses at"): formats.score(found[code]),
                _("Difference"): formats.signed(found[code] - now[code], 2),
            }
            for code in nearest
        ],
        hide_index=True,
        height=robust_reach_parts.table_height(len(found)),
    )
