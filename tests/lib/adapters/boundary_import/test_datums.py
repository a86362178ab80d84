"""Datums: what a web map did to the coordinates is undone."""

import numpy as np
import prcoords
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.boundary_import.datums import DATUMS, to_cgcs2000

FORWARD = {
    "CGCS2000": lambda place: place,
    "WGS84": lambda place: place,
    "GCJ02": prcoords.wgs_gcj,
    "BD09": prcoords.wgs_bd,
}
CENTIMETRE = 1e-7  # degrees


@pytest.mark.parametrize("datum", DATUMS)
@given(st.floats(113.7, 114.9), st.floats(23.0, 23.8))
def test_a_place_comes_back_from_every_datum_within_two_centimetres(datum, lon, lat):
    there = FORWARD[datum]((lat, lon))
    (back,) = to_cgcs2000(np.array([shapely.Point(there[1], there[0])]), datum)
    assert (back.x, back.y) == pytest.approx((lon, lat), abs=2 * CENTIMETRE)


def test_web_maps_are_shifted_by_hundreds_of_metres_to_the_north_west():
    place = np.array([shapely.Point(114.29, 23.17)])
    for datum, east, north in (("GCJ02", 0.0049, -0.0026), ("BD09", 0.0114, 0.0031)):
        (back,) = to_cgcs2000(place, datum)
        assert (114.29 - back.x, 23.17 - back.y) == pytest.approx((east, north), abs=2e-4)


def test_neighbours_still_share_their_border_after_conversion():
    cells = shapely.box(np.array([114.0, 114.1]), 23.2, np.array([114.1, 114.2]), 23.3)
    assert shapely.coverage_is_valid(to_cgcs2000(cells, "BD09"))
