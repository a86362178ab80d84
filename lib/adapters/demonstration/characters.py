"""How well a place does: a level for every indicator and month.

Level 0 is a poor institution, 1000 an excellent one. Levels are sums of
lasting differences (of the institution, its clinics, a service item), of the
setting, of a slow common improvement and of the stories.
"""

from __future__ import annotations

from lib.adapters.demonstration import stories
from lib.adapters.demonstration.dice import Dice
from lib.adapters.demonstration.places import Place

_MIDDLE = 455
_RISE_PER_YEAR = 40
_BETWEEN_INSTITUTIONS, _BETWEEN_ITEMS, _BETWEEN_INDICATORS, _BETWEEN_YEARS = 80, 90, 90, 45
_BETWEEN_CLINICS, _BETWEEN_CLINIC_INDICATORS, _BETWEEN_MONTHS = 90, 110, 7

_FACTORY_TOWN = {"01": -170, "06": -130, "07": -170, "F": -130, "G2": -50, "02": 110, "12": 90}
_COUNTY_SEAT = {"01": -60, "07": -60, "04": 60, "05": 60, "02": 100}
_HILL = {"01": 120, "06": 140, "07": 70, "11": 60, "F": 90, "02": -200, "12": -200, "04": -40}
SETTINGS: dict[str, dict[str, int]] = {
    "town_factory": _FACTORY_TOWN,
    "county_seat": _COUNTY_SEAT,
    "plain": {},
    "hill": _HILL,
    "remote": _HILL,
}
"""What the setting does to each service item: mobile workers are hard to keep
on the records, old people of the hills easy to find; hill towns lack staff."""


def levels(
    place: Place, indicator: str, service_item: str, months: tuple[int, ...], dice: Dice
) -> list[int]:
    """Return the level of a place in an indicator, month by month, in permille.

    Parameters
    ----------
    place
        Clinic, institution or county.
    indicator
        Code of the indicator.
    service_item
        Code of its service item; items differ between institutions and settings.
    months
        Months, counted from year 0.
    dice
        Where chance comes from.
    """
    lasting = _MIDDLE + _lasting(place, indicator, service_item, dice)
    wobble = dice.many(
        len(months), -_BETWEEN_MONTHS, _BETWEEN_MONTHS, "month", place.code, indicator
    )
    years = {
        year: dice.bell(_BETWEEN_YEARS, "year", place.institution, indicator, year)
        for year in dict.fromkeys(month // 12 for month in months)
    }
    return [
        lasting
        + years[month // 12]
        + _RISE_PER_YEAR * (month - months[0]) // 12
        + stories.shift(place.institution, month)
        + unrest
        for month, unrest in zip(months, wobble, strict=True)
    ]


def _lasting(place: Place, indicator: str, service_item: str, dice: Dice) -> int:
    home = place.institution
    effect = (
        dice.bell(_BETWEEN_INSTITUTIONS, "institution", home)
        + dice.bell(_BETWEEN_ITEMS, "item", home, service_item)
        + dice.bell(_BETWEEN_INDICATORS, "indicator", home, indicator)
        + SETTINGS[place.setting].get(service_item, 0)
    )
    if place.level == "V":
        effect += dice.bell(_BETWEEN_CLINICS, "clinic", place.code)
        effect += dice.bell(_BETWEEN_CLINIC_INDICATORS, "clinic", place.code, indicator)
    return effect
