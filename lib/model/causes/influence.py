"""Influence (实际影响): what a weight does, beside what it says.

The nominal weight of an item is its share of the points. What it does to the result hangs
on how far the institutions differ in it: an item in which all are equal has no influence,
whatever its weight.

Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?,
*Journal of the Royal Statistical Society A* 176(3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

import numpy as np

from lib.errors import AllocationError
from lib.model.aggregation import Parts
from lib.model.evaluation import Outcome, conclude
from lib.model.numbers import Numbers, exact
from lib.model.observations import Dataset
from lib.model.scores import Scores, weigh
from lib.model.tree import Node

ALIKE = 0.95
"""Correlation from which two indicators count nearly the same thing."""
_PERCENT = 100
_FEWEST = 3  # institutions: two points always lie on a line


@dataclass(frozen=True, slots=True)
class Influence:
    """What one item is meant to weigh, and what it does."""

    item: str
    nominal: Fraction
    """Mean share of the points of the institutions, points of 100."""
    spread: Fraction
    """Largest less smallest score on the item, points of 100."""
    share: float
    """Its part of the variance of the scores, /1; the parts of all items add up to 1."""
    ratio: float
    """Squared correlation of its scores with the total, /1: the linear correlation ratio."""
    moved: int | None
    """Fen that would change hands if all institutions had the mean attainment in it; None where
    the rules cannot hold then, such as caps below the pool."""

    @property
    def is_dead(self) -> bool:
        """Tell whether it distinguishes nobody: all have the same share of its points."""
        return self.spread == 0


@dataclass(frozen=True, slots=True)
class Twins:
    """Two scored indicators whose attainments rise and fall together (重复计分)."""

    first: str
    second: str
    correlation: float
    points: Fraction
    """Weight of the two together, points of 100."""


def influences(dataset: Dataset, outcome: Outcome) -> tuple[Influence, ...]:
    """Return the influence of every service item that has points, in reading order.

    Parameters
    ----------
    dataset
        The data of the outcome.
    outcome
        An evaluation with an allocation.

    Notes
    -----
    score = Σ of the points earned on the items, of 100; its variance over the institutions
    is the sum of the covariances of the items with it. A ceiling of a veto is not part of it.
    """
    scores = outcome.scores
    nodes = [n for n in scores.tree.with_role("service_item") if _points(scores, n).sum() > 0]
    earned = {node.code: _earned(scores, node) for node in nodes}
    total = sum(earned.values(), exact([0] * len(scores.areas)))
    return tuple(_influence(dataset, outcome, node, earned[node.code], total) for node in nodes)


def dead_leaves(outcome: Outcome) -> tuple[str, ...]:
    """Return the scored indicators in which all institutions attain the same."""
    scores = outcome.scores
    return tuple(
        leaf.code
        for position, leaf in enumerate(scores.tree.leaves)
        if (there := scores.points[:, position] > 0).any()
        and len(set(scores.marks.parts.attainment[there, position].tolist())) == 1
    )


def twins(outcome: Outcome, least: float = ALIKE) -> tuple[Twins, ...]:
    """Return pairs of indicators that nearly repeat one another, the closest first.

    Only institutions in which both are scored count, and at least three of them.
    """
    scores = outcome.scores
    columns = scores.marks.parts.attainment.astype(np.float64)
    there = scores.points > 0
    found = []
    for left, right in combinations(range(len(scores.tree.leaves)), 2):
        both = there[:, left] & there[:, right]
        alike = _correlation(columns[both, left], columns[both, right])
        if alike is not None and alike >= least:
            first, second = (scores.tree.leaves[at].code for at in (left, right))
            found.append(Twins(first, second, alike, _nominal(scores, (left, right))))
    return tuple(sorted(found, key=lambda pair: (-pair.correlation, pair.first, pair.second)))


def level(scores: Scores, node: Node) -> Scores | None:
    """Return the marks with everybody's attainment in an item at the mean of all."""
    run = slice(node.start, node.stop)
    points, attainment = scores.points[:, run], scores.marks.parts.attainment.copy()
    whole = points.sum()
    if whole == 0:
        return None
    attainment[:, run] = Fraction((points * attainment[:, run]).sum()) / whole
    parts = scores.marks.parts
    return replace(
        scores,
        marks=replace(scores.marks, parts=Parts(parts.kinds, attainment, parts.treatment)),
    )


def _influence(
    dataset: Dataset, outcome: Outcome, node: Node, earned: Numbers, total: Numbers
) -> Influence:
    scores = outcome.scores
    attained = _attained(scores, node)
    variance, covariance = _covariance(total, total), _covariance(earned, total)
    own = _covariance(earned, earned)
    return Influence(
        item=node.code,
        nominal=_nominal(scores, range(node.start, node.stop)),
        spread=_PERCENT * (max(attained) - min(attained)),
        share=float(covariance / variance) if variance else 0.0,
        ratio=float(covariance**2 / (variance * own)) if variance and own else 0.0,
        moved=_moved(dataset, outcome, node),
    )


def _moved(dataset: Dataset, outcome: Outcome, node: Node) -> int | None:
    levelled = level(outcome.scores, node)
    if levelled is None or outcome.allocation is None:
        return 0
    scores = weigh(levelled.measures, levelled.marks, outcome.rules, outcome.scores.tree)
    try:
        after = conclude(dataset, outcome.rules, scores, None).allocation
    except AllocationError:
        return None
    before = outcome.allocation.amounts()
    changes = {c: a - before[c] for c, a in after.amounts().items()} if after else {}
    return sum(max(0, change) for change in changes.values())


def _points(scores: Scores, node: Node) -> Numbers:
    points: Numbers = scores.points[:, node.start : node.stop]
    return points


def _earned(scores: Scores, node: Node) -> Numbers:
    """Points of 100 that each institution earns on an item."""
    run = slice(node.start, node.stop)
    earned = (scores.points[:, run] * scores.marks.parts.attainment[:, run]).sum(axis=1)
    of_hundred: Numbers = _PERCENT * earned / scores.full_mark
    return of_hundred


def _attained(scores: Scores, node: Node) -> list[Fraction]:
    """Share of the item's points each institution earns; those it does not apply to left out."""
    points = _points(scores, node).sum(axis=1)
    pairs = ((scores.part(a.code, node.code), p) for a, p in zip(scores.areas, points, strict=True))
    return [earned / most for (earned, most), p in pairs if p > 0]


def _nominal(scores: Scores, positions: Iterable[int]) -> Fraction:
    own = scores.points[:, list(positions)].sum(axis=1)
    return _PERCENT * Fraction((own / scores.full_mark).sum()) / len(own)


def _correlation(left: Numbers, right: Numbers) -> float | None:
    if len(left) < _FEWEST or np.ptp(left) == 0 or np.ptp(right) == 0:
        return None
    return float(np.corrcoef(left, right)[0, 1])


def _covariance(left: Numbers, right: Numbers) -> Fraction:
    """Exactly, so that what is all equal has no variance at all."""
    count = len(left)
    products = (left - left.sum() / count) * (right - right.sum() / count)
    return Fraction(products.sum()) / count
