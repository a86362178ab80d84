"""Sampling error of each figure: what a sample, or a small number of people, can tell.

A check of records and a survey are samples: others drawn on the same day would have
given another figure. A register is no sample: nobody was left out. But where it holds
few people, one more or one less is chance too, so there are two readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from lib.model.indicators import Dimension, Indicator, Level, Origin, Unit
from lib.model.intervals import Z95, wilson
from lib.model.measures import Measures
from lib.model.numbers import Flags, Integers, Numbers
from lib.model.observations import Status
from lib.model.rules import Rules

UNBOUNDED = 0
"""Size of what was sampled, where it is not known or counts as without end."""
_DRAWN = "抽查"
"""What the catalogue says of a denominator that was drawn: 抽查份数, 抽查人数."""
_LEAST_SAMPLE = 10
_QUARTER = 0.25
"""Added to what was found and to what was not, so that ten out of ten can err too."""


class Reading(StrEnum):
    """What counts as chance."""

    SAMPLES = "samples"
    """Only samples err (只算抽样误差); a register is complete."""
    CHANCE = "chance"
    """Small registers vary by chance as well (也算小分母的偶然波动)."""


class Kind(StrEnum):
    """Where a figure comes from."""

    CHECK = "check"
    """Records or persons drawn for a check (抽查)."""
    SURVEY = "survey"
    """Answers of persons asked (问卷调查)."""
    REGISTER = "register"
    """Everybody concerned was counted."""
    FIXED = "fixed"
    """A task of management or a sum of money: no draw in either reading."""


def kind_of(indicator: Indicator, rules: Rules) -> Kind:
    """Tell where the figures of an indicator come from, by the catalogue and the scheme.

    Surveys are those whose source is a survey; checks are those that the scheme links to
    the indicators they verify, or whose denominator the catalogue defines as drawn.
    """
    sampled = rules.authenticity.links if rules.authenticity else {}
    if indicator.source == Origin.SURVEY:
        return Kind.SURVEY
    if indicator.code in sampled or _DRAWN in indicator.denominator.zh:
        return Kind.CHECK
    managed = indicator.dimension == Dimension.MANAGEMENT
    return Kind.FIXED if managed or indicator.unit == Unit.PLAIN else Kind.REGISTER


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The counts behind every measure that may err, shape (areas, indicators)."""

    measures: Measures
    kinds: tuple[Kind, ...]
    """Of each indicator."""
    moving: Flags
    """Measures that err in the chosen reading."""
    population: Integers
    """How many the sample was drawn from; `UNBOUNDED` where there is no end to it."""


def samples(measures: Measures, rules: Rules, reading: Reading) -> Samples:
    """Find the measures that may err, and what they were drawn from.

    Parameters
    ----------
    measures
        Measures of areas by indicators.
    rules
        Which indicator verifies which (the links of authenticity): the files of the
        verified one are what the sample was drawn from.
    reading
        Whether registers count as draws too.
    """
    kinds = tuple(kind_of(indicator, rules) for indicator in measures.indicators)
    wanted = {Kind.CHECK, Kind.SURVEY} | ({Kind.REGISTER} if reading == Reading.CHANCE else set())
    columns = np.array([kind in wanted for kind in kinds])
    counted = (measures.status == Status.REPORTED) & (measures.denominator > 0)
    return Samples(measures, kinds, counted & columns, _populations(measures, rules))


def _populations(measures: Measures, rules: Rules) -> Integers:
    """Largest number of files among those that a check verifies; never less than the sample."""
    found = np.full(measures.denominator.shape, UNBOUNDED)
    for sampled, linked in (rules.authenticity.links if rules.authenticity else {}).items():
        columns = [measures.columns[code] for code in linked if code in measures.columns]
        if sampled in measures.columns and columns:
            column = measures.columns[sampled]
            files = measures.numerator[:, columns].max(axis=1)
            known = files > 0
            least = measures.denominator[:, column]
            found[known, column] = np.maximum(files, least)[known]
    return found


