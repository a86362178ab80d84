"""Who is scored, funded and shown: the county, its institutions, clinics and helpers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from lib.errors import N_, InputError

INSTITUTION_KINDS = ("township_hospital", "street_centre")
CLINIC = "clinic"
COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Area:
    """One body or place, as it was from `valid_from` to `valid_to`.

    A body that is renamed or moves to another parent keeps its code and gets a
    second `Area` whose period follows the first.
    """

    code: str
    """Area code, always text."""
    name: str
    """Official Chinese name in this period."""
    kind: str
    """One of `INSTITUTION_KINDS`, clinic, county, admin_unit, centre, lead_hospital, or another."""
    parent_code: str
    """Code of the area it reports to, empty at the top."""
    population: int | None
    """Resident population, persons; None where it is not known or does not apply."""
    name_en: str = ""
    """English name, empty where there is none."""
    aliases: tuple[str, ...] = ()
    """Other spellings that mean this area and no other."""
    population_year: int | None = None
    """Year the population is for."""
    lon: float | None = None
    """Seat, degrees east, CGCS2000."""
    lat: float | None = None
    """Seat, degrees north, CGCS2000."""
    valid_from: date | None = None
    """First day of the period, None for always."""
    valid_to: date | None = None
    """Last day of the period, None while it goes on."""
    source: str = ""
    """Where the facts of this row come from, `fact: source` separated by semicolons."""
    confidence: str = ""
    """How far to trust them, `fact=level` separated by semicolons."""
    admin_unit: str = ""
    """Code of the town or subdistrict it lies in."""
    block: str = ""
    """Code of the lead hospital that helps it."""
    setting: str = ""
    """Kind of surroundings, for peer groups: town_factory, county_seat, plain, hill or remote."""
    successor: str = ""
    """Code of the area that took over when this one closed."""
    registered: int | None = None
    """Registered population (户籍人口), persons; None where it is not known."""
    served: int | None = None
    """Population served (服务人口), persons; None where it is not known."""

    def holds_on(self, day: date) -> bool:
        """Tell whether `day` lies in the period, first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Roster:
    """All areas with their history. Every look-up takes the same time at any size.

    Raises
    ------
    InputError
        If an area ends before it begins, or two rows of one code overlap in time.

    Examples
    --------
    >>> centre = Area("B01", "罗阳街道社区卫生服务中心", "street_centre", "441322", 205_000)
    >>> Roster((centre,)).find("B01").population
    205000
    """

    areas: tuple[Area, ...]
    _periods: dict[str, tuple[Area, ...]] = field(init=False, repr=False, compare=False)
    _kinds: dict[str, tuple[Area, ...]] = field(init=False, repr=False, compare=False)
    _children: dict[str, tuple[Area, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = sorted(self.areas, key=lambda area: (area.code, area.valid_from or date.min))
        periods = _group((area.code, area) for area in ordered)
        for history in periods.values():
            _refuse_impossible_periods(history)
        object.__setattr__(self, "_periods", periods)
        object.__setattr__(self, "_kinds", _group((area.kind, area) for area in ordered))
        object.__setattr__(self, "_children", _group((area.parent_code, area) for area in ordered))

    def on(self, day: date) -> Roster:
        """Keep the areas valid on `day`, at most one per code."""
        kept = tuple(area for area in self.areas if area.holds_on(day))
        return self if len(kept) == len(self.areas) else Roster(kept)

    def find(self, code: str) -> Area:
        """Find an area by its code; in a roster with history, its latest period.

        Raises
        ------
        InputError
            If no area has this code.
        """
        return self.history(code)[-1]

    def history(self, code: str) -> tuple[Area, ...]:
        """List all periods of one code, oldest first.

        Raises
        ------
        InputError
            If no area has this code.
        """
        if code not in self._periods:
            raise InputError(
                N_("The roster has no area with the code {code}."),
                hint=N_("Compare the code with data/roster, or add the area there."),
                code=code,
            )
        return self._periods[code]

    def of_kind(self, *kinds: str) -> tuple[Area, ...]:
        """List the areas of these kinds in the order of their codes."""
        found = (area for kind in dict.fromkeys(kinds) for area in self._kinds.get(kind, ()))
        return tuple(sorted(found, key=lambda area: area.code))

    def children(self, code: str) -> tuple[Area, ...]:
        """List the areas whose parent is `code`, of every kind, in the order of their codes."""
        return self._children.get(code, ())

    def follow(self, code: str, day: date) -> Area:
        """Find the area that answers for `code` on `day`, through mergers and renamings.

        Raises
        ------
        InputError
            If the code is unknown, or closed by that day without a successor.
        """
        seen: set[str] = set()
        while code not in seen:
            seen.add(code)
            history = self.history(code)
            if valid := [area for area in history if area.holds_on(day)]:
                return valid[0]
            code = history[-1].successor or code
        raise InputError(
            N_("{name} ({code}) is not in the roster on {day}, and no successor is."),
            hint=N_("Enter the code of the body that took over in the column successor."),
            name=history[-1].name,
            code=code,
            day=day.isoformat(),
        )


def _group(pairs: Iterable[tuple[str, Area]]) -> dict[str, tuple[Area, ...]]:
    groups: dict[str, list[Area]] = defaultdict(list)
    for key, area in pairs:
        groups[key].append(area)
    return {key: tuple(areas) for key, areas in groups.items()}


def _refuse_impossible_periods(history: tuple[Area, ...]) -> None:
    for area in history:
        if area.valid_from and area.valid_to and area.valid_to < area.valid_from:
            raise InputError(
                N_("{name} ({code}) ends on {end}, before it begins on {start}."),
                hint=N_("Correct valid_from or valid_to in the roster."),
                name=area.name,
                code=area.code,
                start=area.valid_from.isoformat(),
                end=area.valid_to.isoformat(),
            )
    for earlier, later in pairwise(history):
        if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
            raise InputError(
                N_("The code {code} stands for {earlier} and for {later} at the same time."),
                hint=N_("Give one of them another code, or periods that do not overlap."),
                code=later.code,
                earlier=earlier.name,
                later=later.name,
            )
