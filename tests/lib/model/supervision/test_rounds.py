"""Rounds: what each body owes, put before the solver, and the answer made planned visits."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.quarters import Quarter
from lib.model.supervision import coverage, rounds, visiting, visits
from lib.model.supervision.planner import propose
from lib.model.supervision.risks import Facts, of_units
from lib.model.supervision.visits import State
from tests.lib.model.supervision.making import Book, planned_visit, reported_visit, setting

TODAY = date(2026, 1, 8)
DESK = setting(TODAY)
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
CODES = [f"B{n:02}" for n in range(1, 23)]


def known(book, seed=1, bottom=(), desk=DESK):
    """All that is known, with made-up facts."""
    dice = np.random.default_rng(seed)
    facts = {
        code: Facts(
            code, int(n) + 1, 22, int(dice.integers(-8, 8)), (int(dice.integers(4)), 4), 0, None
        )
        for code, n in zip(CODES, dice.permutation(22), strict=True)
    }
    risks = {
        body.code: of_units(
            coverage.units(desk.roster, desk.rulebook, body, TODAY), facts, desk.rulebook, TODAY
        )
        for body in desk.rulebook.bodies.values()
    }
    found = tuple(visits.stand(book.postings).values())
    return rounds.Known(desk, found, frozenset(bottom), risks)


def covered(book, quarter, desk=DESK):
    found = visits.stand(book.postings).values()
    return {
        body.code: coverage.coverage(
            found,
            body,
            quarter,
            coverage.units(desk.roster, desk.rulebook, body, quarter.last),
            coverage.least_share(desk.rulebook, body, quarter.last),
        )
        for body in desk.rulebook.bodies.values()
    }


def test_weeks_of_the_spring_festival_are_closed():
    weeks = rounds.open_weeks(Q1, Q1.first, DESK.rulebook)
    assert date(2026, 2, 16) not in weeks
    assert date(2026, 2, 23) in weeks
    assert all(week.weekday() == 0 for week in weeks)
    assert rounds.open_weeks(Q1, date(2026, 3, 31), DESK.rulebook) == ()


@settings(max_examples=4)
@given(st.integers(0, 10_000))
def test_two_accepted_rounds_keep_every_rule_of_the_half_year(seed):
    book, dice = Book(), np.random.default_rng(seed)
    bottom = set(dice.choice(CODES, 8, replace=False).tolist())
    for quarter in (Q1, Q2):
        found = known(book, seed, bottom)
        terms = rounds.usual(DESK.rulebook, quarter, max(TODAY, quarter.first))
        proposal = propose(rounds.world(found, terms))
        book.post(rounds.accept(book.postings, proposal, found, terms))
        for body, one in covered(book, quarter).items():
            assert len(one.planned) >= one.needed
            if body.startswith("C"):
                low = {u.code for u in one.units if bottom & set(u.institutions)}
                assert low <= set(one.planned)
    first, second = covered(book, Q1), covered(book, Q2)
    for body, one in first.items():
        assert set(one.planned) | set(second[body].planned) == {u.code for u in one.units}
    for visit in visits.stand(book.postings).values():
        assert visit.state is State.PLANNED
        assert not DESK.rulebook.is_closed(visit.day)
        if visit.body.startswith("L"):
            assert {DESK.roster.find(code).block for code in visit.institutions} == {visit.body}
    assert len(rounds.accepted(book.postings)) == 2


@pytest.mark.parametrize("base", ["admin_unit", "institution"])
def test_a_round_is_found_on_either_base(base):
    desk = setting(TODAY, coverage_base=base)
    found = known(Book(), desk=desk)
    terms = rounds.usual(desk.rulebook, Q1, TODAY)
    proposal = propose(rounds.world(found, terms))
    needed = {"admin_unit": 9, "institution": 11}[base]
    assert len(proposal.stops("C1")) == needed
    wishes = rounds.plans(proposal, found, terms)
    sizes = {len(wish.institutions) for wish in wishes if wish.body == "C1"}
    assert max(sizes) == {"admin_unit": 2, "institution": 1}[base]


def test_what_is_planned_already_is_kept_and_not_planned_again():
    book = Book()
    planned_visit(book, "C1", date(2026, 1, 20), ["B04", "B05"], setting(date(2026, 1, 31)))
    reported_visit(book, "C1", date(2026, 1, 7), ["B09"], DESK)
    found = known(book)
    made = rounds.world(found, rounds.usual(DESK.rulebook, Q1, TODAY))
    crew = made.crews[0]
    assert crew.least == 7
    assert len(crew.risk) == 15
    assert date(2026, 1, 19) in crew.busy
    proposal = propose(made)
    assert not {week for _, _, week in proposal.stops("C1")} & crew.busy


def test_a_round_that_is_accepted_twice_is_refused_the_second_time():
    book = Book()
    found, terms = known(book), rounds.usual(DESK.rulebook, Q1, TODAY)
    proposal = propose(rounds.world(found, terms))
    book.post(rounds.accept(book.postings, proposal, found, terms))
    with pytest.raises(InputError):
        rounds.accept(book.postings, proposal, found, terms)
    (kept,) = rounds.accepted(book.postings).values()
    assert len(kept.visits) == len(proposal.stops()) == len(kept.risk)


def test_a_round_is_refused_if_one_of_its_units_was_planned_on_another_day_meanwhile():
    book = Book()
    found, terms = known(book), rounds.usual(DESK.rulebook, Q1, TODAY)
    proposal = propose(rounds.world(found, terms))
    one = rounds.plans(proposal, found, terms)[0]
    day = next(d for d in (date(2026, 3, 30), date(2026, 3, 31)) if d != one.day)
    book.post(visiting.plan(book.postings, [replace(one, day=day)], DESK))
    with pytest.raises(InputError, match="in 2026Q1 by now"):
        rounds.accept(book.postings, proposal, found, terms)
    assert not rounds.accepted(book.postings)


def test_without_a_week_left_a_sentence_says_so():
    terms = rounds.usual(DESK.rulebook, Q1, date(2026, 3, 31))
    with pytest.raises(InputError, match="2026Q1"):
        rounds.world(known(Book()), terms)


def test_too_few_weeks_name_the_body_and_what_it_cannot_keep():
    terms = rounds.usual(DESK.rulebook, Q1, date(2026, 3, 16))
    with pytest.raises(InputError, match="C1"):
        propose(rounds.world(known(Book()), terms))


def test_the_round_reaches_more_risk_than_chance():
    for seed in range(2):
        found = known(Book(), seed)
        made = rounds.world(found, rounds.usual(DESK.rulebook, Q1, TODAY))
        proposal = propose(made)
        for crew in made.crews:
            share, chance = rounds.caught(crew, proposal)
            assert share >= chance - 0.02
