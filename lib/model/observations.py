"""Observations: what was reported of an area for an indicator in a period.

Reported, missing, not applicable and exempt are four things and stay four
things. A row that was never sent is missing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import numpy as np
import pandas as pd

from lib.errors import N_, InputError
from lib.model.numbers import Integers
from lib.model.roster import Area, Roster

COLUMNS = ("area_code", "indicator", "month", "numerator", "denominator", "value", "status", "row")
NO_COUNT = -1
"""Stands for an absent count in integer arrays; counts are never negative."""

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4])|H([12]))?")


class Status(IntEnum):
    """Status of an observation (状态): 已报, 缺报, 不适用, 豁免."""

    REPORTED = 0
    MISSING = 1
    NOT_APPLICABLE = 2
    EXEMPT = 3

    @property
    def code(self) -> str:
        """Return the word used in files: `not_applicable` and so on."""
        return self.name.lower()


STATUSES: Mapping[str, Status] = {status.code: status for status in Status}


def parse_period(period: str) -> int:
    """Return the month in which a period ends, counted from year 0.

    Raises
    ------
    InputError
        If the text is not a year, quarter, half-year or month.

    Examples
    --------
    >>> parse_period("2025-09") == parse_period("2025Q3")
    True
    >>> month_of(date(2025, 12, 31)) == parse_period("2025")
    True
    """
    match = _PERIOD.fullmatch(period)
    if match is None or match[2] not in (None, *(f"{m:02}" for m in range(1, 13))):
        raise InputError(
            N_("“{period}” is not a period."),
            hint=N_("Write 2025-09, 2025Q3, 2025H2 or 2025."),
            period=period,
        )
    year, month, quarter, half = match.groups()
    last = int(month) if month else 3 * int(quarter) if quarter else 6 * int(half) if half else 12
    return int(year) * 12 + last - 1


def month_of(day: date) -> int:
    """Return the month of a day, counted from year 0."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a counted month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a counted month.

    Examples
    --------
    >>> last_day(parse_period("2024-02")).isoformat()
    '2024-02-29'
    """
    return first_day(month + 1) - timedelta(days=1)


def month_name(month: int) -> str:
    """Return a counted month as people write it.

    Examples
    --------
    >>> month_name(parse_period("2025Q3"))
    '2025-09'
    """
    return f"{month // 12}-{month % 12 + 1:02}"


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """The roster and everything observed of it.

    `observations` has the columns of `COLUMNS`: codes as categories, `month`
    counted from year 0, counts as int64 with `NO_COUNT` where there is none,
    `value` the number as written or an empty text, `status` as `Status`, and
    `row` the line of the file it was read from.
    """

    roster: Roster
    observations: pd.DataFrame
    fingerprint: str
    """SHA-256 of roster and observations, whatever the order of rows."""
    revision: int = 0
    """Data version of the store; 0 for figures from a file."""
    demonstration: bool = False
    """Whether the figures are invented (示例数据)."""

    def months(self) -> tuple[str, ...]:
        """Return the months with observations, newest first."""
        return tuple(month_name(int(m)) for m in sorted(self._months(), reverse=True))

    def _months(self) -> Integers:
        return np.unique(self.observations["month"].to_numpy())


def identify(observations: pd.DataFrame, roster: Roster) -> str:
    """Return the SHA-256 of observations and roster, whatever the order of their rows.

    The same figures give the same text, whether they come from a file or from the store.
    """
    digest = hashlib.sha256()
    for line in sorted(_figure_lines(observations)):
        digest.update(line.encode() + b"\n")
    areas = sorted(roster.areas, key=lambda area: (area.code, str(area.valid_from)))
    for area in areas:
        digest.update(_area_line(area).encode() + b"\n")
    return digest.hexdigest()


def _figure_lines(observations: pd.DataFrame) -> list[str]:
    columns = [observations[name].astype(str).tolist() for name in ("area_code", "indicator")]
    months = {int(month): month_name(int(month)) for month in observations["month"].unique()}
    columns.append(observations["month"].map(months).tolist())
    for name in ("numerator", "denominator"):
        counts = observations[name].to_numpy()
        columns.append(["" if count == NO_COUNT else str(count) for count in counts.tolist()])
    columns.append(observations["value"].tolist())
    codes = {int(status): status.code for status in Status}
    columns.append(observations["status"].map(codes).tolist())
    return ["\x1f".join(facts) for facts in zip(*columns, strict=True)]


def _area_line(area: Area) -> str:
    facts = (area.code, area.name, area.kind, area.parent_code, area.population)
    return "\x1f".join(map(str, (*facts, area.valid_from, area.valid_to)))


def current(
    observations: pd.DataFrame, day: date, oldest: Mapping[str, int] | None
) -> pd.DataFrame:
    """Keep the observation that holds on a day, one for each area and indicator.

    Counts are cumulative from 1 January, so the latest one of the year speaks
    for the year. A month marked missing steps back to the month before, as far
    as `oldest` allows; what is older is missing.

    Parameters
    ----------
    observations
        Rows as in `Dataset`.
    day
        Day of the evaluation; only its calendar year counts.
    oldest
        Greatest age in months by indicator code; none means any age within the year.

    Returns
    -------
    DataFrame
        At most one row for each area and indicator.
    """
    now = month_of(day)
    months = observations["month"].to_numpy()
    of_year = observations[(months >= day.year * 12) & (months <= now)]
    held = of_year[of_year["status"].to_numpy() != Status.MISSING]
    latest: pd.DataFrame = held.sort_values("month", kind="stable").drop_duplicates(
        ["area_code", "indicator"], keep="last"
    )
    if oldest is not None:
        limits = latest["indicator"].map(dict(oldest)).astype("float64")
        age = now - latest["month"]
        latest = latest[(age <= limits).to_numpy() | limits.isna().to_numpy()]
    return latest
