"""P4: our Monte Carlo beside decision libraries, in one run: weighted sum and ranks, per vector.

They give ranks and no money; ours gives ranks and exact fen. They come from
requirements-bench.txt and take no part in the product.
"""

from collections.abc import Callable
from functools import partial
from importlib.metadata import version

import numpy as np
import skcriteria
from pymcdm.methods import WSM
from skcriteria.agg.simple import WeightedSumModel

from lib.model.evaluation import Outcome
from lib.model.numbers import Numbers
from lib.model.simulation import simulate
from tests.bench.timing import Timing, in_turn, row

DRAWS = 100_000
FEW = 500
"""Vectors that a rival is given: one call each, so more would only take longer."""
GOALS = {"pymcdm": 1_000, "scikit-criteria": 5_000}


def run(outcome: Outcome) -> None:
    """Print one row for each rival."""
    leaves = outcome.scores.tree.leaves
    factors = np.random.default_rng(1).uniform(0.5, 1.5, (DRAWS, len(leaves)))
    by_leaf = {leaf.code: factors[:, n].copy() for n, leaf in enumerate(leaves)}
    ours = partial(simulate, outcome, by_leaf)
    points = outcome.scores.tree.points().astype(np.float64)
    weights = points * factors[:FEW]
    weights /= weights.sum(axis=1, keepdims=True)
    matrix = outcome.scores.marks.parts.attainment.astype(np.float64)
    rivals: dict[str, Callable[[], object]] = {
        "pymcdm": partial(_pymcdm, matrix, weights),
        "pymcdm, bare": partial(_pymcdm_bare, matrix, weights),
        "scikit-criteria": partial(_scikit_criteria, matrix, weights),
    }
    for name, theirs in rivals.items():
        _row(name, *in_turn(ours, theirs))


def _row(name: str, ours: Timing, theirs: Timing) -> None:
    own, other = DRAWS / ours.median, FEW / theirs.median
    package = name.partition(",")[0]
    goal = GOALS[package]
    against = f"{other:,.0f} vectors/s"
    row(
        "P4",
        f"ours against {name} {version(package)}",
        ours,
        against,
        f"{own / other:,.0f}x (goal {goal:,}x)",
    )


def _pymcdm(matrix: Numbers, weights: Numbers) -> None:
    """Rank by weighted sums, called as its documentation does; it cannot do with zeros."""
    types, method, positive = np.ones(matrix.shape[1]), WSM(), np.maximum(matrix, 1e-3)
    for vector in weights:
        method.rank(method(positive, vector, types))


def _pymcdm_bare(matrix: Numbers, weights: Numbers) -> None:
    """Leave out its checks and its normalisation: the values are attainments already."""
    types, method = np.ones(matrix.shape[1]), WSM(_as_they_are)
    for vector in weights:
        method.rank(method(matrix, vector, types, validation=False))


def _as_they_are(values: Numbers, *, cost: bool) -> Numbers:
    assert not cost
    return values


def _scikit_criteria(matrix: Numbers, weights: Numbers) -> None:
    """Rank by weighted sums; a decision matrix holds its weights, so each needs one."""
    types, method = [max] * matrix.shape[1], WeightedSumModel()
    for vector in weights:
        method.evaluate(skcriteria.mkdm(matrix, types, weights=vector)).rank_  # noqa: B018
