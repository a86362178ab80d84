"""Deadlines (报送截止): the last day on which the report of a month is in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from lib.errors import N_, InputError, ParameterError
from lib.model.documents import count, entries, place, required_day, words
from lib.model.observations import first_day, last_day, month_name, parse_period
from lib.model.parameters import DatedValue, Reference, check_keys, in_force
from lib.model.targets import named_reference, parse_references

CLOSES = time(23, 59)
"""Until when a report of the last day is in time; that minute counts."""
LATEST_USUAL_DAY = 15
_LATEST = timedelta(days=62)
_USUAL_KEYS = frozenset({"from", "day", "reference"})
_MOVED_KEYS = frozenset({"month", "day", "reference"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for a report, and who says so."""

    day: date
    why: str
    """Title of the rule or notice, or the reason of whoever moved it."""

    @property
    def closes(self) -> datetime:
        """Return the last minute that counts."""
        return datetime.combine(self.day, CLOSES)

    def days_late(self, received: datetime) -> int:
        """Count the days after the deadline; 0 in time.

        Examples
        --------
        >>> fifth = Deadline(date(2025, 9, 5), "")
        >>> [fifth.days_late(datetime(2025, 9, day, 23, 59, 59)) for day in (5, 6, 8)]
        [0, 1, 3]
        """
        return max(0, (received.date() - self.day).days)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Deadlines of all months: a usual day, and the months that differ."""

    usual: tuple[DatedValue, ...]
    """Day of the following month, by the first month it holds for."""
    moved: Mapping[int, Deadline]
    """Months, counted from year 0, whose deadline is another."""

    def deadline(self, month: int) -> Deadline:
        """Return the deadline of a month's report.

        Raises
        ------
        ParameterError
            If no usual day holds for the month.
        """
        if month in self.moved:
            return self.moved[month]
        rule = in_force(self.usual, first_day(month))
        if rule is None:
            raise ParameterError(
                N_("There is no deadline for the report of {month}."),
                hint=N_("Add an earlier row to `usual` in data/reporting.yaml."),
                month=month_name(month),
            )
        return Deadline(first_day(month + 1).replace(day=rule.value), rule.reference.title)

    def moving(self, moved: Mapping[int, Deadline]) -> Calendar:
        """Return the calendar with further deadlines moved; the later word prevails."""
        return replace(self, moved={**self.moved, **moved})


def check_deadline(month: int, day: date) -> None:
    """Refuse a deadline before the month is over, or more than two months after.

    Raises
    ------
    InputError
        Naming the days allowed.
    """
    first, last = first_day(month + 1), last_day(month) + _LATEST
    if not first <= day <= last:
        raise InputError(
            N_("{day} cannot be the deadline of the report of {month}."),
            hint=N_("Choose a day from {first} to {last}."),
            day=day.isoformat(),
            month=month_name(month),
            first=first.isoformat(),
            last=last.isoformat(),
        )


def parse_calendar(content: Mapping[str, Any]) -> Calendar:
    """Build the calendar from its file.

    Parameters
    ----------
    content
        `references` by name; `usual`, rows of `from`, `day` (1 to 15) and
        `reference`; `moved`, rows of `month`, `day` (a date) and `reference`.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("reporting", content, required=frozenset({"references", "usual", "moved"}))
    references = parse_references(content["references"])
    usual = [_usual(where, row, references) for where, row in entries("usual", content["usual"])]
    moved = [_moved(where, row, references) for where, row in entries("moved", content["moved"])]
    for name, keys in (("usual", [u.start for u in usual]), ("moved", [m for m, _ in moved])):
        if len(set(keys)) < len(keys):
            raise ParameterError(N_("“{name}” says two things of one month."), name=name)
    return Calendar(tuple(usual), dict(moved))


def _usual(where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]) -> DatedValue:
    check_keys(where, row, required=_USUAL_KEYS)
    day = count(place(where, "day"), row["day"], most=LATEST_USUAL_DAY)
    start = required_day(place(where, "from"), row["from"])
    reference = named_reference(place(where, "reference"), row["reference"], references)
    return DatedValue(start, day, reference)


def _moved(
    where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]
) -> tuple[int, Deadline]:
    check_keys(where, row, required=_MOVED_KEYS)
    day = required_day(place(where, "day"), row["day"])
    reference = named_reference(place(where, "reference"), row["reference"], references)
    try:
        month = parse_period(words(place(where, "month"), row["month"]))
        check_deadline(month, day)
    except InputError as error:
        raise ParameterError(
            N_("“{name}”: {problem}"), hint=error.hint, name=where, problem=error
        ) from error
    return month, Deadline(day, reference.title)
