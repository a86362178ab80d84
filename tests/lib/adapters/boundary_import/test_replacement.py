"""Replacing a layer: all or nothing, and every fault of a file at once."""

import hashlib
import json
import shutil
import zipfile

import geopandas as gpd
import numpy as np
import prcoords
import pytest
import shapely
import yaml

from lib.adapters.boundaries import load_features, load_notice
from lib.adapters.boundary_import.replacement import Delivery, convert_boundaries, replace_layer
from lib.adapters.roster_files import read_roster
from lib.errors import BoundaryError, StorageError
from tests.conftest import ROOT

GEO = ROOT / "geo"
ROSTER = read_roster(*sorted((ROOT / "data" / "roster").glob("*.csv")))
LAND = gpd.read_file(GEO / "institutions.geojson")[["area_code", "geometry"]]


@pytest.fixture
def folder(tmp_path):
    """Copy the committed layers."""
    copy = tmp_path / "geo"
    copy.mkdir()
    for path in [*GEO.glob("*.geojson"), GEO / "sources.yaml"]:
        shutil.copy(path, copy)
    return copy


def deliver(tmp_path, land, layer="institutions", datum="CGCS2000", column="area_code"):
    path = tmp_path / "delivered.gpkg"
    land.to_file(path)
    return Delivery(path, layer, datum, column)


def sentences(delivery, folder):
    """Sentences of a refusal, after making sure that nothing was written."""
    before = contents(folder)
    with pytest.raises(BoundaryError) as refusal:
        replace_layer(delivery, ROSTER, folder)
    assert contents(folder) == before
    return [str(fault) for fault in refusal.value.values["faults"]]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shift(land, datum):
    forward = {"GCJ02": prcoords.wgs_gcj, "BD09": prcoords.wgs_bd}[datum]
    moved = shapely.transform(
        land.geometry.to_numpy(),
        lambda points: np.array([forward((lat, lon))[::-1] for lon, lat in points]),
    )
    return land.set_geometry(gpd.GeoSeries(moved, crs=4326))


@pytest.mark.parametrize("layer", ["county", "institutions", "grids"])
def test_every_layer_can_be_replaced_by_itself(tmp_path, folder, layer):
    land = gpd.read_file(GEO / f"{layer}.geojson")
    summary = replace_layer(deliver(tmp_path, land, layer), ROSTER, folder)
    assert summary.startswith(f"{layer}: {len(land)} areas from delivered.gpkg, 2,85")
    before, after = (
        load_features(GEO / f"{layer}.geojson"),
        load_features(folder / f"{layer}.geojson"),
    )
    for old, new in zip(before, after, strict=True):
        assert new["id"] == old["id"]
        assert new["properties"] == pytest.approx(old["properties"])
    new = gpd.read_file(folder / f"{layer}.geojson")
    assert new.is_valid.all()
    moved = shapely.symmetric_difference(new.geometry.to_numpy(), land.geometry.to_numpy())
    assert (shapely.area(moved) / shapely.area(land.geometry.to_numpy())).max() < 0.01


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_a_declared_datum_is_undone(tmp_path, folder, datum):
    delivery = deliver(tmp_path, shift(LAND, datum), datum=datum)
    boundaries = convert_boundaries(delivery, ROSTER, folder)
    away = shapely.hausdorff_distance(boundaries.geometry.to_numpy(), LAND.geometry.to_numpy())
    assert away.max() < 2e-4  # degrees: the simplification, not the shift


@pytest.mark.parametrize("datum", ["GCJ02", "BD09"])
def test_an_undeclared_datum_is_said_once_and_not_again_for_every_area_it_shifts(
    tmp_path, folder, datum
):
    (sentence,) = sentences(deliver(tmp_path, shift(LAND, datum)), folder)
    assert f"declared CGCS2000 but looks like {datum}" in sentence


def test_the_sources_file_says_what_came_from_where(tmp_path, folder):
    delivery = deliver(tmp_path, shift(LAND, "GCJ02"), datum="GCJ02")
    replace_layer(delivery, ROSTER, folder)
    entry = yaml.safe_load((folder / "sources.yaml").read_text("utf-8"))["layers"]["institutions"]
    written = (folder / "institutions.geojson").read_bytes()
    assert entry["sha256"] == hashlib.sha256(written).hexdigest()
    assert entry["source_sha256"] == hashlib.sha256(delivery.source.read_bytes()).hexdigest()
    assert (entry["datum"], entry["schematic"]) == ("CGCS2000, converted from GCJ02", False)
    assert not load_notice(folder).is_schematic("institutions")
    assert load_notice(folder).is_schematic("grids")


def test_the_same_delivery_twice_gives_the_same_bytes(tmp_path, folder):
    delivery = deliver(tmp_path, LAND.sample(frac=1, random_state=1))
    replace_layer(delivery, ROSTER, folder)
    once = contents(folder)
    replace_layer(delivery, ROSTER, folder)
    assert contents(folder) == once
    assert set(once) == {path.name for path in [*GEO.glob("*.geojson"), GEO / "sources.yaml"]}


def test_a_zipped_shapefile_with_another_column_is_taken(tmp_path, folder):
    LAND.rename(columns={"area_code": "XZDM"}).to_file(tmp_path / "land.shp")
    with zipfile.ZipFile(tmp_path / "land.zip", "w") as archive:
        for path in tmp_path.glob("land.*"):
            if path.suffix != ".zip":
                archive.write(path, path.name)
    delivery = Delivery(tmp_path / "land.zip", "institutions", "CGCS2000", "XZDM")
    assert replace_layer(delivery, ROSTER, folder).startswith("institutions: 22 areas")


