"""Shapley values: what each cause adds, averaged over every order in which they may come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial
from typing import TypeAlias

from lib.model.numbers import Numbers

Cause: TypeAlias = str
Worth: TypeAlias = Callable[[frozenset[Cause]], Numbers]


def shapley(causes: Sequence[Cause], worth: Worth) -> dict[Cause, Numbers]:
    """Split a change among its causes, whatever their order.

    Parameters
    ----------
    causes
        What may change.
    worth
        What holds when only some of them have changed: exact, one array for each set.

    Returns
    -------
    dict of Numbers
        By cause; together they add up to what changes when all of them do.

    References
    ----------
    Shapley (1953), A value for n-person games: the mean of the marginal changes over all n!
    orders, each set S before a cause weighing |S|! (n - |S| - 1)! / n!.

    Examples
    --------
    >>> from lib.model.numbers import exact
    >>> found = shapley("ab", lambda held: exact([len(held) ** 2]))
    >>> [str(found[cause][0]) for cause in "ab"]
    ['2', '2']
    """
    total = factorial(len(causes))
    worths = {held: worth(held) for held in _subsets(causes)}
    split = {}
    for cause in causes:
        others = [other for other in causes if other != cause]
        parts = [
            (worths[held | {cause}] - worths[held])
            * Fraction(factorial(len(held)) * factorial(len(others) - len(held)), total)
            for held in _subsets(others)
        ]
        split[cause] = sum(parts[1:], parts[0])
    return split


def _subsets(causes: Sequence[Cause]) -> list[frozenset[Cause]]:
    sizes = range(len(causes) + 1)
    return [frozenset(held) for size in sizes for held in combinations(causes, size)]
