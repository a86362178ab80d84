"""From many draws of the scores to amounts, by the engine's allocation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lib.model import claiming
from lib.model.allocation import Claims, resolve_pool, single_weights, split_pool
from lib.model.apportionment import ROUNDING_UNITS, apportion, apportion_draws
from lib.model.evaluation import Outcome
from lib.model.numbers import Flags, Integers, Numbers, exact
from lib.model.ranking import rank
from lib.model.rules import AllocationRules, Basis, Formula
from lib.model.scores import Scores

_NEAR = 1e-9
"""Distance from the pass line within which floats are not trusted."""


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """Draws that are marked."""

    attainment: Numbers
    """Unit /1, shape (draws, areas, leaves)."""
    ceiling: Numbers
    """Highest score a veto leaves, shape (draws, areas)."""
    barred: Flags
    """Whose performance money a veto withholds, shape (draws, areas)."""


def has_short_cut(outcome: Outcome) -> bool:
    """Tell whether amounts of many draws need no run of the whole allocation for each."""
    money = outcome.rules.allocation
    if money is None:
        return True
    return single_weights(claiming.claim(outcome.scores, outcome.rules), money) is not None


def pay(outcome: Outcome, scores: tuple[Numbers, Numbers], marked: Marked) -> Integers:
    """Share the pool for many draws of the scores.

    Parameters
    ----------
    outcome
        An evaluation; its rules say how the pool is shared, on which basis.
    scores
        Full precision and published, 0 to 100, float64, shape (draws, areas).
    marked
        The marks that the scores were made of.

    Returns
    -------
    Integers
        Fen, shape (draws, areas); no columns where the rules share no money.

    Notes
    -----
    Work points (F4) are those that were counted: chance is in the scores alone.
    """
    money, rules = outcome.rules.allocation, outcome.rules
    draws = len(marked.barred)
    if money is None:
        return np.zeros((draws, 0), dtype=np.int64)
    basis = scores[rules.money_basis == Basis.PUBLISHED]
    known = claiming.claim(outcome.scores, rules)
    weights = single_weights(Claims(known.areas, basis, marked.barred, known.decimals, None), money)
    engine = _Engine(outcome, scores, marked)
    if weights is None:
        return np.stack([engine.amounts(draw) for draw in range(draws)])
    amounts, doubtful = _at_once(outcome, money, weights)
    if rules.money_basis == Basis.FULL:
        doubtful |= (np.abs(basis - float(money.pass_line)) < _NEAR).any(axis=1)
    for draw in np.flatnonzero(doubtful).tolist():
        amounts[draw] = engine.amounts(draw)
    return amounts


def _at_once(outcome: Outcome, money: AllocationRules, weights: Numbers) -> tuple[Integers, Flags]:
    """Share the base once, for it is the same in every draw, and the rest by weights."""
    unit = ROUNDING_UNITS[money.rounding_unit]
    base_pool, pool, _ = split_pool(resolve_pool(money, outcome.areas), money)
    people = [area.population or 0 for area in outcome.areas]
    base = np.zeros(len(people), dtype=np.int64)
    if base_pool:
        base += np.array(apportion(base_pool // unit, exact(people))) * unit
    nobody = ~(weights.sum(axis=1) > 0)
    if pool == 0:
        return np.tile(base, (len(weights), 1)), np.zeros(len(weights), dtype=bool)
    safe = np.where(nobody[:, np.newaxis], np.array(people, dtype=np.float64), weights)
    shared = apportion_draws(pool // unit, safe.T)
    return shared.amounts.T * unit + base, nobody | shared.doubtful


@dataclass(frozen=True, slots=True, eq=False)
class _Engine:
    """The engine itself, a draw at a time."""

    outcome: Outcome
    scores: tuple[Numbers, Numbers]
    marked: Marked

    def amounts(self, draw: int) -> list[int]:
        """Pay for one draw."""
        return [row.amount for row in claiming.pay(self._scores(draw), self.outcome.rules).rows]

    def _scores(self, draw: int) -> Scores:
        """Put the marks and scores of a draw in the place of those that were found."""
        found, rules = self.outcome.scores, self.outcome.rules
        scale = 10**rules.score_decimals
        whole = [round(score * scale) for score in self.scores[1][draw].tolist()]
        full = exact(self.scores[0][draw].tolist())
        published = exact(Fraction(units, scale) for units in whole)
        parts = found.marks.parts
        if rules.allocation is not None and rules.allocation.formula == Formula.F6:
            attained = [exact(line) for line in self.marked.attainment[draw].tolist()]
            parts = replace(parts, attainment=np.stack(attained))
        return replace(
            found,
            marks=replace(found.marks, parts=parts, barred=self.marked.barred[draw]),
            full=full,
            published=published,
            ranks=tuple(rank(published if rules.rank_basis == Basis.PUBLISHED else full).tolist()),
        )
