"""The layers as the map reads them."""

import json

import pytest
import yaml

from lib.adapters.boundaries import bounds, load_features, load_notice
from lib.errors import BoundaryError
from tests.conftest import ROOT

GEO = ROOT / "geo"


@pytest.mark.parametrize(("layer", "count"), [("county", 1), ("institutions", 22), ("grids", 343)])
def test_every_feature_carries_its_code_where_the_map_looks_for_it(layer, count):
    features = load_features(GEO / f"{layer}.geojson")
    assert len(features) == count
    for feature in features:
        assert feature["id"] == feature["properties"]["area_code"]
        assert set(feature["properties"]) == {
            "area_code",
            "name",
            "parent_code",
            "lon",
            "lat",
            "area_km2",
        }


def test_an_institution_lies_within_the_bounds_of_the_county():
    west, south, east, north = bounds(load_features(GEO / "county.geojson"))
    assert (round(west, 2), round(south, 2), round(east, 2), round(north, 2)) == (
        113.84,
        23.05,
        114.69,
        23.71,
    )
    for feature in load_features(GEO / "institutions.geojson"):
        box = bounds([feature])
        assert west <= box[0] < box[2] <= east
        assert south <= box[1] < box[3] <= north


def test_every_part_of_an_area_in_several_pieces_counts_towards_its_bounds():
    pieces = [[[[x, 23.0], [x + 0.1, 23.0], [x, 23.1], [x, 23.0]]] for x in (114.0, 114.5)]
    shape = {"geometry": {"type": "MultiPolygon", "coordinates": pieces}}
    assert bounds([shape]) == (114.0, 23.0, 114.6, 23.1)


def test_bounds_of_nothing_are_refused():
    with pytest.raises(BoundaryError, match="no area to show"):
        bounds([])


def test_a_layer_that_is_missing_or_broken_is_named(tmp_path):
    with pytest.raises(BoundaryError, match=r"grids\.geojson is missing"):
        load_features(tmp_path / "grids.geojson")
    for text in ("{", "[]", json.dumps({"type": "Polygon"})):
        (tmp_path / "grids.geojson").write_text(text)
        with pytest.raises(BoundaryError, match=r"grids\.geojson is not a GeoJSON collection"):
            load_features(tmp_path / "grids.geojson")


def test_the_committed_layers_say_that_they_are_schematic_and_where_they_come_from():
    notice = load_notice(GEO)
    assert notice.is_schematic("county")
    assert notice.is_schematic("institutions", "grids")
    assert notice.review_number == ""
    assert all(source.origin and source.confidence for source in notice.layers)


def test_a_county_layer_and_its_review_number_are_reported(tmp_path):
    sources = yaml.safe_load((GEO / "sources.yaml").read_text("utf-8"))
    sources["layers"]["county"]["schematic"] = False
    sources["map_review_number"] = "粤S(2026)001号"
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump(sources), "utf-8")
    notice = load_notice(tmp_path)
    assert notice.review_number == "粤S(2026)001号"
    assert not notice.is_schematic("county")
    assert notice.is_schematic("county", "grids")


@pytest.mark.parametrize("text", ["layers: {}", "a: [", "", "layers: {county: {schematic: true}}"])
def test_sources_without_a_layer_are_refused(tmp_path, text):
    (tmp_path / "sources.yaml").write_text(text)
    with pytest.raises(BoundaryError, match=r"sources\.yaml does not say"):
        load_notice(tmp_path)
