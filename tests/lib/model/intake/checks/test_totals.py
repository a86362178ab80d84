"""Rows of totals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.model.intake.checks import delivered as d
from tests.lib.model.intake.checks.delivered import CLINICS, PEOPLE, check, only, told

COUNTS = [(area, "S", "2025-09", 10 + n, 100 + n) for n, area in enumerate(PEOPLE)]
NUMERATOR, DENOMINATOR = sum(row[3] for row in COUNTS), sum(row[4] for row in COUNTS)


def total(numerator, denominator=DENOMINATOR, month="2025-09"):
    return ("", "S", month, numerator, denominator)


def test_a_total_of_all_areas_is_right():
    assert told(check(COUNTS, totals=[total(NUMERATOR)]), "total_differs") == []


@settings(max_examples=8)
@given(st.integers(-5, 5).filter(bool), st.sampled_from(["numerator", "denominator"]))
def test_one_too_many_is_an_error_where_all_areas_are_there(off, name):
    wrong = {"numerator": NUMERATOR, "denominator": DENOMINATOR}
    wrong[name] += off
    found = check(COUNTS, totals=[total(**wrong)])
    column = "C" if name == "numerator" else "D"
    assert told(found, "total_differs") == [(f"{column}12", "error")]
    values = only(found, "total_differs")[0].values
    assert values["total"] - values["sum"] == off


@pytest.mark.parametrize("gap", ["absent", "missing"])
def test_where_an_area_lacks_a_difference_is_a_warning(gap):
    rows = COUNTS[1:] if gap == "absent" else [(*COUNTS[0][:3], None, None, "missing"), *COUNTS[1:]]
    found = check(rows, totals=[total(NUMERATOR)])
    assert {severity for _, severity in told(found, "total_differs")} == {"warning"}
    values = only(found, "total_differs")[0].values
    assert (values["present"], values["expected"]) == (9, 10)


def test_a_total_may_stand_above_its_areas():
    reading = d.Reading(d.figures(COUNTS, first=3), d.figures([total(NUMERATOR)], first=2))
    assert told(d.checks.check(reading, d.background()), "total_differs") == []


def test_sums_of_parts_and_the_whole_may_stand_on_one_sheet():
    rows = [(clinic, "V", "2025-09", 5, 10) for clinic in CLINICS]
    areas = d.table(
        [
            *d.figures(rows[:25], first=2).itertuples(index=False, name=None),
            *d.figures(rows[25:], first=28).itertuples(index=False, name=None),
        ]
    )
    parts = [("", "V", "2025-09", 125, 250)]
    totals = d.table(
        [
            *d.figures(parts, first=27).itertuples(index=False, name=None),
            *d.figures([*parts, ("", "V", "2025-09", 250, 500)], first=53).itertuples(
                index=False, name=None
            ),
        ]
    )
    assert told(d.checks.check(d.Reading(areas, totals), d.background()), "total_differs") == []


def test_institutions_beside_their_clinics_are_not_added_twice():
    rows = [(area, "V", "2025-09", 25, 50) for area in PEOPLE]
    rows += [(clinic, "V", "2025-09", 5, 10) for clinic in CLINICS]
    totals = [("", "V", "2025-09", 250, 500)]
    assert told(check(rows, totals=totals), "total_differs") == []


def test_a_total_without_areas_says_nothing():
    assert told(check(COUNTS, totals=[total(1, 2, "2025-08")]), "total_differs") == []
