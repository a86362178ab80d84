"""Another way of counting residents gives what an evaluation of such data gives."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.causes.denominators import People, count, explain, known, switch
from lib.model.evaluation import evaluate
from lib.model.progress import follow
from lib.model.roster import Roster
from tests import small

RESIDENTS = {"denominator_zh": "辖区内常住居民数", "over_100": "yes"}
CODES = ("A", "B", "C")
people = st.tuples(*[st.integers(100, 3000)] * 3)
LIGHTS = {"green": "1", "amber": "0.8"}


def world(numbers, counted, by=None):
    """A roster with three populations, X over residents and Y over its own denominator."""
    permanent = dict(zip(CODES, numbers[by or "population"], strict=True))
    areas = small.roster(permanent).areas
    extra = {
        c: (r, s) for c, r, s in zip(CODES, numbers["registered"], numbers["served"], strict=True)
    }
    told = tuple(
        replace(a, registered=extra[a.code][0], served=extra[a.code][1]) if a.code in extra else a
        for a in areas
    )
    rows = [
        row
        for n, code in enumerate(CODES)
        for row in (
            (code, "X", "2025-12", counted[n], permanent[code]),
            (code, "Y", "2025-12", 60 + n, 100),
        )
    ]
    return small.dataset(Roster(told), rows)


def rules(pool):
    return small.rules(
        {"X": 60, "Y": 40},
        {"X": RESIDENTS, "Y": {}},
        money={"pool": pool, "below_pass_line": "keep"},
        scoring={"default": {"function": "S1", "target": 80}},
        lights=LIGHTS,
    )


@settings(max_examples=12)
@given(people, people, people, people)
def test_flips_and_money_equal_brute_force(permanent, registered, served, counted):
    numbers = {"population": permanent, "registered": registered, "served": served}
    base = world(numbers, counted)
    held = evaluate(base, rules("1000000"))
    found = switch(base, held)
    assert [counting.people for counting in found.countings] == list(People)
    flips = set()
    for counting in found.countings:
        field = "population" if counting.people == People.PERMANENT else str(counting.people)
        other = world(numbers, counted, field)
        brute = evaluate(other, held.rules)
        amounts = brute.allocation.amounts()
        assert counting.outcome.allocation.amounts() == amounts
        assert counting.fen == {c: amounts[c] - held.allocation.amounts()[c] for c in CODES}
        assert sum(counting.fen.values()) == 0
        lights = {
            p.area.code: p.light
            for p in follow(brute.scores.measures, brute.rules)
            if p.indicator.code == "X"
        }
        before = {
            p.area.code: p.light
            for p in follow(held.scores.measures, held.rules)
            if p.indicator.code == "X"
        }
        flips |= {(counting.people, c) for c in CODES if lights[c] != before[c]}
    assert {(flip.people, flip.before.area.code) for flip in found.flips} == flips


@settings(max_examples=12)
@given(people, people, people, people)
def test_every_coverage_above_the_whole_is_explained_with_its_counts(
    permanent, registered, served, counted
):
    numbers = {"population": permanent, "registered": registered, "served": served}
    base = world(numbers, counted)
    found = switch(base, evaluate(base, rules("1000000")))
    beyond = {(people, progress.area.code) for people, progress in found.beyond}
    for number, code in enumerate(CODES):
        for way in People:
            of = numbers["population" if way == People.PERMANENT else str(way)][number]
            assert ((way, code) in beyond) == (round(Fraction(100 * counted[number], of), 2) > 100)
    for way, progress in found.beyond:
        notice = explain(way, progress)
        values = notice.values
        assert values["more"] == values["served"] - values["people"] > 0
        assert notice.message.format(**values)


def test_the_pool_per_head_is_held_at_what_permanent_residents_give():
    numbers = {"population": (1000, 2000, 3000), "registered": (10, 20, 30), "served": (5, 6, 7)}
    base = world(numbers, (500, 1000, 1500))
    held = evaluate(base, rules("per_head"))
    pools = {counting.outcome.allocation.pool for counting in switch(base, held).countings}
    assert pools == {held.allocation.pool}


def test_a_way_of_counting_that_somebody_lacks_is_left_out():
    numbers = {"population": (10, 20, 30), "registered": (10, 20, 30), "served": (5, 6, 7)}
    base = world(numbers, (5, 10, 15))
    lacking = tuple(replace(a, served=None) if a.code == "B" else a for a in base.roster.areas)
    held = evaluate(replace(base, roster=Roster(lacking)), rules("100000"))
    assert [c.people for c in switch(base, held).countings] == ["permanent", "registered"]
    assert not known(held.areas, People.SERVED)
    assert count(held.areas[0], People.REGISTERED) == 10


def test_without_money_there_is_nothing_to_compare():
    base = small.scores_as_data({"A": 10}, {"A": 80})
    with pytest.raises(InputError, match="where money is shared"):
        switch(base, evaluate(base, small.rules({"S": 100})))
