"""What the map may show: for each measure the values of the areas, and how to read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from lib.model.indicators import Direction, Indicator
from lib.model.progress import Progress
from lib.model.roster import CLINIC, Area
from pages.ui import figures, formats, load, state
from pages.ui.map_classes import Shaded, Values, by_change, by_grades, by_lights, by_quantiles
from pages.ui.text import N_, _, name

MEASURES = {
    "score": N_("Score"),
    "value": N_("Indicator"),
    "light": N_("Light"),
    "per_head": N_("Money per resident"),
    "money": N_("Money in all"),
    "score_change": N_("Score change"),
    "rank_change": N_("Rank change"),
}
OF_INDICATORS = frozenset({"value", "light"})

_FEN_PER_YUAN = 100
_CELL_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Scope:
    """The areas on the map: all institutions, or the clinics of one or of all."""

    areas: tuple[Area, ...]
    clinics: bool

    def institutions(self) -> list[str]:
        """Return the codes of the institutions that the areas are or belong to."""
        return sorted({a.parent_code if self.clinics else a.code for a in self.areas})


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure of all areas on the map."""

    title: str
    shaded: Shaded
    note: str = ""
    """What has to be known to read it; why it is empty, where it is."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why an area has no value, where that is known."""
    in_words: bool = False
    """Whether the values are names of classes, not numbers."""
    per: int = 1
    """How many make one of the unit that a table counts in."""
    column: str = ""
    """Heading in a table, where it is not the title."""

    def cell(self, code: str) -> float | str | None:
        """Return the value of an area for a table that can be sorted."""
        value = self.shaded.values[code]
        if self.in_words or value is None:
            return self.written(code) if self.in_words else None
        return float(formats.half_up(value / self.per, _CELL_DECIMALS))

    def written(self, code: str) -> str:
        """Write the value of an area, or why there is none."""
        value = self.shaded.values[code]
        if value is None:
            return self.reasons.get(code) or _("No data")
        return self.shaded.write(value)


def scope(unit: str, *, every_clinic: bool) -> Scope:
    """Return what is on the map: clinics of one institution, all clinics, or all institutions."""
    roster = load.roster().on(state.filters().day)
    if unit:
        return Scope(tuple(a for a in roster.children(unit) if a.kind == CLINIC), clinics=True)
    if every_clinic:
        return Scope(roster.of_kind(CLINIC), clinics=True)
    return Scope(load.outcome().areas, clinics=False)


def shown(measure: str, indicator: Indicator, areas: Scope) -> Shown:
    """Return a measure of all areas of a scope, sorted into classes."""
    if measure == "value":
        return _value(indicator, areas)
    if measure == "light":
        return _light(indicator, areas)
    make = {
        "score": _score,
        "per_head": _per_head,
        "money": _money,
        "score_change": _score_change,
        "rank_change": _rank_change,
    }
    return make[measure](areas)


def progress(areas: Scope) -> tuple[Progress, ...]:
    """Return every indicator of the areas; figures of too few people are taken out."""
    if areas.clinics:
        return tuple(p for code in areas.institutions() for p in load.clinic_progress(code))
    return load.progress()


def money(areas: Scope) -> dict[str, int | None]:
    """Return what each area receives, fen; None where the scheme shares no money."""
    outcome = load.outcome()
    found: dict[str, int] = {}
    if areas.clinics and outcome.villages:
        found = {row.area: row.amount for row in outcome.villages.rows}
    elif not areas.clinics and outcome.allocation:
        found = outcome.allocation.amounts()
    return {area.code: found.get(area.code) for area in areas.areas}


def per_head(areas: Scope) -> Values:
    """Return what each area receives per resident, yuan."""
    amounts = money(areas)
    return {
        area.code: Fraction(fen, _FEN_PER_YUAN * area.population)
        if (fen := amounts[area.code]) is not None and area.population
        else None
        for area in areas.areas
    }


def scores(areas: Scope, day: date | None = None) -> Values:
    """Return the published score of each area, on a day or at the end of the period."""
    outcome = load.outcome(day)
    found: Values = {}
    if not areas.clinics:
        found = {area.code: outcome.scores.of(area.code) for area in outcome.areas}
    elif outcome.villages:
        found = {row.area: row.score for row in outcome.villages.rows}
    return {area.code: found.get(area.code) for area in areas.areas}


