"""The figures of the coverage screen: one whole, its parts, and the chosen indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lib.model.indicators import Indicator, Level
from lib.model.observations import Status
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.small_cells import protect
from pages.ui import formats, load, state
from pages.ui.text import _

BY_CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Figures:
    """Areas by indicators on a day, with the whole that the areas are parts of."""

    whole: Area
    """The county, or the institution whose clinics are shown."""
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    cells: Mapping[tuple[str, str], Progress]
    """By area code and indicator code, the whole included."""

    def column(self, indicator: str) -> dict[str, Progress]:
        """Return one indicator in every part, by area code."""
        return {a.code: self.cells[a.code, indicator] for a in self.areas}

    def parts(self) -> tuple[Progress, ...]:
        """Return every figure but those of the whole."""
        return tuple(self.cells[a.code, i.code] for a in self.areas for i in self.indicators)

    def lights(self) -> Counter[str]:
        """Count the lights of the parts."""
        return Counter(p.light for p in self.parts())

    def reds(self, area: str) -> int:
        """Count the red lights of one area."""
        return sum(self.cells[area, i.code].light == "red" for i in self.indicators)


def read(day: date | None = None) -> Figures:
    """Read what the shared filters ask for: item, level and, for clinics, the institution.

    Sensitive figures of too few people come without their numbers.
    """
    chosen = state.filters()
    figures = protect(load.progress(day), load.rules(day).small_cell)
    if chosen.level == BY_CLINIC:
        whole = [p for p in figures if p.area.code == chosen.unit]
        return _gathered(whole, load.clinic_progress(chosen.unit, day), chosen.item)
    return _gathered(load.county_progress(day), figures, chosen.item)


def offered() -> dict[str, Indicator]:
    """Return the indicators of the chosen service item, by code."""
    item = state.filters().item
    every = load.indicators().values()
    return {i.code: i for i in every if item in (state.EVERY_ITEM, i.service_item)}


def made_by_clinics(indicator: Indicator) -> bool:
    """Tell whether there are figures of single clinics."""
    return indicator.level == Level.CLINIC


def written(progress: Progress, decimals: int = 1) -> str:
    """Write a figure, or why there is none."""
    if progress.value is not None:
        return formats.in_unit(progress.value, progress.indicator.unit, decimals)
    if progress.status == Status.REPORTED:
        return _("fewer than {count}").format(count=load.rules().small_cell)
    return formats.status(progress.status.code)


def marks(progress: Progress) -> str:
    """Write what a reader must know of a figure's age and completeness; mostly nothing."""
    late = progress.month is not None and progress.month < _month_asked()
    return ("°" if late else "") + ("*" if progress.parts_missing else "")


def judged(progress: Progress) -> bool:
    """Tell whether the figure has a light."""
    return progress.light != NO_LIGHT


def _month_asked() -> int:
    day = state.filters().day
    return day.year * 12 + day.month - 1


def _gathered(whole: Iterable[Progress], parts: Iterable[Progress], item: str) -> Figures:
    every = (state.EVERY_ITEM,)
    parts = [p for p in parts if item in (*every, p.indicator.service_item)]
    areas = {p.area.code: p.area for p in parts}
    indicators = {p.indicator.code: p.indicator for p in parts}
    above = [p for p in whole if p.indicator.code in indicators]
    return Figures(
        whole=above[0].area,
        areas=tuple(areas.values()),
        indicators=tuple(indicators.values()),
        cells={(p.area.code, p.indicator.code): p for p in (*above, *parts)},
    )
