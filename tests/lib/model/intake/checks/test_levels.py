"""Figures at the wrong level."""

from datetime import date

import pytest

from lib.model.measurement import measure
from tests.lib.model.intake.checks.delivered import INDICATORS, ROSTER, check, only, told
from tests.small import dataset

CLINICS = [(f"B01{n}", "V", "2025-09", 5, 10) for n in "12345"]


def test_an_institution_that_says_what_its_clinics_add_up_to_is_right():
    assert told(check([("B01", "V", "2025-09", 25, 50), *CLINICS]), "area_level") == []


@pytest.mark.parametrize("counts", [(26, 50), (25, 51)])
def test_an_institution_that_says_something_else_is_told_both(counts):
    found = check([("B01", "V", "2025-09", *counts), *CLINICS])
    assert told(found, "area_level") == [("C2", "warning")]
    values = only(found, "area_level")[0].values
    assert (values["own"], values["sum"], values["clinics"]) == (
        f"{counts[0]}/{counts[1]}",
        "25/50",
        5,
    )


def test_the_engine_counts_the_own_figure_as_the_finding_says():
    rows = [("B01", "V", "2025-09", 26, 50), *CLINICS]
    measures = measure(
        dataset(ROSTER, rows), [INDICATORS["V"]], [ROSTER.find("B01")], date(2025, 9, 30)
    )
    assert (measures.numerator[0, 0], measures.denominator[0, 0]) == (26, 50)


def test_clinics_delivered_beside_a_stored_own_figure_are_compared_with_it():
    found = check(CLINICS, [("B01", "V", "2025-09", 26, 50)])
    assert told(found, "area_level") == [("C6", "warning")]
    assert (
        told(
            check([("B02", "S", "2025-09", 1, 2)], [("B01", "V", "2025-09", 26, 50), *CLINICS]),
            "area_level",
        )
        == []
    )


def test_an_older_own_figure_goes_before_newer_ones_of_the_clinics():
    found = check(CLINICS, [("B01", "V", "2025-03", 1, 50)])
    (finding,) = only(found, "area_level")
    assert (finding.values["older"], finding.values["month"]) == ("2025-03", "2025-09")
    measures = measure(
        dataset(ROSTER, [("B01", "V", "2025-03", 1, 50), *CLINICS]),
        [INDICATORS["V"]],
        [ROSTER.find("B01")],
        date(2025, 9, 30),
    )
    assert measures.numerator[0, 0] == 1


def test_an_own_figure_of_the_year_before_is_forgotten():
    assert told(check(CLINICS, [("B01", "V", "2024-12", 1, 50)]), "area_level") == []


def test_a_figure_of_the_county_is_told_unless_it_is_county_wide():
    found = check([("COUNTY", "S", "2025-09", 1, 2), ("COUNTY", "F", "2025-09", 1, 2)])
    assert [f.values["count"] for f in only(found, "area_level")] == [2]
    assert told(check([("COUNTY", "C", "2025-09", 1, 2)]), "area_level") == []


def test_a_county_wide_figure_of_one_area_is_told():
    assert told(check([("B01", "C", "2025-09", 1, 2)]), "area_level") == [("C2", "warning")]
