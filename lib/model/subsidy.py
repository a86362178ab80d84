"""The subsidy per head: what governments pay for one resident and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import entries, place, required_day
from lib.model.numbers import fraction
from lib.model.parameters import DatedValue, Reference, check_keys
from lib.model.targets import most_specific, named_reference, parse_references, refuse_twice

_ROW_KEYS = frozenset({"from", "yuan_per_head", "original_part", "reference"})


@dataclass(frozen=True, slots=True)
class SubsidyRate:
    """The subsidy per head from a day on."""

    start: date
    yuan_per_head: Fraction
    """Yuan per resident and year."""
    original_part: Fraction
    """Part of it for the original items, without those assigned since 2019; yuan."""
    reference: Reference
    original_reference: Reference
    """Where the original part comes from."""


@dataclass(frozen=True, slots=True)
class Subsidy:
    """The subsidy per head through the years, as every authority set it."""

    history: tuple[SubsidyRate, ...]

    def on(self, day: date) -> SubsidyRate:
        """Return the rate in force on a day, of the most specific authority.

        Raises
        ------
        ParameterError
            If there was none yet.
        """
        dated = most_specific(_dated(self.history), day)
        if dated is None:
            raise ParameterError(
                N_("There is no subsidy per head on {day}."),
                hint=N_("Choose another date, or add a row to data/subsidy.yaml."),
                day=day.isoformat(),
            )
        rate: SubsidyRate = dated.value
        return rate


def _dated(history: tuple[SubsidyRate, ...]) -> tuple[DatedValue, ...]:
    return tuple(DatedValue(rate.start, rate, rate.reference) for rate in history)


def parse_subsidy(content: Mapping[str, Any]) -> Subsidy:
    """Build the subsidy per head from its file.

    Parameters
    ----------
    content
        `references` by name, and `subsidy`: a list of rows `from`,
        `yuan_per_head`, `original_part`, `reference`, and `original_reference`
        where the split has another source than the total.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("subsidy", content, required=frozenset({"references", "subsidy"}))
    references = parse_references(content["references"])
    rates = tuple(
        _rate(where, row, references) for where, row in entries("subsidy", content["subsidy"])
    )
    refuse_twice("subsidy", _dated(rates))
    return Subsidy(rates)


def _rate(where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]) -> SubsidyRate:
    check_keys(where, row, required=_ROW_KEYS, optional=frozenset({"original_reference"}))
    original = row.get("original_reference", row["reference"])
    rate = SubsidyRate(
        start=required_day(place(where, "from"), row["from"]),
        yuan_per_head=fraction(row["yuan_per_head"], where=place(where, "yuan_per_head")),
        original_part=fraction(row["original_part"], where=place(where, "original_part")),
        reference=named_reference(place(where, "reference"), row["reference"], references),
        original_reference=named_reference(
            place(where, "original_reference"), original, references
        ),
    )
    if not 0 <= rate.original_part <= rate.yuan_per_head:
        raise ParameterError(
            N_("“{name}”: the original part of {part} yuan does not fit into {total} yuan."),
            name=where,
            part=str(rate.original_part),
            total=str(rate.yuan_per_head),
        )
    return rate
