"""Edges of classes that mean something: thresholds of a policy, or changes around nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10), Fraction(20), Fraction(50))
_ROUND = (1, 2, 5)
_TEN = Fraction(10)


def stepped(
    values: Iterable[Fraction | None], thresholds: Sequence[Fraction], most: int
) -> tuple[Fraction, ...]:
    """Return all thresholds, and between them round steps where the values lie.

    Grades alone often put every area into one class. The finest steps are
    taken that give at most `most` classes; if there are none, the thresholds alone.

    Examples
    --------
    >>> grades = [Fraction(60), Fraction(80), Fraction(90)]
    >>> [int(edge) for edge in stepped([Fraction(51), Fraction(74)], grades, 7)]
    [55, 60, 65, 70, 80, 90]
    """
    known = [value for value in values if value is not None]
    fixed = set(thresholds)
    for step in _STEPS if known else ():
        inside = range(floor(min(known) / step) + 1, ceil(max(known) / step))
        edges = fixed | {number * step for number in inside}
        if len(edges) < most:
            return tuple(sorted(edges))
    return tuple(sorted(fixed))


def around_nothing(values: Iterable[Fraction | None], unit: Fraction) -> tuple[Fraction, ...]:
    """Return the two sizes of change that part five classes, the same up and down.

    Parameters
    ----------
    values
        Changes, each a multiple of `unit`.
    unit
        Smallest change there can be.

    Returns
    -------
    tuple of Fraction
        Least change that counts, and least that counts as large; empty where nothing changed.

    Examples
    --------
    >>> [str(size) for size in around_nothing([Fraction(-7), Fraction(3)], Fraction(1))]
    ['1', '2']
    """
    largest = max((abs(value) for value in values if value is not None), default=Fraction(0))
    if not largest:
        return ()
    least = max(unit, _round_down(largest / 10))
    return least, max(least + unit, _round_down(largest / 2))


def change_edges(sizes: Sequence[Fraction], unit: Fraction) -> tuple[Fraction, ...]:
    """Return the edges of the five classes that `around_nothing` parts.

    Classes hold values from one edge to below the next; so that up and down
    mirror each other, an edge below zero lies one unit nearer to it.

    Examples
    --------
    >>> [int(edge) for edge in change_edges((Fraction(1), Fraction(3)), Fraction(1))]
    [-2, 0, 1, 3]
    """
    return tuple(sorted([*(unit - size for size in sizes), *sizes]))


def _round_down(size: Fraction) -> Fraction:
    """Take the nearest 1, 2 or 5 times a power of ten that is not above."""
    power = Fraction(1)
    while power > size:
        power /= _TEN
    while power * _TEN <= size:
        power *= _TEN
    return max(digit * power for digit in _ROUND if digit * power <= size)
