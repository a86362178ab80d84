"""The figures of the coverage screen: one whole, its parts, and the chosen indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lib.model import small_cells
from lib.model.indicators import Indicator, Level
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.scores import Scores
from lib.model.suppression import Reason
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
        """Return one indicator in the whole and every part that has it, by area code."""
        codes = [a.code for a in (self.whole, *self.areas)]
        return {c: self.cells[c, indicator] for c in codes if (c, indicator) in self.cells}

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
    figures = load.progress(day)
    if chosen.level == BY_CLINIC:
        whole = [p for p in figures if p.area.code == chosen.unit]
        clinics = load.clinic_progress(chosen.unit, day)
        return _gathered(load.institutions()[chosen.unit], whole, clinics)
    return _gathered(load.county(), load.county_progress(day), figures)


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
    if progress.withheld is Reason.FEW:
        return f"<{load.rules().small_cell}"
    if progress.withheld is not None:
        return _("not shown")
    return formats.status(progress.status.code)


def marks(progress: Progress) -> str:
    """Write what a reader must know of a figure's age and completeness; mostly nothing."""
    late = progress.month is not None and progress.month < _month_asked()
    return ("°" if late else "") + ("*" if progress.parts_missing else "")


def withheld(progress: Progress) -> bool:
    """Tell whether there is a figure that is not shown because it stands for too few people."""
    return progress.withheld is not None


def why(progress: Progress) -> str:
    """Say why a figure is not shown; nothing where it is."""
    words = {
        Reason.FEW: _("fewer than {least} people: not shown"),
        Reason.KEPT: _("too few people, or others could be worked out from it: not shown"),
        Reason.VILLAGE: _("sensitive figures of single villages are not shown"),
    }
    if progress.withheld is None:
        return ""
    return words[progress.withheld].format(least=load.rules().small_cell)


def remark(shown: Iterable[Progress]) -> str:
    """Say below a table how many of its figures are not shown; nothing where all are."""
    count = sum(map(withheld, shown))
    words = _(
        "{count} sensitive figures are not shown: they stand for fewer than {least} people, "
        "or such figures could be worked out from them."
    )
    return words.format(count=count, least=load.rules().small_cell) if count else ""


def visible() -> Scores:
    """Return the scores for showing their parts, made of shown figures only."""
    outcome = load.outcome()
    return small_cells.visible(outcome.scores, load.withheld(outcome.rules.day))


def judged(progress: Progress) -> bool:
    """Tell whether the figure has a light."""
    return progress.light != NO_LIGHT


def _month_asked() -> int:
    day = state.filters().day
    return day.year * 12 + day.month - 1


def _gathered(whole: Area, above: Iterable[Progress], parts: Iterable[Progress]) -> Figures:
    """Keep what belongs to the chosen item, in the official order of items."""
    order, item = list(load.service_items()), state.filters().item
    kept = [p for p in parts if item in (state.EVERY_ITEM, p.indicator.service_item)]
    indicators = {p.indicator.code: p.indicator for p in kept}
    ordered = sorted(indicators.values(), key=lambda i: order.index(i.service_item))
    totals = (p for p in above if p.indicator.code in indicators)
    return Figures(
        whole=whole,
        areas=tuple({p.area.code: p.area for p in kept}.values()),
        indicators=tuple(ordered),
        cells={(p.area.code, p.indicator.code): p for p in (*totals, *kept)},
    )
