"""What lies on the way of every slider: results computed ahead, for the hand to follow at once.

Caches are keyed by the files, the scheme, the day and the codes of the scenario.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import streamlit as st

from lib.errors import ModelError
from lib.model import evaluation, scenario_codes, scenarios, weight_moves
from lib.model.evaluation import Outcome
from lib.model.reach import tipping
from lib.model.reach.tipping import Mark
from lib.model.scenarios import Scenario, Weights
from lib.model.simulation import Simulation, is_quick, simulate
from lib.model.weight_moves import Part, Track
from pages.ui import load, state

_PLACES = 13
"""Places looked at along a slider, besides the one where it stands."""
_TOP = 99.5
"""Beyond this nearly nothing else is scored, and an institution may be left without a score."""
_KEPT = 64
Codes: TypeAlias = tuple[tuple[str, str], ...]
Source: TypeAlias = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Request:
    """The scales as they stand."""

    scenario: Scenario
    part: Part
    locked: frozenset[str]
    most: float
    """Upper end of every slider, points."""
    moving: str = ""
    """The weight on the move, and below where all weights stood when it began."""
    began: Scenario | None = None


def scenario(texts: Mapping[str, str]) -> Scenario:
    """Return the scenario of an address, held against the rules in force.

    Raises
    ------
    ParameterError
        If it cannot be read, or does not fit the rules.
    """
    chosen = state.filters()
    return _scenario((load.version(), chosen.scheme, chosen.day), tuple(texts.items()))


def ways(request: Request) -> str:
    """Return what lies on the way of every slider, as JSON: the browser reads between.

    By code: `at` (points), `from` (what the other weights re-share from, where it is not
    what they show), `fen` and `ranks` (for each place one number for each institution, in
    the order of their codes). Empty where the rules cannot be computed ahead.
    """
    chosen = state.filters()
    began = request.began if request.began is not None else request.scenario
    return _ways(
        (load.version(), chosen.scheme, chosen.day),
        (_codes(request.scenario), _codes(began), request.moving),
        (request.part, request.locked, request.most),
    )


def marks(request: Request) -> Mapping[str, tuple[Mark, ...]]:
    """Return where a rank, a grade or the pass line tips on each slider, by its code."""
    chosen = state.filters()
    return _marks(
        (load.version(), chosen.scheme, chosen.day),
        _codes(request.scenario),
        (request.part, request.locked),
    )


def _codes(scenario: Scenario) -> Codes:
    return tuple(scenario_codes.encode(scenario).items())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _scenario(source: Source, codes: Codes) -> Scenario:
    found = scenario_codes.decode(dict(codes))
    scenario_codes.refuse_misfit(load.rules(), found)
    return found


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _ways(
    source: Source,
    proposal: tuple[Codes, Codes, str],
    scales: tuple[Part, frozenset[str], float],
) -> str:
    now, before = (scenario_codes.decode(dict(codes)) for codes in proposal[:2])
    part, rules = scales[0], load.rules()
    here = weight_moves.asked(rules, now, part)
    there = weight_moves.asked(rules, before, part)
    moving = proposal[2]
    try:
        outcome = _money_alone(source, _codes(_money(now)))
        # Where every place needs exact arithmetic, only the slider on the move can be afforded.
        wanted = here if is_quick(outcome) else here.keys() & {moving}
        tracks = {
            code: found
            for code in wanted
            if (found := _track(there if code == moving else here, code, scales, here[code]))
        }
        along = _along(outcome, now, part, tracks)
    except ModelError:
        return ""
    if there != here and moving in along:
        along[moving]["from"] = [float(w) for w in there.values()]
    return json.dumps(along, separators=(",", ":"))


def _track(
    start: Weights, code: str, scales: tuple[Part, frozenset[str], float], stands: Fraction
) -> Track | None:
    places = np.linspace(0, min(scales[2], _TOP), _PLACES).tolist()
    return weight_moves.track(start, code, scales[1], [*places, float(stands)])


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _marks(
    source: Source, codes: Codes, scales: tuple[Part, frozenset[str]]
) -> Mapping[str, tuple[Mark, ...]]:
    now = scenario_codes.decode(dict(codes))
    try:
        return tipping.marks(_money_alone(source, _codes(_money(now))), *scales, now)
    except ModelError:
        return {}


def _along(
    outcome: Outcome, scenario: Scenario, part: Part, tracks: Mapping[str, Track]
) -> dict[str, dict[str, object]]:
    """Simulate every place of every slider in one go."""
    if not tracks:
        return {}
    weights = {
        code: np.concatenate([t.weights[code] for t in tracks.values()])
        for code in next(iter(tracks.values())).weights
    }
    factors = weight_moves.factors_along(load.rules(), scenario, part, weights)
    found = simulate(outcome, factors)
    ends = np.cumsum([len(t.places) for t in tracks.values()])
    return {
        code: _way(t, found, slice(int(end) - len(t.places), int(end)))
        for (code, t), end in zip(tracks.items(), ends, strict=True)
    }


def _way(followed: Track, found: Simulation, run: slice) -> dict[str, object]:
    return {
        "at": [round(place, 4) for place in followed.places.tolist()],
        "fen": found.amounts[run].tolist(),
        "ranks": found.ranks[run].tolist(),
    }


def _money(scenario: Scenario) -> Scenario:
    """Leave out the weights: they are what is tried."""
    nothing: Mapping[str, Fraction] = {}
    return replace(scenario, items=nothing, dimensions=nothing)


@st.cache_resource(max_entries=8, show_spinner=False)
def _money_alone(source: Source, codes: Codes) -> Outcome:
    """Evaluate the money rules of a proposal under the weights in force."""
    baseline = load.outcome()
    proposed = scenarios.apply(baseline.rules, scenario_codes.decode(dict(codes)))
    return evaluation.reconsider(load.dataset(), baseline, proposed)
