"""Weights of service items drawn at random around those of the rules.

What is drawn are points of 100. Locked items keep theirs, the others always add
up to the rest. Leaves of one item share one array of factors, which is what
`simulation.simulate` adds up once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from lib.errors import N_, ParameterError
from lib.model.numbers import Numbers
from lib.model.rules import Rules
from lib.model.scenarios import item_points
from lib.model.tree import Tree

BATCH = 8_192
"""Sets of weights that are drawn together."""
Spreading = Callable[[Numbers, int, np.random.Generator], Numbers]
"""Turns weights, shape (items,), and a number of draws into weights (draws, items)."""


def within_share(share: float) -> Spreading:
    """Let each weight lie anywhere within ± a share of itself, before all are brought to 100.

    Parameters
    ----------
    share
        0.2 for ±20 %.

    Examples
    --------
    >>> drawn = within_share(0.2)(np.array([60.0, 40.0]), 1_000, np.random.default_rng(1))
    >>> bool((abs(drawn / [60, 40] - 1) <= 0.2).all())
    True
    """
    return lambda weights, count, chance: (
        weights * chance.uniform(1 - share, 1 + share, (count, len(weights)))
    )


def within_points(points: float) -> Spreading:
    """Let each weight lie anywhere within ± so many points, never below 0."""

    def spread(weights: Numbers, count: int, chance: np.random.Generator) -> Numbers:
        moved = weights + chance.uniform(-points, points, (count, len(weights)))
        return np.maximum(moved, 0)

    return spread


def dirichlet(share: float) -> Spreading:
    """Draw weights from a Dirichlet distribution around those that are.

    Parameters
    ----------
    share
        By how much of itself a weight typically moves: the relative standard
        deviation, its squares averaged by weight.

    Notes
    -----
    With concentration c the variance of a weight w is w(1 - w) / (c + 1), so
    the average is (n - 1) / (c + 1) for n weights; c follows from it.
    """

    def spread(weights: Numbers, count: int, chance: np.random.Generator) -> Numbers:
        concentration = (len(weights) - 1) / share**2 - 1
        if concentration <= 0:
            raise ParameterError(
                N_("Weights cannot move by ±{share} of themselves and still add up to 100."),
                hint=N_("Choose a smaller spread."),
                share=f"{share:.0%}",
            )
        proportion = weights / weights.sum()
        return chance.dirichlet(concentration * proportion, count)

    return spread


def draw(
    rules: Rules,
    spread: Spreading,
    count: int,
    chance: np.random.Generator,
    locked: frozenset[str] = frozenset(),
) -> dict[str, Numbers]:
    """Draw weights of service items.

    Parameters
    ----------
    rules
        Rules whose weights are the middle.
    spread
        How far they move: `within_share`, `within_points` or `dirichlet`.
    count
        Number of draws.
    chance
        Source of randomness.
    locked
        Items that keep their points.

    Returns
    -------
    dict
        Points of 100 of every item, shape (count,).

    Raises
    ------
    ParameterError
        If fewer than two items may move.
    """
    now = {code: float(points) for code, points in item_points(rules.tree).items()}
    free = [code for code, points in now.items() if code not in locked and points > 0]
    if len(free) < 2:  # noqa: PLR2004 (one weight alone cannot move)
        raise ParameterError(
            N_("Every other weight is locked, so this one cannot move."),
            hint=N_("Unlock at least one other weight."),
        )
    middle = np.array([now[code] for code in free])
    moved = spread(middle, count, chance)
    moved = np.ascontiguousarray((moved * (middle.sum() / moved.sum(axis=1))[:, np.newaxis]).T)
    kept = {code: np.full(count, points) for code, points in now.items() if code not in free}
    return {**kept, **dict(zip(free, moved, strict=True))}


def factors(tree: Tree, weights: dict[str, Numbers]) -> dict[str, Numbers]:
    """Say what the points of each leaf are multiplied by to give items their weights.

    Items without points cannot be given any; their leaves are left out.
    """
    now = item_points(tree)
    found = {}
    for node in tree.with_role("service_item"):
        if node.code in weights and now[node.code] > 0:
            factor = weights[node.code] / float(now[node.code])
            found.update({leaf.code: factor for leaf in tree.leaves[node.start : node.stop]})
    return found


def batches(
    rules: Rules,
    spread: Spreading,
    count: int,
    chance: np.random.Generator,
    locked: frozenset[str] = frozenset(),
) -> Iterator[dict[str, Numbers]]:
    """Draw factors of leaves a batch at a time, so that any number of draws needs little memory."""
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        yield factors(rules.tree, draw(rules, spread, size, chance, locked))
