"""The weights that are allowed: each may move by some points, none below zero, the sum stays.

A linear aim over such weights needs no solver: fill every weight to its least,
then give what is left to the items that are worth most (a knapsack that may be
cut). The corners found so are as round as the bounds are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lib.errors import N_, ParameterError
from lib.model.apportionment import apportion
from lib.model.numbers import Integers, Numbers, exact, is_exact
from lib.model.scenarios import STEPS_PER_POINT, Weights

_FINE = 10**12
"""Weights of an exact tie are kept to so many parts of a point."""
_ENOUGH = 1e-12
"""Gain, as a share, that floats cannot tell from none."""


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """Bounds of every weight, points of 100, in the order of the items."""

    items: tuple[str, ...]
    now: Numbers
    low: Numbers
    high: Numbers

    @property
    def spare(self) -> Fraction:
        """Points that are left to give once every weight has its least."""
        left: Fraction = self.now.sum() - self.low.sum()
        return left

    def floats(self) -> tuple[Numbers, Numbers, float]:
        """Return least weights, room above them and points to give, as floats."""
        low = self.low.astype(np.float64)
        return low, self.high.astype(np.float64) - low, float(self.spare)

    def named(self, weights: Numbers) -> dict[str, Fraction]:
        """Write exact weights by item."""
        return dict(zip(self.items, weights.tolist(), strict=True))

    def holds(self, weights: Numbers) -> bool:
        """Tell whether exact weights are allowed."""
        inside = (weights >= self.low) & (weights <= self.high)
        return bool(inside.all()) and weights.sum() == self.now.sum()


def around(weights: Weights, points: Fraction, locked: frozenset[str] = frozenset()) -> Box:
    """Allow every weight to move by some points; locked ones stay.

    Raises
    ------
    ParameterError
        If the points are negative.

    Examples
    --------
    >>> box = around({"a": Fraction(3), "b": Fraction(97)}, Fraction(5))
    >>> [(str(low), str(high)) for low, high in zip(box.low, box.high)]
    [('0', '8'), ('92', '100')]
    """
    if points < 0:
        raise ParameterError(
            N_("Weights cannot move by {points} points."),
            hint=N_("Give how far they may move as a number of points from 0 to 100."),
            points=str(points),
        )
    now = exact(weights.values())
    total = now.sum()
    free = [Fraction(0) if code in locked else points for code in weights]
    low = exact(max(Fraction(0), w - f) for w, f in zip(now, free, strict=True))
    high = exact(min(total, w + f) for w, f in zip(now, free, strict=True))
    return Box(tuple(weights), now, low, high)


def most(box: Box, worth: Numbers) -> Numbers:
    """Return the most that allowed weights can make of what a point of each item is worth.

    Parameters
    ----------
    worth
        float64, shape (..., items): what one point of each item is worth.

    Returns
    -------
    Numbers
        Shape (...,): the greatest Σ worth · weight.

    Examples
    --------
    >>> box = around({"a": Fraction(40), "b": Fraction(60)}, Fraction(5))
    >>> float(most(box, np.array([1.0, 0.5])))
    72.5
    """
    low, room, spare = box.floats()
    order = np.argsort(-worth, axis=-1, kind="stable")
    sorted_room = room[order]
    before = np.cumsum(sorted_room, axis=-1) - sorted_room
    given = np.clip(spare - before, 0.0, sorted_room)
    found: Numbers = worth @ low + (np.take_along_axis(worth, order, axis=-1) * given).sum(axis=-1)
    return found


def best(box: Box, worth: Numbers) -> Numbers:
    """Return exact weights that make the most of what each item is worth, shape (items,)."""
    weights, spare = box.low.copy(), box.spare
    for item in np.argsort(-worth, kind="stable").tolist():
        given = min(spare, box.high[item] - box.low[item])
        weights[item] += given
        spare -= given
    return weights


def best_ratio(box: Box, above: Numbers, below: Numbers) -> Numbers:
    """Return exact weights with the greatest ratio of two linear aims; `below` stays above zero.

    The aims may be exact or float64, as in `best`.

    Notes
    -----
    Dinkelbach (1967): at the ratio reached, the best weights for above − ratio · below
    are better or prove that there are none better. Each step is one knapsack.
    """
    weights, enough = box.now, 0 if is_exact(above) else _ENOUGH * float(abs(above @ box.now))
    while True:
        ratio = (above @ weights) / (below @ weights)
        better = best(box, above - ratio * below)
        if (above - ratio * below) @ better <= enough:
            return weights
        weights = better


def snap(box: Box, weights: Numbers) -> Numbers | None:
    """Bring float weights to hundredths that are allowed; None where the bounds are finer."""
    return _rounded(box, weights, STEPS_PER_POINT)


def snap_finely(box: Box, weights: Numbers) -> Numbers | None:
    """Bring float weights to steps of twelve decimals that are allowed.

    Where the bounds are finer, the fraction of a step that is left goes to the item with
    most room. None if no item has.
    """
    left = Fraction(box.spare * _FINE % 1, _FINE)
    if not left:
        return _rounded(box, weights, _FINE)
    roomy = int(np.argmax(box.high - weights.astype(object)))
    low = box.low.copy()
    low[roomy] += left
    return _rounded(replace(box, low=low), weights, _FINE)


def _rounded(box: Box, weights: Numbers, steps: int) -> Numbers | None:
    """Round what each weight has above its least, so that the sum stays what it was.

    Whole steps above the least of an item cannot pass its greatest, as long as the
    room of every item is a number of whole steps.
    """
    spare = box.spare * steps
    if spare.denominator != 1:
        return None
    above = np.maximum(weights.astype(np.float64) - box.low.astype(np.float64), 0.0)
    if spare == 0 or above.sum() <= 0:
        return box.low + exact([0] * len(above)) if spare == 0 else None
    given = _whole(above * (float(spare) / above.sum()), int(spare))
    rounded: Numbers = box.low + exact(Fraction(part, steps) for part in given.tolist())
    return rounded if box.holds(rounded) else None


def _whole(parts: Numbers, total: int) -> Integers:
    return np.array(apportion(total, exact(parts.tolist())), dtype=np.int64)
