"""Figures that are too even to have been counted: over village stations, over months.

Counts of real people scatter at least as chance makes them; differences between places and
months only add to it. Less scatter than chance is rare in honest counts, so its probability
is an upper bound. Where a whole county reports evenly, for a reason of its own, an
institution is compared with the others as well: both must be rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy.stats import chi2, f

from lib.model.numbers import Numbers

LEAST_GROUP = 5
"""Stations of one institution, or others to compare with, below which nothing is tested."""
_LEAST_VARIANCE = 5
_LEAST_MEAN = 20
_LEAST_MONTHS = 6
_NEVER_ZERO = 1e-9
_GRAIN = 1 / 12  # variance of what rounding to a whole number takes away


class Pattern(StrEnum):
    """What a figure is tested for (检验)."""

    STATIONS = "stations"  # 各站比率过于一致
    MONTHS = "months"  # 逐月增量过于均匀
    DIGITS = "digits"  # 尾数集中在0和5
    TWINS = "twins"  # 多站同值
    TARGET = "target"  # 恰好压在目标线上


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of one institution."""

    area_code: str
    test: Pattern
    indicator: str
    """Empty for a test of all its figures."""
    p: float
    """How often honest figures look so, at most."""
    seen: float
    """What was measured: a statistic, a share or a number."""
    usual: float
    """What honest figures would give on average."""
    count: int
    """Figures it rests on."""


def of_stations(lines: pd.DataFrame) -> list[Trial]:
    """Test whether the rates of village stations differ less than chance makes them.

    The statistic is Pearson's χ² of homogeneity, of one month; its expectation is the number
    of stations less one.

    Parameters
    ----------
    lines
        Columns `institution`, `indicator`, `numerator`, `denominator`; one row a station.
    """
    sums = lines.groupby(["institution", "indicator"])[["numerator", "denominator"]].transform(
        "sum"
    )
    share = sums["numerator"] / sums["denominator"]
    variance = lines["denominator"] * share * (1 - share)
    excess = (lines["numerator"] - lines["denominator"] * share) ** 2 / variance
    chosen = (variance >= _LEAST_VARIANCE).to_numpy()
    parts = lines.assign(excess=excess, grain=_GRAIN / variance)[chosen]
    return list(_even(parts, Pattern.STATIONS, LEAST_GROUP))


def of_months(lines: pd.DataFrame) -> list[Trial]:
    """Test whether what was done each month differs less than chance makes it.

    The statistic is the index of dispersion of monthly increments times the months less one.

    Parameters
    ----------
    lines
        Columns `institution`, `indicator`, `increment`; one row a month.
    """
    grouped = lines.groupby(["institution", "indicator"])["increment"]
    mean = grouped.transform("mean")
    excess = (lines["increment"] - mean) ** 2 / mean
    parts = lines.assign(excess=excess, grain=_GRAIN / mean)[(mean >= _LEAST_MEAN).to_numpy()]
    return list(_even(parts, Pattern.MONTHS, _LEAST_MONTHS))


def _even(parts: pd.DataFrame, test: Pattern, least: int) -> Iterator[Trial]:
    """Turn squared deviations into tests, indicator by indicator."""
    table = parts.groupby(["indicator", "institution"], as_index=False).agg(
        statistic=("excess", "sum"), grain=("grain", "sum"), count=("excess", "size")
    )
    table = table[(table["count"] >= least).to_numpy()]
    for indicator, rows in table.groupby("indicator"):
        statistic, count = rows["statistic"].to_numpy(), rows["count"].to_numpy()
        if len(rows) <= LEAST_GROUP:
            continue
        chances = lower_tails(statistic, count - 1, rows["grain"].to_numpy())
        facts = zip(rows["institution"], chances, statistic, count, strict=True)
        for area, p, seen, size in facts:
            yield Trial(
                str(area), test, str(indicator), float(p), float(seen), float(size - 1), int(size)
            )


def lower_tails(statistic: Numbers, freedom: Numbers, grain: Numbers) -> Numbers:
    """Return how rare so little scatter is: against chance, and against the others' median.

    Parameters
    ----------
    statistic, freedom
        χ² and its degrees of freedom, of several institutions.
    grain
        What rounding to whole people adds to it; below that nobody is evener than another.

    Examples
    --------
    One of seven scatters far less than chance and less than the others:

    >>> found = lower_tails(np.array([1.0, 20, 18, 25, 22, 19, 21]), np.full(7, 20), np.zeros(7))
    >>> [bool(p < 1e-6) for p in found]
    [True, False, False, False, False, False, False]
    """
    ratio = (statistic + grain) / freedom
    against_chance = chi2.cdf(statistic, freedom)
    against_others = np.array(
        [
            f.cdf(
                ratio[line] / max(float(np.median(np.delete(ratio, line))), _NEVER_ZERO),
                freedom[line],
                freedom.sum() - freedom[line],
            )
            for line in range(len(ratio))
        ]
    )
    rarer: Numbers = np.maximum(against_chance, against_others)
    return rarer


def worst(tested: Sequence[Trial]) -> Trial:
    """Return the rarest of several tests."""
    return min(tested, key=lambda one: (one.p, one.indicator))
