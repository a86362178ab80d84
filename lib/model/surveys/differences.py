"""Differences (差异): which institutions a survey can tell apart, and which it cannot.

A difference that lies inside its own interval is 无显著差异. With 22 institutions there are
231 pairs: one in twenty would seem to differ by chance, so that is allowed for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

import numpy as np
from scipy import stats

from lib.model.intervals import wilson
from lib.model.noise.bands import Band, bands
from lib.model.noise.estimates import Estimate as Scored
from lib.model.noise.sampling import Reading
from lib.model.roster import Area
from lib.model.surveys.estimates import Count, Estimate

RISK = 0.05
"""Share of the pairs called different that may be so by chance."""
_QUARTER = 0.25


@dataclass(frozen=True, slots=True)
class Pair:
    """Two institutions compared, the better one first."""

    first: str
    second: str
    difference: float
    """Unit /1, never below zero."""
    low: float
    high: float
    """Ends of its 95 % interval, for this pair alone."""
    chance: float
    """Probability of such a difference or a larger one if both were alike."""
    adjusted: float
    """The same, all pairs allowed for."""

    @property
    def is_significant(self) -> bool:
        """Tell whether the difference is more than chance."""
        return self.adjusted <= RISK


def pairs(estimates: Sequence[Estimate]) -> tuple[Pair, ...]:
    """Compare every two institutions with answers.

    Notes
    -----
    Each pair is tested as two shares with a common variance; the interval is Newcombe's,
    made of two Wilson intervals. All pairs are allowed for by the procedure of Benjamini and
    Hochberg: among the pairs called different, one in twenty is so by chance.

    References
    ----------
    R. G. Newcombe (1998), *Interval estimation for the difference between independent
    proportions*, method 10; Y. Benjamini and Y. Hochberg (1995).
    """
    asked = sorted((e for e in estimates if e.count.sample), key=_standing)
    couples = list(combinations(asked, 2))
    chances = [chance(a.count, b.count) for a, b in couples]
    if not couples:
        return ()
    adjusted = stats.false_discovery_control(chances)
    return tuple(
        Pair(a.area_code, b.area_code, *difference(a.count, b.count), alone, float(allowed))
        for (a, b), alone, allowed in zip(couples, chances, adjusted, strict=True)
    )


def chance(first: Count, second: Count) -> float:
    """Return the two-sided probability of such a difference of two shares that are alike.

    Examples
    --------
    >>> round(chance(Count(38, 40), Count(30, 40)), 3)
    0.012
    """
    pooled = (first.found + second.found) / (first.sample + second.sample)
    error = sqrt(pooled * (1 - pooled) * (1 / first.sample + 1 / second.sample))
    apart = abs(first.found / first.sample - second.found / second.sample)
    return float(2 * stats.norm.sf(apart / error)) if error else 1.0


def difference(first: Count, second: Count) -> tuple[float, float, float]:
    """Return the difference of two shares and the ends of its 95 % interval (Newcombe).

    Examples
    --------
    >>> [round(100 * end, 1) for end in difference(Count(56, 70), Count(48, 80))]
    [20.0, 5.2, 33.4]
    """
    p, q = first.found / first.sample, second.found / second.sample
    (low, high), (below, above) = (wilson(c.found, c.sample) for c in (first, second))
    down = sqrt((p - low) ** 2 + (above - q) ** 2)
    up = sqrt((high - p) ** 2 + (q - below) ** 2)
    return p - q, p - q - down, p - q + up


def band_letters(
    estimates: Sequence[Estimate], areas: Sequence[Area], draws: int, rng: np.random.Generator
) -> dict[str, str]:
    """Group institutions into bands inside which nobody is ranked (同档不排名).

    Where no two institutions can be told apart there is one band: two halves of the county
    may differ although no two institutions do, but that helps nobody to rank them.

    Parameters
    ----------
    estimates
        Results of one question.
    areas
        The institutions.
    draws
        How many other samples to draw.
    rng
        Where chance comes from.

    Returns
    -------
    dict
        Letter by code of the institution, A for the best band; nothing for who has no answers.
    """
    known = {area.code: area for area in areas}
    asked = [e for e in estimates if e.count.sample and e.area_code in known]
    if not asked:
        return {}
    if not any(pair.is_significant for pair in pairs(asked)):
        return {e.area_code: "A" for e in asked}
    grouped: tuple[Band, ...] = bands(_as_scores(asked, known, draws, rng))
    return {asked[line].area_code: band.letter for band in grouped for line in band.lines}


def _as_scores(
    asked: Sequence[Estimate], known: dict[str, Area], draws: int, rng: np.random.Generator
) -> Scored:
    """Put shares in the form in which scores are grouped, in percent."""
    found = np.array([e.count.found for e in asked], dtype=float)
    sample = np.array([e.count.sample for e in asked])
    shares = 100 * found / sample
    likely = (found + _QUARTER) / (sample + 2 * _QUARTER)
    drawn = rng.binomial(sample, likely, size=(draws, len(asked))) / sample - likely
    ends = np.array([e.count.interval for e in asked]) * 100
    nothing = np.array([], dtype=np.int64)
    return Scored(
        Reading.SAMPLES,
        tuple(known[e.area_code] for e in asked),
        len(asked),
        shares,
        100 * drawn,
        ends[:, 0],
        ends[:, 1],
        nothing,
        nothing,
    )


def _standing(one: Estimate) -> tuple[float, str]:
    return -one.count.found / one.count.sample, one.area_code
