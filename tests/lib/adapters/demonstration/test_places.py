"""Places: who reports, and for which months."""

from dataclasses import replace
from datetime import date

import pytest

from lib.adapters.demonstration.places import list_months, list_places
from lib.errors import InputError
from lib.model.roster import Area, Roster

DAY = date(2025, 12, 31)
COUNTY = Area("C", "县", "county", "", 1000)
CENTRE = Area("B1", "中心", "street_centre", "C", 1000, setting="hill")
CLINIC = Area("B1-1", "站", "clinic", "B1", 400)


def test_clinics_come_before_those_who_add_them_up():
    places = list_places(Roster((COUNTY, CENTRE, CLINIC)), DAY)
    assert [place.level for place in places] == ["V", "T", "C"]
    assert [place.clinics for place in places] == [(), ("B1-1",), ()]


def test_a_clinic_has_the_setting_of_its_institution():
    clinic, *_ = list_places(Roster((COUNTY, CENTRE, CLINIC)), DAY)
    assert (clinic.setting, clinic.institution) == ("hill", "B1")


def test_a_clinic_that_has_closed_does_not_report():
    closed = replace(CLINIC, valid_to=date(2025, 6, 30))
    assert [p.level for p in list_places(Roster((COUNTY, CENTRE, closed)), DAY)] == ["T", "C"]


def test_refuses_an_area_without_population_and_names_it():
    with pytest.raises(InputError, match=r"站 \(B1-1\) has no population"):
        list_places(Roster((COUNTY, CENTRE, replace(CLINIC, population=None))), DAY)


def test_refuses_a_setting_it_does_not_know():
    with pytest.raises(InputError, match="中心 has the setting “moon”"):
        list_places(Roster((COUNTY, replace(CENTRE, setting="moon"))), DAY)


def test_lists_every_month_of_every_year():
    assert list_months((2024, 2025)) == tuple(range(2024 * 12, 2026 * 12))


@pytest.mark.parametrize("years", [(), (2024, 2026), (2025, 2024)])
def test_refuses_years_that_do_not_follow_one_another(years):
    with pytest.raises(InputError, match="consecutive"):
        list_months(years)
