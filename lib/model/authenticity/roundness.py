"""Figures too round, too alike or too apt: last digits, equal counts, counts just at the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from scipy.stats import binom, poisson_binom

from lib.model.authenticity.evenness import LEAST_GROUP, Pattern, Trial
from lib.model.numbers import Numbers

LEAST_COUNT = 100
"""Counts below it end in 0 or 5 for reasons of their own: two digits leave little choice."""
LEAST_DIGITS = 40
_SAME_COUNT = 50
_LEAST_VARIANCE = 5
_EXPECTED = 0.2
_NUDGE = 1e-9


def of_digits(lines: pd.DataFrame) -> list[Trial]:
    """Test whether counts end in 0 or 5 more often than one in five.

    Parameters
    ----------
    lines
        Columns `institution`, `area_code`, `indicator`, `numerator`, `denominator`; what
        stands unchanged for months is taken once.
    """
    usable = (lines["numerator"] >= LEAST_COUNT) & (lines["numerator"] != lines["denominator"])
    kept = lines[usable.to_numpy()].drop_duplicates(["area_code", "indicator", "numerator"])
    found = []
    for area, rows in kept.groupby("institution"):
        count, ending = len(rows), int((rows["numerator"] % 5 == 0).sum())
        if count >= LEAST_DIGITS:
            p = float(binom.sf(ending - 1, count, _EXPECTED))
            found.append(Trial(str(area), Pattern.DIGITS, "", p, ending / count, _EXPECTED, count))
    return found


def of_twins(lines: pd.DataFrame) -> list[Trial]:
    """Test whether many stations of different size report the very same count.

    A count is hit by chance with probability 1/√(2πv) at most, v its binomial variance; the
    chance that so many hit one and the same is bounded by the number of stations times that
    of the others hitting it.

    Parameters
    ----------
    lines
        Columns as in `of_stations`, of one month.
    """
    usable = (lines["numerator"] >= _SAME_COUNT) & (lines["numerator"] != lines["denominator"])
    return [
        _twins(str(area), str(indicator), rows)
        for (area, indicator), rows in lines[usable.to_numpy()].groupby(
            ["institution", "indicator"]
        )
        if len(rows) >= LEAST_GROUP
    ]


def _twins(area: str, indicator: str, rows: pd.DataFrame) -> Trial:
    kinds = rows.groupby("numerator")["denominator"].nunique()
    most, count = int(kinds.max()), len(rows)
    share = rows["numerator"] / rows["denominator"]
    hit = float(_hits(rows["denominator"].to_numpy(), share.to_numpy()).max())
    p = min(1.0, count * float(binom.sf(most - 2, count - 1, hit)))
    return Trial(area, Pattern.TWINS, indicator, p, float(most), 1 + (count - 1) * hit, count)


def of_targets(lines: pd.DataFrame, targets: Mapping[str, float]) -> list[Trial]:
    """Test whether more counts than chance allows reach the target with nobody to spare.

    Parameters
    ----------
    lines
        Columns as in `of_stations`, of one month.
    targets
        Share that is asked, unit /1, of indicators where more is better.
    """
    return list(_at_target(lines[lines["indicator"].isin(list(targets)).to_numpy()], targets))


def _at_target(lines: pd.DataFrame, targets: Mapping[str, float]) -> Iterator[Trial]:
    asked = lines["indicator"].map(dict(targets)).astype("float64").to_numpy()
    size, counted = lines["denominator"].to_numpy(), lines["numerator"].to_numpy()
    enough = size * asked * (1 - asked) >= _LEAST_VARIANCE
    least = np.ceil(size * asked - _NUDGE)
    table = pd.DataFrame(
        {"institution": lines["institution"], "met": counted == least, "chance": _hits(size, asked)}
    )[enough]
    for area, rows in table.groupby("institution"):
        if len(rows) < LEAST_GROUP:
            continue
        chances = rows["chance"].to_numpy()
        met = int(rows["met"].sum())
        p = float(poisson_binom.sf(met - 1, chances)) if met else 1.0
        yield Trial(str(area), Pattern.TARGET, "", p, float(met), float(chances.sum()), len(rows))


def _hits(size: Numbers, share: Numbers) -> Numbers:
    """Return the greatest chance of any one count."""
    variance = np.maximum(size * share * (1 - share), 1.0)
    chance: Numbers = np.minimum(1.0, 1 / np.sqrt(2 * np.pi * variance))
    return chance
