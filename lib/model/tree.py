"""The weight tree: groups, service items, dimensions, and indicators as leaves.

A tree of any depth is kept flat. Leaves stand in reading order, so a node is a
run of leaves from `start` to `stop`, and its points are the sum over that run.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from lib.errors import N_, ParameterError
from lib.model.numbers import Numbers, exact
from lib.model.parameters import Text

DEFAULT_KIND = "default"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scored indicator at one place in the tree."""

    code: str
    indicator: str
    points: Mapping[str, Fraction]
    """Full mark by kind of area; `default` holds for every kind not named."""

    def points_for(self, kind: str) -> Fraction:
        """Return the full mark for a kind of area.

        Raises
        ------
        ParameterError
            If the leaf has points for other kinds only.
        """
        found = self.points.get(kind, self.points.get(DEFAULT_KIND))
        if found is None:
            raise ParameterError(
                N_("“{leaf}” has no points for areas of the kind “{kind}”."),
                hint=N_("Add the kind, or a `default`, to its points in the scheme file."),
                leaf=self.code,
                kind=kind,
            )
        return found


@dataclass(frozen=True, slots=True)
class Node:
    """An inner node: the leaves from `start` to `stop`, below `parent`."""

    code: str
    name: Text
    role: str
    """group, service_item, part or dimension."""
    start: int
    stop: int
    parent: int | None
    """Index of the parent node; none for the root."""


@dataclass(frozen=True)
class Tree:
    """Points of every leaf, and the nodes that add them up. The root is node 0."""

    leaves: tuple[Leaf, ...]
    nodes: tuple[Node, ...]

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the indicators, each once, in reading order."""
        return tuple(dict.fromkeys(leaf.indicator for leaf in self.leaves))

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Position of each leaf, by its code."""
        return {leaf.code: position for position, leaf in enumerate(self.leaves)}

    @cached_property
    def children(self) -> tuple[tuple[tuple[int, int, int | None], ...], ...]:
        """For each node, its children as (start, stop, node index or none for a leaf)."""
        below: list[list[tuple[int, int, int | None]]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if node.parent is not None:
                below[node.parent].append((node.start, node.stop, index))
        for index, node in enumerate(self.nodes):
            covered = {p for start, stop, _ in below[index] for p in range(start, stop)}
            below[index] += [
                (p, p + 1, None) for p in range(node.start, node.stop) if p not in covered
            ]
        return tuple(tuple(sorted(members, key=lambda m: m[0])) for members in below)

    def node(self, code: str) -> Node:
        """Find an inner node by its code.

        Raises
        ------
        ParameterError
            If there is none.
        """
        for node in self.nodes:
            if node.code == code:
                return node
        raise ParameterError(N_("The scheme has no part called “{code}”."), code=code)

    def with_role(self, role: str) -> tuple[Node, ...]:
        """Return the nodes that play a role, in reading order."""
        return tuple(node for node in self.nodes if node.role == role)

    def points(self, kind: str | None = None) -> Numbers:
        """Return the full mark of every leaf, exact, shape (leaves,).

        Parameters
        ----------
        kind
            Kind of area; none means the first of `kinds`.
        """
        chosen = self.kinds[0] if kind is None else kind
        if chosen not in self._points:
            self._points[chosen] = exact(leaf.points_for(chosen) for leaf in self.leaves)
        return self._points[chosen].copy()

    def shares(self, role: str, kind: str | None = None) -> dict[str, Fraction]:
        """Return what part of all points each node of a role holds, unit /1, in reading order."""
        chosen = self.kinds[0] if kind is None else kind
        if (role, chosen) not in self._shares:
            points = self.points(chosen)
            whole = points.sum()
            self._shares[role, chosen] = {
                node.code: Fraction(points[node.start : node.stop].sum()) / whole
                for node in self.with_role(role)
            }
        return dict(self._shares[role, chosen])

    @cached_property
    def _points(self) -> dict[str, Numbers]:
        """Full marks that were asked for, by kind: the screen asks many times."""
        return {}

    @cached_property
    def _shares(self) -> dict[tuple[str, str], dict[str, Fraction]]:
        """Shares that were asked for, by role and kind."""
        return {}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of area for which every leaf has points, `default` first."""
        named = sorted(
            {kind for leaf in self.leaves for kind in leaf.points},
            key=lambda kind: (kind != DEFAULT_KIND, kind),
        )
        return tuple(
            kind
            for kind in named
            if all({kind, DEFAULT_KIND} & set(leaf.points) for leaf in self.leaves)
        )

    def rescaled(self, factors: Mapping[str, Fraction]) -> "Tree":
        """Multiply the points of leaves, keeping the total of each kind of area.

        Parameters
        ----------
        factors
            By leaf code, not negative; a leaf that is not named keeps its points.

        Raises
        ------
        ParameterError
            If no points are left.

        Examples
        --------
        >>> marks = {"A": Fraction(1), "B": Fraction(3)}
        >>> leaves = tuple(Leaf(code, code, {"default": mark}) for code, mark in marks.items())
        >>> tree = Tree(leaves, (Node("root", Text("", ""), "group", 0, 2, None),))
        >>> [str(p) for p in tree.rescaled({"A": Fraction(3)}).points()]
        ['2', '2']
        """
        scale = {kind: self._scale(factors, kind) for kind in self.kinds}
        leaves = tuple(
            replace(
                leaf,
                points={
                    kind: leaf.points_for(kind) * factors.get(leaf.code, 1) * scale[kind]
                    for kind in self.kinds
                },
            )
            for leaf in self.leaves
        )
        return Tree(leaves, self.nodes)

    def _scale(self, factors: Mapping[str, Fraction], kind: str) -> Fraction:
        points = {leaf.code: leaf.points_for(kind) for leaf in self.leaves}
        before = sum(points.values(), Fraction())
        after = sum((mark * factors.get(code, 1) for code, mark in points.items()), Fraction())
        if after <= 0:
            raise ParameterError(
                N_("All weights are zero: nothing would be scored."),
                hint=N_("Give at least one service item and one dimension a weight above zero."),
            )
        return before / after

    def restricted(self, indicators: Collection[str]) -> "Tree":
        """Keep only the leaves of some indicators, and the nodes that still have leaves.

        Raises
        ------
        ParameterError
            If nothing is left.
        """
        kept = [p for p, leaf in enumerate(self.leaves) if leaf.indicator in indicators]
        if not kept:
            raise ParameterError(N_("The scheme scores none of the indicators asked for."))
        starts = [sum(k < node.start for k in kept) for node in self.nodes]
        stops = [sum(k < node.stop for k in kept) for node in self.nodes]
        alive = [i for i in range(len(self.nodes)) if starts[i] < stops[i]]
        index = {old: new for new, old in enumerate(alive)}
        nodes = tuple(
            replace(
                self.nodes[i],
                start=starts[i],
                stop=stops[i],
                parent=None if (up := self.nodes[i].parent) is None else index[up],
            )
            for i in alive
        )
        return Tree(tuple(self.leaves[p] for p in kept), nodes)
