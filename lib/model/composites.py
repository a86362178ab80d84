"""Composite scores for many sets of weights: one matrix product.

`aggregation.settle` moves the points of absent parts from leaf to leaf. Whatever
the weights, it multiplies whole runs of leaves by common factors; so the sums over
such runs are enough, and sums over leaves are linear in the weights. What follows
finds the runs once, and computes their sums for all areas and draws together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lib.model.aggregation import Parts, Treatment
from lib.model.numbers import Flags, Integers, Numbers
from lib.model.tree import Tree

PERCENT = 100
_MOVED = (Treatment.SHARE, Treatment.REWEIGHT)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one factor scales: leaves added up in rows, and branches below."""

    rows: slice
    """First the points held, then those earned by each member."""
    branches: tuple[_Branch, ...]


@dataclass(frozen=True, slots=True)
class _Branch:
    """A node that points are handed to, from below it or within it."""

    parts: tuple[_Part, ...]
    released: Mapping[Treatment, int]
    """Row of the points that absent leaves release."""
    may_die: bool
    """Whether some weights leave nothing here, so that points are handed up."""


@dataclass(slots=True)
class _Below:
    """What stands below a node, in leaves; and what its absent leaves release."""

    leaves: list[int] = field(default_factory=list)
    branches: list[_Branch] = field(default_factory=list)
    released: dict[Treatment, list[int]] = field(default_factory=dict)

    def take(self, other: _Below) -> None:
        self.leaves += other.leaves
        self.branches += other.branches
        for kind, leaves in other.released.items():
            self.released.setdefault(kind, []).extend(leaves)


class Composites:
    """Scores of areas as a function of what leaves are multiplied by."""

    def __init__(self, tree: Tree, parts: Parts, alive: Flags) -> None:
        """Find what can be added up once and for all.

        Parameters
        ----------
        tree
            Weight tree.
        parts
            Attainments and treatments.
        alive
            Leaves whose factor is above 0 in every draw.
        """
        self._tree, self._parts, self._alive = tree, parts, alive
        self._attainment = parts.attainment.astype(np.float64)
        self._rows: list[Numbers] = []
        points = {kind: tree.points(kind).astype(np.float64) for kind in set(parts.kinds)}
        self._groups = [
            (members, self._plan(points[kind], members)) for kind, members in self._alike()
        ]
        self.matrix = np.concatenate(self._rows)
        """What each row adds up, shape (rows, leaves)."""

    def scores(self, sums: Numbers) -> Numbers:
        """Return scores from 0 to 100, shape (areas, draws); NaN where nothing is scored.

        Parameters
        ----------
        sums
            `matrix` times the factors, shape (rows, draws).
        """
        full = np.empty((len(self._parts.kinds), sums.shape[-1]))
        for members, part in self._groups:
            total, _ = _value(part, sums)
            full[members] = total[1:] * (PERCENT / total[0])
        return full

    def _alike(self) -> list[tuple[str, Integers]]:
        """Group areas of one kind that lack the same parts."""
        moved = np.isin(self._parts.treatment, (*_MOVED, Treatment.SHRINK))
        absent = np.where(moved, self._parts.treatment, 0)
        groups: dict[tuple[str, bytes], list[int]] = {}
        for area, kind in enumerate(self._parts.kinds):
            groups.setdefault((kind, absent[area].tobytes()), []).append(area)
        return [(kind, np.array(members)) for (kind, _), members in groups.items()]

    def _plan(self, points: Numbers, members: Integers) -> _Part:
        return self._part(self._below(0, points, members), points, members)

    def _below(self, index: int, points: Numbers, members: Integers) -> _Below:
        """Say what a node holds; it becomes a branch only where points are handed out."""
        treatment = self._parts.treatment[members[0]]
        found = []
        for start, _, node in self._tree.children[index]:
            if node is not None:
                found.append(self._below(node, points, members))
            elif treatment[start] in _MOVED:
                found.append(_Below(released={Treatment(treatment[start]): [start]}))
            elif treatment[start] != Treatment.SHRINK:
                found.append(_Below([start]))
        merged = _Below()
        for one in found:
            merged.take(one)
        handed = merged.released or any(branch.may_die for branch in merged.branches)
        if not handed or not (merged.leaves or merged.branches):
            return merged
        return _Below(branches=[self._branch(merged, found, points, members)])

    def _branch(
        self, merged: _Below, found: Sequence[_Below], points: Numbers, members: Integers
    ) -> _Branch:
        """Keep children apart only where equal shares are handed out among them."""
        node = merged.released
        shared = Treatment.SHARE in node or any(
            branch.may_die and _hands_share(branch) for branch in merged.branches
        )
        apart = [one for one in found if one.leaves or one.branches] if shared else [merged]
        parts = tuple(self._part(one, points, members) for one in apart)
        alive = any(self._alive[leaf] and points[leaf] > 0 for leaf in merged.leaves)
        alive = alive or any(not branch.may_die for branch in merged.branches)
        released = {kind: self._add(_row(points, leaves)) for kind, leaves in node.items()}
        return _Branch(parts, released, not alive)

    def _part(self, below: _Below, points: Numbers, members: Integers) -> _Part:
        held = _row(points, below.leaves)
        first = self._add(np.vstack([held, held * self._attainment[members]]))
        return _Part(slice(first, first + 1 + len(members)), tuple(below.branches))

    def _add(self, rows: Numbers) -> int:
        place = sum(map(len, self._rows))
        self._rows.append(np.atleast_2d(rows))
        return place


