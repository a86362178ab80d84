"""Indicators: what is measured, of whom, and which way round it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, parse_day, place, required_day, words
from lib.model.parameters import AUTHORITIES, CONFIDENCES, Text, check_keys


class Unit(StrEnum):
    """Unit of measurement of a value."""

    PERCENT = "percent"
    PER_10000 = "per_10000"
    PLAIN = "plain"
    """The value as observed, without counts."""


class Direction(StrEnum):
    """Which way round an indicator counts."""

    HIGHER = "higher"
    LOWER = "lower"


class Level(StrEnum):
    """Where the fact is produced: village clinic, township institution, county."""

    CLINIC = "V"
    INSTITUTION = "T"
    COUNTY = "C"


class Frequency(StrEnum):
    """How often a figure is due."""

    MONTH = "M"
    QUARTER = "Q"
    HALF_YEAR = "H"
    YEAR = "A"


class Accrual(StrEnum):
    """How a figure grows in the year."""

    STOCK = "stock"
    """A state at a date: the full target holds all year."""
    FLOW = "flow"
    """Counts from 1 January: the target is approached by a schedule."""
    COHORT = "cohort"
    """Numerator and denominator both grow: the full target holds all year."""


class Dimension(StrEnum):
    """What an indicator speaks of."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    MASS = "mass"
    MANAGEMENT = "management"


class Origin(StrEnum):
    """Code of the kind of document that defines an indicator; names are in data/sources.csv."""

    SPECIFICATION = "SPEC3"
    NOTICE = "NOTICE"
    PLAN = "PLAN"
    LOCAL = "LOCAL"
    SURVEY = "SURVEY"


_FACTORS = {Unit.PERCENT: 100, Unit.PER_10000: 10_000, Unit.PLAIN: 1}
_TEXTS = ("name", "numerator", "denominator")
COLUMNS = frozenset(
    {f"{text}_{language}" for text in _TEXTS for language in ("zh", "en")}
    | {"service_item", "dimension", "unit", "direction", "level", "frequency", "accrual"}
    | {"schedule", "source", "authority", "sensitive", "over_100", "valid_from", "valid_to"}
)
"""What the catalogue says of each indicator, besides its code."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of every area."""

    code: str
    name: Text
    service_item: str
    """Code of the service item it belongs to."""
    dimension: Dimension
    numerator: Text
    denominator: Text
    unit: Unit
    direction: Direction
    level: Level
    frequency: Frequency
    accrual: Accrual
    schedule: str
    """Name of the schedule of a flow, empty otherwise."""
    source: Origin
    authority: str
    """Who defines it, one of `AUTHORITIES`."""
    sensitive: bool
    """Whether small counts could point at a person."""
    over_100: bool
    """Whether the numerator may rightly exceed the denominator."""
    valid_from: date
    valid_to: date | None
    """First and last day in use; None is open."""

    @property
    def factor(self) -> int:
        """Return what numerator ÷ denominator is multiplied by: 100, 10 000 or 1."""
        return _FACTORS[self.unit]

    def in_use(self, day: date) -> bool:
        """Tell whether the indicator is in use on a day, first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of document that defines indicators."""

    code: Origin
    name: Text
    authority: str
    """One of `AUTHORITIES`."""
    confidence: str
    """One of `CONFIDENCES`."""


def parse_indicators(
    entries: Mapping[str, Mapping[str, Any]], where: str = ""
) -> dict[str, Indicator]:
    """Build indicators, by code.

    Parameters
    ----------
    entries
        The `COLUMNS` of every indicator, by its code.
    where
        Place of the entries in their file, for messages.

    Raises
    ------
    ParameterError
        Naming the indicator, the column and the value at fault.
    """
    return {code: _indicator(code, place(where, code), fields) for code, fields in entries.items()}


def _indicator(code: str, where: str, content: object) -> Indicator:
    row = _Row(where, mapping(where, content))
    check_keys(where, row.fields, required=COLUMNS)
    indicator = Indicator(
        code=words(where, code),
        name=row.text("name"),
        service_item=words(place(where, "service_item"), row.fields["service_item"]),
        dimension=Dimension(row.choice("dimension", Dimension)),
        numerator=row.text("numerator"),
        denominator=row.text("denominator"),
        unit=Unit(row.choice("unit", Unit)),
        direction=Direction(row.choice("direction", Direction)),
        level=Level(row.choice("level", Level)),
        frequency=Frequency(row.choice("frequency", Frequency)),
        accrual=Accrual(row.choice("accrual", Accrual)),
        schedule=row.fields["schedule"] or "",
        source=Origin(row.choice("source", Origin)),
        authority=one_of(place(where, "authority"), row.fields["authority"], AUTHORITIES),
        sensitive=row.yes("sensitive"),
        over_100=row.yes("over_100"),
        valid_from=required_day(place(where, "valid_from"), row.fields["valid_from"]),
        valid_to=parse_day(place(where, "valid_to"), row.fields["valid_to"]),
    )
    _check_schedule(where, indicator)
    check_period(where, indicator.valid_from, indicator.valid_to)
    return indicator


def _check_schedule(where: str, indicator: Indicator) -> None:
    if (indicator.accrual == Accrual.FLOW) != bool(indicator.schedule):
        raise ParameterError(
            N_("“{name}” is a {accrual} with the schedule “{schedule}”."),
            hint=N_("A flow needs a schedule; stocks and cohorts have none."),
            name=place(where, "schedule"),
            accrual=str(indicator.accrual),
            schedule=indicator.schedule,
        )


def check_period(where: str, first: date, last: date | None) -> None:
    """Refuse a period that ends before it begins.

    Raises
    ------
    ParameterError
        Naming both days.
    """
    if last is not None and last < first:
        raise ParameterError(
            N_("“{name}” ends on {last}, before it begins on {first}."),
            name=place(where, "valid_to"),
            first=first.isoformat(),
            last=last.isoformat(),
        )


def parse_sources(entries: Mapping[str, Mapping[str, Any]]) -> dict[Origin, Source]:
    """Build the list of sources, by code; every `Origin` must be in it.

    Raises
    ------
    ParameterError
        Naming the source and what is wrong with it.
    """
    sources = {Origin(one_of(code, code, tuple(Origin))): code for code in entries}
    if missing := sorted(set(Origin) - set(sources)):
        raise ParameterError(N_("The list of sources lacks {codes}."), codes=", ".join(missing))
    return {origin: _source(origin, entries[code]) for origin, code in sources.items()}


def _source(origin: Origin, fields: Mapping[str, Any]) -> Source:
    required = frozenset({"name_zh", "name_en", "authority", "confidence"})
    check_keys(origin, fields, required=required)
    return Source(
        code=origin,
        name=_Row(origin, fields).text("name"),
        authority=one_of(place(origin, "authority"), fields["authority"], AUTHORITIES),
        confidence=one_of(place(origin, "confidence"), fields["confidence"], CONFIDENCES),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a catalogue, read column by column."""

    where: str
    fields: Mapping[str, Any]

    def text(self, name: str) -> Text:
        columns = [f"{name}_zh", f"{name}_en"]
        return Text(*(words(place(self.where, column), self.fields[column]) for column in columns))

    def choice(self, name: str, options: type[StrEnum]) -> str:
        return one_of(place(self.where, name), self.fields[name], tuple(options))

    def yes(self, name: str) -> bool:
        return one_of(place(self.where, name), self.fields[name], ("yes", "no")) == "yes"
