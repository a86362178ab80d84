"""Where a file lies: swapped, elsewhere, or in another datum than it says."""

import numpy as np
import prcoords
import pytest
import shapely

from lib.adapters.boundaries import load_features
from lib.adapters.boundary_import.place import (
    find_misplaced,
    find_wrong_datum,
    to_degrees,
    to_metres,
)
from tests.conftest import ROOT

SHIFT = {
    "CGCS2000": lambda place: place,
    "WGS84": lambda place: place,
    "GCJ02": prcoords.wgs_gcj,
    "BD09": prcoords.wgs_bd,
}


def shapes_of(layer):
    features = load_features(ROOT / "geo" / f"{layer}.geojson")
    return np.array([shapely.geometry.shape(feature["geometry"]) for feature in features])


LAND = shapes_of("institutions")
(COUNTY,) = to_metres(shapes_of("county"))


def shifted(datum):
    return shapely.transform(
        LAND, lambda points: np.array([SHIFT[datum]((y, x))[::-1] for x, y in points])
    )


@pytest.mark.parametrize("true", SHIFT)
@pytest.mark.parametrize("declared", SHIFT)
def test_a_false_datum_is_found_and_a_true_one_believed(true, declared):
    faults = [str(fault) for fault in find_wrong_datum(shifted(true), declared, COUNTY)]
    if {true, declared} <= {"CGCS2000", "WGS84"} or true == declared:
        assert faults == []
    else:
        (sentence,) = faults
        read_as = "CGCS2000" if true == "WGS84" else true
        assert sentence.startswith(f"The file is declared {declared} but looks like {read_as}: ")
        assert sentence.endswith(f"and 0.0% if it is read as {read_as}.")


def test_a_false_datum_is_found_though_areas_are_missing():
    (fault,) = find_wrong_datum(shifted("GCJ02")[::2], "CGCS2000", COUNTY)
    assert "looks like GCJ02" in str(fault)


def test_a_better_survey_of_the_edge_is_not_taken_for_another_datum():
    redrawn = to_degrees(shapely.buffer(to_metres(LAND), 100))
    assert list(find_wrong_datum(redrawn, "CGCS2000", COUNTY)) == []


def test_the_layer_of_the_county_lies_in_its_rectangle_in_every_datum():
    for datum in SHIFT:
        assert list(find_misplaced(shifted(datum))) == []


def test_swapped_axes_are_recognised():
    swapped = shapely.transform(LAND, lambda points: points[:, ::-1])
    assert [str(fault) for fault in find_misplaced(swapped)] == [
        "Longitude and latitude are swapped."
    ]


def test_areas_elsewhere_are_counted_and_located():
    astray = LAND.copy()
    astray[:2] = shapely.box(116.0, 24.0, 116.5, 24.25), shapely.box(114.0, 23.0, 114.1, 23.1)
    (fault,) = find_misplaced(astray)
    assert str(fault).startswith("Areas outside the rectangle around the county: 2, ")
    assert str(fault).endswith("to 116.5, 24.25.")


def test_projection_there_and_back_is_exact_to_a_micrometre():
    back = to_degrees(to_metres(LAND))
    assert shapely.equals_exact(back, LAND, 1e-11).all()
