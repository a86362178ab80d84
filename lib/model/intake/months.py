"""Months: which month a cell names, and how long the time is that a figure counts."""

from __future__ import annotations

import re

from lib.errors import InputError
from lib.model.intake import periods
from lib.model.observations import parse_period

_MONTHS = 12
_RANGE = re.compile(r"([0-9]{1,2})月?[-~—–至到]+(?:[0-9]{4}年)?([0-9]{1,2})月")


def month_in(word: str, year: int | None) -> int:
    """Return the month that a cell names, counted from year 0; 0 if it names none.

    Examples
    --------
    >>> month_in("2025Q3", None) == month_in("9月", 2025) == month_in("9", 2025) == 2025 * 12 + 8
    True
    """
    try:
        return parse_period(word)
    except InputError:
        pass
    if year is not None and word.isdecimal() and 1 <= int(word) <= _MONTHS:
        word += "月"
    found = periods.find(word, year)
    return found.month if found else 0


def length(words: str) -> int:
    """Return how many months a figure of the period alone counts.

    Examples
    --------
    >>> length("2025年9月"), length("2025年第三季度"), length("7-9月"), length("下半年")
    (1, 3, 3, 6)
    """
    if found := _RANGE.search(words):
        return max(int(found[2]) - int(found[1]) + 1, 1)
    if "季" in words or "Q" in words.upper():
        return 3
    return 6 if "半年" in words else 1
