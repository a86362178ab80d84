"""The engine's formulas on many sets of weights at once, on float64 arrays.

Where floats alone could decide a fen or a rank wrongly, the draw is handed to
exact arithmetic, so what is simulated always equals what would be paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lib.errors import N_, InputError
from lib.model.aggregation import Parts, compose
from lib.model.allocation import PERCENT, allocate, coefficients, resolve_pool, split_pool
from lib.model.apportionment import ROUNDING_UNITS, apportion, apportion_draws
from lib.model.evaluation import Outcome
from lib.model.numbers import Flags, Integers, Numbers, exact, round_half_up
from lib.model.ranking import rank
from lib.model.rules import AllocationRules, Basis, Rules
from lib.model.scores import Scores, weigh

CHUNK = 8_192
"""Draws computed together; bounds the memory whatever the number of draws."""
_NEAR = 1e-9
"""Distance from a rounding or pass boundary within which floats are not trusted."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """Results of many sets of weights, shape (draws, areas)."""

    scores: Numbers
    """Published scores, 0 to 100."""
    ranks: Integers
    amounts: Integers
    """Fen."""
    settled_exactly: int
    """Draws that exact arithmetic had to decide."""


def simulate(outcome: Outcome, factors: Mapping[str, Numbers]) -> Simulation:
    """Score and share for many sets of weights.

    Parameters
    ----------
    outcome
        An evaluation; its marks do not depend on weights and are used again.
    factors
        By leaf code: what its points are multiplied by, float64, shape
        (draws,). Leaves that are not named keep their points; totals are
        restored as `Tree.rescaled` does.

    Raises
    ------
    InputError
        If the outcome has no allocation, or no factors are given.

    References
    ----------
    Property held by test: for any rules, the simulated amounts of one set of
    weights equal the paid amounts to the fen.
    """
    if outcome.rules.allocation is None or not factors:
        raise InputError(N_("A simulation needs rules with an allocation, and weights to vary."))
    draws = len(next(iter(factors.values())))
    parts = [
        _run(outcome, {leaf: values[start : start + CHUNK] for leaf, values in factors.items()})
        for start in range(0, draws, CHUNK)
    ]
    return Simulation(
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.ranks for part in parts]),
        np.concatenate([part.amounts for part in parts]),
        sum(part.settled_exactly for part in parts),
    )


def _run(outcome: Outcome, factors: Mapping[str, Numbers]) -> Simulation:
    scores, rules = outcome.scores, outcome.rules
    points = {kind: _points(scores, kind, factors) for kind in {a.kind for a in scores.areas}}
    parts = scores.marks.parts
    floats = Parts(parts.kinds, parts.attainment.astype(np.float64), parts.treatment)
    earned, full_mark = compose(scores.tree, points, floats)
    full = PERCENT * earned / full_mark
    ceiling = np.array([PERCENT if c is None else float(c) for c in scores.marks.ceiling])
    full = np.minimum(full, ceiling)
    published = round_half_up(full, rules.score_decimals)
    doubtful = _near_half(full, rules.score_decimals)
    rank_on = published if rules.rank_basis == Basis.PUBLISHED else full
    money_on = published if rules.money_basis == Basis.PUBLISHED else full
    if rules.rank_basis == Basis.FULL:
        doubtful |= _near_ties(full)
    amounts, undecided = _amounts(outcome, money_on, rules)
    result = Simulation(published, rank(rank_on), amounts, 0)
    return _settle_exactly(outcome, factors, np.flatnonzero(doubtful | undecided), result)


def _points(scores: Scores, kind: str, factors: Mapping[str, Numbers]) -> Numbers:
    """Points of every leaf for every draw, rescaled to the total of the kind."""
    base = scores.tree.points(kind).astype(np.float64)
    draws = len(next(iter(factors.values())))
    points = np.tile(base, (draws, 1))
    for leaf, values in factors.items():
        points[:, scores.tree.positions[leaf]] *= values
    rescaled: Numbers = points * (base.sum() / points.sum(axis=-1))[:, np.newaxis]
    return rescaled


def _near_half(full: Numbers, decimals: int) -> Flags:
    """Scores that lie so close to a half that rounding could go either way."""
    scaled = full * 10**decimals
    near: Flags = (np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR * 10**decimals).any(axis=-1)
    return near


def _near_ties(full: Numbers) -> Flags:
    ordered = np.sort(full, axis=-1)
    near: Flags = np.any(np.diff(ordered, axis=-1) < _NEAR, axis=-1)
    return near


def _amounts(outcome: Outcome, scores: Numbers, rules: Rules) -> tuple[Integers, Flags]:
    """Share the pool for every draw; flag the draws that need exact arithmetic."""
    money = rules.allocation
    areas = outcome.scores.areas
    if money is None or money.floor_share is not None or money.cap_share is not None:
        return np.zeros(scores.shape, dtype=np.int64), np.ones(len(scores), dtype=bool)
    base_pool, pool, _ = split_pool(resolve_pool(money, areas), money)
    people = np.array([area.population for area in areas], dtype=np.float64)
    share = coefficients(scores, money, outcome.scores.marks.barred)
    weights = people * share
    doubtful: Flags = weights.sum(axis=-1) <= 0
    if rules.money_basis == Basis.FULL:
        near = np.abs(scores - float(money.pass_line)) < _NEAR
        doubtful = doubtful | near.any(axis=-1)
    if pool == 0:
        return np.tile(_base(base_pool, people, money), (len(scores), 1)), doubtful
    unit = ROUNDING_UNITS[money.rounding_unit]
    safe = np.where(doubtful[:, np.newaxis], people, weights)
    shared = apportion_draws(pool // unit, safe)
    amounts = shared.amounts * unit + _base(base_pool, people, money)
    return amounts, doubtful | shared.doubtful


def _base(pool: int, people: Numbers, money: AllocationRules) -> Integers:
    """Share the part by head exactly; it is the same for every draw."""
    unit = ROUNDING_UNITS[money.rounding_unit]
    if pool == 0:
        return np.zeros(len(people), dtype=np.int64)
    return np.array(apportion(pool // unit, exact(int(p) for p in people))) * unit


def _settle_exactly(
    outcome: Outcome, factors: Mapping[str, Numbers], draws: Integers, result: Simulation
) -> Simulation:
    """Run the exact engine for the draws that floats could not decide."""
    for draw in draws.tolist():
        chosen = {leaf: Fraction(float(values[draw])) for leaf, values in factors.items()}
        scores, amounts = reweigh(outcome, chosen)
        result.scores[draw] = [float(score) for score in scores.published]
        result.ranks[draw] = [place for place in scores.ranks if place is not None]
        result.amounts[draw] = [amounts[area.code] for area in outcome.areas]
    return replace(result, settled_exactly=len(draws))


def reweigh(outcome: Outcome, factors: Mapping[str, Fraction]) -> tuple[Scores, dict[str, int]]:
    """Score and share exactly for one set of weights, using the marks again.

    Parameters
    ----------
    outcome
        An evaluation with an allocation.
    factors
        By leaf code, exact.

    Raises
    ------
    InputError
        If the outcome has no allocation.
    """
    rules = outcome.rules
    if rules.allocation is None:
        raise InputError(N_("A simulation needs rules with an allocation, and weights to vary."))
    tree = outcome.scores.tree.rescaled(factors)
    scores = weigh(outcome.scores.measures, outcome.scores.marks, rules, tree)
    basis = scores.published if rules.money_basis == Basis.PUBLISHED else scores.full
    shared = allocate(scores.areas, basis, rules.allocation, scores.marks.barred, rules.day)
    return scores, shared.amounts()
