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


@dataclass(frozen=True, slots=True, eq=False)
class Apportioned:
    """Amounts of many draws, and the draws that floats alone cannot decide."""

    amounts: Integers
    """Whole units, shape (draws, areas)."""
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


def apportion_draws(total: Integers | int, weights: Numbers) -> Apportioned:
    """Share `total` units for many draws at once, on floats.

    Parameters
    ----------
    total
        Whole units to share; one number, or one for each draw.
    weights
        float64, shape (draws, areas); the sum of each draw is above 0.

    Returns
    -------
    Apportioned
        Equal to `apportion` draw by draw wherever `doubtful` is false.
    """
    pool = np.broadcast_to(np.asarray(total, dtype=np.int64), len(weights))
    raw = weights * (pool / weights.sum(axis=-1))[:, np.newaxis]
    floors = np.floor(raw)
    remainders = raw - floors
    spare = pool - floors.sum(axis=-1).astype(np.int64)
    ranked = -np.sort(-remainders, axis=-1)
    line = np.arange(len(ranked))
    least = ranked[line, np.clip(spare - 1, 0, ranked.shape[-1] - 1)]
    raised = (remainders >= least[:, np.newaxis]) & (spare > 0)[:, np.newaxis]
    amounts = floors.astype(np.int64) + raised
    return Apportioned(amounts, _too_close(ranked, spare, raw))


def _too_close(ranked: Numbers, spare: Integers, raw: Numbers) -> Flags:
    """Whether the last remainder rounded up and the first rounded down nearly tie.

    A share just below a whole number needs no doubt: its remainder is the
    largest of all, so it is rounded up to where the exact share stands.
    """
    areas = ranked.shape[-1]
    reach = np.maximum(raw.max(axis=-1) * _DOUBT, 1e-9)
    line = np.arange(len(ranked))
    last = ranked[line, np.clip(spare - 1, 0, areas - 1)]
    following = ranked[line, np.clip(spare, 0, areas - 1)]
    split = (spare > 0) & (spare < areas)
    close: Flags = (split & (last - following < 2 * reach)) | (spare < 0) | (spare > areas)
    return close


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
