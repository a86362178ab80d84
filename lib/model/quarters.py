"""Quarters: the rhythm of supervision, rectification and meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from lib.errors import N_, InputError


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year (季度).

    Examples
    --------
    >>> str(Quarter(2025, 4)), Quarter(2025, 4).last.isoformat()
    ('2025Q4', '2025-12-31')
    """

    year: int
    number: int
    """1 to 4."""

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """First day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> date:
        """Last day."""
        return self.later().first - timedelta(days=1)

    @property
    def half(self) -> int:
        """Half of the year it lies in, 1 or 2."""
        return (self.number + 1) // 2

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last

    def later(self, by: int = 1) -> Quarter:
        """Return the quarter so many after it; before it, if negative."""
        count = self.year * 4 + self.number - 1 + by
        return Quarter(count // 4, count % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter a day lies in.

    >>> str(quarter_of(date(2025, 10, 1)))
    '2025Q4'
    """
    return Quarter(day.year, (day.month + 2) // 3)


def parse_quarter(text: str) -> Quarter:
    """Read "2025Q4".

    Raises
    ------
    InputError
        If it is no quarter.
    """
    year, mark, number = text.partition("Q")
    if mark and year.isdecimal() and number in {"1", "2", "3", "4"}:
        return Quarter(int(year), int(number))
    raise InputError(N_("“{text}” is no quarter; one is written 2025Q4."), text=text)