def test_names_and_aliases_serve_where_codes_are_unknown(tmp_path, folder):
    names = LAND.assign(area_code=[ROSTER.find(code).name for code in LAND["area_code"]])
    names.loc[0, "area_code"] = "罗阳街道"
    boundaries = convert_boundaries(deliver(tmp_path, names), ROSTER, folder)
    assert boundaries["area_code"].tolist() == LAND["area_code"].tolist()


def test_a_name_that_two_clinics_share_does_not_serve(tmp_path, folder):
    grids = gpd.read_file(GEO / "grids.geojson")[["area_code", "name", "geometry"]]
    found = sentences(deliver(tmp_path, grids, "grids", column="name"), folder)
    assert "The roster does not know these codes: 下洞村卫生站, 塘角村卫生站" in found[1]


def test_all_faults_of_a_file_are_told_together(tmp_path, folder):
    land = LAND.copy()
    metres = land.to_crs(4547).geometry
    larger = metres.iloc[11].buffer(1500)
    land.loc[11, "geometry"] = gpd.GeoSeries([larger], crs=4547).to_crs(4326).iloc[0]
    land.loc[1, "area_code"] = "B99"
    land = land.drop(index=8)
    found = "\n".join(sentences(deliver(tmp_path, land), folder))
    assert "The file has 21 areas, the roster 22." in found
    assert "missing: 义和社区卫生服务中心 (B02), 长宁镇中心卫生院 (B09)" in found
    assert "does not know these codes: B99" in found
    assert "湖镇镇卫生院 and 横河镇卫生院 overlap by 19.96 km²." in found
    assert "横河镇卫生院 reaches outside the county by" in found
    assert "of the county, next to" in found


def test_a_crossing_border_is_named_and_the_other_checks_go_on(tmp_path, folder):
    land = LAND.copy()
    land.loc[0, "geometry"] = shapely.Polygon(
        [(114.2, 23.2), (114.3, 23.3), (114.3, 23.2), (114.2, 23.3)]
    )
    found = sentences(deliver(tmp_path, land), folder)
    assert found[0].startswith("The border of 罗阳街道社区卫生服务中心 crosses or touches itself")
    assert any("No area covers" in sentence for sentence in found)


def test_swapped_axes_are_the_only_sentence(tmp_path, folder):
    swapped = shapely.transform(LAND.geometry.to_numpy(), lambda points: points[:, ::-1])
    land = LAND.set_geometry(gpd.GeoSeries(swapped, crs=4326))
    assert sentences(deliver(tmp_path, land), folder) == ["Longitude and latitude are swapped."]


def test_an_empty_file_is_refused(tmp_path, folder):
    found = sentences(deliver(tmp_path, LAND.iloc[:0]), folder)
    assert found[0] == "The file has 0 areas, the roster 22."


def test_areas_in_several_pieces_and_seats_elsewhere_are_taken(tmp_path, folder):
    land = LAND.copy()
    exclave = shapely.box(114.30, 23.16, 114.31, 23.17)
    land["geometry"] = land.geometry.difference(exclave)
    land.loc[21, "geometry"] = land.geometry[21].union(exclave)
    seat = ROSTER.find("B03")
    stolen = shapely.box(seat.lon - 0.01, seat.lat - 0.01, seat.lon + 0.01, seat.lat + 0.01)
    land.loc[2, "geometry"] = land.geometry[2].difference(stolen)
    land.loc[12, "geometry"] = land.geometry[12].union(stolen)
    boundaries = convert_boundaries(deliver(tmp_path, land), ROSTER, folder).set_index("area_code")
    assert boundaries.geometry["B22"].geom_type == "MultiPolygon"
    assert shapely.contains_xy(
        boundaries.geometry.to_numpy(), boundaries["lon"], boundaries["lat"]
    ).all()
    assert boundaries.loc["B01", "lon"] == ROSTER.find("B01").lon
    assert boundaries.loc["B03", "lon"] != seat.lon


def test_once_the_county_outline_is_its_own_the_edge_is_held_to_it(tmp_path, folder):
    land = LAND.copy()
    wider = land.to_crs(4547).geometry.iloc[19].buffer(150)
    others = land.to_crs(4547).geometry.drop(index=19).union_all()
    land.loc[19, "geometry"] = gpd.GeoSeries([wider.difference(others)], crs=4547).to_crs(4326)[0]
    delivery = deliver(tmp_path, land)
    convert_boundaries(delivery, ROSTER, folder)
    county = gpd.read_file(GEO / "county.geojson")
    county.to_file(tmp_path / "county.gpkg")
    replace_layer(Delivery(tmp_path / "county.gpkg", "county", "CGCS2000"), ROSTER, folder)
    with pytest.raises(BoundaryError, match="泰美镇卫生院 reaches outside the county"):
        convert_boundaries(delivery, ROSTER, folder)


def test_a_folder_that_cannot_be_written_keeps_its_layer(tmp_path, folder):
    (folder / "institutions.geojson.part").mkdir()
    before = (folder / "institutions.geojson").read_bytes()
    with pytest.raises(StorageError, match="cannot be written"):
        replace_layer(deliver(tmp_path, LAND), ROSTER, folder)
    assert (folder / "institutions.geojson").read_bytes() == before


def test_what_is_written_is_plain_geojson_with_one_feature_a_line(tmp_path, folder):
    replace_layer(deliver(tmp_path, LAND), ROSTER, folder)
    text = (folder / "institutions.geojson").read_text("utf-8")
    assert json.loads(text)["name"] == "institutions"
    assert text.count("\n") == 24
