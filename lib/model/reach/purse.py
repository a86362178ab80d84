"""Amounts as functions of item weights, where the formula lets them be one.

F1 and F2 share a performance pool by residents times score, so an amount is a base
and a ratio of two linear functions. Tiers, workload, clamps, floors, caps and
corridors break that; then nothing is claimed to be exact, and the engine decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.errors import N_, InputError
from lib.model.allocation import Allocation
from lib.model.claiming import pay
from lib.model.numbers import Numbers, exact
from lib.model.reach.box import Box, best, best_ratio
from lib.model.reach.linear import Forms, Sandwich
from lib.model.rules import AllocationRules, BelowPassLine, Formula
from lib.model.scenarios import apply
from lib.model.scores import PERCENT, Scores


@dataclass(frozen=True, slots=True, eq=False)
class Purse:
    """amount = base + pool · claim / sum of claims, claim = voice · score; fen before rounding."""

    base: Numbers
    """Fen by area, whatever the weights."""
    pool: int
    voices: Numbers
    """Residents, as far as they count: shape (areas,)."""
    certain: bool
    """Whether it holds at every allowed weight: nobody can cross the pass line, nothing bends."""


def paid(found: Forms, weights: dict[str, Fraction]) -> tuple[Scores, Allocation]:
    """Run the engine: scores and amounts at item weights.

    Raises
    ------
    InputError
        If the scheme shares no money.
    """
    rules = apply(found.outcome.rules, found.propose(weights))
    if rules.allocation is None:
        raise InputError(N_("This scheme shares no money, so no amount can be asked for."))
    scores = found.run(weights)
    return scores, pay(scores, rules)


def purse(found: Forms, both: Sandwich, box: Box) -> Purse:
    """Read from the engine's amounts how they follow the scores.

    Where the formula is not F1 or F2, or something bounds the amounts, the purse is a
    likeness that helps to search; it is then not certain.
    """
    scores, allocation = paid(found, box.named(box.now))
    rules = apply(found.outcome.rules, found.scenario).allocation
    if rules is None:  # `paid` has refused it
        raise InputError(N_("This scheme shares no money, so no amount can be asked for."))
    barred = scores.marks.barred
    people = exact(row.population for row in allocation.rows)
    left, crossing = _left(scores, both, box, rules)
    voices = people * left * exact(int(not one) for one in barred)
    sound = is_linear(rules) and not (barred.any() and not rules.veto_money.bars)
    certain = sound and not crossing and not found.loose.any()
    base = exact(row.base for row in allocation.rows)
    return Purse(base, allocation.performance_pool, voices, certain)


def is_linear(rules: AllocationRules) -> bool:
    """Tell whether amounts are ratios of linear functions of the scores."""
    bounds = (rules.floor_share, rules.cap_share, rules.rank_awards, rules.corridor)
    return rules.formula in (Formula.F1, Formula.F2) and all(bound is None for bound in bounds)


def greatest(held: Purse, both: Sandwich, box: Box, line: int) -> Numbers:
    """Return the allowed weights that give an area the most money, exact corners.

    Certain where the purse is.
    """
    claims = held.voices.astype(np.float64)[:, np.newaxis] * both.high.astype(np.float64)
    return best_ratio(box, claims[line], claims.sum(axis=0))


def _left(scores: Scores, both: Sandwich, box: Box, rules: AllocationRules) -> tuple[Numbers, bool]:
    """Return what the pass line leaves of each score now, and if weights can change that."""
    if rules.below_pass_line == BelowPassLine.KEEP:
        return exact([1] * len(scores.areas)), False
    below = Fraction(0) if rules.below_pass_line == BelowPassLine.ZERO else rules.below_penalty
    line = both.common * rules.pass_line / PERCENT
    passing = [score is not None and score >= rules.pass_line for score in scores.published]
    left = exact(Fraction(1) if passed else below for passed in passing)
    crossing = any(
        _most(box, line - both.low[n]) > 0 if passed else _most(box, both.high[n] - line) >= 0
        for n, passed in enumerate(passing)
    )
    return left, crossing


def _most(box: Box, worth: Numbers) -> Fraction:
    found: Fraction = (worth * best(box, worth)).sum()
    return found
