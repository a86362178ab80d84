"""Shapes made from the boundaries, on the layers the map really shows."""

import json

import pytest
from shapely.geometry import Point, shape

from lib.adapters import outlines
from tests.conftest import ROOT

INSTITUTIONS = json.loads((ROOT / "geo" / "institutions.geojson").read_text("utf-8"))["features"]


def test_labels_are_inside_their_areas():
    places = outlines.label_places(INSTITUTIONS)
    shapes = {feature["id"]: shape(feature["geometry"]) for feature in INSTITUTIONS}
    assert places.keys() == shapes.keys()
    assert all(shapes[code].contains(Point(place)) for code, place in places.items())


def test_an_outline_has_the_area_of_its_parts():
    whole = shape(outlines.outline(INSTITUTIONS))
    parts = sum(shape(feature["geometry"]).area for feature in INSTITUTIONS)
    assert whole.geom_type == "Polygon"
    assert whole.area == pytest.approx(parts)
