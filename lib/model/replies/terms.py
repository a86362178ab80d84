"""Terms (期限): how long a published figure may be appealed, and how long a decision may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import count, entries, place, refuse_repeated, required_day
from lib.model.parameters import DatedValue, Reference, check_keys, in_force
from lib.model.targets import named_reference, parse_references

LONGEST_TERM = 90
"""Days; a longer term would reach into the next quarter's decision."""
_ROW_KEYS = frozenset({"from", "days", "reference"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Both terms through time, in calendar days."""

    appeal: tuple[DatedValue, ...]
    decision: tuple[DatedValue, ...]

    def closes(self, published: date) -> date:
        """Return the last day on which a figure published on a day may be appealed."""
        return published + timedelta(days=self.rule("appeal", published).value)

    def due(self, filed: date) -> date:
        """Return the last day for the decision about an appeal filed on a day."""
        return filed + timedelta(days=self.rule("decision", filed).value)

    def rule(self, name: str, day: date) -> DatedValue:
        """Return the row of `appeal` or `decision` that holds on a day.

        Raises
        ------
        ParameterError
            If none does.
        """
        found = in_force(self.appeal if name == "appeal" else self.decision, day)
        if found is None:
            raise ParameterError(
                N_("data/replies.yaml sets no term “{name}” for {day}."),
                hint=N_("Add an earlier row to it."),
                name=name,
                day=day.isoformat(),
            )
        return found


def parse_terms(content: Mapping[str, Any]) -> Terms:
    """Build the terms from their file.

    Parameters
    ----------
    content
        `references` by name; `appeal` and `decision`, rows of `from`, `days` (1 to 90)
        and `reference`.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("replies", content, required=frozenset({"references", "appeal", "decision"}))
    references = parse_references(content["references"])
    return Terms(_rows("appeal", content, references), _rows("decision", content, references))


def _rows(
    name: str, content: Mapping[str, Any], references: Mapping[str, Reference]
) -> tuple[DatedValue, ...]:
    found = tuple(
        _row(where, row, references) for where, row in entries(name, content[name], filled=True)
    )
    refuse_repeated(name, (row.start for row in found))
    return found


def _row(where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]) -> DatedValue:
    check_keys(where, row, required=_ROW_KEYS)
    days = count(place(where, "days"), row["days"], most=LONGEST_TERM)
    reference = named_reference(place(where, "reference"), row["reference"], references)
    return DatedValue(required_day(place(where, "from"), row["from"]), days, reference)
