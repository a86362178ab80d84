"""Blocks: members, averages, items against target and activities, read and written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import streamlit as st

from lib.errors import InputError
from lib.model import appraisal
from lib.model.appraisal import ItemStanding, Part
from lib.model.authors import Author
from lib.model.blocks import activities, membership, standing, targets
from lib.model.blocks.activities import BOOK, Activity, Log
from lib.model.blocks.helping import Help, help_of
from lib.model.blocks.membership import Block
from lib.model.blocks.standing import Standing
from lib.model.noise.estimates import Estimate
from lib.model.noise.sampling import Reading
from lib.model.quarters import Quarter, quarter_of
from lib.model.scenarios import Scenario
from pages.ui import figures, load, state
from pages.ui.load import clock, journal, noise

_WORST = 2


@dataclass(frozen=True, slots=True)
class Summary:
    """A block in short: for the meeting and the documents."""

    standing: Standing
    help: Help
    """In the quarter of the chosen period."""
    before: Help
    """In the quarter before."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a block, as its page shows it."""

    code: str
    score: Fraction | None
    rank: int | None
    change: Fraction | None
    """Points gained on the quarter; None where either score is missing."""
    worst: tuple[Part, ...]
    """Service items that lose it most points, of figures that may be shown."""


def blocks() -> tuple[Block, ...]:
    """Return the blocks on the chosen day."""
    return membership.blocks(load.roster(), state.filters().day)


def quarter() -> Quarter:
    """Return the quarter of the chosen period."""
    return quarter_of(state.filters().day)


def log() -> Log:
    """Return all activities."""
    return _log(journal.version(BOOK))


def summary() -> tuple[Summary, ...]:
    """Return every block in short, in the order of the lead hospitals' codes."""
    now = quarter()
    found = zip(standings(), help_in(now), help_in(now.later(-1)), strict=True)
    return tuple(Summary(*parts) for parts in found)


def standings() -> tuple[Standing, ...]:
    """Return where every block stands, with the error of its mean."""
    chosen = state.filters()
    return _standings(load.version(), chosen.scheme, chosen.day)


def help_in(of: Quarter) -> tuple[Help, ...]:
    """Return what every lead hospital did in a quarter."""
    done = log().counting(of.first, of.last)
    return tuple(help_of(block, done) for block in blocks())


def items(code: str) -> tuple[ItemStanding, ...]:
    """Return the service items of a block against their targets."""
    chosen = state.filters()
    return _items(load.version(), chosen.scheme, chosen.day, code)


def members(block: Block) -> tuple[Member, ...]:
    """Return the members of a block, the best score first."""
    outcome, ended = load.outcome(), load.previous_quarter()
    before = None if ended is None else load.scores(ended)
    visible = figures.visible()
    groups = appraisal.item_groups(visible.tree)
    found = []
    for area in block.members:
        score = outcome.scores.of(area.code)
        known = before is not None and area.code in before.measures.lines
        earlier = before.of(area.code) if before is not None and known else None
        parts = appraisal.parts(visible, groups, area.code)
        losing = [part for part in parts if part.full_mark > part.earned]
        worst = sorted(losing, key=lambda part: part.earned - part.full_mark)[:_WORST]
        change = None if score is None or earlier is None else score - earlier
        rank = outcome.scores.rank_of(area.code)
        found.append(Member(area.code, score, rank, change, tuple(worst)))
    return tuple(sorted(found, key=lambda one: (one.rank or len(found) ** 2 + 99, one.code)))


def enter(wish: Activity, key: str, author: Author) -> None:
    """Enter an activity; see the model."""
    known = {block.code: block for block in membership.blocks(load.roster(), wish.on)}
    today = clock.today()
    journal.post(lambda book: activities.enter(book, [wish], known, today), key, author, BOOK)


def strike(number: str, reason: str, key: str, author: Author) -> None:
    """Strike an activity; see the model."""
    journal.post(lambda book: activities.strike(book, number, reason), key, author, BOOK)


@st.cache_resource(max_entries=2, show_spinner=False)
def _log(version: str) -> Log:
    return activities.stand(journal.postings(BOOK))


@st.cache_resource(max_entries=8, show_spinner=False)
def _standings(version: str, scheme: str, day: date) -> tuple[Standing, ...]:
    ended = load.previous_quarter()
    before = None if ended is None else load.scores(ended)
    return standing.standings(blocks(), load.outcome().scores, before, _errors())


def _errors() -> Estimate | None:
    """Return the errors of the scores; None where an institution has no score."""
    with suppress(InputError):
        return noise.read(Scenario(), Reading.SAMPLES).estimate
    return None


@st.cache_resource(max_entries=24, show_spinner=False)
def _items(version: str, scheme: str, day: date, code: str) -> tuple[ItemStanding, ...]:
    outcome = load.outcome()
    block = next(block for block in blocks() if block.code == code)
    measures = outcome.scores.measures
    return targets.item_standings(block, measures, outcome.rules, load.withheld())
