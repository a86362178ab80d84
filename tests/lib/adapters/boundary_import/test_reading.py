"""Reading boundaries: every usual format, and a sentence for every usual mishap."""

import zipfile

import geopandas as gpd
import pytest
import shapely

from lib.adapters.boundary_import.reading import read_boundaries
from lib.errors import BoundaryError

CODES = ["441322001201", "441322001202"]
CELLS = gpd.GeoDataFrame(
    {"XZDM": CODES, "名称": ["鸡麻地", "莲湖"]},
    geometry=[shapely.box(114.0, 23.2, 114.1, 23.3), shapely.box(114.1, 23.2, 114.2, 23.3)],
    crs=4490,
)
PARTS = ("shp", "shx", "dbf", "prj", "cpg")


def write_shapefile(folder, cells=CELLS, encoding="utf-8"):
    cells.to_file(folder / "cells.shp", encoding=encoding)
    return folder / "cells.shp"


def pack(folder, *names, parts=PARTS):
    """Zip the Shapefile of the folder under one or several names, in a subfolder."""
    with zipfile.ZipFile(folder / "cells.zip", "w") as archive:
        for name in names:
            for part in parts:
                archive.write(folder / f"cells.{part}", f"边界/{name}.{part}")
    return folder / "cells.zip"


def assert_reads(path, cells=CELLS):
    codes, shapes = read_boundaries(path, "XZDM")
    assert codes == tuple(CODES)
    assert shapely.equals_exact(shapes, cells.geometry.to_numpy(), 1e-8, normalize=True).all()


@pytest.mark.parametrize("name", ["cells.geojson", "cells.gpkg", "CELLS.GPKG"])
def test_geojson_and_geopackage_are_read(tmp_path, name):
    driver = "GeoJSON" if name.endswith("json") else "GPKG"
    CELLS.to_file(tmp_path / name, driver=driver)
    assert_reads(tmp_path / name)


def test_a_shapefile_is_read_as_it_lies_and_packed_in_a_zip(tmp_path):
    assert_reads(write_shapefile(tmp_path))
    assert_reads(pack(tmp_path, "村界"))


def test_a_shapefile_with_chinese_text_in_gb18030_is_read(tmp_path):
    assert_reads(write_shapefile(tmp_path, encoding="gb18030"))


def test_projected_coordinates_are_brought_to_degrees(tmp_path):
    CELLS.to_crs(4547).to_file(tmp_path / "cells.gpkg")
    assert_reads(tmp_path / "cells.gpkg")


@pytest.mark.parametrize("as_stored", [int, float])
def test_codes_stored_as_numbers_become_text_again(tmp_path, as_stored):
    cells = CELLS.assign(XZDM=[as_stored(code) for code in CODES])
    cells.to_file(tmp_path / "cells.gpkg")
    assert_reads(tmp_path / "cells.gpkg")


def test_an_empty_code_is_empty_text(tmp_path):
    CELLS.assign(XZDM=[CODES[0], None]).to_file(tmp_path / "cells.gpkg")
    assert read_boundaries(tmp_path / "cells.gpkg", "XZDM")[0] == (CODES[0], "")


def test_heights_are_dropped(tmp_path):
    shapely_3d = shapely.force_3d(CELLS.geometry.to_numpy(), 12.0)
    CELLS.set_geometry(gpd.GeoSeries(shapely_3d, crs=4490)).to_file(tmp_path / "cells.gpkg")
    assert not shapely.has_z(read_boundaries(tmp_path / "cells.gpkg", "XZDM")[1]).any()


def assert_refused(path, sentence, column="XZDM"):
    with pytest.raises(BoundaryError, match=sentence):
        read_boundaries(path, column)


def test_a_missing_column_is_named_with_those_there_are(tmp_path):
    CELLS.to_file(tmp_path / "cells.gpkg")
    assert_refused(tmp_path / "cells.gpkg", "no column CODE; it has XZDM, 名称", "CODE")


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path):
    assert_refused(tmp_path / "cells.gpkg", r"There is no file cells\.gpkg")
    (tmp_path / "cells.dwg").write_bytes(b"AC1015")
    assert_refused(tmp_path / "cells.dwg", r"cells\.dwg is not a GeoJSON, Shapefile or GeoPackage")


def test_a_damaged_file_is_refused(tmp_path):
    for name in ("cells.gpkg", "cells.geojson", "cells.shp"):
        (tmp_path / name).write_bytes(b"this is no map")
        assert_refused(tmp_path / name, "cannot be read")
    (tmp_path / "cells.zip").write_bytes(b"this is no archive")
    assert_refused(tmp_path / "cells.zip", r"cells\.zip is not a readable \.zip")


def test_a_zip_without_the_table_of_the_shapefile_is_refused(tmp_path):
    write_shapefile(tmp_path)
    assert_refused(pack(tmp_path, "cells", parts=("shp", "prj")), "cannot be read|no column XZDM")


def test_a_zip_with_no_or_several_shapefiles_is_refused(tmp_path):
    write_shapefile(tmp_path)
    assert_refused(pack(tmp_path, "a", "b"), "holds 2 Shapefiles instead of one")
    assert_refused(pack(tmp_path), "holds 0 Shapefiles instead of one")


def test_a_geopackage_with_several_layers_is_refused_with_their_names(tmp_path):
    CELLS.to_file(tmp_path / "cells.gpkg", layer="村界")
    CELLS.to_file(tmp_path / "cells.gpkg", layer="镇界", mode="a")
    assert_refused(tmp_path / "cells.gpkg", "holds 2 layers: 村界, 镇界")


def test_metres_without_a_coordinate_system_are_refused(tmp_path):
    path = write_shapefile(tmp_path, CELLS.to_crs(4547))
    path.with_suffix(".prj").unlink()
    assert_refused(path, r"The coordinates of cells\.shp are not degrees: the first is 5")


def test_degrees_without_a_coordinate_system_are_read(tmp_path):
    path = write_shapefile(tmp_path)
    path.with_suffix(".prj").unlink()
    assert_reads(path)


@pytest.mark.parametrize("code", [4214, 4610, 2383])
def test_an_older_chinese_system_is_refused_by_its_name(tmp_path, code):
    CELLS.to_crs(code).to_file(tmp_path / "cells.gpkg")
    assert_refused(tmp_path / "cells.gpkg", r"coordinate system (Beijing 1954|Xian 1980)")


def test_the_file_itself_is_left_as_it_was(tmp_path):
    path = write_shapefile(tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    read_boundaries(path, "XZDM")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