def row(shown_: Shown, area: Area, areas: Scope) -> dict[str, object]:
    """Write one area for the table: who, whose, the value, and the value in words."""
    above = load.institutions().get(area.parent_code) if areas.clinics else None
    return {
        _("Area"): name(area),
        **({_("Institution"): name(above)} if above else {}),
        (shown_.column or shown_.title): shown_.cell(area.code),
        _("In words"): shown_.written(area.code),
    }


def _score(areas: Scope) -> Shown:
    return Shown(_("Score"), by_grades(scores(areas), load.rules().grades))


def _value(indicator: Indicator, areas: Scope) -> Shown:
    found = _of(indicator, areas)
    values: Values = dict.fromkeys((area.code for area in areas.areas), None)
    values |= {code: p.value for code, p in found.items()}
    shaded = by_quantiles(values, lambda value: formats.in_unit(value, indicator.unit))
    note = _("Lower is better.") if indicator.direction == Direction.LOWER else ""
    note = "　".join(filter(None, (note, figures.remark(found.values()))))
    return Shown(name(indicator.name), shaded, _no_clinics(indicator, areas) or note, _why(found))


def _light(indicator: Indicator, areas: Scope) -> Shown:
    found = _of(indicator, areas)
    lights = {a.code: found[a.code].light if a.code in found else None for a in areas.areas}
    note = _no_clinics(indicator, areas) or "　".join(
        filter(None, (_("Against what is expected by now."), figures.remark(found.values())))
    )
    return Shown(name(indicator.name), by_lights(lights), note, _why(found), in_words=True)


def _per_head(areas: Scope) -> Shown:
    shaded = by_quantiles(per_head(areas), lambda value: formats.number(value, 2))
    return Shown(_("Yuan per resident"), shaded, _money_note(areas))


def _money(areas: Scope) -> Shown:
    values: Values = {c: None if fen is None else Fraction(fen) for c, fen in money(areas).items()}
    shaded = by_quantiles(values, lambda v: formats.wan(None if v is None else int(v)))
    return Shown(
        _("Money in all"),
        shaded,
        _money_note(areas),
        per=_FEN_PER_YUAN,
        column=_("Money (yuan)"),
    )


def _score_change(areas: Scope) -> Shown:
    day = load.previous_quarter()
    before: Values = scores(areas, day) if day else {}
    values = {code: _less(now, before.get(code)) for code, now in scores(areas).items()}
    return Shown(_("Score change"), by_change(values, load.rules().score_decimals), _since(day))


def _rank_change(areas: Scope) -> Shown:
    day = load.previous_quarter()
    now, before = _ranks(areas), _ranks(areas, day) if day else {}
    values = {a.code: _less(before.get(a.code), now.get(a.code)) for a in areas.areas}
    note = _("Village clinics are not ranked.") if areas.clinics else _since(day)
    return Shown(_("Rank change"), by_change(values, 0), note)


def _ranks(areas: Scope, day: date | None = None) -> Values:
    outcome = load.outcome(day)
    ranks = zip(outcome.areas, outcome.scores.ranks, strict=True)
    return {a.code: None if r is None else Fraction(r) for a, r in ranks if not areas.clinics}


def _of(indicator: Indicator, areas: Scope) -> dict[str, Progress]:
    return {p.area.code: p for p in progress(areas) if p.indicator.code == indicator.code}


def _why(found: Mapping[str, Progress]) -> dict[str, str]:
    return {
        code: f"{figures.written(p)} {figures.why(p)}".rstrip()
        for code, p in found.items()
        if p.value is None
    }


def _no_clinics(indicator: Indicator, areas: Scope) -> str:
    if not areas.clinics or figures.made_by_clinics(indicator):
        return ""
    return _("This indicator is kept by the institution: there are no figures of clinics.")


def _money_note(areas: Scope) -> str:
    return _("Village share that the clinic receives.") if areas.clinics else ""


def _since(day: date | None) -> str:
    if day is None:
        return _("The data do not reach back to the quarter before.")
    return _("Compared with {day}.").format(day=formats.day(day))


def _less(value: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if value is None or other is None else value - other
