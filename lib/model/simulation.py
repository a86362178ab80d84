"""The engine's formulas on many sets of weights at once, on float64 arrays.

Where floats alone could decide a fen or a rank wrongly, the draw is handed to
exact arithmetic, so what is simulated always equals what would be paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np

from lib.errors import N_, InputError
from lib.model.allocation import PERCENT, single_weights
from lib.model.claiming import claim, pay
from lib.model.composites import Composites
from lib.model.evaluation import Outcome
from lib.model.numbers import Flags, Integers, Numbers
from lib.model.purses import NEAR, Purse
from lib.model.ranking import rank_draws
from lib.model.rules import AllocationRules, Basis
from lib.model.scores import Scores, weigh

CHUNK = 8_192
"""Draws computed together; bounds the memory whatever the number of draws."""
_SMALL = 2**15
_KEPT = 16
"""Evaluations whose composites are remembered: a slider asks for them at every turn."""


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
        restored as `Tree.rescaled` does. Leaves that share one array are
        added up once.

    Raises
    ------
    InputError
        If the outcome has no allocation, or no factors are given.

    References
    ----------
    Property held by test: for any rules, the simulated amounts of one set of
    weights equal the paid amounts to the fen.
    """
    money = outcome.rules.allocation
    if money is None or not factors:
        raise _nothing_to_do()
    return _Run(outcome, money, factors).all()


class _Run:
    """One simulation; inside, arrays have the shape (areas, draws)."""

    def __init__(
        self, outcome: Outcome, money: AllocationRules, factors: Mapping[str, Numbers]
    ) -> None:
        """Make what is the same for every draw."""
        self._outcome, self._factors = outcome, factors
        self._columns = list({id(array): array for array in factors.values()}.values())
        self._composites = composites(outcome, _alive(outcome, factors))
        self._matrix = self._by_column(self._composites.matrix)
        self._purse = Purse(outcome, money)
        shape = (len(outcome.areas), len(self._columns[0]))
        self._scores = np.empty(shape)
        self._ranks, self._amounts = np.empty(shape, np.int64), np.empty(shape, np.int64)

    def all(self) -> Simulation:
        """Go through all draws, a chunk at a time."""
        settled = 0
        with np.errstate(divide="ignore", invalid="ignore"):  # NaN is doubtful, thus settled
            for start in range(0, self._scores.shape[1], CHUNK):
                settled += self._chunk(slice(start, start + CHUNK))
        return Simulation(self._scores.T, self._ranks.T, self._amounts.T, settled)

    def _by_column(self, matrix: Numbers) -> Numbers:
        """Add up the leaves that share their factors; the last column is for those without."""
        place = {id(array): n for n, array in enumerate(self._columns)}
        leaves = [leaf.code for leaf in self._outcome.scores.tree.leaves]
        last = len(self._columns)
        to = np.zeros((len(leaves), last + 1))
        for line, leaf in enumerate(leaves):
            to[line, place[id(self._factors[leaf])] if leaf in self._factors else last] = 1
        added: Numbers = matrix @ to
        return added

    def _chunk(self, run: slice) -> int:
        """Fill in the results of some draws; return how many were settled exactly."""
        rules = self._outcome.rules
        chosen = [column[run] for column in self._columns]
        sums = self._matrix @ np.stack([*chosen, np.ones(len(chosen[0]))])
        full = self._composites.scores(sums)
        for area, limit in enumerate(self._outcome.scores.marks.ceiling):
            if limit is not None:
                np.minimum(full[area], float(limit), out=full[area])
        whole, doubtful = _rounded(full, rules.score_decimals)
        self._scores[:, run] = whole / 10**rules.score_decimals
        if rules.rank_basis == Basis.PUBLISHED:
            self._ranks[:, run] = rank_draws(_small(whole, rules.score_decimals))
        else:
            self._ranks[:, run] = rank_draws(full)
            doubtful |= _near_ties(full)
        self._amounts[:, run], undecided = self._purse.share(full, whole)
        if not self._purse.follows_published:
            doubtful |= undecided
        self._settle(run.start + np.flatnonzero(doubtful))
        self._pay(run.start + np.flatnonzero(undecided & ~doubtful))
        return int((doubtful | undecided).sum())

    def _settle(self, draws: Integers) -> None:
        """Give to exact arithmetic the draws whose scores floats leave open."""
        for draw in draws.tolist():
            chosen = {leaf: Fraction(float(f[draw])) for leaf, f in self._factors.items()}
            scores, amounts = reweigh(self._outcome, chosen)
            self._scores[:, draw] = [float(score) for score in scores.published]
            self._ranks[:, draw] = np.array(scores.ranks)
            self._amounts[:, draw] = list(amounts.values())

    def _pay(self, draws: Integers) -> None:
        """Share exactly in the draws whose scores are certain, but not yet the money."""
        for draw in draws.tolist():
            self._amounts[:, draw] = self._purse.exactly(
                self._scores[:, draw], self._ranks[:, draw]
            )


@lru_cache(maxsize=_KEPT)
def composites(outcome: Outcome, alive: tuple[bool, ...]) -> Composites:
    """Return the scores of an evaluation as a function of what leaves are multiplied by.

    Parameters
    ----------
    outcome
        An evaluation.
    alive
        Leaves whose factor is above 0 in every draw.
    """
    return Composites(outcome.scores.tree, outcome.scores.marks.parts, np.array(alive))


def _alive(outcome: Outcome, factors: Mapping[str, Numbers]) -> tuple[bool, ...]:
    tree = outcome.scores.tree
    least = {id(array): array.min(initial=1.0) for array in factors.values()}
    return tuple(least.get(id(factors.get(leaf.code)), 1.0) > 0 for leaf in tree.leaves)


def _rounded(full: Numbers, decimals: int) -> tuple[Numbers, Flags]:
    """Round scores to whole units of their last decimal; flag draws with one close to a half."""
    above = full * 10**decimals + 0.5
    whole = np.floor(above)
    above -= whole
    near = NEAR * 10**decimals
    clear = (above.min(axis=0) > near) & (above.max(axis=0) < 1 - near)
    return whole, ~clear


def _small(whole: Numbers, decimals: int) -> Numbers:
    """Give whole numbers the smallest type that holds them: comparing is quicker."""
    return whole.astype(np.int16) if PERCENT * 10**decimals < _SMALL else whole


def _near_ties(full: Numbers) -> Flags:
    near: Flags = np.any(np.diff(np.sort(full, axis=0), axis=0) < NEAR, axis=0)
    return near


def is_quick(outcome: Outcome) -> bool:
    """Tell whether draws are computed together, or need the whole allocation one by one.

    Raises
    ------
    InputError
        If the outcome has no allocation, or an institution has no score.
    """
    if outcome.rules.allocation is None:
        raise _nothing_to_do()
    claims = claim(outcome.scores, outcome.rules)
    return single_weights(claims, outcome.rules.allocation) is not None


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
        If the outcome has no allocation, or the weights leave an institution unscored.
    """
    tree = outcome.scores.tree.rescaled(factors)
    scores = weigh(outcome.scores.measures, outcome.scores.marks, outcome.rules, tree)
    return scores, pay(scores, outcome.rules).amounts()


def _nothing_to_do() -> InputError:
    return InputError(N_("A simulation needs rules with an allocation, and weights to vary."))
