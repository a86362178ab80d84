"""Which assumption matters: variance-based sensitivity (Sobol) by scipy.

Every assumption is varied at once. The first index of an assumption is the share
of the variance that goes when it alone is fixed; the total index counts what it
does together with others as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np
from scipy import stats

from lib.errors import N_, InputError
from lib.model.aggregation import Treatment
from lib.model.evaluation import Outcome, conclude
from lib.model.numbers import Integers, Numbers
from lib.model.observations import Dataset, Status
from lib.model.robustness.draws import factors
from lib.model.rules import Rules
from lib.model.scenarios import item_points
from lib.model.scores import score
from lib.model.simulation import simulate

_BENT = frozenset({"S2", "S3"})


@dataclass(frozen=True, slots=True)
class Design:
    """How the assumptions are varied."""

    share: float
    """How far each item weight moves, as a share of itself, unit /1."""
    samples: int
    """Size of each sample, a power of 2; the runs are this times two more than what is varied."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A decision that could have been taken otherwise."""

    name: str
    options: tuple[Callable[[Rules], Rules], ...]
    """What could have been decided, all equally likely."""


@dataclass(frozen=True, slots=True)
class Influence:
    """How much one assumption, or the weight of one item, moves the result."""

    name: str
    """Name of the assumption, or code of the item."""
    is_weight: bool
    money: tuple[float, float]
    """First and total index of the money that changes hands."""
    order: tuple[float, float]
    """First and total index of the rank correlation with the rules in force."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What matters, most first."""

    influences: tuple[Influence, ...]
    runs: int
    """Evaluations that were made."""
    moved: int
    """Fen that change hands on average over the runs."""


def sensitivity(
    dataset: Dataset,
    outcome: Outcome,
    assumptions: Sequence[Assumption],
    design: Design,
    chance: np.random.Generator,
) -> Sensitivity:
    """Vary all item weights and assumptions together, and tell which matter.

    Parameters
    ----------
    dataset
        The figures.
    outcome
        Their evaluation, which all runs are compared with.
    assumptions
        Decisions besides the weights.
    design
        How far weights move, and how many runs are made.
    chance
        Source of randomness.

    Raises
    ------
    InputError
        If the outcome has no allocation.

    References
    ----------
    A. Saltelli et al. (2010), *Variance based sensitivity analysis of model output*.
    """
    study = _Study(dataset, outcome, tuple(assumptions), design.share)
    uniform = [stats.uniform()] * (len(study.items) + len(assumptions))
    found = stats.sobol_indices(func=study.measure, n=design.samples, dists=uniform, rng=chance)
    first, total = np.nan_to_num(found.first_order), np.nan_to_num(found.total_order)
    items = len(study.items)
    influences = [
        Influence(name, n < items, (first[0, n], total[0, n]), (first[1, n], total[1, n]))
        for n, name in enumerate([*study.items, *(a.name for a in assumptions)])
    ]
    influences.sort(key=lambda one: -one.money[1])
    return Sensitivity(tuple(influences), study.runs, round(study.moved / study.runs))


def treating_not_applicable() -> Assumption:
    """Vary what happens to the points of a part that does not apply."""
    chosen = (Treatment.SHARE, Treatment.REWEIGHT, Treatment.SHRINK)
    return Assumption("not_applicable", tuple(partial(_treated, to=to) for to in chosen))


def scoring_in_line() -> Assumption:
    """Vary whether floors and steps hold, or attainment is simply value over target."""
    return Assumption("scoring", (_unchanged, _in_line))


def moving_base_share(by: Fraction) -> Assumption:
    """Vary the share paid by head: less by so much, as it is, more by so much (F2)."""
    return Assumption(
        "base_share", tuple(partial(_with_base, by=step) for step in (-by, Fraction(0), by))
    )


def _unchanged(rules: Rules) -> Rules:
    return rules


def _treated(rules: Rules, to: Treatment) -> Rules:
    return replace(rules, treatments={**rules.treatments, Status.NOT_APPLICABLE: to})


def _in_line(rules: Rules) -> Rules:
    line = {
        code: replace(scoring, function="S1") if scoring.function in _BENT else scoring
        for code, scoring in rules.scoring.items()
    }
    return replace(rules, scoring=line)


def _with_base(rules: Rules, by: Fraction) -> Rules:
    if rules.allocation is None:
        return rules
    share = min(max(rules.allocation.base_share + by, Fraction(0)), Fraction(1))
    return replace(rules, allocation=replace(rules.allocation, base_share=share))


class _Study:
    """The engine as a function of numbers between 0 and 1."""

    def __init__(
        self, dataset: Dataset, outcome: Outcome, assumptions: tuple[Assumption, ...], share: float
    ) -> None:
        """Remember what every run is compared with."""
        if outcome.allocation is None:
            raise InputError(
                N_("A simulation needs rules with an allocation, and weights to vary.")
            )
        self._dataset, self._outcome = dataset, outcome
        self._assumptions, self._share = assumptions, share
        points = item_points(outcome.rules.tree)
        self.items = tuple(code for code, weight in points.items() if weight > 0)
        self._points = np.array([float(points[code]) for code in self.items])
        self._amounts = np.array([row.amount for row in outcome.allocation.rows])
        self._ranks = np.array(outcome.scores.ranks, dtype=np.int64)
        self._known: dict[tuple[int, ...], Outcome] = {}
        self.runs, self.moved = 0, 0.0

    def measure(self, levels: Numbers) -> Numbers:
        """Return the money moved (fen) and the rank correlation of each column of levels."""
        weights = self._points[:, np.newaxis] * (
            1 + self._share * (2 * levels[: len(self.items)] - 1)
        )
        counts = np.array([len(one.options) for one in self._assumptions], dtype=np.int64)
        chosen = (levels[len(self.items) :] * counts[:, np.newaxis]).astype(np.int64)
        measured = np.empty((2, levels.shape[1]))
        for options in sorted({tuple(column) for column in chosen.T.tolist()}):
            same = (chosen == np.array(options, dtype=np.int64)[:, np.newaxis]).all(axis=0)
            measured[:, same] = self._measured(options, weights[:, same])
        self.runs += levels.shape[1]
        self.moved += float(measured[0].sum())
        return measured

    def _measured(self, options: tuple[int, ...], weights: Numbers) -> Numbers:
        outcome = self._under(options)
        by_item = dict(zip(self.items, np.ascontiguousarray(weights), strict=True))
        found = simulate(outcome, factors(outcome.rules.tree, by_item))
        moved = np.maximum(found.amounts - self._amounts, 0).sum(axis=1)
        return np.stack([moved.astype(np.float64), _correlations(found.ranks, self._ranks)])

    def _under(self, options: tuple[int, ...]) -> Outcome:
        """Evaluate what was decided, once for each set of decisions."""
        if options not in self._known:
            rules = self._outcome.rules
            for assumption, option in zip(self._assumptions, options, strict=True):
                rules = assumption.options[option](rules)
            scores = score(self._outcome.scores.measures, rules)
            self._known[options] = conclude(self._dataset, rules, scores, None)
        return self._known[options]


def _correlations(ranks: Integers, now: Integers) -> Numbers:
    """Correlate the ranks of every draw with those now; level ranks agree with nothing."""
    drawn = ranks - ranks.mean(axis=1, keepdims=True)
    own = now - now.mean()
    size = np.sqrt((drawn**2).sum(axis=1) * (own**2).sum())
    correlated: Numbers = np.divide(drawn @ own, size, out=np.zeros(len(drawn)), where=size > 0)
    return correlated
