"""From attainments to a composite score, whatever parts are absent.

The points of a part that is missing, not applicable or exempt go where the
scheme says: shared equally among its siblings, spread over them in proportion,
taken off the full mark, lost, or earned in full. A part without siblings hands
its points up to the part above.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from lib.model.numbers import Flags, Integers, Numbers, like, zeros_like
from lib.model.observations import Status
from lib.model.tree import Tree


class Treatment(IntEnum):
    """What happens to the points of a part without a value."""

    SCORED = 0
    """There is a value: nothing to treat."""
    SHARE = 1
    """平均分摊: shared equally among the siblings that are scored."""
    REWEIGHT = 2
    """按比例分摊: spread over the scored siblings in proportion to their points."""
    SHRINK = 3
    """扣减满分: taken off the full mark."""
    ZERO = 4
    """记零分: kept, and nothing earned."""
    FULL = 5
    """记满分: kept, and earned in full."""


TREATMENTS: Mapping[str, Treatment] = {
    treatment.name.lower(): treatment for treatment in Treatment if treatment
}
_ABSENT = (Treatment.SHARE, Treatment.REWEIGHT, Treatment.SHRINK)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Attainment and treatment of every leaf of every area, shape (areas, leaves)."""

    kinds: tuple[str, ...]
    """Kind of each area."""
    attainment: Numbers
    """Unit /1; 0 for absent parts, 1 for parts given the full mark."""
    treatment: Integers
    """`Treatment` of each part."""


def treatments(status: Integers, rules: Mapping[Status, Treatment]) -> Integers:
    """Look up what happens to each part, by its status.

    Examples
    --------
    >>> rules = {Status.MISSING: Treatment.ZERO}
    >>> treatments(np.array([Status.REPORTED, Status.MISSING]), rules).tolist()
    [0, 4]
    """
    table = np.zeros(len(Status), dtype=np.int64)
    for kind, treatment in rules.items():
        table[kind] = treatment
    looked_up: Integers = table[status]
    return looked_up


def settle(tree: Tree, points: Numbers, treatment: Integers) -> Numbers:
    """Move the points of absent parts, for areas that lack the same parts.

    Parameters
    ----------
    tree
        Weight tree.
    points
        Full mark of each leaf, shape (..., leaves): one set of weights or many.
    treatment
        `Treatment` of each leaf, shape (leaves,).

    Returns
    -------
    Numbers
        Points of each leaf, same shape; absent leaves have none.

    References
    ----------
    “Points removed and re-distributed inside the item, else inside 项目执行”.
    """
    given = np.atleast_2d(points)
    settled = given.copy()
    absent = np.isin(treatment, _ABSENT)
    if absent.any():
        settled[..., absent] = like(points, 0)
        _settle_node(tree, 0, given, np.where(absent, treatment, 0), settled)
    return settled.reshape(points.shape)


def _settle_node(
    tree: Tree, index: int, points: Numbers, treatment: Integers, settled: Numbers
) -> dict[Treatment, Numbers]:
    """Settle all below a node; return the points nobody below could take.

    `treatment` is 0 for every part that is not absent, so whole branches are left alone.
    """
    node, children = tree.nodes[index], tree.children[index]
    released: dict[Treatment, Numbers] = {t: zeros_like(points[..., 0]) for t in _ABSENT}
    if not treatment[node.start : node.stop].any():
        return released
    for start, _, below in children:
        if below is not None:
            for kind, amount in _settle_node(tree, below, points, treatment, settled).items():
                released[kind] = released[kind] + amount
        elif treatment[start] in released:
            kind = Treatment(treatment[start])
            released[kind] = released[kind] + points[..., start]
    held = np.stack([settled[..., a:b].sum(axis=-1) for a, b, _ in children], axis=-1)
    alive = held > like(points, 0)
    anyone = alive.any(axis=-1)
    _hand_out(children, settled, (held, alive), released)
    zero = like(points, 0)
    return {kind: np.where(anyone, zero, amount) for kind, amount in released.items()}


def _hand_out(
    children: tuple[tuple[int, int, int | None], ...],
    settled: Numbers,
    state: tuple[Numbers, Flags],
    released: Mapping[Treatment, Numbers],
) -> None:
    """Give released points to the living children, scaling what each holds."""
    held, alive = state
    one = like(settled, 1)
    count = np.maximum(alive.sum(axis=-1), 1)
    total = held.sum(axis=-1)
    in_proportion = one + released[Treatment.REWEIGHT] / np.where(total > 0, total, one)
    equal = released[Treatment.SHARE] / count
    for position, (start, stop, _) in enumerate(children):
        own = held[..., position]
        factor = in_proportion + equal / np.where(alive[..., position], own, one)
        settled[..., start:stop] = settled[..., start:stop] * factor[..., np.newaxis]


def leaf_points(tree: Tree, points: Mapping[str, Numbers], parts: Parts) -> Numbers:
    """Return the points of every leaf for every area, once absent parts are settled.

    Parameters
    ----------
    tree
        Weight tree.
    points
        Full mark of each leaf by kind of area, shape (leaves,).
    parts
        Attainments and treatments.

    Returns
    -------
    Numbers
        Shape (areas, leaves).
    """
    sample = next(iter(points.values()))
    settled = np.full(parts.attainment.shape, like(sample, 0), dtype=sample.dtype)
    for kind, members, treatment in _alike(parts):
        settled[members, :] = settle(tree, points[kind], treatment)
    return settled


def compose(tree: Tree, points: Mapping[str, Numbers], parts: Parts) -> tuple[Numbers, Numbers]:
    """Compose the points earned and the full mark of every area, for many sets of weights.

    Parameters
    ----------
    tree
        Weight tree.
    points
        Full mark of each leaf by kind of area, shape (draws, leaves).
    parts
        Attainments and treatments.

    Returns
    -------
    tuple of Numbers
        Points earned and full mark, each of shape (draws, areas).

    Notes
    -----
    earned = Σ points · attainment over the leaves. Areas that lack the same
    parts are settled together, which makes the sum one matrix product.
    """
    sample = next(iter(points.values()))
    shape = (len(sample), len(parts.kinds))
    earned, full_mark = np.empty(shape, sample.dtype), np.empty(shape, sample.dtype)
    for kind, members, treatment in _alike(parts):
        settled = settle(tree, points[kind], treatment)
        earned[:, members] = settled @ parts.attainment[members].T
        full_mark[:, members] = settled.sum(axis=-1)[:, np.newaxis]
    return earned, full_mark


def _alike(parts: Parts) -> list[tuple[str, Integers, Integers]]:
    """Group areas of one kind that lack the same parts: (kind, positions, treatment)."""
    absent = np.where(np.isin(parts.treatment, _ABSENT), parts.treatment, 0)
    groups: dict[tuple[str, bytes], list[int]] = {}
    for area, kind in enumerate(parts.kinds):
        groups.setdefault((kind, absent[area].tobytes()), []).append(area)
    return [(kind, np.array(members), absent[members[0]]) for (kind, _), members in groups.items()]
