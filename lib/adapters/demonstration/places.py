"""Who the figures are invented for, and the months they cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lib.errors import N_, InputError
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area, Roster

LEVELS = {CLINIC: "V", COUNTY: "C", **dict.fromkeys(INSTITUTION_KINDS, "T")}
"""Level of the catalogue at which an area of each kind reports."""
SETTINGS = ("town_factory", "county_seat", "plain", "hill", "remote")
"""Settings that figures can be made up for."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area, with what the figures depend on."""

    code: str
    level: str
    """V clinic, T institution, C county, as in the catalogue."""
    population: int
    """Resident population, persons."""
    institution: str
    """Code of the institution it belongs to; its own for an institution."""
    setting: str
    """Setting of the institution; plain where the roster is silent."""
    clinics: tuple[str, ...] = ()
    """Codes of the clinics of an institution."""


def list_places(roster: Roster, day: date) -> tuple[Place, ...]:
    """List clinics, institutions and the county as they stand on a day, each level by code.

    Clinics come first: what institutions count is added up from them.

    Raises
    ------
    InputError
        If one of them has no population, or lies in a setting not known here.
    """
    standing = roster.on(day)
    groups = (standing.of_kind(*kinds) for kinds in ((CLINIC,), INSTITUTION_KINDS, (COUNTY,)))
    return tuple(_place(standing, area) for group in groups for area in group)


def list_months(years: tuple[int, ...]) -> tuple[int, ...]:
    """List the months of consecutive years, counted from year 0.

    Raises
    ------
    InputError
        If the years are none or do not follow one another.

    Examples
    --------
    >>> len(list_months((2024, 2025)))
    24
    """
    if not years or any(later != earlier + 1 for earlier, later in pairwise(years)):
        raise InputError(
            N_("Demonstration figures need consecutive years, not {years}."),
            hint=N_("Give the years in order, for example 2024 and 2025."),
            years=", ".join(str(year) for year in years) or "—",
        )
    return tuple(range(years[0] * 12, years[-1] * 12 + 12))


def _place(roster: Roster, area: Area) -> Place:
    if area.population is None:
        raise InputError(
            N_("{name} ({code}) has no population; no figures can be made up for it."),
            hint=N_("Enter its resident population in the roster."),
            name=area.name,
            code=area.code,
        )
    institution = roster.find(area.parent_code) if area.kind == CLINIC else area
    clinics = tuple(child.code for child in roster.children(area.code) if child.kind == CLINIC)
    setting = institution.setting or "plain"
    if setting not in SETTINGS:
        raise InputError(
            N_("{name} has the setting “{setting}”; figures can be made up for {known}."),
            hint=N_("Correct the column setting in the roster."),
            name=institution.name,
            setting=setting,
            known=", ".join(SETTINGS),
        )
    return Place(area.code, LEVELS[area.kind], area.population, institution.code, setting, clinics)
