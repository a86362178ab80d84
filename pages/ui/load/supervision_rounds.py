"""The next round of supervision: risks, the solver's proposal, and accepting it.

Caches are keyed by the files, the last postings that matter, the day and the scheme.
"""

import streamlit as st

from lib.model.authors import Author
from lib.model.journal import Posting
from lib.model.movement import moves
from lib.model.quarters import Quarter
from lib.model.supervision import coverage as covering
from lib.model.supervision import planner, risks, rounds
from lib.model.supervision import visits as visited
from lib.model.supervision.bodies import Body
from lib.model.supervision.planner import Proposal, World
from lib.model.supervision.risks import Facts, Risk
from lib.model.supervision.rounds import Accepted, Known, Terms
from pages.ui import load, state
from pages.ui.load import clock, journal, rectification
from pages.ui.load.supervision import BOOKS, bottom, rulebook, setting, visits

RED, NONE = "red", "none"


def next_quarter() -> Quarter:
    """Return the quarter of the next round: the one that follows the quarter under review."""
    return clock.quarter().later()


def usual_terms(quarter: Quarter) -> Terms:
    """Return the terms that the rules give, beginning today."""
    return rounds.usual(rulebook(), quarter, max(clock.today(), quarter.first))


def known() -> Known:
    """Return what the next round is made from."""
    return _known(_key(), state.filters().scheme)


def propose(terms: Terms) -> tuple[World, Proposal]:
    """Return what the solver was asked, and what it proposes.

    Raises
    ------
    InputError
        If demands cannot all hold.
    """
    return _proposed(_key(), state.filters().scheme, terms)


def accepted() -> dict[str, Accepted]:
    """Return the rounds that were accepted, by number."""
    return rounds.accepted(journal.postings(rounds.BOOK))


def accept(terms: Terms, key: str, author: Author) -> tuple[Posting, ...]:
    """Make the proposal planned visits."""
    found, (_, proposal) = known(), propose(terms)
    return journal.post(
        lambda postings: rounds.accept(postings, proposal, found, terms), key, author, *BOOKS
    )


def _key() -> str:
    """Return what changes with all that a round is made from."""
    own = journal.version(*BOOKS, *rectification.BOOKS)
    return "|".join((load.version(), own, clock.today().isoformat()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(key: str, scheme: str) -> Known:
    found, rules = visits(), rulebook()
    quarter, day = clock.quarter(), clock.today()
    facts = {body.code: _facts(body, quarter) for body in rules.bodies.values()}
    base = {
        body.code: covering.units(load.roster(), rules, body, quarter.last)
        for body in rules.bodies.values()
    }
    risk: dict[str, dict[str, Risk]] = {
        code: risks.of_units(own, facts[code], rules, day) for code, own in base.items()
    }
    return Known(setting(), tuple(found.values()), frozenset(bottom(quarter)), risk)


def _facts(body: Body, quarter: Quarter) -> dict[str, Facts]:
    """Return what is known of each institution at the end of a quarter, for a body."""
    now, before = load.scores(quarter.last), load.scores(quarter.later(-1).last)
    moved = {move.area.code: move for move in moves(before, now)}
    late = [item.area_code for item in rectification.overdue()]
    lights: dict[str, list[str]] = {}
    for one in load.progress(quarter.last):
        if body.watches(one.indicator.code) and one.light != NONE:
            lights.setdefault(one.area.code, []).append(one.light)
    ranked = sum(move.rank is not None for move in moved.values())
    held = list(visits().values())
    found = {}
    for code, one_move in moved.items():
        last = visited.last_to(held, code, body.code)
        own = lights.get(code, [])
        found[code] = Facts(
            area_code=code,
            rank=one_move.rank,
            ranked=ranked,
            places=one_move.places,
            behind=(own.count(RED), len(own)),
            overdue=late.count(code),
            last_visit=None if last is None else last.day,
        )
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _proposed(key: str, scheme: str, terms: Terms) -> tuple[World, Proposal]:
    made = rounds.world(known(), terms)
    return made, planner.propose(made)
