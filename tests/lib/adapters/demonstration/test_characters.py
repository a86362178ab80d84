"""Characters: settings and lasting differences show in the figures."""

import pytest

from lib.adapters.demonstration.characters import SETTINGS, levels
from lib.adapters.demonstration.dice import Dice
from lib.adapters.demonstration.people import POPULATIONS
from lib.adapters.demonstration.places import SETTINGS as KNOWN
from lib.adapters.demonstration.places import Place, list_months

MONTHS = list_months((2024, 2025))


@pytest.mark.parametrize(
    ("indicator", "better", "worse"),
    [
        ("EHR01", "hill", "town_factory"),
        ("HTN03", "hill", "town_factory"),
        ("ELD01", "hill", "town_factory"),
        ("HED01", "town_factory", "hill"),
        ("SUP02", "town_factory", "hill"),
    ],
)
def test_settings_tell_apart_who_does_what_well(totals, roster, indicator, better, worse):
    rates = totals[:, indicator, "2024-12"]
    by_setting = rates.groupby(lambda code: roster.find(code).setting).mean()
    assert by_setting[better] > by_setting[worse]


def test_every_known_setting_has_a_population_and_effects():
    assert set(KNOWN) == set(SETTINGS) == set(POPULATIONS)


def test_clinics_of_one_institution_differ():
    first, second = (
        levels(Place(code, "V", 900, "B03", "hill"), "ELD01", "06", MONTHS, Dice(7))
        for code in ("B03-1", "B03-2")
    )
    assert first != second


def test_a_level_creeps_up_and_does_not_leap_within_a_year():
    place = Place("B03", "T", 9000, "B03", "plain")
    year = levels(place, "ELD01", "06", MONTHS, Dice(7))[:12]
    assert max(year) - min(year) < 60
