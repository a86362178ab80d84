"""Each service item left out in turn: what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome
from lib.model.numbers import Integers
from lib.model.robustness.agreement import correlation
from lib.model.roster import Area
from lib.model.scenarios import TOTAL, item_points
from lib.model.simulation import simulate


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result without one service item, its points spread over the others."""

    item: str
    points: float
    """Weight that the item has, points of 100."""
    ranks: Integers
    amounts: Integers
    """Fen, in the order of area codes."""
    moved: int
    """Fen that change hands."""
    correlation: float
    """Rank correlation with the result that counts all items, -1 to 1."""
    most: Area
    """Institution whose rank changes most."""
    places: int
    """Places it gains; negative is lost."""


def leave_out(outcome: Outcome) -> tuple[LeftOut, ...]:
    """Leave out each service item in turn, the rest keeping their proportions.

    Parameters
    ----------
    outcome
        An evaluation with an allocation.

    Returns
    -------
    tuple of LeftOut
        In reading order; items without points, or with all of them, are not there.

    Raises
    ------
    InputError
        If the outcome has no allocation.
    """
    tree, paid = outcome.scores.tree, outcome.allocation
    if paid is None:
        raise InputError(N_("A simulation needs rules with an allocation, and weights to vary."))
    weights = {c: float(p) for c, p in item_points(tree).items() if 0 < p < TOTAL}
    nodes = [node for node in tree.with_role("service_item") if node.code in weights]
    if not nodes:
        return ()
    factors = {
        leaf.code: np.array([float(node is not left) for left in nodes])
        for node in nodes
        for leaf in tree.leaves[node.start : node.stop]
    }
    found = simulate(outcome, factors)
    before = np.array([row.amount for row in paid.rows])
    return tuple(
        _left_out(outcome, before, (node.code, weights[node.code]), (ranks, amounts))
        for node, ranks, amounts in zip(nodes, found.ranks, found.amounts, strict=True)
    )


def _left_out(
    outcome: Outcome,
    before: Integers,
    item: tuple[str, float],
    result: tuple[Integers, Integers],
) -> LeftOut:
    ranks, amounts = result
    now = np.array(outcome.scores.ranks)
    most = int(np.abs(ranks - now).argmax())
    return LeftOut(
        item=item[0],
        points=item[1],
        ranks=ranks,
        amounts=amounts,
        moved=int(np.maximum(amounts - before, 0).sum()),
        correlation=correlation(now, ranks),
        most=outcome.areas[most],
        places=int(now[most] - ranks[most]),
    )
