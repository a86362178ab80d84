"""Other methods of making one score of many indicators, for comparison only.

Nothing is paid by them. They work on the values as measured, not on the scoring
functions and targets of the scheme, and weigh them with the points of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from lib.errors import N_, InputError
from lib.model.aggregation import Treatment, leaf_points
from lib.model.evaluation import Outcome
from lib.model.numbers import Flags, Integers, Numbers, known
from lib.model.ranking import rank
from lib.model.robustness.agreement import correlation

_DIGITS = 12
"""Decimals in which two scores of a method must differ to rank apart."""
_LEAST = 0.01
"""Lowest normalised value under a geometric mean, which a zero would wipe out."""


class Normalisation(StrEnum):
    """How values are made comparable."""

    SCHEME = "scheme"
    """The scoring functions of the scheme."""
    MIN_MAX = "min_max"
    """Position between the worst and the best institution."""
    Z_SCORE = "z_score"
    """Distance from the mean in standard deviations."""
    RANK = "rank"
    """Position in the order of the institutions."""


class Aggregation(StrEnum):
    """How comparable values become one score."""

    ARITHMETIC = "arithmetic"
    """A gap in one indicator can be made up elsewhere."""
    GEOMETRIC = "geometric"
    """A gap in one indicator can hardly be made up."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Ranks under another method, areas in the order of their codes."""

    normalisation: Normalisation
    aggregation: Aggregation
    ranks: Integers
    correlation: float
    """Rank correlation with the ranks of the rules, -1 to 1."""
    places: int
    """Most places that an institution moves."""


METHODS = (
    (Normalisation.SCHEME, Aggregation.GEOMETRIC),
    (Normalisation.MIN_MAX, Aggregation.ARITHMETIC),
    (Normalisation.MIN_MAX, Aggregation.GEOMETRIC),
    (Normalisation.Z_SCORE, Aggregation.ARITHMETIC),
    (Normalisation.RANK, Aggregation.ARITHMETIC),
    (Normalisation.RANK, Aggregation.GEOMETRIC),
)
"""Methods that are compared; z-scores are negative, so they have no geometric mean."""


def compare_methods(outcome: Outcome) -> tuple[Alternative, ...]:
    """Rank the institutions by each of the other `METHODS`.

    Parameters
    ----------
    outcome
        An evaluation.

    Raises
    ------
    InputError
        If an institution has no score.

    References
    ----------
    OECD/JRC (2008), *Handbook on Constructing Composite Indicators*, steps 5 and 6.
    """
    if None in outcome.scores.ranks:
        raise InputError(N_("Methods can only be compared where every institution has a score."))
    now = np.array(outcome.scores.ranks, dtype=np.int64)
    tree, parts = outcome.scores.tree, outcome.scores.marks.parts
    points = leaf_points(tree, {k: tree.points(k) for k in set(parts.kinds)}, parts).astype(float)
    weights = points / points.sum(axis=1, keepdims=True)
    found = []
    for normalisation, aggregation in METHODS:
        normalised = normalise(outcome, normalisation)
        combined = _AGGREGATE[aggregation](normalised, weights)
        ranks = rank(np.round(combined, _DIGITS))
        places = int(np.abs(ranks - now).max())
        agree = correlation(now, ranks)
        found.append(Alternative(normalisation, aggregation, ranks, agree, places))
    return tuple(found)


def normalise(outcome: Outcome, normalisation: Normalisation) -> Numbers:
    """Make the values of every leaf comparable, higher is better; shape (areas, leaves).

    A gap that the rules count as nothing has the worst value there is, one that
    they count in full the best; parts that take no points count for nothing.
    """
    scores = outcome.scores
    parts = scores.marks.parts
    if normalisation == Normalisation.SCHEME:
        return parts.attainment.astype(float)
    normalised = np.zeros(parts.attainment.shape)
    for position, leaf in enumerate(scores.tree.leaves):
        values = scores.marks.values[:, scores.measures.column(leaf.indicator)]
        sign = 1 if outcome.rules.scoring[leaf.code].direction == "higher" else -1
        there = known(values)
        if there.any():
            column = _NORMALISE[normalisation](sign * values[there].astype(float))
            normalised[:, position] = _filled(column, there, parts.treatment[:, position])
    return normalised


def _filled(column: Numbers, there: Flags, treatment: Integers) -> Numbers:
    filled = np.full(len(there), column.min())
    filled[treatment == Treatment.FULL] = column.max()
    filled[there] = column
    return filled


def _min_max(values: Numbers) -> Numbers:
    span = values.max() - values.min()
    return (values - values.min()) / span if span > 0 else np.ones_like(values)


def _z_score(values: Numbers) -> Numbers:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)


def _rank_share(values: Numbers) -> Numbers:
    shares: Numbers = stats.rankdata(values) / len(values)
    return shares


def _arithmetic(normalised: Numbers, weights: Numbers) -> Numbers:
    total: Numbers = (normalised * weights).sum(axis=1)
    return total


def _geometric(normalised: Numbers, weights: Numbers) -> Numbers:
    product: Numbers = np.exp((np.log(np.maximum(normalised, _LEAST)) * weights).sum(axis=1))
    return product


_NORMALISE: Mapping[Normalisation, Callable[[Numbers], Numbers]] = {
    Normalisation.MIN_MAX: _min_max,
    Normalisation.Z_SCORE: _z_score,
    Normalisation.RANK: _rank_share,
}
_AGGREGATE: Mapping[Aggregation, Callable[[Numbers, Numbers], Numbers]] = {
    Aggregation.ARITHMETIC: _arithmetic,
    Aggregation.GEOMETRIC: _geometric,
}