def _row(points: Numbers, leaves: Sequence[int]) -> Numbers:
    row = np.zeros_like(points)
    row[leaves] = points[leaves]
    return row


def _hands_share(branch: _Branch) -> bool:
    below = (b for part in branch.parts for b in part.branches if b.may_die)
    return Treatment.SHARE in branch.released or any(map(_hands_share, below))


def _value(part: _Part, sums: Numbers) -> tuple[Numbers, dict[Treatment, Numbers]]:
    """Add up a part; return too what dead branches in it hand up."""
    value, released = sums[part.rows], dict[Treatment, Numbers]()
    for branch in part.branches:
        own, up = _settled(branch, sums)
        value = value + own
        _add_to(released, up)
    return value, released


def _settled(branch: _Branch, sums: Numbers) -> tuple[Numbers, dict[Treatment, Numbers]]:
    """Hand out what is released, and return what nobody here could take."""
    released = {kind: sums[row] for kind, row in branch.released.items()}
    values = []
    for part in branch.parts:
        value, up = _value(part, sums)
        values.append(value)
        _add_to(released, up)
    held = np.sum([value[0] for value in values], axis=0)
    alive = held > 0
    factor = 1 + released.get(Treatment.REWEIGHT, 0) / np.where(alive, held, 1)
    if Treatment.SHARE in released:
        total = _shared(values, factor, released[Treatment.SHARE])
    else:
        total = np.sum(values, axis=0) * factor
    if not branch.may_die:
        return total, {}
    return total, {kind: np.where(alive, 0, amount) for kind, amount in released.items()}


def _shared(values: Sequence[Numbers], factor: Numbers, released: Numbers) -> Numbers:
    """Give every living part as much, on top of what is handed out in proportion."""
    alive = np.array([value[0] > 0 for value in values])
    equal = released / np.maximum(alive.sum(axis=0), 1)
    total: Numbers = np.zeros_like(values[0])
    for value, living in zip(values, alive, strict=True):
        total += value * (factor + equal / np.where(living, value[0], 1))
    return total


def _add_to(released: dict[Treatment, Numbers], more: Mapping[Treatment, Numbers]) -> None:
    for kind, amount in more.items():
        released[kind] = released[kind] + amount if kind in released else amount
