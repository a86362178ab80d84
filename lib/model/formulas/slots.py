"""Who holds one of so many places; those who tie at the cut share what is left of them."""

from fractions import Fraction

from lib.model.numbers import Flags, Integers, Numbers, exact


def slots(ranks: Integers, count: int, allowed: Flags) -> Numbers:
    """Return how much of a place each area holds, 0 to 1, adding up to `count` at most.

    Parameters
    ----------
    ranks
        The smaller, the earlier a place is given; equals share.
    count
        Number of places.
    allowed
        Areas that may hold one.

    Examples
    --------
    >>> import numpy as np
    >>> held = slots(np.array([1, 2, 2, 4]), 2, np.ones(4, dtype=bool))
    >>> [str(share) for share in held]
    ['1', '1/2', '1/2', '0']
    """
    held: dict[int, Fraction] = {}
    left = count
    for place in sorted(set(ranks[allowed].tolist())):
        tied = int((allowed & (ranks == place)).sum())
        held[place] = Fraction(min(left, tied), tied)
        left -= min(left, tied)
    return exact(
        held[place] if may else 0
        for place, may in zip(ranks.tolist(), allowed.tolist(), strict=True)
    )
