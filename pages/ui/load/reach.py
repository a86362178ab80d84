"""What other item weights could do, cached by data, scheme, day, proposal and bounds."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import streamlit as st

from lib.model import scenario_codes
from lib.model.reach import flips, interest, linear, ranks, tipping
from lib.model.reach.box import Box, around
from lib.model.reach.corridor import Corridor, corridor
from lib.model.reach.flips import Flip
from lib.model.reach.granting import Granted, Refused, grant
from lib.model.reach.interest import Meter
from lib.model.reach.linear import Forms
from lib.model.reach.ranks import Reached
from lib.model.reach.wishes import Wish
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import load, state

_Now: TypeAlias = tuple[str, str, date]


@dataclass(frozen=True, slots=True)
class Question:
    """Which weights are asked about: where they stand, how far they may move, which stay."""

    scenario: tuple[tuple[str, str], ...]
    """Codes of the proposal, as in an address."""
    points: Fraction
    """How far each weight may move, points of 100."""
    locked: frozenset[str]
    """Service items that keep their weights."""


def question(scenario: Scenario, points: Fraction, locked: frozenset[str]) -> Question:
    """Ask about weights around a proposal."""
    return Question(tuple(scenario_codes.encode(scenario).items()), points, locked)


def bounds(asked: Question) -> Corridor:
    """Return who can pass whom, and the bounds of every rank."""
    return _bounds(_now(), asked)


def reached(asked: Question, area: str, *, upwards: bool) -> Reached:
    """Return the best or worst rank of an institution, with weights that give it."""
    return _reached(_now(), asked, area, upwards=upwards)


def flip(asked: Question, pair: tuple[str, str]) -> Flip | None:
    """Return the smallest change of weights that reverses two institutions."""
    return _flip(_now(), asked, pair)


def sliders(asked: Question, pair: tuple[str, str]) -> dict[str, Fraction]:
    """Return where a single slider reverses two institutions, by item."""
    return _sliders(_now(), asked, pair)


def granted(asked: Question, wishes: tuple[Wish, ...]) -> Granted | Refused:
    """Return the nearest weights that grant wishes, or why none do."""
    return _granted(_now(), asked, wishes)


def meter(asked: Question) -> Meter:
    """Return whom the item weights of the proposal serve."""
    return _meter(_now(), asked)


def _now() -> _Now:
    chosen = state.filters()
    return load.version(), chosen.scheme, chosen.day


def _box(found: Forms, asked: Question) -> Box:
    return around(found.weights, asked.points, asked.locked)


@st.cache_resource(max_entries=8, show_spinner=False)
def _forms(now: _Now, scenario: tuple[tuple[str, str], ...]) -> Forms:
    return linear.forms(load.outcome(), scenario_codes.decode(dict(scenario)))


@st.cache_resource(max_entries=24, show_spinner=False)
def _bounds(now: _Now, asked: Question) -> Corridor:
    found = _forms(now, asked.scenario)
    return corridor(found, _box(found, asked))


@st.cache_resource(max_entries=480, show_spinner=False)
def _reached(now: _Now, asked: Question, area: str, *, upwards: bool) -> Reached:
    return ranks.reach(_bounds(now, asked), area, upwards=upwards)


@st.cache_resource(max_entries=96, show_spinner=False)
def _flip(now: _Now, asked: Question, pair: tuple[str, str]) -> Flip | None:
    found = _forms(now, asked.scenario)
    return flips.flip(found, pair, _box(found, asked))


@st.cache_resource(max_entries=96, show_spinner=False)
def _sliders(now: _Now, asked: Question, pair: tuple[str, str]) -> dict[str, Fraction]:
    scenario = scenario_codes.decode(dict(asked.scenario))
    return tipping.flips_on_sliders(load.outcome(), Part.ITEM, pair, asked.locked, scenario)


@st.cache_resource(max_entries=48, show_spinner=False)
def _granted(now: _Now, asked: Question, wishes: tuple[Wish, ...]) -> Granted | Refused:
    found = _forms(now, asked.scenario)
    return grant(found, wishes, _box(found, asked))


@st.cache_resource(max_entries=24, show_spinner=False)
def _meter(now: _Now, asked: Question) -> Meter:
    scenario = scenario_codes.decode(dict(asked.scenario))
    return interest.interest(load.outcome(), scenario, asked.points)
