"""Which institutions could change places, and between which ranks each one stays.

For every pair one knapsack tells whether one can pass the other within the
allowed weights: no sampling. Counting who can be passed bounds the ranks from
outside; `ranks.reach` finds weights that reach them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.model.numbers import Flags, Integers, Numbers
from lib.model.reach.box import Box, best, most
from lib.model.reach.linear import Forms, Sandwich, sandwich
from lib.model.scores import PERCENT

_NEAR = 1e-9
"""Leads so small, in points, are decided with exact numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Corridor:
    """What stays true whatever allowed weights are chosen, in the order of area codes."""

    forms: Forms
    box: Box
    sandwich: Sandwich
    passes: Flags
    """Whether the score of the area of the row can exceed that of the column."""
    below: Flags
    """Whether the area of the row surely ranks below that of the column."""

    @property
    def best(self) -> Integers:
        """No allowed weights give an area a better rank than this."""
        ranks: Integers = 1 + self.below.sum(axis=1)
        return ranks

    @property
    def worst(self) -> Integers:
        """No allowed weights give an area a worse rank than this."""
        ranks: Integers = 1 + self.passes.sum(axis=0)
        return ranks

    @property
    def swaps(self) -> Flags:
        """Pairs of which either can stand above the other; symmetric."""
        both: Flags = self.passes & self.passes.T
        return both

    @property
    def pairs(self) -> int:
        """Number of pairs."""
        count = len(self.passes)
        return count * (count - 1) // 2

    @property
    def never(self) -> int:
        """Number of pairs that never swap."""
        return self.pairs - int(self.swaps.sum()) // 2

    def could_lead(self) -> tuple[int, ...]:
        """Return the positions of the areas that no comparison keeps from the first place."""
        return tuple(np.flatnonzero(self.best == 1).tolist())


def corridor(forms: Forms, box: Box) -> Corridor:
    """Bound every rank within the allowed weights.

    Parameters
    ----------
    forms
        Scores as functions of item weights.
    box
        Weights that are allowed.

    Notes
    -----
    Ranks follow the published score where the rules say so. Then one area surely
    ranks above another only where it leads by a whole rounding step at any weights.
    """
    both = sandwich(forms, box)
    signs = _signs(both, box, Fraction(0))
    below = _signs(both, box, forms.unit) <= 0 if forms.unit else signs < 0
    apart = ~np.eye(len(signs), dtype=bool)
    return Corridor(forms, box, both, (signs > 0) & apart, below & apart)


def greatest_leads(both: Sandwich, box: Box, step: Fraction = Fraction(0)) -> Numbers:
    """Return how far each area (row) can lead each other (column), points, float64.

    Parameters
    ----------
    both
        Linear functions around the scores.
    box
        Weights that are allowed.
    step
        Points given to every area in advance.

    Notes
    -----
    Exact where the full marks of all areas are those of the scheme; else the sign is.
    """
    high, low = both.high.astype(np.float64), both.low.astype(np.float64)
    head_start = float(step / PERCENT) * both.common.astype(np.float64)
    worth = high[:, np.newaxis, :] - low[np.newaxis, :, :] + head_start
    return most(box, worth * PERCENT)


def worth(both: Sandwich, pair: tuple[int, int], step: Fraction = Fraction(0)) -> Numbers:
    """Return what a point of each item adds to the lead of the first of a pair, exact, unit /1."""
    ahead, behind = pair
    difference: Numbers = both.high[ahead] - both.low[behind] + step / PERCENT * both.common
    return difference


def _signs(both: Sandwich, box: Box, step: Fraction) -> Numbers:
    """Signs of the greatest leads; where floats come near zero, exact numbers decide."""
    found = greatest_leads(both, box, step)
    signs = np.sign(found)
    for pair in np.argwhere(np.abs(found) < _NEAR).tolist():
        gain = worth(both, (pair[0], pair[1]), step)
        signs[pair[0], pair[1]] = np.sign(float(gain @ best(box, gain)))
    return signs
