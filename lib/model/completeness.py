"""Completeness (完整率): which figures were due in a month, and which of them are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from lib.model.indicators import Frequency, Indicator, Level
from lib.model.numbers import Flags, Integers
from lib.model.observations import Status, last_day
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Roster

_EVERY = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
_KINDS = {
    Level.CLINIC: (CLINIC,),
    Level.INSTITUTION: INSTITUTION_KINDS,
    Level.COUNTY: (COUNTY,),
}
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> Fraction | None:
        """Return the share (/1); None of nothing.

        Examples
        --------
        >>> Share(3, 4).rate, Share(0, 0).rate
        (Fraction(3, 4), None)
        """
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def missing(self) -> int:
        """Return how many are not there."""
        return self.whole - self.part

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)


NOTHING = Share(0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Completeness:
    """Every figure that was due, and whether it is there."""

    figures: pd.DataFrame
    """Columns `reporter` (the institution, or the county for its own surveys), `area_code`,
    `indicator`, `month`, `received`; one row for each figure due."""

    def by_report(self) -> dict[tuple[str, int], Share]:
        """Return how complete each report is, by institution and month."""
        found = self.figures.groupby(["reporter", "month"], observed=True)["received"]
        counts = found.agg(["sum", "size"])
        return {
            (str(reporter), int(month)): Share(int(part), int(whole))
            for (reporter, month), part, whole in zip(
                counts.index, counts["sum"], counts["size"], strict=True
            )
        }

    def by_indicator(self, month: int) -> dict[str, Share]:
        """Return how complete each indicator due in a month is."""
        counts = (
            self._of(month).groupby("indicator", observed=True)["received"].agg(["sum", "size"])
        )
        return {
            str(code): Share(int(part), int(whole))
            for code, part, whole in counts.itertuples(name=None)
        }

    def together(self, month: int) -> Share:
        """Return how complete a month is."""
        received = self._of(month)["received"]
        return Share(int(received.sum()), len(received))

    def missing(self, reporter: str, month: int) -> tuple[tuple[str, int], ...]:
        """List what an institution has not sent: indicators, most figures missing first."""
        of_report = self._of(month)
        wanted = of_report[(of_report["reporter"] == reporter) & ~of_report["received"]]
        counts = Counter(wanted["indicator"].tolist())
        return tuple(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))

    def months(self) -> tuple[int, ...]:
        """Return the months in which something was due, oldest first."""
        return tuple(int(month) for month in np.unique(self.figures["month"].to_numpy()))

    def _of(self, month: int) -> pd.DataFrame:
        found: pd.DataFrame = self.figures[self.figures["month"].to_numpy() == month]
        return found


@dataclass(frozen=True, slots=True)
class Freshness:
    """How complete and how old the figures of a period are."""

    month: int
    """Month the reader asked for, counted from year 0."""
    share: Share
    """Figures that were due in it."""
    silent: tuple[int, ...]
    """Months of its year, up to it, of which nothing is there."""
    ages: dict[str, int | None]
    """Months since the latest figure of each indicator; None if there never was one."""


def is_due(frequency: Frequency, month: int) -> bool:
    """Tell whether a figure is due in a month counted from year 0.

    Examples
    --------
    >>> [m + 1 for m in range(12) if is_due(Frequency.QUARTER, 2025 * 12 + m)]
    [3, 6, 9, 12]
    """
    return (month + 1) % _EVERY[frequency] == 0


def complete(
    observations: pd.DataFrame,
    roster: Roster,
    indicators: Iterable[Indicator],
    months: Collection[int],
) -> Completeness:
    """Compare what was due with what is there.

    A figure is there when its status is anything but missing. Figures of clinics are also
    there where their institution reports the indicator itself, as it may.

    Parameters
    ----------
    observations
        Columns `area_code`, `indicator`, `month`, `status`.
    roster
        Areas with their history; each reports while it is in the roster.
    indicators
        The catalogue; each is due while it is in use.
    months
        Months to look at, counted from year 0.
    """
    due = _Due(roster, tuple(indicators), sorted(set(months)))
    reporter, area, indicator, month = due.rows()
    there = due.received(observations)
    received = there[area, indicator, month] | there[reporter, indicator, month]
    return Completeness(
        pd.DataFrame(
            {
                "reporter": pd.Categorical.from_codes(reporter, due.areas),
                "area_code": pd.Categorical.from_codes(area, due.areas),
                "indicator": pd.Categorical.from_codes(indicator, due.codes),
                "month": np.array(due.months, dtype=np.int64)[month],
                "received": received,
            }
        )
    )


def freshness(completeness: Completeness, observations: pd.DataFrame, month: int) -> Freshness:
    """Say how complete and how old the figures are that a reader of a month sees."""
    held = observations[
        (observations["status"].to_numpy() != Status.MISSING)
        & (observations["month"].to_numpy() <= month)
    ]
    latest = held.groupby("indicator", observed=True)["month"].max()
    codes = [str(code) for code in completeness.figures["indicator"].unique()]
    ages = {code: month - int(latest[code]) if code in latest.index else None for code in codes}
    silent = [m for m in range(month // 12 * 12, month + 1) if not completeness.together(m).part]
    due = set(completeness.months())
    return Freshness(
        month, completeness.together(month), tuple(m for m in silent if m in due), ages
    )


class _Due:
    """What is due, by positions in lists of areas, indicators and months: quicker than codes."""

    def __init__(
        self, roster: Roster, indicators: tuple[Indicator, ...], months: list[int]
    ) -> None:
        self.roster = roster
        self.indicators = indicators
        self.months = months
        codes = (code for area in roster.areas for code in (area.code, area.parent_code))
        self.areas = pd.Index(dict.fromkeys(codes), dtype=object)
        self.codes = pd.Index([i.code for i in indicators], dtype=object)

    def rows(self) -> tuple[Integers, ...]:
        """Return reporter, area, indicator and month of every figure that is due."""
        parts = [
            self._part(month, level, kinds)
            for month in self.months
            for level, kinds in _KINDS.items()
        ]
        return tuple(np.concatenate([_NONE, *columns]) for columns in zip(*parts, strict=True)) or (
            (_NONE,) * 4
        )

    def received(self, observations: pd.DataFrame) -> Flags:
        """Tell of every area, indicator and month whether a figure is there."""
        there = np.zeros((len(self.areas), len(self.codes), len(self.months)), dtype=bool)
        held = observations[observations["status"].to_numpy() != Status.MISSING]
        at = np.stack(
            [
                self.areas.get_indexer(held["area_code"].astype(object)),
                self.codes.get_indexer(held["indicator"].astype(object)),
                pd.Index(self.months).get_indexer(held["month"]),
            ]
        )
        there[tuple(at[:, (at >= 0).all(axis=0)])] = True
        return there

    def _part(self, month: int, level: Level, kinds: tuple[str, ...]) -> tuple[Integers, ...]:
        day = last_day(month)
        areas = self.roster.on(day).of_kind(*kinds)
        due = [
            position
            for position, i in enumerate(self.indicators)
            if i.level == level and i.in_use(day) and is_due(i.frequency, month)
        ]
        above = [area.parent_code if area.kind == CLINIC else area.code for area in areas]
        reporter = np.repeat(self.areas.get_indexer(pd.Index(above)), len(due))
        area = np.repeat(self.areas.get_indexer(pd.Index([area.code for area in areas])), len(due))
        indicator = np.tile(np.array(due, dtype=np.int64), len(areas))
        return reporter, area, indicator, np.full(len(area), self.months.index(month))