def draw(found: Samples, draws: int, rng: np.random.Generator) -> dict[str, Numbers]:
    """Draw the values that other samples of the same size would have given.

    Parameters
    ----------
    found
        Counts and what they were drawn from.
    draws
        How many times.
    rng
        Where chance comes from.

    Returns
    -------
    dict
        By indicator that errs anywhere: values in its unit, float64, shape (draws, areas);
        what does not err has its value in every draw, NaN where there is none.

    Notes
    -----
    The share behind r of n is taken as (r + ¼) / (n + ½): without the quarter, ten out of
    ten would never err. The numerator is drawn given n: binomial; hypergeometric out of a
    whole of N, so that with n = N nothing is left to chance (finite population correction);
    Poisson where it may exceed n. A figure of the whole county errs alike for all, so it
    is drawn once.
    """
    measures = found.measures
    drawn: dict[str, Numbers] = {}
    for column in np.flatnonzero(found.moving.any(axis=0)).tolist():
        indicator = measures.indicators[column]
        lines = np.flatnonzero(found.moving[:, column])
        one = lines[:1] if indicator.level == Level.COUNTY else lines
        values = np.tile(floats(measures.values[:, column]), (draws, 1))
        counts = _numerators(found, one, column, draws, rng)
        values[:, lines] = counts / measures.denominator[one, column] * indicator.factor
        drawn[indicator.code] = values
    return drawn


def _numerators(
    found: Samples, lines: Integers, column: int, draws: int, rng: np.random.Generator
) -> Integers:
    r = found.measures.numerator[lines, column]
    n = found.measures.denominator[lines, column]
    size = (draws, len(lines))
    if found.measures.indicators[column].over_100:
        return rng.poisson(r + _QUARTER, size=size)
    share = (r + _QUARTER) / (n + 2 * _QUARTER)
    counts: Integers = rng.binomial(n, share, size=size)
    whole = found.population[lines, column]
    for place in np.flatnonzero(whole != UNBOUNDED).tolist():
        good = round(float(share[place] * whole[place]))
        rest = int(whole[place]) - good
        counts[:, place] = rng.hypergeometric(good, rest, n[place], size=draws)
    return counts


def floats(exact: Numbers) -> Numbers:
    """Turn exact values into floats, None into NaN."""
    return np.array([np.nan if v is None else float(v) for v in exact.flat]).reshape(exact.shape)


@dataclass(frozen=True, slots=True)
class Margin:
    """How far one figure can be trusted."""

    kind: Kind
    found: int
    sample: int
    population: int
    """`UNBOUNDED` where there is no end to it."""
    low: float
    high: float
    """Ends of the 95 % interval, unit /1."""

    @property
    def half_width(self) -> float:
        """Half of the interval, unit /1."""
        return (self.high - self.low) / 2


def margin(found: Samples, area: str, indicator: str) -> Margin | None:
    """Return the 95 % interval of one figure (Wilson, with the finite population correction).

    Returns
    -------
    Margin or None
        None where the figure does not err in this reading, or may exceed 100 %.
    """
    line, column = found.measures.line(area), found.measures.column(indicator)
    if not found.moving[line, column] or found.measures.indicators[column].over_100:
        return None
    r, n = (int(a[line, column]) for a in (found.measures.numerator, found.measures.denominator))
    whole = int(found.population[line, column])
    low, high = wilson(r, n, Z95 * correction(n, whole))
    return Margin(found.kinds[column], r, n, whole, low, high)


def correction(sample: int, population: int) -> float:
    """Return the finite population correction √((N − n) / (N − 1)); 1 for no end, 0 for all.

    Examples
    --------
    >>> correction(10, UNBOUNDED), correction(10, 10), round(correction(10, 37), 3)
    (1.0, 0.0, 0.866)
    """
    if population == UNBOUNDED:
        return 1.0
    if population <= sample:
        return 0.0
    return float(np.sqrt((population - sample) / (population - 1)))


def least_sample(rules: Rules) -> int:
    """Return the smallest sample that the rules let anything rest on; ten where they are silent."""
    return rules.authenticity.min_sample if rules.authenticity else _LEAST_SAMPLE


def small_samples(found: Samples, least: int) -> tuple[tuple[int, str, int], ...]:
    """List the samples below a size: position of the area, indicator, size; smallest first.

    Only true samples that are no secret: registers of few people are not named here.
    """
    measures = found.measures
    return tuple(
        sorted(
            (
                (line, measures.indicators[column].code, int(measures.denominator[line, column]))
                for line, column in np.argwhere(found.moving & (measures.denominator < least))
                if found.kinds[column] in (Kind.CHECK, Kind.SURVEY)
                and not measures.indicators[column].sensitive
            ),
            key=lambda sample: (sample[2], sample[1], sample[0]),
        )
    )
