"""Weights of several people side by side: where they differ, and what each would give."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from lib.model import blind, comparison, scenario_codes, weight_moves
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, load, scenario_words, scenarios_choice, state, tables
from pages.ui.headlines import headline
from pages.ui.load import proposals
from pages.ui.text import _, plain

_ROW_HEIGHT = 28
_LEAST = 2
Sets = Mapping[str, Scenario]


def show() -> None:
    """Compare the weights that the reader chooses: saved ones, and those of blind sessions."""
    offered = offers()
    known = list(offered)
    kept = state.picked("sets")
    state.put("sets", [c for c in kept if c in offered] if isinstance(kept, list) else known[:4])
    chosen = st.multiselect(
        _("Whose weights"), known, key="sets", placeholder=_("Choose two or more")
    )
    if len(chosen) < _LEAST:
        st.info(_("Choose at least two sets of weights; each can be saved from the what-if page."))
        return
    sets = {called: offered[called] for called in chosen}
    st.markdown(f"#### {plain(sentence(sets))}")
    weights, results = st.columns([58, 42], gap="medium")
    with weights:
        headline(_("Weights in points of 100"), _("widest apart first"))
        found = weight_rows(sets)
        st.dataframe(found, hide_index=True, row_height=_ROW_HEIGHT)
        tables.download(found, _("Weights of several people"))
    with results:
        headline(_("How far apart"), _("points of 100 that stand elsewhere"))
        st.dataframe(distance_rows(sets), hide_index=True, row_height=_ROW_HEIGHT)
        headline(_("What each would give"), _("against the rules in force"))
        st.dataframe(result_rows(sets), hide_index=True, row_height=_ROW_HEIGHT)


def offers() -> dict[str, Scenario]:
    """Return every set of weights there is under this scheme, by name.

    Sets of a blind session are offered once its weights are locked.
    """
    found = {
        choice.name: proposals.weights_only(choice.scenario)
        for choice in scenarios_choice.offered().values()
        if choice.scenario.is_null or not proposals.weights_only(choice.scenario).is_null
    }
    scheme = state.filters().scheme
    for session in proposals.sessions():
        if session.draw.scheme != scheme or session.locked is None:
            continue
        for one in session.sets:
            scenario = scenario_codes.decode(one.codes)
            if scenarios_choice.fits(scenario):
                found[f"{session.draw.title} · {one.member}"] = scenario
    return found


def sentence(sets: Sets) -> str:
    """Say on what the sets agree least."""
    asked = {called: weights(scenario) for called, scenario in sets.items()}
    code = max(_gaps(asked), key=lambda c: _gaps(asked)[c])
    names = scenario_words.names(load.rules(), Part.ITEM)
    values = {called: points.get(code, Fraction()) for called, points in asked.items()}
    low, high = min(values, key=lambda c: values[c]), max(values, key=lambda c: values[c])
    if values[low] == values[high]:
        return _("{count} sets of weights agree on every item.").format(count=len(sets))
    return _(
        "{count} sets of weights differ most on {item}: {low} points ({who_low}) to {high} "
        "({who_high})."
    ).format(
        count=len(sets),
        item=names[code],
        low=scenario_words.points(values[low]),
        who_low=low,
        high=scenario_words.points(values[high]),
        who_high=high,
    )


def weights(scenario: Scenario) -> dict[str, Fraction]:
    """Return the weights of the service items as they work, points of 100."""
    proposed = proposals.outcome(proposals.weights_only(scenario)).rules
    return weight_moves.in_force(proposed, Part.ITEM)


def weight_rows(sets: Sets) -> list[dict[str, object]]:
    """Return one line for each item, widest apart first: every set, the mean, the gap."""
    asked = {called: weights(scenario) for called, scenario in sets.items()}
    names = scenario_words.names(load.rules(), Part.ITEM)
    gaps = _gaps(asked)
    middle = blind.mean([_complete(points, gaps) for points in asked.values()])
    return [
        {
            _("Service item"): names[code],
            **{called: _number(points.get(code)) for called, points in asked.items()},
            _("Mean"): _number(middle[code]),
            _("Apart"): _number(gap),
        }
        for code, gap in sorted(gaps.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def distance_rows(sets: Sets) -> list[dict[str, object]]:
    """Return how far every set is from every other."""
    asked = {called: weights(scenario) for called, scenario in sets.items()}
    return [
        {
            _("Weights of"): one,
            **{other: _number(blind.distance(asked[one], asked[other])) for other in asked},
        }
        for one in asked
    ]


def result_rows(sets: Sets) -> list[dict[str, object]]:
    """Return what each set would give against the rules in force."""
    baseline = load.outcome()
    found = []
    for called, scenario in sets.items():
        compared = comparison.compare(baseline, proposals.outcome(scenario))
        found.append(
            {
                _("Weights of"): called,
                _("Changes hands"): formats.wan(compared.moved),
                _("▲ gain"): sum(c.difference > 0 for c in compared.changes),
                _("▼ lose"): sum(c.difference < 0 for c in compared.changes),
                _("Ranks that change"): sum(bool(c.places) for c in compared.changes),
            }
        )
    return found


def _gaps(asked: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    codes = {code for points in asked.values() for code in points}
    return {
        code: max(p.get(code, Fraction()) for p in asked.values())
        - min(p.get(code, Fraction()) for p in asked.values())
        for code in sorted(codes)
    }


def _complete(points: Mapping[str, Fraction], codes: Mapping[str, object]) -> dict[str, Fraction]:
    """Count an item without points in one set as none there."""
    return {code: points.get(code, Fraction()) for code in codes}


def _number(points: Fraction | None) -> float | None:
    return None if points is None else float(formats.half_up(points, 2))
