"""Error bars and bands, drawn once for each scenario and reading."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import streamlit as st

from lib.model import scenario_codes
from lib.model.evaluation import Outcome
from lib.model.noise.bands import Band, bands, pay_by_band
from lib.model.noise.estimates import Estimate, Pair, estimate, pairs
from lib.model.noise.sampling import Reading
from lib.model.scenarios import Scenario
from pages.ui import load, state

DRAWS = 2_000
_SEED = 19_270_101
_KEPT = 24


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """What chance does to one evaluation."""

    outcome: Outcome
    estimate: Estimate
    bands: tuple[Band, ...]
    pairs: tuple[Pair, ...]
    levelled: Outcome
    """The same, if every band were paid by its mean score."""


def read(scenario: Scenario, reading: Reading) -> Noise:
    """Return error bars and bands under a scenario; the same draws every time.

    Raises
    ------
    ModelError
        If the scenario cannot be evaluated.
    """
    chosen = state.filters()
    codes = tuple(sorted(scenario_codes.encode(scenario).items()))
    return _read(load.version(), chosen.scheme, chosen.day, codes, reading)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _read(
    version: str, scheme: str, day: date, codes: tuple[tuple[str, str], ...], reading: Reading
) -> Noise:
    scenario = scenario_codes.decode(dict(codes))
    outcome = load.outcome() if scenario.is_null else load.reconsider(scenario)
    found = estimate(outcome, reading, DRAWS, np.random.default_rng(_SEED))
    grouped = bands(found)
    levelled = pay_by_band(load.dataset(), outcome, grouped)
    return Noise(outcome, found, grouped, pairs(found), levelled)
