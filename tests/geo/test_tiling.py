"""The tiling: areas as wished, everything covered, no chance."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.tiling import balance, nearest, power_cells, sample, share_land, spread

LAND = shapely.Polygon([(0, 0), (30e3, 0), (30e3, 10e3), (20e3, 14e3), (20e3, 24e3), (0, 20e3)])
POINTS = sample(LAND)


@st.composite
def seats(draw):
    """Up to six places inside, not too near to each other."""
    picks = draw(st.lists(st.integers(0, len(POINTS) - 1), min_size=2, max_size=6, unique=True))
    chosen = POINTS[picks]
    gaps = np.linalg.norm(chosen[:, None] - chosen[None], axis=2) + 1e9 * np.eye(len(chosen))
    return chosen[gaps.min(1) > 2_000] if (gaps.min(1) > 2_000).sum() > 1 else POINTS[[0, -1]]


@settings(max_examples=20)
@given(seats())
def test_cells_of_any_sites_cover_the_land_and_share_their_borders(sites):
    cells = power_cells(LAND, sites, np.zeros(len(sites)))
    assert shapely.coverage_is_valid(cells)
    assert shapely.area(cells).sum() == pytest.approx(LAND.area, rel=1e-6)
    assert shapely.intersects_xy(cells, *sites.T).all()


@settings(max_examples=20)
@given(seats(), st.floats(0.5, 2))
def test_groups_get_the_area_they_are_meant_to_have(sites, weight):
    wish = np.linspace(1, weight, len(sites))
    target = LAND.area * wish / wish.sum()
    each = np.arange(len(sites))
    weights = balance(POINTS, sites, target, each)
    got = np.bincount(nearest(POINTS, sites, weights), minlength=len(sites)) / len(POINTS)
    assert got == pytest.approx(target / LAND.area, abs=0.02)


def test_sites_begin_at_the_seat_and_go_round_from_north():
    seat = np.array([10e3, 10e3])
    sites = spread(POINTS, seat, 9)
    bearings = np.arctan2(*(sites[1:] - seat).T) % (2 * np.pi)
    assert sites[0].tolist() == seat.tolist()
    assert (np.diff(bearings) >= 0).all()
    assert len(np.unique(sites, axis=0)) == 9


def test_the_same_land_is_shared_the_same_way_twice():
    chosen, target = POINTS[[50, 2000, 4000]], LAND.area * np.array([0.2, 0.3, 0.5])
    assert np.array_equal(share_land(POINTS, chosen, target), share_land(POINTS, chosen, target))
