"""What many sets of weights do to ranks and amounts: distributions, pairs that swap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome
from lib.model.numbers import Integers, Numbers
from lib.model.roster import Area
from lib.model.simulation import Simulation, simulate

KEPT = 20_000
"""Draws whose amounts are kept for their quantiles; ranks are counted in all draws."""
TOP = 3
_TAILS = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two institutions, and how often their order is the other way round."""

    ahead: Area
    behind: Area
    share: float
    """Share of draws in which `behind` stands before `ahead`, unit /1."""


@dataclass(frozen=True)
class Spread:
    """Ranks and amounts over many sets of weights, areas in the order of their codes."""

    areas: tuple[Area, ...]
    draws: int
    ranks_now: Integers
    """Ranks by the weights as they are, shape (areas,)."""
    amounts_now: Integers
    """Fen."""
    counts: Integers
    """Draws in which an area (row) has a rank (column, the first is rank 1)."""
    before: Integers
    """Draws in which an area (row) ranks strictly before another (column)."""
    amounts: Integers
    """5 %, 50 % and 95 % quantile of each area's amount, fen, shape (areas, 3)."""
    top_kept: int
    """Draws in which the same institutions as now are the first three."""
    settled_exactly: int

    @cached_property
    def keeps(self) -> Numbers:
        """Share of draws in which each area keeps its rank, unit /1."""
        shares: Numbers = self.counts[np.arange(len(self.areas)), self.ranks_now - 1] / self.draws
        return shares

    @cached_property
    def intervals(self) -> Integers:
        """First and last rank of each area in nine draws of ten, shape (areas, 2)."""
        reached = np.cumsum(self.counts, axis=1)
        first = 1 + (reached <= _TAILS[0] * self.draws).sum(axis=1)
        last = 1 + (reached < _TAILS[2] * self.draws).sum(axis=1)
        return np.stack([first, last], axis=1)

    @cached_property
    def shifts(self) -> Integers:
        """Most places up or down that each area moves in nine draws of ten."""
        apart: Integers = np.abs(self.intervals - self.ranks_now[:, np.newaxis]).max(axis=1)
        return apart

    def swaps(self, at_least: float) -> tuple[Swap, ...]:
        """List the pairs whose order turns in at least a share of the draws, most often first."""
        found = [
            Swap(self.areas[a], self.areas[b], float(self.before[b, a] / self.draws))
            for a in range(len(self.areas))
            for b in range(len(self.areas))
            if self.ranks_now[a] < self.ranks_now[b]
            and self.before[b, a] >= at_least * self.draws
            and self.before[b, a]
        ]
        return tuple(sorted(found, key=lambda swap: (-swap.share, swap.ahead.code)))


def summarise(outcome: Outcome, batches: Iterable[Mapping[str, Numbers]]) -> Spread:
    """Score and share for batches of weights, and keep only what is told about them.

    Parameters
    ----------
    outcome
        An evaluation with an allocation.
    batches
        Factors of leaves as `simulation.simulate` takes them; see `draws.batches`.

    Raises
    ------
    InputError
        If there is no allocation, or not one batch.
    """
    gathered = _Gathered(outcome)
    for factors in batches:
        gathered.add(simulate(outcome, factors))
    return gathered.spread()


class _Gathered:
    """Counts that grow batch by batch."""

    def __init__(self, outcome: Outcome) -> None:
        size = len(outcome.areas)
        self._outcome = outcome
        self._now = np.array(outcome.scores.ranks, dtype=np.int64)
        self._counts, self._before = np.zeros((2, size, size), dtype=np.int64)
        self._amounts: list[Integers] = []
        self._draws = self._top = self._settled = 0

    def add(self, part: Simulation) -> None:
        ranks = part.ranks.T
        size = len(ranks)
        for area, own in enumerate(ranks):
            self._counts[area] += np.bincount(own - 1, minlength=size)
            self._before[area] += (own < ranks).sum(axis=1)
        among = (ranks <= TOP) == (self._now <= TOP)[:, np.newaxis]
        self._top += int(among.all(axis=0).sum())
        if self._draws < KEPT:
            self._amounts.append(part.amounts.T[:, : KEPT - self._draws])
        self._draws += ranks.shape[1]
        self._settled += part.settled_exactly

    def spread(self) -> Spread:
        paid = self._outcome.allocation
        if paid is None or not self._draws:
            raise InputError(
                N_("A simulation needs rules with an allocation, and weights to vary.")
            )
        kept = np.concatenate(self._amounts, axis=1)
        quantiles = np.quantile(kept, _TAILS, axis=1, method="inverted_cdf").T
        return Spread(
            areas=self._outcome.areas,
            draws=self._draws,
            ranks_now=self._now,
            amounts_now=np.array([row.amount for row in paid.rows]),
            counts=self._counts,
            before=self._before,
            amounts=quantiles.astype(np.int64),
            top_kept=self._top,
            settled_exactly=self._settled,
        )
