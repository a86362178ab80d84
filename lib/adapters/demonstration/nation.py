"""A synthetic nation (示例数据): counties like the demonstration, each with figures of its own.

Made from the demonstration by drawing, for every county, how large it is and how well every
area does on every indicator. Counts that grow through the year still do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from lib.model.numbers import Integers
from lib.model.observations import NO_COUNT
from lib.model.roster import Roster

_SMALLEST, _LARGEST = 0.4, 2.0
_WORST, _BEST = 0.8, 1.1


def counties(
    roster: Roster, observations: pd.DataFrame, count: int, seed: int
) -> Iterator[tuple[str, Roster, pd.DataFrame]]:
    """Make counties, one at a time.

    Parameters
    ----------
    roster
        The pattern: every county has as many institutions and clinics.
    observations
        Its figures, columns as in `Dataset`.
    count
        Number of counties.
    seed
        The same gives the same counties, whatever their number.

    Yields
    ------
    tuple
        Code, roster and observations of a county.
    """
    for number in range(1, count + 1):
        rng = np.random.default_rng((seed, number))
        size = rng.uniform(_SMALLEST, _LARGEST)
        code = f"N{number:04}"
        yield code, _grown(roster, size, number), _redrawn(observations, size, rng)


def _grown(roster: Roster, size: float, number: int) -> Roster:
    areas = tuple(
        replace(
            area,
            name=f"示例县{number:04}·{area.code}",
            aliases=(),
            population=None if area.population is None else round(area.population * size),
        )
        for area in roster.areas
    )
    return Roster(areas)


def _redrawn(observations: pd.DataFrame, size: float, rng: np.random.Generator) -> pd.DataFrame:
    """Scale denominators by the size of the county, numerators by the quality of each area too."""
    areas, indicators = (
        observations[name].astype("category").cat.codes.to_numpy()
        for name in ("area_code", "indicator")
    )
    quality = rng.uniform(_WORST, _BEST, (areas.max() + 1, indicators.max() + 1))
    before = observations["denominator"].to_numpy()
    whole = _scaled(before, np.full(len(before), size))
    whole = np.where((before > 0) & (whole == 0), 1, whole)  # nobody loses its target group
    part = _scaled(observations["numerator"].to_numpy(), size * quality[areas, indicators])
    fits = observations["numerator"].to_numpy() <= before  # some indicators may exceed 100 %
    return observations.assign(
        numerator=np.where(fits, np.minimum(part, whole), part), denominator=whole
    )


def _scaled(counts: Integers, factors: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Integers:
    scaled: Integers = np.where(
        counts == NO_COUNT, NO_COUNT, np.floor(counts * factors).astype(np.int64)
    )
    return scaled
