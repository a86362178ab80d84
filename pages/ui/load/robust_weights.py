"""What other weights, assumptions and methods would give, made once for each question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import streamlit as st

from lib.model import scenario_codes
from lib.model.evaluation import Outcome
from lib.model.robustness import alternatives, draws, leaving_out, reversal, sensitivity
from lib.model.robustness.alternatives import Alternative
from lib.model.robustness.draws import Spreading
from lib.model.robustness.leaving_out import LeftOut
from lib.model.robustness.reversal import Reversal
from lib.model.robustness.sensitivity import Design, Sensitivity
from lib.model.robustness.spread import Spread, summarise
from lib.model.rules import Formula
from lib.model.scenarios import Scenario
from lib.model.simulation import is_quick
from pages.ui import load, state

SEED = 20_251_231
"""Every reader gets the same draws, and so can anybody who checks them."""
WAYS: Mapping[str, tuple[Callable[[float], Spreading], float]] = {
    "10": (draws.within_share, 0.1),
    "20": (draws.within_share, 0.2),
    "50": (draws.within_share, 0.5),
    "p2": (draws.within_points, 2),
    "p5": (draws.within_points, 5),
    "d20": (draws.dirichlet, 0.2),
}
"""How far weights may move: in % of themselves, in points, or typically so many %."""
FEW = 300
"""Draws where every one needs the whole allocation."""
_SHARE, _SAMPLES, _FEW_SAMPLES = 0.2, 256, 8
_BASE_SHARE = Fraction(1, 10)
_KEPT = 16
_Key: TypeAlias = tuple[str, str, date, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Moved:
    """An evaluation and what other weights do to it."""

    outcome: Outcome
    spread: Spread
    quick: bool
    """Whether as many draws were made as asked for, or `FEW`."""


def moved(scenario: Scenario, way: str, count: int) -> Moved:
    """Return ranks and amounts over many draws of weights.

    Raises
    ------
    ModelError
        If the scenario cannot be evaluated, or weights cannot move so.
    """
    return _moved(_key(scenario), way, count)


def left_out(scenario: Scenario) -> tuple[LeftOut, ...]:
    """Return the results without each service item."""
    return _left_out(_key(scenario))


def methods(scenario: Scenario) -> tuple[Alternative, ...]:
    """Return the ranks that other methods give."""
    return _methods(_key(scenario))


def reversals(scenario: Scenario) -> tuple[Reversal, ...]:
    """Return the pairs that turn when a third institution is left out."""
    return _reversals(_key(scenario))


def influences(scenario: Scenario, *, decisions: bool) -> Sensitivity:
    """Return which weights matter most, and which decisions besides if wanted."""
    return _influences(_key(scenario), decisions=decisions)


def outcome(scenario: Scenario) -> Outcome:
    """Return the evaluation of a scenario."""
    return _outcome(_key(scenario))


def _key(scenario: Scenario) -> _Key:
    chosen = state.filters()
    codes = tuple(sorted(scenario_codes.encode(scenario).items()))
    return load.version(), chosen.scheme, chosen.day, codes


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _outcome(key: _Key) -> Outcome:
    scenario = scenario_codes.decode(dict(key[-1]))
    return load.outcome() if scenario.is_null else load.reconsider(scenario)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _moved(key: _Key, way: str, count: int) -> Moved:
    found = _outcome(key)
    make, by = WAYS[way]
    quick = is_quick(found)
    wanted = count if quick else min(count, FEW)
    chance = np.random.default_rng(SEED)
    batches = draws.batches(found.rules, make(by), wanted, chance)
    return Moved(found, summarise(found, batches), wanted == count)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _left_out(key: _Key) -> tuple[LeftOut, ...]:
    return leaving_out.leave_out(_outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _methods(key: _Key) -> tuple[Alternative, ...]:
    return alternatives.compare_methods(_outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _reversals(key: _Key) -> tuple[Reversal, ...]:
    return reversal.find_reversals(_outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _influences(key: _Key, *, decisions: bool) -> Sensitivity:
    found = _outcome(key)
    assumptions = [sensitivity.treating_not_applicable(), sensitivity.scoring_in_line()]
    money = found.rules.allocation
    if money is not None and money.formula == Formula.F2:
        assumptions.append(sensitivity.moving_base_share(_BASE_SHARE))
    design = Design(_SHARE, _SAMPLES if is_quick(found) else _FEW_SAMPLES)
    chance = np.random.default_rng(SEED)
    varied = assumptions if decisions else []
    return sensitivity.sensitivity(load.dataset(), found, varied, design, chance)
