"""From observations to one status and one value for every area."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.measurement import measure, together
from lib.model.observations import Status
from lib.model.roster import CLINIC
from tests import small

DAY = date(2025, 12, 31)
AREAS = small.roster({"A": 100, "B": 50}, {"A1": ("A", 60), "A2": ("A", 40), "B1": ("B", 50)})
X = small.indicators(["X"], level="V")
INSTITUTIONS = AREAS.of_kind("township_hospital")


def measured(rows, indicators=X, areas=INSTITUTIONS):
    return measure(small.dataset(AREAS, rows), tuple(indicators.values()), areas, DAY)


def at(measures, line=0, column=0):
    return (
        Status(measures.status[line, column]),
        measures.values[line, column],
        (measures.reported[line, column], measures.expected[line, column]),
    )


counts = st.integers(1, 1000).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@given(counts, counts)
def test_clinics_add_up_to_their_institution_before_any_rate_is_taken(one, two):
    found = measured([("A1", "X", "2025-12", *one), ("A2", "X", "2025-12", *two)])
    expected = Fraction(100 * (one[0] + two[0]), one[1] + two[1])
    assert at(found) == (Status.REPORTED, expected, (2, 2))


@pytest.mark.parametrize(
    ("one", "two", "status", "parts"),
    [
        ("missing", "missing", Status.MISSING, (0, 2)),
        ("missing", "not_applicable", Status.MISSING, (0, 1)),
        ("not_applicable", "not_applicable", Status.NOT_APPLICABLE, (0, 0)),
        ("not_applicable", "exempt", Status.NOT_APPLICABLE, (0, 0)),
        ("exempt", "exempt", Status.EXEMPT, (0, 0)),
    ],
)
def test_parts_without_figures_keep_four_statuses_apart(one, two, status, parts):
    rows = [("A1", "X", "2025-12", None, None, one), ("A2", "X", "2025-12", None, None, two)]
    found = measured([row for row in rows if row[5] != "missing"] or [("B1", "X", "2025-12", 1, 2)])
    if "missing" in (one, two) and {one, two} == {"missing"}:
        assert at(found)[0] == Status.MISSING  # nothing at all was sent: no parts to count
    else:
        assert at(found) == (status, None, parts)


def test_a_sum_that_lacks_a_part_says_so():
    found = measured([("A1", "X", "2025-12", 3, 6)])
    assert at(found) == (Status.REPORTED, Fraction(50), (1, 2))


def test_the_areas_own_figure_comes_before_a_sum():
    found = measured([("A1", "X", "2025-12", 1, 10), ("A", "X", "2025-12", 9, 10)])
    assert at(found)[1] == 90


def test_nobody_to_serve_is_not_applicable():
    assert at(measured([("A1", "X", "2025-12", 0, 0)]))[0] == Status.NOT_APPLICABLE


def test_a_county_figure_is_copied_to_all_and_others_are_not():
    rows = [("COUNTY", "X", "2025-12", 3, 10)]
    county_wide = small.indicators(["X"], level="C")
    assert [at(measured(rows, county_wide), line)[1] for line in (0, 1)] == [30, 30]
    assert at(measured(rows))[0] == Status.MISSING


@pytest.mark.parametrize(("numerator", "denominator"), [(11, 10), (1, 0)])
def test_a_part_larger_than_the_whole_stops_the_calculation(numerator, denominator):
    with pytest.raises(InputError, match=f"first X of A院: {numerator} of {denominator}"):
        measured([("A", "X", "2025-12", numerator, denominator)])


def test_a_task_may_be_more_than_fulfilled():
    over = small.indicators(["X"], over_100="yes")
    assert at(measured([("A", "X", "2025-12", 11, 10)], over))[1] == 110


def test_complaints_per_ten_thousand_residents():
    rate = small.indicators(["X"], unit="per_10000")
    assert at(measured([("A", "X", "2025-12", 3, 40_000)], rate))[1] == Fraction(3, 4)


def test_clinics_are_measured_themselves():
    clinics = AREAS.of_kind(CLINIC)
    found = measured([("A1", "X", "2025-12", 3, 6), ("B1", "X", "2025-12", 1, 4)], X, clinics)
    assert [at(found, line)[1] for line in range(3)] == [50, None, 25]


def test_institutions_add_up_to_the_county_and_a_county_figure_stays_one():
    both = small.indicators(["X"]) | small.indicators(["L"], level="C")
    rows = [
        ("A", "X", "2025-12", 1, 10),
        ("B", "X", "2025-12", 5, 10),
        ("COUNTY", "L", "2025-12", 30, 100),
    ]
    county = AREAS.find("COUNTY")
    found = together(measured(rows, both), county)
    assert at(found, 0, 0) == (Status.REPORTED, Fraction(30), (2, 2))
    assert (found.numerator[0, 1], found.denominator[0, 1]) == (30, 100)


def test_what_is_not_measured_is_named():
    found = measured([("A", "X", "2025-12", 1, 10)])
    with pytest.raises(InputError, match="“Q” is not measured"):
        found.column("Q")
    with pytest.raises(InputError, match="“Z9” is not among"):
        found.line("Z9")
