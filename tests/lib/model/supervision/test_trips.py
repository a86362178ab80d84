"""Trips: near towns only, each set once, the shortest tour."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.supervision.trips import kilometres, trips

POINT = st.tuples(st.floats(113.8, 114.7), st.floats(23.0, 23.7))
SEAT = (114.27, 23.16)


@given(POINT, POINT, POINT)
def test_distances_are_distances(one, other, third):
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert kilometres(one, one) == 0
    assert kilometres(one, third) <= kilometres(one, other) + kilometres(other, third) + 1e-6


@given(st.lists(POINT, min_size=1, max_size=5, unique=True), st.integers(1, 3))
def test_every_near_set_is_one_trip_by_its_shortest_tour(points, stops):
    places = {str(n): point for n, point in enumerate(points)}
    found = trips(list(places), places, SEAT, stops, (30, 1.0))
    near = {
        frozenset(chosen)
        for size in range(1, stops + 1)
        for chosen in combinations(places, size)
        if all(kilometres(places[a], places[b]) <= 30 for a, b in combinations(chosen, 2))
    }
    assert [frozenset(trip.units) for trip in found] == list(
        dict.fromkeys(frozenset(trip.units) for trip in found)
    )
    assert {frozenset(trip.units) for trip in found} == near
    for trip in found:
        tours = [tour(order, places) for order in permutations(trip.units)]
        assert trip.km == pytest.approx(min(tours))


def tour(order, places):
    points = [SEAT, *(places[unit] for unit in order), SEAT]
    return sum(kilometres(points[n], points[n + 1]) for n in range(len(points) - 1))


def test_the_road_is_longer_than_the_crow_flies():
    places = {"a": (114.47, 23.32)}
    (straight,) = trips(["a"], places, SEAT, 1, (30, 1.0))
    (road,) = trips(["a"], places, SEAT, 1, (30, 1.3))
    assert road.km == pytest.approx(1.3 * straight.km)
