"""Residents against the roster."""

from dataclasses import replace

import pytest

from lib.model.roster import Roster
from tests.lib.model.intake.checks.delivered import PEOPLE, ROSTER, check, only, told

COUNTY = 55_000


def with_county(people):
    return Roster(
        tuple(replace(a, population=people) if a.code == "COUNTY" else a for a in ROSTER.areas)
    )


@pytest.mark.parametrize(
    ("residents", "wrong"), [(1000, False), (1050, False), (950, False), (1051, True), (949, True)]
)
def test_residents_may_be_a_twentieth_off(residents, wrong):
    found = check([("B01", "R", "2025-09", 9, residents)])
    assert told(found, "population_differs") == ([("D2", "warning")] if wrong else [])


def test_all_months_of_an_area_are_told_together():
    rows = [("B01", "R", month, 9, 2000) for month in ("2025-07", "2025-08", "2025-09")]
    (finding,) = only(check(rows), "population_differs")
    assert finding.values["count"] == 3
    assert finding.values["difference"] == "+100.0%"


def test_other_denominators_are_no_residents():
    assert told(check([("B01", "S", "2025-09", 9, 2000)]), "population_differs") == []


def test_an_area_without_a_population_is_not_compared():
    areas = Roster(
        tuple(replace(a, population=None) if a.code == "B01" else a for a in ROSTER.areas)
    )
    assert told(check([("B01", "R", "2025-09", 9, 2000)], areas=areas), "population_differs") == []


@pytest.mark.parametrize(("county", "wrong"), [(COUNTY, False), (60_000, True)])
def test_all_areas_together_make_the_county(county, wrong):
    rows = [(area, "R", "2025-09", 9, people) for area, people in PEOPLE.items()]
    found = check(rows, areas=with_county(county))
    assert told(found, "population_differs") == ([("", "warning")] if wrong else [])


def test_some_areas_make_no_county():
    rows = [(area, "R", "2025-09", 9, people) for area, people in list(PEOPLE.items())[1:]]
    assert told(check(rows, areas=with_county(60_000)), "population_differs") == []
