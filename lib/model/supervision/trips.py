"""Trips (行程): a few towns near each other that one body visits in one week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, permutations
from math import asin, cos, radians, sin, sqrt

Place = tuple[float, float]
"""Degrees east and north."""

_EARTH = 6371.0088


@dataclass(frozen=True, slots=True)
class Trip:
    """Towns visited on one trip, and how far it is."""

    units: tuple[str, ...]
    """In the order of the shortest tour."""
    km: float
    """There and back by road, as estimated."""


def kilometres(one: Place, other: Place) -> float:
    """Return the distance as the crow flies (haversine).

    Examples
    --------
    >>> round(kilometres((114.27342, 23.16244), (114.57229, 23.53618)), 1)
    51.6
    """
    (east, north), (east2, north2) = (tuple(map(radians, p)) for p in (one, other))
    chord = sin((north2 - north) / 2) ** 2
    chord += cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(chord))


def trips(
    units: Sequence[str],
    places: Mapping[str, Place],
    seat: Place,
    stops: int,
    reach: tuple[float, float],
) -> tuple[Trip, ...]:
    """List all trips of up to so many towns, every two of them near each other.

    Parameters
    ----------
    units
        Where the body may go.
    places
        Where the units lie.
    seat
        Where every trip begins and ends.
    stops
        Most towns of a trip.
    reach
        Kilometres that two towns of a trip may be apart, as the crow flies; and how much
        longer the road is.
    """
    near, factor = reach
    return tuple(
        _shortest(chosen, places, seat, factor)
        for size in range(1, stops + 1)
        for chosen in combinations(units, size)
        if all(kilometres(places[a], places[b]) <= near for a, b in combinations(chosen, 2))
    )


def _shortest(
    chosen: tuple[str, ...], places: Mapping[str, Place], seat: Place, factor: float
) -> Trip:
    tours = ((_length([places[u] for u in order], seat), order) for order in permutations(chosen))
    length, order = min(tours)
    return Trip(order, length * factor)


def _length(stops: Sequence[Place], seat: Place) -> float:
    return sum(kilometres(a, b) for a, b in pairwise([seat, *stops, seat]))
