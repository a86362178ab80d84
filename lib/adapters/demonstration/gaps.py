"""What is not in the figures: sent late or never, nobody to serve, exempt."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lib.adapters.demonstration import stories
from lib.adapters.demonstration.dice import Dice
from lib.adapters.demonstration.places import Place
from lib.model.observations import Status

_ONE_GAP_IN = 1200
_DECEMBER = 11
_LATE = {"V": 6, "T": 3}
_CLOSURES = (3, 9, 15, 20)
"""Months after the first in which a clinic closes for repairs, for two months each."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Which figures were never sent, and which need not be."""

    closed: frozenset[tuple[str, int]]
    """Area and month with no figure at all."""
    unsent: frozenset[tuple[str, str, int]]
    """Area, indicator and month of a single figure not sent."""
    exempt: frozenset[tuple[str, str, int]]
    """Area, indicator and year that need not report."""

    def status(self, area_code: str, indicator: str, month: int, denominator: int) -> Status:
        """Return the status of one figure; without anybody to serve it is not applicable."""
        if (area_code, indicator, month // 12) in self.exempt:
            return Status.EXEMPT
        if (area_code, month) in self.closed or (area_code, indicator, month) in self.unsent:
            return Status.MISSING
        return Status.NOT_APPLICABLE if denominator == 0 else Status.REPORTED


def choose_gaps(
    places: Sequence[Place],
    indicators: Mapping[str, Sequence[str]],
    months: Sequence[int],
    dice: Dice,
) -> Gaps:
    """Choose what is missing and who is exempt.

    Every December before the last is complete: by the yearly evaluation all
    late reports had come in. In the newest month a few have not.

    Parameters
    ----------
    places
        All places that report.
    indicators
        Codes reported at each level: V, T and C.
    months
        Months, counted from year 0.
    dice
        Where chance comes from.
    """
    unsent: set[tuple[str, str, int]] = set()
    open_months = [month for month in months[:-1] if month % 12 != _DECEMBER]
    for level, late in _LATE.items():
        codes = [place.code for place in places if place.level == level]
        figures = len(codes) * len(indicators[level])
        some = figures * len(months) // _ONE_GAP_IN
        unsent |= _draw(codes, indicators[level], open_months, some, dice)
        unsent |= _draw(codes, indicators[level], months[-1:], min(late, figures), dice)
    return Gaps(_closed(places, months, dice), frozenset(unsent), _exempt(places, months))


def _draw(
    codes: Sequence[str], indicators: Collection[str], months: Sequence[int], some: int, dice: Dice
) -> set[tuple[str, str, int]]:
    drawn: set[tuple[str, str, int]] = set()
    names = sorted(indicators)
    throw = 0
    while len(drawn) < some:
        a, i, m = (
            dice.between(0, len(options) - 1, "gap", kind, len(codes), months[-1], throw)
            for kind, options in (("area", codes), ("indicator", names), ("month", months))
        )
        drawn.add((codes[a], names[i], months[m]))
        throw += 1
    return drawn


def _closed(
    places: Sequence[Place], months: Sequence[int], dice: Dice
) -> frozenset[tuple[str, int]]:
    institution, silent = stories.SILENT
    closed = {(place.code, silent) for place in places if place.institution == institution}
    clinics = [place.code for place in places if place.level == "V"]
    for k, start in enumerate(_CLOSURES if clinics else ()):
        clinic = clinics[dice.between(0, len(clinics) - 1, "closed", k)]
        closed |= {(clinic, month) for month in months[start : start + 2]}
    return frozenset(closed)


def _exempt(places: Sequence[Place], months: Sequence[int]) -> frozenset[tuple[str, str, int]]:
    clinics = sorted((p for p in places if p.level == "V"), key=lambda p: (p.population, p.code))
    urban = [place for place in clinics if place.setting == "county_seat"]
    institution, year = stories.EXEMPT_FROM_SUPERVISION_REPORTS
    # The smallest share an outlet with a neighbour; the county patrols the town centre itself.
    chosen = [("CON01", place.code) for place in clinics[:2]]
    chosen += [("SUP02", place.code) for place in urban[-2:]]
    years = range(months[0] // 12, months[-1] // 12 + 1)
    yearly = {(code, indicator, y) for indicator, code in chosen for y in years}
    return frozenset(yearly | {(institution, "SUP01", year)})
