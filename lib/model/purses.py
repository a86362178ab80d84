"""Sharing the pool for many draws of scores: the engine's money rules on arrays.

Inside, arrays have the shape (areas, draws). Whatever floats or 64 bits cannot decide
is flagged, for exact arithmetic to settle.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from lib.model import apportionment
from lib.model.allocation import distribute, resolve_pool, single_weights, split_pool
from lib.model.apportionment import MOST_EXACT, ROUNDING_UNITS
from lib.model.claiming import claim
from lib.model.evaluation import Outcome
from lib.model.formulas.claims import residents
from lib.model.numbers import Flags, Integers, Numbers, exact
from lib.model.rules import AllocationRules, Basis, BelowPassLine, Formula

NEAR = 1e-9
"""Distance from a rounding or pass boundary within which floats are not trusted."""


class Purse:
    """The rules of the money, ready for many draws."""

    def __init__(self, outcome: Outcome, money: AllocationRules) -> None:
        """Share what does not depend on scores.

        Parameters
        ----------
        outcome
            An evaluation with an allocation.
        money
            Its rules.
        """
        self._outcome, self._money = outcome, money
        self._claims = claim(outcome.scores, outcome.rules)
        self._people = np.array(residents(outcome.areas))
        base, self._pool, _ = split_pool(resolve_pool(money, outcome.areas), money)
        self._unit = ROUNDING_UNITS[money.rounding_unit]
        self._base = np.zeros((len(self._people), 1), dtype=np.int64)
        if base:
            shares = apportionment.apportion(base // self._unit, exact(self._people.tolist()))
            self._base[:, 0] = np.array(shares) * self._unit
        single = single_weights(self._claims, money) is not None
        self._whole = single and money.formula != Formula.F5
        by_items = money.formula == Formula.F6 or self._claims.items is not None
        published = outcome.rules.money_basis == Basis.PUBLISHED
        self.follows_published = published and not by_items
        """Whether published scores and ranks alone decide the amounts."""

    def share(self, full: Numbers, whole: Numbers) -> tuple[Integers, Flags]:
        """Share by full and by published scores (whole units of their last decimal).

        Draws that exact arithmetic must decide are flagged.
        """
        if self._whole and self.follows_published:
            return self._by_whole_weights(whole)
        step = 10**self._outcome.rules.score_decimals
        return self._by_floats(whole / step if self.follows_published else full)

    def exactly(self, published: Numbers, ranks: Integers) -> list[int]:
        """Share exactly by published scores, for rules that follow them; fen."""
        decimals = self._outcome.rules.score_decimals
        whole = np.rint(published * 10**decimals).astype(np.int64).tolist()
        scores = exact(Fraction(score, 10**decimals) for score in whole)
        claims = replace(self._claims, scores=scores, places=ranks)
        paid = distribute(claims, self._money, self._outcome.rules.day)
        return list(paid.amounts().values())

    def _by_whole_weights(self, whole: Numbers) -> tuple[Integers, Flags]:
        passed, failed = _whole_coefficients(self._money)
        weights = whole.astype(np.int64) * self._people[:, np.newaxis]
        if passed != failed:
            line = float(self._money.pass_line * 10**self._outcome.rules.score_decimals)
            weights *= np.where(whole >= line, passed, failed)
        weights[self._claims.barred] = 0
        total = weights.sum(axis=0)
        undecided: Flags = (total <= 0) | (total >= MOST_EXACT)
        if undecided.any():
            weights[:, undecided] = self._people[:, np.newaxis]
        return self._paid(
            apportionment.apportion_whole(self._pool // self._unit, weights)
        ), undecided

    def _by_floats(self, scores: Numbers) -> tuple[Integers, Flags]:
        near: Flags = np.any(np.abs(scores - float(self._money.pass_line)) < NEAR, axis=0)
        claims = replace(self._claims, scores=scores.T)
        by_draw = single_weights(claims, self._money)
        if by_draw is None:  # the whole chain, which knows only exact numbers
            return np.zeros(scores.shape, dtype=np.int64), np.ones(len(near), dtype=bool)
        weights = np.ascontiguousarray(by_draw.T)
        nobody = ~(weights.sum(axis=0) > 0)
        if nobody.any():
            weights[:, nobody] = self._people[:, np.newaxis]
        shared = apportionment.apportion_draws(self._pool // self._unit, weights)
        return self._paid(shared.amounts), nobody | near | shared.doubtful

    def _paid(self, units: Integers) -> Integers:
        paid: Integers = units * self._unit + self._base
        return paid


def _whole_coefficients(money: AllocationRules) -> tuple[int, int]:
    """Weigh scores at and below the pass line by whole numbers in the declared proportion."""
    left = {
        BelowPassLine.KEEP: Fraction(1),
        BelowPassLine.ZERO: Fraction(0),
        BelowPassLine.PENALTY: money.below_penalty,
    }[money.below_pass_line]
    return left.denominator, left.numerator
