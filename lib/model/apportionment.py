"""Rule R: share a whole number of units so that the parts add up exactly.

Largest remainder (最大余额法, Hamilton's method), ties by area code. Callers
keep areas in the order of their codes, so the first of equals is the lower code.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.errors import N_, AllocationError
from lib.model.numbers import Flags, Integers, Numbers, exact, whole_numbers

ROUNDING_UNITS = {"fen": 1, "yuan": 100, "hundred_yuan": 10_000, "0.01_wan": 10_000}
"""Smallest amount a document shows, in fen: 分, 元, 百元, 0.01万元."""

_DOUBT = 4e-14
"""Relative error that float64 may gather on the way to an amount."""
_FEW = 128
"""Up to so many areas, comparing every pair is quicker than sorting each draw."""
MOST_EXACT = 2**49
"""Below this, a float64 quotient of whole numbers is less than one unit off."""


@dataclass(frozen=True, slots=True, eq=False)
class Apportioned:
    """Amounts of many draws, and the draws that floats alone cannot decide."""

    amounts: Integers
    """Whole units, shape (areas, draws)."""
    doubtful: Flags
    """Draws in which a remainder is too close to call, shape (draws,)."""


def apportion(total: int, weights: Numbers) -> list[int]:
    """Share `total` units in proportion to exact weights.

    Parameters
    ----------
    total
        Whole units to share, not negative.
    weights
        Exact, not negative, in the order of area codes; their sum is not 0.

    Returns
    -------
    list of int
        Units of each area, adding up to `total`; less than one unit from the
        exact share; a weight of 0 gets 0.

    Raises
    ------
    AllocationError
        If no weight is above zero.

    References
    ----------
    Hamilton's method; Balinski and Young, *Fair Representation* (1982).

    Examples
    --------
    >>> apportion(10_000, exact([1, 1, 1]))
    [3334, 3333, 3333]
    """
    shares = whole_numbers(weights)
    whole = sum(shares)
    if whole <= 0:
        raise AllocationError(
            N_("There is nothing to share by: every weight is zero."),
            hint=N_("Check populations and scores, or choose what happens when nobody passes."),
        )
    floors = [total * share // whole for share in shares]
    remainders = [total * share % whole for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (-remainders[i], i))
    for position in order[: total - sum(floors)]:
        floors[position] += 1
    return floors


def apportion_draws(total: int, weights: Numbers) -> Apportioned:
    """Share `total` units for many draws at once, on floats.

    Parameters
    ----------
    total
        Whole units to share.
    weights
        float64, shape (areas, draws); the sum of each draw is above 0.

    Returns
    -------
    Apportioned
        Equal to `apportion` draw by draw wherever `doubtful` is false.
    """
    raw = weights * (total / weights.sum(axis=0))
    floors = np.floor(raw)
    remainders = raw - floors
    spare = total - floors.sum(axis=0).astype(np.int64)
    raised = _positions(remainders) < spare
    reach = np.maximum(raw.max(axis=0) * _DOUBT, 1e-9)
    close = _too_close(remainders, raised, spare, reach)
    return Apportioned(floors.astype(np.int64) + raised, close)


def _too_close(remainders: Numbers, raised: Flags, spare: Integers, reach: Numbers) -> Flags:
    """Whether the last remainder rounded up and the first rounded down nearly tie.

    A share just below a whole number needs no doubt: its remainder is the
    largest of all, so it is rounded up to where the exact share stands.
    """
    last = np.where(raised, remainders, 2).min(axis=0)
    following = np.where(raised, -1, remainders).max(axis=0)
    close: Flags = (last - following < 2 * reach) | (spare < 0) | (spare > len(remainders))
    return close


def apportion_whole(total: int, weights: Integers) -> Integers:
    """Share `total` units for many draws at once by whole weights: exact, nothing is in doubt.

    Parameters
    ----------
    total
        Whole units to share, below `MOST_EXACT`.
    weights
        Shape (areas, draws), not negative; the sum of each draw is above 0 and
        below `MOST_EXACT`.

    Returns
    -------
    Integers
        Units, shape (areas, draws), equal to `apportion` draw by draw.

    Notes
    -----
    The float quotient is at most one unit off. Its remainder is therefore small,
    so 64-bit arithmetic gives it exactly although the products wrap around.

    Examples
    --------
    >>> apportion_whole(10_000, np.array([[1, 5], [1, 0], [1, 5]])).T.tolist()
    [[3334, 3333, 3333], [5000, 0, 5000]]
    """
    whole = weights.sum(axis=0)
    floors: Integers = (weights * (total / whole)).astype(np.int64)
    remainders = np.int64(total) * weights - floors * whole
    off = (remainders < 0) | (remainders >= whole)
    if off.any():
        step = np.where(off, np.where(remainders < 0, -1, 1), 0)
        floors += step
        remainders -= step * whole
    spare = total - floors.sum(axis=0)
    floors += _positions(remainders) < spare
    return floors


def _positions(sizes: Numbers) -> Integers:
    """Put areas in order of size, 0 the largest; of equals the first comes first."""
    if len(sizes) > _FEW:
        order = np.argsort(-sizes, axis=0, kind="stable")
        found: Integers = np.empty_like(order)
        lines = np.arange(len(sizes))[:, np.newaxis]
        np.put_along_axis(found, order, np.broadcast_to(lines, order.shape), axis=0)
        return found
    ahead_of = np.zeros(sizes.shape, dtype=np.uint8)
    for area in range(1, len(sizes)):
        ahead = (sizes[:area] >= sizes[area]).view(np.uint8)
        ahead_of[area] += np.add.reduce(ahead, axis=0, dtype=np.uint8)
        ahead_of[:area] += ahead ^ np.uint8(1)
    return ahead_of.astype(np.int64)


def fit_between(
    total: int, wants: Sequence[int], floors: Sequence[int], caps: Sequence[int | None]
) -> Numbers:
    """Scale amounts by one common rate so that they respect floors and caps and still add up.

    Areas held at a floor or a cap leave the rest to the others, in the same
    proportions. The rate is found exactly: spending grows with it in straight
    lines that bend where an area leaves its floor or meets its cap.

    Parameters
    ----------
    total
        Units to share.
    wants
        Amounts before bounds, units.
    floors, caps
        Least and most of each area, units; None where there is no cap.

    Returns
    -------
    Numbers
        Exact amounts, adding up to `total`.

    Raises
    ------
    AllocationError
        If the floors exceed the total, or the caps leave part of it unspent.

    Examples
    --------
    >>> [str(x) for x in fit_between(100, [5, 45, 50], [20, 0, 0], [None] * 3)]
    ['20', '720/19', '800/19']
    """
    limits = [total if cap is None else min(cap, total) for cap in caps]
    _refuse_impossible(total, wants, floors, limits)
    bends = sorted(
        {
            Fraction(bound, want)
            for want, low, high in zip(wants, floors, limits, strict=True)
            if want > 0
            for bound in (low, high)
        }
    )

    def spent(rate: Fraction) -> Fraction:
        return sum(_clip(wants, floors, limits, rate), Fraction())

    place = bisect_right(bends, Fraction(total), key=spent)
    below = bends[place - 1] if place else Fraction(0)
    slope = sum(
        want
        for want, low, high in zip(wants, floors, limits, strict=True)
        if low <= below * want < high
    )
    rate = below if slope == 0 else below + (total - spent(below)) / slope
    return exact(_clip(wants, floors, limits, rate))


def _clip(
    wants: Sequence[int], floors: Sequence[int], caps: Sequence[int], rate: Fraction
) -> list[Fraction]:
    return [
        min(max(rate * want, Fraction(low)), Fraction(max(high, low)))
        for want, low, high in zip(wants, floors, caps, strict=True)
    ]


def _refuse_impossible(
    total: int, wants: Sequence[int], floors: Sequence[int], caps: Sequence[int]
) -> None:
    if sum(floors) > total:
        raise AllocationError(
            N_("Floors add up to {floors} yuan, more than the pool of {pool} yuan."),
            hint=N_("Lower the floor or raise the pool."),
            floors=f"{sum(floors) / 100:,.2f}",
            pool=f"{total / 100:,.2f}",
        )
    most = sum(
        max(cap, low) if want > 0 else low
        for want, low, cap in zip(wants, floors, caps, strict=True)
    )
    if most < total:
        raise AllocationError(
            N_("Caps allow {most} yuan at most, less than the pool of {pool} yuan."),
            hint=N_("Raise the cap, or lower the pool."),
            most=f"{most / 100:,.2f}",
            pool=f"{total / 100:,.2f}",
        )
