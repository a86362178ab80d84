"""Targets and floors: what an indicator should reach, set by several authorities.

The most specific authority that says something prevails: the county over the
prefecture, the province and the nation. A target and its floor are resolved
apart, so a county may set a floor under a national target.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import entries, mapping, place, required_day, words
from lib.model.numbers import fraction
from lib.model.parameters import (
    AUTHORITIES,
    DatedValue,
    Reference,
    check_keys,
    in_force,
    parse_reference,
)

_ROW_KEYS = frozenset({"from", "reference"})


@dataclass(frozen=True, slots=True)
class Target:
    """What holds for one indicator on a day, in the unit of the indicator."""

    indicator: str
    value: Fraction
    reference: Reference
    """Who set the target, and where."""
    floor: Fraction | None
    """Below it (above, where lower is better) nothing is earned; None if nobody set one."""
    floor_reference: Reference | None

    @property
    def authority(self) -> str:
        """Return the authority that set the target."""
        return self.reference.authority


@dataclass(frozen=True, slots=True)
class TargetHistory:
    """Everything ever set for one indicator. Values are `Fraction`, or None where one ends."""

    values: tuple[DatedValue, ...]
    floors: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of all indicators through the years."""

    histories: Mapping[str, TargetHistory]

    def on(self, day: date) -> dict[str, Target]:
        """Return the targets in force on a day, by indicator.

        An indicator without a target on that day is left out, its floor too.
        """
        found = ((code, _on(code, history, day)) for code, history in self.histories.items())
        return {code: target for code, target in found if target is not None}


def _on(indicator: str, history: TargetHistory, day: date) -> Target | None:
    value = most_specific(history.values, day)
    floor = most_specific(history.floors, day)
    if value is None:
        return None
    return Target(
        indicator=indicator,
        value=value.value,
        reference=value.reference,
        floor=None if floor is None else floor.value,
        floor_reference=None if floor is None else floor.reference,
    )


def most_specific(history: Iterable[DatedValue], day: date) -> DatedValue | None:
    """Return the value in force of the most specific authority that has one.

    Examples
    --------
    >>> nation = DatedValue(date(2024, 1, 1), 60, Reference("t", "national", "source"))
    >>> county = DatedValue(date(2025, 1, 1), 65, Reference("t", "county", "source"))
    >>> [most_specific([nation, county], date(year, 6, 1)).value for year in (2024, 2025)]
    [60, 65]
    """
    dated = tuple(history)
    for authority in reversed(AUTHORITIES):
        found = in_force((d for d in dated if d.reference.authority == authority), day)
        if found is not None and found.value is not None:
            return found
    return None


def parse_targets(content: Mapping[str, Any], indicators: Collection[str]) -> Targets:
    """Build the targets from their file.

    Parameters
    ----------
    content
        `references` by name, and `targets`: for each indicator a list of rows
        `from`, `reference`, and `value` or `floor` or both. A row that does not
        mention one of the two leaves it as it was; `null` ends it.
    indicators
        Codes of the catalogue.

    Raises
    ------
    ParameterError
        Naming the indicator, the row and the key at fault.
    """
    check_keys("targets", content, required=frozenset({"references", "targets"}))
    references = parse_references(content["references"])
    histories = mapping("targets", content["targets"])
    if unknown := sorted(set(histories) - set(indicators)):
        raise ParameterError(
            N_("“{name}” is not an indicator of the catalogue."),
            hint=N_("Check the code, or add the indicator to data/indicators.csv."),
            name=place("targets", unknown[0]),
        )
    return Targets({code: _history(code, rows, references) for code, rows in histories.items()})


def parse_references(content: object) -> dict[str, Reference]:
    """Build the references of a file, by the names its rows use.

    Raises
    ------
    ParameterError
        Naming the reference and the key at fault.
    """
    entries = mapping("references", content).items()
    return {name: parse_reference(place("references", name), fields) for name, fields in entries}


def named_reference(where: str, name: object, references: Mapping[str, Reference]) -> Reference:
    """Look up the reference that a row names.

    Raises
    ------
    ParameterError
        If the file has none of that name.
    """
    if words(where, name) not in references:
        raise ParameterError(
            N_("“{name}” names the reference “{reference}”, which the file does not have."),
            hint=N_("Add it to the section `references`, or correct its name."),
            name=where,
            reference=name,
        )
    return references[str(name)]


def _history(code: str, content: object, references: Mapping[str, Reference]) -> TargetHistory:
    where = place("targets", code)
    dated = [_row(here, row, references) for here, row in entries(where, content, filled=True)]
    history = TargetHistory(
        values=tuple(entry["value"] for entry in dated if "value" in entry),
        floors=tuple(entry["floor"] for entry in dated if "floor" in entry),
    )
    refuse_twice(where, history.values)
    refuse_twice(where, history.floors)
    return history


def _row(
    where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]
) -> dict[str, DatedValue]:
    check_keys(where, row, required=_ROW_KEYS, optional=frozenset({"value", "floor"}))
    if not {"value", "floor"} & set(row):
        raise ParameterError(N_("“{name}” sets neither a value nor a floor."), name=where)
    start = required_day(place(where, "from"), row["from"])
    reference = named_reference(place(where, "reference"), row["reference"], references)
    return {
        key: DatedValue(start, _amount(place(where, key), row[key]), reference)
        for key in ("value", "floor")
        if key in row
    }


def _amount(where: str, value: object) -> Fraction | None:
    return None if value is None else fraction(value, where=where)


def refuse_twice(where: str, history: Iterable[DatedValue]) -> None:
    """Refuse two values of one authority from the same day.

    Raises
    ------
    ParameterError
        Naming the authority and the day.
    """
    seen: set[tuple[str, date]] = set()
    for dated in history:
        key = (dated.reference.authority, dated.start)
        if key in seen:
            raise ParameterError(
                N_("“{name}” has two values of the {authority} level from {day}."),
                name=where,
                authority=dated.reference.authority,
                day=dated.start.isoformat(),
            )
        seen.add(key)
