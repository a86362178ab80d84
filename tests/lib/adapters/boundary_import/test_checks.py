"""Checks on a small county of three by three square kilometres."""

import numpy as np
import pytest
import shapely

from lib.adapters.boundary_import.checks import (
    EDGE_OF_OWN,
    EDGE_OF_SCHEMATIC,
    STRIP,
    Survey,
    find_gaps,
    find_outside,
    find_overlaps,
    find_unusable_shapes,
    find_wrong_codes,
    is_thicker,
)

KM = 1000.0
CODES = tuple(f"{row}{column}" for row in range(3) for column in range(3))
NAMES = {code: f"村{code}" for code in CODES}
COUNTY = shapely.box(0, 0, 3 * KM, 3 * KM)
MIDDLE = 4


def survey(codes=CODES, **changed):
    """Nine squares; `cell4=...` replaces the one in the middle."""
    cells = [shapely.box(KM * y, KM * x, KM * (y + 1), KM * (x + 1)) for x, y in map(tuple, grid())]
    for name, shape in changed.items():
        cells[int(name.removeprefix("cell"))] = shape
    return Survey(tuple(codes), np.array(cells, dtype=object), NAMES)


def grid():
    return [(int(code[0]), int(code[1])) for code in CODES]


def square(size):
    """Draw the middle square, `size` metres wide."""
    return shapely.box(KM, KM, KM + size, KM + size)


def sentences(faults):
    return [str(fault) for fault in faults]


def test_a_complete_layer_has_no_fault():
    layer = survey()
    assert not list(find_wrong_codes(layer))
    assert not list(find_unusable_shapes(layer))
    assert not list(find_overlaps(layer))
    assert not list(find_gaps(layer, COUNTY, EDGE_OF_OWN))
    assert not list(find_outside(layer, COUNTY, EDGE_OF_OWN))


def test_codes_missing_unknown_repeated_and_empty_are_told_apart():
    assert sentences(find_wrong_codes(survey(["00", "01", "01", "X9", "", *CODES[5:]]))) == [
        "Areas without a code: 1.",
        "These areas are missing: 村02 (02), 村10 (10), 村11 (11).",
        "The roster does not know these codes: X9.",
        "These codes appear more than once: 01.",
    ]


def test_a_wrong_number_of_areas_is_said_first():
    layer = Survey(CODES[:8], survey().shapes[:8], NAMES)
    assert sentences(find_wrong_codes(layer)) == [
        "The file has 8 areas, the roster 9.",
        "These areas are missing: 村22 (22).",
    ]


def test_a_long_list_names_five_and_counts_the_rest():
    layer = Survey((), np.array([]), NAMES)
    assert sentences(find_wrong_codes(layer))[1].endswith("村11 (11) … (9).")


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        (None, "村11 has no shape."),
        (shapely.Polygon(), "村11 has no shape."),
        (shapely.Point(1500, 1500), "村11 is a Point, not a polygon."),
        (
            shapely.Polygon([(1000, 1000), (2000, 2000), (2000, 1000), (1000, 2000)]),
            "The border of 村11 crosses or touches itself: Self-intersection[1500 1500].",
        ),
    ],
)
def test_a_shape_that_is_no_area_is_named_with_its_row(shape, sentence):
    ((row, fault),) = find_unusable_shapes(survey(cell4=shape))
    assert (row, str(fault)) == (MIDDLE, sentence)


def test_an_overlap_names_both_areas_and_its_size():
    faults = find_overlaps(survey(cell4=shapely.box(KM, KM, 2.5 * KM, 2 * KM)))
    assert sentences(faults) == ["村11 and 村12 overlap by 0.50 km²."]


def test_the_same_area_twice_is_an_overlap():
    faults = find_overlaps(survey(cell0=square(KM)))
    assert sentences(faults) == ["村00 and 村11 overlap by 1.00 km²."]


def test_a_hole_between_areas_names_its_neighbours_and_its_size():
    (fault,) = find_gaps(survey(cell4=square(0.5 * KM)), COUNTY, EDGE_OF_SCHEMATIC)
    start, neighbours = str(fault).split(", next to ")
    assert start == "No area covers 0.75 km² of the county"
    assert neighbours.startswith("村12, 村21, 村11, ")


def test_land_missing_at_the_edge_is_a_gap():
    faults = list(find_gaps(survey(cell0=shapely.box(0, 500, KM, KM)), COUNTY, EDGE_OF_SCHEMATIC))
    assert sentences(faults) == ["No area covers 0.50 km² of the county, next to 村00, 村01."]


def test_many_gaps_are_counted_and_the_largest_named():
    holes = {f"cell{n}": shapely.box(*survey().shapes[n].buffer(-100).bounds) for n in range(9)}
    apart = Survey(CODES, survey().shapes, NAMES)
    for n in range(9):
        apart.shapes[n] = apart.shapes[n].difference(holes[f"cell{n}"])
    faults = sentences(find_gaps(apart, COUNTY, EDGE_OF_SCHEMATIC))
    assert len(faults) == 6
    assert faults[-1] == "There are 9 such gaps in all."


def test_a_hole_that_the_county_has_too_is_no_gap():
    county = COUNTY.difference(square(KM))
    layer = Survey(CODES[:4] + CODES[5:], np.delete(survey().shapes, MIDDLE), NAMES)
    assert not list(find_gaps(layer, county, EDGE_OF_OWN))


def test_an_area_beyond_the_county_is_named_with_what_is_outside():
    faults = find_outside(survey(cell8=shapely.box(2 * KM, 2 * KM, 5 * KM, 3 * KM)), COUNTY, 20)
    assert sentences(faults) == ["村22 reaches outside the county by 2.00 km²."]


def test_the_edge_may_differ_more_while_the_county_outline_is_schematic():
    layer = survey(cell8=shapely.box(2 * KM, 2 * KM, 3.2 * KM, 3 * KM))
    assert not list(find_outside(layer, COUNTY, EDGE_OF_SCHEMATIC))
    assert len(list(find_outside(layer, COUNTY, EDGE_OF_OWN))) == 1


def test_strips_as_thin_as_the_line_drawn_twice_are_let_pass():
    thin = survey(cell4=shapely.box(KM + 15, KM, 2 * KM + 15, 2 * KM))
    assert not list(find_overlaps(thin))
    assert not list(find_gaps(thin, COUNTY, EDGE_OF_OWN))
    thick = survey(cell4=shapely.box(KM + 25, KM, 2 * KM + 25, 2 * KM))
    assert len(list(find_overlaps(thick))) == 1
    assert len(list(find_gaps(thick, COUNTY, EDGE_OF_OWN))) == 1


def test_thickness_is_that_of_the_thickest_part():
    assert is_thicker(shapely.box(0, 0, 10_000, STRIP + 1), STRIP)
    assert not is_thicker(shapely.box(0, 0, 10_000, STRIP - 1), STRIP)
