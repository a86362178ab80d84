"""Where a function jumps: found by halving stretches, with the trend on both sides taken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import TypeAlias

GRID = 100
"""Steps in a point: scores and values move in hundredths."""
_TREND = 2  # a jump is one where it is more than so many times what its neighbours move

Worth: TypeAlias = Callable[[int], Fraction]
"""A function of hundredths."""


def jumps(worth: Worth, ends: tuple[int, int], least: Fraction) -> tuple[tuple[int, Fraction], ...]:
    """Find the jumps of a function of hundredths.

    Parameters
    ----------
    worth
        The function; it is asked for a few places only, each once.
    ends
        First and last place.
    least
        What a jump must move.

    Returns
    -------
    tuple of (place, gain)
        Each place behind a jump, upwards, and what going up over it gains.

    Notes
    -----
    Stretches over which more than `least` is moved are halved until they are one hundredth
    wide; what the neighbouring hundredths move is the trend, and no part of a jump. Jumps
    that cancel one another within a stretch are not seen.

    Examples
    --------
    >>> rule = lambda place: Fraction(50 if place >= 6000 else 0)
    >>> [(place, int(gain)) for place, gain in jumps(rule, (5500, 6500), Fraction(10))]
    [(6000, 50)]
    """
    return tuple(_halved(cache(worth), ends, least))


def _halved(worth: Worth, ends: tuple[int, int], least: Fraction) -> Iterator[tuple[int, Fraction]]:
    low, high = ends
    if high <= low or abs(worth(high) - worth(low)) <= least:
        return
    if high - low > 1:
        middle = (low + high) // 2
        yield from _halved(worth, (low, middle), least)
        yield from _halved(worth, (middle, high), least)
        return
    trend = (worth(high + 1) - worth(high) + worth(low) - worth(low - 1)) / 2
    gain = worth(high) - worth(low) - trend
    if abs(gain) > max(least, _TREND * abs(trend)):
        yield high, gain
