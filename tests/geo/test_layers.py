"""The committed layers: nothing overlaps, nothing is missing, everything nests."""

import copy
import hashlib

import geopandas as gpd
import numpy as np
import pytest
import shapely
import yaml

from geo.build import main, read_inputs, refuse_to_overwrite
from geo.checks import find_faults
from lib.adapters.boundaries import load_features
from lib.adapters.roster_files import read_roster
from lib.errors import BoundaryError
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS
from tests.conftest import ROOT

GEO = ROOT / "geo"
ROSTER = read_roster(*sorted((ROOT / "data" / "roster").glob("*.csv")))
KINDS = {"county": (COUNTY,), "institutions": INSTITUTION_KINDS, "grids": (CLINIC,)}
LAYERS = {name: list(load_features(GEO / f"{name}.geojson")) for name in KINDS}
FRAMES = {name: gpd.read_file(GEO / f"{name}.geojson") for name in KINDS}
SOURCES = yaml.safe_load((GEO / "sources.yaml").read_text("utf-8"))


def shapes(name):
    return FRAMES[name].geometry.to_numpy()


@pytest.mark.parametrize("layer", KINDS)
def test_a_layer_has_the_areas_of_the_roster_with_their_names_and_parents(layer):
    expected = [(area.code, area.name, area.parent_code) for area in ROSTER.of_kind(*KINDS[layer])]
    found = [feature["properties"] for feature in LAYERS[layer]]
    assert [(area["area_code"], area["name"], area["parent_code"]) for area in found] == expected


@pytest.mark.parametrize("layer", KINDS)
def test_areas_are_valid_polygons_that_share_their_borders_exactly(layer):
    assert set(FRAMES[layer].geom_type) == {"Polygon"}
    assert FRAMES[layer].is_valid.all()
    assert shapely.coverage_is_valid(shapes(layer))


@pytest.mark.parametrize("layer", ["institutions", "grids"])
def test_areas_fill_the_county_without_remainder(layer):
    (county,) = shapes("county")
    assert abs(shapely.area(shapes(layer)).sum() / county.area - 1) < 1e-9
    assert shapely.coverage_union_all(shapes(layer)).symmetric_difference(county).area == 0


def test_an_institution_is_the_sum_of_its_cells():
    cells, parents = shapes("grids"), FRAMES["grids"]["parent_code"].to_numpy()
    for code, land in zip(FRAMES["institutions"]["area_code"], shapes("institutions"), strict=True):
        assert shapely.coverage_union_all(cells[parents == code]).equals(land)


@pytest.mark.parametrize("layer", ["institutions", "grids"])
def test_every_seat_of_the_roster_lies_in_its_own_area(layer):
    for code, land in zip(FRAMES[layer]["area_code"], shapes(layer), strict=True):
        area = ROSTER.find(code)
        assert shapely.contains_xy(land, area.lon, area.lat), area.name


def test_areas_in_km2_are_those_of_the_projected_shapes():
    for frame in FRAMES.values():
        km2 = frame.to_crs(4547).area / 1e6
        assert np.allclose(frame["area_km2"], km2, atol=0.0051)


def test_the_sources_file_knows_every_layer_and_input_to_the_byte():
    entries = SOURCES["layers"] | SOURCES["inputs"]
    for name, entry in entries.items():
        path = GEO / (name if "." in name else f"{name}.geojson")
        if entry["sha256"] is not None:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"], name
        else:
            assert (ROOT / name).exists()
        assert entry["origin"]
        assert entry["licence"]
        assert entry["vintage"]
        assert entry["confidence"]


# geo.checks finds what is planted


def broken(change):
    layers = copy.deepcopy(LAYERS)
    change(layers)
    return find_faults(layers)


def shift(feature, degrees):
    moved = shapely.affinity.translate(shapely.geometry.shape(feature["geometry"]), degrees)
    feature["geometry"] = shapely.geometry.mapping(moved)


def cross(feature):
    ring = [(114.0, 23.0), (114.1, 23.1), (114.1, 23.0), (114.0, 23.1), (114.0, 23.0)]
    feature["geometry"] = shapely.geometry.mapping(shapely.Polygon(ring))


def adopt(layers):
    layers["grids"][0]["properties"]["parent_code"] = "B02"


def test_the_committed_layers_have_no_fault():
    assert find_faults(LAYERS, np.ones(22)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda layers: layers["grids"].pop(), "The layer grids has 342 areas instead of 343."),
        (
            lambda layers: layers["institutions"][0].update(id="B02"),
            "The layer institutions repeats B02.",
        ),
        (lambda layers: shift(layers["grids"][7], 0.002), "Neighbours of the layer grids overlap"),
        (lambda layers: cross(layers["institutions"][3]), "石湾镇卫生院 (B04) is not valid"),
        (adopt, "罗阳街道社区卫生服务中心 (B01) is not exactly the sum of its 18 cells."),
        (
            lambda layers: layers["grids"][0]["properties"].update(lon=114.0),
            "The seat of 鸡麻地村卫生站 (441322001201) lies outside its own land.",
        ),
    ],
)
def test_a_planted_fault_is_named(change, sentence):
    assert any(sentence in fault for fault in broken(change))


def test_an_institution_that_misses_its_area_is_reported():
    ratios = np.array([1.0] * 21 + [0.97])
    assert find_faults(LAYERS, ratios) == ["An institution misses its area by 3.0%, more than 1%."]


# geo.build


def test_targets_fill_the_county_and_keep_the_areas_that_were_found_in_print():
    inputs = read_inputs()
    areas = inputs.institutions.set_index("area_code")["target"] / 1e6
    assert areas.sum() == pytest.approx(inputs.outline.area / 1e6)
    assert areas[["B10", "B19", "B21"]].tolist() == pytest.approx([117.3, 180.91, 143.93])


def test_layers_that_came_from_the_county_are_not_overwritten(tmp_path, capsys):
    sources = copy.deepcopy(SOURCES)
    sources["layers"]["grids"]["schematic"] = False
    (tmp_path / "sources.yaml").write_text(yaml.safe_dump(sources), "utf-8")
    with pytest.raises(BoundaryError, match="grids came from the county and would be lost"):
        refuse_to_overwrite(tmp_path)
    assert main(["--output", str(tmp_path)]) == 2
    assert "grids came from the county" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["sources.yaml"]
