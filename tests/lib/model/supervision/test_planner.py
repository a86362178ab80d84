"""The planner: in every random world all demands hold, or a sentence says which cannot."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.supervision.planner import Crew, World, propose
from lib.model.supervision.trips import trips

MONDAY = date(2026, 1, 5)
SEAT = (114.27, 23.16)
POINT = st.tuples(st.floats(113.8, 114.7), st.floats(23.0, 23.7))


@st.composite
def worlds(draw):
    """Worlds of a few bodies, towns and weeks; many cannot keep all demands."""
    places = {f"T{n}": p for n, p in enumerate(draw(st.lists(POINT, min_size=2, max_size=7)))}
    weeks = tuple(MONDAY + timedelta(days=7 * n) for n in range(draw(st.integers(1, 6))))
    crews = tuple(_crew(draw, f"C{n}", places, weeks) for n in range(draw(st.integers(1, 3))))
    keys = st.tuples(st.sampled_from(sorted(places)), st.sampled_from(weeks))
    received = draw(st.dictionaries(keys, st.integers(0, 2), max_size=3))
    return World(weeks, crews, draw(st.integers(1, 2)), 0.1, 0.3, received)


def _crew(draw, body, places, weeks):
    units = draw(st.lists(st.sampled_from(sorted(places)), min_size=1, unique=True))
    made = trips(units, places, SEAT, draw(st.integers(1, 2)), (25, 1.3))
    some = st.frozensets(st.sampled_from(units))
    return Crew(
        body=body,
        trips=made,
        risk={unit: draw(st.floats(0, 100)) for unit in units},
        least=draw(st.integers(0, len(units))),
        must=draw(st.frozensets(st.sampled_from(units), max_size=3)),
        due=draw(some),
        later=draw(st.none() | st.integers(0, 4)),
        busy=draw(st.frozensets(st.sampled_from(weeks), max_size=2)),
    )


@settings(max_examples=150)
@given(worlds())
def test_all_demands_hold_in_every_world_that_can_keep_them(world):
    try:
        proposal = propose(world)
    except InputError as error:
        refused = error.values
    else:
        refused = {}
        check(world, proposal)
    assert not refused or refused["short"] >= 1
    assert not refused or refused["body"] in {crew.body for crew in world.crews}


def check(world, proposal):
    """Every demand, counted again without the solver."""
    guests = Counter((unit, week) for _, unit, week in proposal.stops())
    assert all(
        count + world.received.get(key, 0) <= world.per_unit for key, count in guests.items()
    )
    assert max(Counter((j.body, j.week) for j in proposal.journeys).values(), default=0) <= 1
    for crew in world.crews:
        visited = [unit for _, unit, _ in proposal.stops(crew.body)]
        assert len(visited) == len(set(visited))
        assert set(visited) <= set(crew.risk)
        assert crew.least <= len(visited) <= crew.most
        assert crew.must <= set(visited)
        assert crew.later is None or len(crew.due - set(visited)) <= crew.later
        assert not crew.busy & {week for _, _, week in proposal.stops(crew.body)}


def simple(count, weeks, **more):
    """One body, towns in a row, one town a week."""
    units = [f"T{n}" for n in range(count)]
    places = {unit: (114.27 + 0.05 * n, 23.16) for n, unit in enumerate(units)}
    fields = {"least": 0, "must": frozenset(), "due": frozenset(), "later": None} | more
    risk = {unit: 10.0 * (n + 1) for n, unit in enumerate(units)}
    crew = Crew("C1", trips(units, places, SEAT, 1, (5, 1.3)), risk, **fields)
    mondays = tuple(MONDAY + timedelta(days=7 * n) for n in range(weeks))
    return World(mondays, (crew,), 1, 0.0, 0.3)


def test_most_risk_comes_first():
    proposal = propose(simple(5, 5, least=3))
    assert [unit for _, unit, _ in proposal.stops()] == ["T4", "T3", "T2"]
    assert [j.week for j in proposal.journeys] == [MONDAY + timedelta(days=7 * n) for n in range(3)]


def test_nobody_is_visited_for_the_sake_of_visiting():
    assert propose(simple(5, 5)).journeys == ()


def test_what_must_be_visited_is_visited_though_others_are_riskier():
    proposal = propose(simple(5, 5, least=1, must=frozenset({"T0"})))
    assert [unit for _, unit, _ in proposal.stops()] == ["T0"]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"least": 4}, "2 of the 4 units its coverage"),
        ({"must": frozenset({"T0", "T1", "T2"})}, "1 of the 3 units that must"),
        ({"due": frozenset({"T0", "T1", "T2", "T3"}), "later": 1}, "1 units more"),
    ],
)
def test_what_cannot_hold_is_named_with_its_numbers(more, words):
    with pytest.raises(InputError, match=words):
        propose(simple(5, 2, **more))


def test_near_towns_share_a_trip():
    places = {"A": (114.5, 23.5), "B": (114.52, 23.5), "C": (113.9, 23.1)}
    made = trips(list(places), places, SEAT, 2, (25, 1.3))
    crew = Crew("C1", made, dict.fromkeys(places, 50.0), 3, frozenset(), frozenset(), None)
    weeks = (MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14))
    found = {frozenset(j.trip.units) for j in propose(World(weeks, (crew,), 2, 0.5, 0.0)).journeys}
    assert found == {frozenset({"A", "B"}), frozenset({"C"})}
