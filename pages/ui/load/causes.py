"""Why money moves: ledgers and what the rules do, worked out once for each scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import streamlit as st

from lib.adapters.store import observations
from lib.model import scenario_codes
from lib.model.causes import (
    absence_price,
    cliffs,
    denominators,
    influence,
    ledger,
    point_price,
    unverified,
)
from lib.model.causes.absence_price import Gaps
from lib.model.causes.cliffs import Cliff
from lib.model.causes.denominators import Denominators
from lib.model.causes.influence import Influence, Twins
from lib.model.causes.ledger import Ledger
from lib.model.causes.point_price import Prices
from lib.model.causes.unverified import Debt, Figure
from lib.model.evaluation import Outcome
from lib.model.intake.figures import Stage
from lib.model.observations import month_of
from lib.model.scenarios import Scenario
from lib.model.schedules import YEAR
from pages.ui import load, state
from pages.ui.load import kept

NEAR_SCORE, NEAR_VALUE = Fraction(10), Fraction(3)
"""Points of a score, and units of a value, within which somebody stands near a step."""
_KEPT = 12
_Key = tuple[str, str, date, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What weights do beside what they say."""

    items: tuple[Influence, ...]
    dead: tuple[str, ...]
    twins: tuple[Twins, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Cliffs of scores and of values, and what rules without steps would give."""

    scores: tuple[Cliff, ...]
    values: tuple[Cliff, ...]
    straightened: Mapping[str, int]


def explain(before: Outcome, after: Outcome) -> Ledger:
    """Return the ledger of causes between two outcomes.

    Raises
    ------
    ModelError
        If they share no money, or score different institutions.
    """
    return _ledger(before.seal, after.seal, before, after)


def outcome(scenario: Scenario) -> Outcome:
    """Return the evaluation under a scenario."""
    return load.outcome() if scenario.is_null else load.reconsider(scenario)


def prices(scenario: Scenario) -> Prices:
    """Return what one point more on each item is worth to whom."""
    return _prices(*_key(scenario))


def gaps(scenario: Scenario) -> tuple[Gaps, ...]:
    """Return the price of every treatment of absent figures."""
    return _gaps(*_key(scenario))


def weighing(scenario: Scenario) -> Weighing:
    """Return nominal weight and influence of every item."""
    return _weighing(*_key(scenario))


def steps(scenario: Scenario) -> Steps:
    """Return the cliffs near every institution."""
    return _steps(*_key(scenario))


def counted(scenario: Scenario) -> Denominators:
    """Return the ways of counting residents."""
    return _counted(*_key(scenario))


def debts(scenario: Scenario) -> tuple[Debt, ...]:
    """Return the points that rest on figures nobody checked."""
    return _debts(*_key(scenario))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _ledger(old: str, new: str, _before: Outcome, _after: Outcome) -> Ledger:
    return ledger.ledger(_before, _after)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _prices(*key: object) -> Prices:
    return point_price.prices(load.dataset(), _outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _gaps(*key: object) -> tuple[Gaps, ...]:
    return absence_price.gaps(load.dataset(), _outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _weighing(*key: object) -> Weighing:
    found = _outcome(key)
    items = influence.influences(load.dataset(), found)
    return Weighing(items, influence.dead_leaves(found), influence.twins(found))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _steps(*key: object) -> Steps:
    found = _outcome(key)
    return Steps(
        cliffs.of_scores(found, reach=NEAR_SCORE),
        cliffs.of_values(load.dataset(), found, reach=NEAR_VALUE),
        cliffs.straightened(load.dataset(), found),
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _counted(*key: object) -> Denominators:
    return denominators.switch(load.dataset(), _outcome(key))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _debts(*key: object) -> tuple[Debt, ...]:
    found = _outcome(key)
    return unverified.debts(found, load.roster().on(found.rules.day), _verified(found.rules.day))


def _verified(day: date) -> frozenset[Figure]:
    """Figures of the year that came to a stage after which they count as verified."""
    last = month_of(day)
    months = range(last // YEAR * YEAR, last + 1)
    store = kept.store()
    return frozenset(
        (str(area), str(code), int(month))
        for stage in (Stage.VERIFIED, Stage.FINAL)
        for area, code, month in observations.figures(store, months, stage)[
            ["area_code", "indicator", "month"]
        ].itertuples(index=False)
    )


def _key(scenario: Scenario) -> _Key:
    chosen = state.filters()
    codes = tuple(sorted(scenario_codes.encode(scenario).items()))
    return load.version(), chosen.scheme, chosen.day, codes


def _outcome(key: tuple[object, ...]) -> Outcome:
    """Evaluate what the last part of a key says; the others are of this session."""
    codes = key[-1]
    texts = dict(codes) if isinstance(codes, tuple) else {}
    return outcome(scenario_codes.decode(texts))
