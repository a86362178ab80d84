"""Rules of the rectification ledger: days by severity, extension, recurrence, parts held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from lib.errors import N_, ParameterError
from lib.model.documents import (
    count,
    entries,
    mapping,
    one_of,
    place,
    refuse_repeated,
    required_day,
    rows,
    share,
)
from lib.model.parameters import Reference, check_keys, in_force
from lib.model.problems import Severity
from lib.model.targets import named_reference, parse_references

MOST_DAYS, MOST_QUARTERS = 120, 8
_SEVERITIES = frozenset(severity.value for severity in Severity)
_SECTIONS = frozenset({"references", "holidays", "deadlines", "recurrence", "held"})


class Counting(StrEnum):
    """Which days a term counts."""

    CALENDAR = "calendar"  # 自然日
    WORKING = "working"  # 工作日


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an institution has to put things right."""

    start: date
    counting: Counting
    days: Mapping[Severity, int]
    extension: int
    """Most days by which a deadline is put off, once."""
    reference: Reference


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Within how many quarters the same problem is the same problem again."""

    start: date
    quarters: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class Holding:
    """Which share of a payment an open item holds."""

    start: date
    in_time: Mapping[Severity, Fraction]
    overdue: Mapping[Severity, Fraction]
    cap: Fraction
    """Most that all items of an institution hold of one payment."""
    reference: Reference


_D = TypeVar("_D", Terms, Recurrence, Holding)


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """The rules through time."""

    terms: tuple[Terms, ...]
    recurrence: tuple[Recurrence, ...]
    held: tuple[Holding, ...]
    holidays: tuple[date, ...] = ()

    def terms_on(self, day: date) -> Terms:
        """Return the terms for what is issued on a day."""
        return _holding_on("deadlines", self.terms, day)

    def recurrence_on(self, day: date) -> Recurrence:
        """Return what counts as recurrence on a day."""
        return _holding_on("recurrence", self.recurrence, day)

    def held_on(self, day: date) -> Holding:
        """Return the shares held of a payment of a day."""
        return _holding_on("held", self.held, day)

    def after(self, day: date, days: int, counting: Counting) -> date:
        """Return the day so many days later.

        Working days are counted by NumPy's business-day calendar, Monday to Friday
        without the holidays of the file.

        Examples
        --------
        >>> LedgerRules((), (), ()).after(date(2025, 10, 10), 7, Counting.CALENDAR).isoformat()
        '2025-10-17'
        >>> LedgerRules((), (), ()).after(date(2025, 10, 10), 7, Counting.WORKING).isoformat()
        '2025-10-21'
        """
        if counting == Counting.CALENDAR:
            return day + timedelta(days=days)
        free = np.array(self.holidays, dtype="datetime64[D]")
        eve = np.busday_offset(np.datetime64(day), 0, roll="backward", holidays=free)
        later: date = np.busday_offset(eve, days, holidays=free).astype(object)
        return later

    def deadline(self, issued: date, severity: Severity) -> date:
        """Return by when something issued on a day has to be put right."""
        terms = self.terms_on(issued)
        return self.after(issued, terms.days[severity], terms.counting)

    def latest(self, issued: date, deadline: date) -> date:
        """Return the latest day to which a deadline can be put off."""
        terms = self.terms_on(issued)
        return self.after(deadline, terms.extension, terms.counting)


def parse_rules(content: Mapping[str, Any]) -> LedgerRules:
    """Build the rules from their file, data/rectification.yaml.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("rectification", content, required=_SECTIONS)
    known = parse_references(content["references"])
    return LedgerRules(
        terms=tuple(_terms(where, row, known) for where, row in _rows(content, "deadlines")),
        recurrence=tuple(
            _recurrence(where, row, known) for where, row in _rows(content, "recurrence")
        ),
        held=tuple(_held(where, row, known) for where, row in _rows(content, "held")),
        holidays=_holidays(content["holidays"]),
    )


def _holding_on(name: str, history: tuple[_D, ...], day: date) -> _D:
    found = in_force(history, day)
    if found is None:
        raise ParameterError(
            N_("data/rectification.yaml has no row of “{name}” for {day}."),
            hint=N_("Add an earlier row."),
            name=name,
            day=day.isoformat(),
        )
    return found


def _rows(content: Mapping[str, Any], name: str) -> list[tuple[str, Mapping[Any, Any]]]:
    found = entries(name, content[name], filled=True)
    starts = [required_day(place(where, "from"), row.get("from")) for where, row in found]
    refuse_repeated(name, starts)
    return found


def _terms(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Terms:
    keys = _SEVERITIES | {"from", "counting", "extension", "reference"}
    check_keys(where, row, required=frozenset(keys))
    counting = one_of(place(where, "counting"), row["counting"], [c.value for c in Counting])
    return Terms(
        required_day(place(where, "from"), row["from"]),
        Counting(counting),
        {s: count(place(where, s.value), row[s.value], most=MOST_DAYS) for s in Severity},
        count(place(where, "extension"), row["extension"], most=MOST_DAYS),
        named_reference(place(where, "reference"), row["reference"], known),
    )


def _recurrence(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Recurrence:
    check_keys(where, row, required=frozenset({"from", "quarters", "reference"}))
    return Recurrence(
        required_day(place(where, "from"), row["from"]),
        count(place(where, "quarters"), row["quarters"], most=MOST_QUARTERS),
        named_reference(place(where, "reference"), row["reference"], known),
    )


def _held(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Holding:
    keys = frozenset({"from", "in_time", "overdue", "cap", "reference"})
    check_keys(where, row, required=keys)
    return Holding(
        required_day(place(where, "from"), row["from"]),
        _shares(place(where, "in_time"), row["in_time"]),
        _shares(place(where, "overdue"), row["overdue"]),
        share(place(where, "cap"), row["cap"]),
        named_reference(place(where, "reference"), row["reference"], known),
    )


def _shares(where: str, content: object) -> dict[Severity, Fraction]:
    fields = mapping(where, content)
    check_keys(where, fields, required=_SEVERITIES)
    return {s: share(place(where, s.value), fields[s.value]) for s in Severity}


def _holidays(content: object) -> tuple[date, ...]:
    return tuple(day for where, row in rows("holidays", content) for day in _free(where, row))


def _free(where: str, row: object) -> list[date]:
    if not isinstance(row, Mapping):
        return [required_day(where, row)]
    check_keys(where, row, required=frozenset({"first", "last"}))
    first, last = (required_day(place(where, key), row[key]) for key in ("first", "last"))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
