"""Read a weight tree from a scheme file, refusing weights that do not add up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.numbers import fraction
from lib.model.parameters import Text, check_keys
from lib.model.tree import DEFAULT_KIND, Leaf, Node, Tree

_NODE_KEYS = frozenset({"name", "role", "points", "weight"})
_LEAF_KEYS = frozenset({"indicator", "points", "weight"})
ROLES = frozenset({"group", "service_item", "part", "dimension"})


def parse_tree(content: Mapping[str, Any], totals: Mapping[str, Fraction]) -> Tree:
    """Build the weight tree.

    Parameters
    ----------
    content
        Children of the root by code. A child with `children` is a node; every
        other is a leaf: points, or a mapping with `points` (a number, or one
        number for each kind of area) or `weight` (a share of its parent).
    totals
        Total of the scheme by kind of area; `default` holds for the others.

    Raises
    ------
    ParameterError
        Naming the part whose weights do not add up, or the key at fault.

    Examples
    --------
    >>> shares = {"a": {"weight": "1/4"}, "b": {"weight": "3/4"}}
    >>> tree = parse_tree(shares, {"default": Fraction(100)})
    >>> [str(points) for points in tree.points()]
    ['25', '75']
    """
    leaves: list[Leaf] = []
    nodes: list[Node] = []
    _Walk(leaves, nodes).node("root", {"children": content}, None, dict(totals))
    tree = Tree(tuple(leaves), tuple(nodes))
    _refuse_repeated([leaf.code for leaf in leaves] + [node.code for node in nodes])
    for kind in {*tree.kinds, *totals}:
        _check_sum(
            "root",
            sum((leaf.points_for(kind) for leaf in leaves), Fraction()),
            totals.get(kind, totals.get(DEFAULT_KIND, Fraction())),
        )
    return tree


class _Walk:
    """One pass over the file, collecting leaves and nodes in reading order."""

    def __init__(self, leaves: list[Leaf], nodes: list[Node]) -> None:
        self.leaves = leaves
        self.nodes = nodes

    def node(
        self,
        code: str,
        fields: Mapping[str, Any],
        parent: int | None,
        given: dict[str, Fraction] | None,
    ) -> dict[str, Fraction]:
        """Add a node and all below it; return its points by kind of area."""
        check_keys(code, fields, required=frozenset({"children"}), optional=_NODE_KEYS)
        index, start = len(self.nodes), len(self.leaves)
        name = fields.get("name") or {"zh": code, "en": code}
        self.nodes.append(Node(code, Text(**name), _role(code, fields), start, start, parent))
        _refuse_mixed(code, fields["children"])
        sums = [
            self._child(name, child, index, given) for name, child in fields["children"].items()
        ]
        node = self.nodes[index]
        self.nodes[index] = Node(
            node.code, node.name, node.role, start, len(self.leaves), node.parent
        )
        points = _add(sums)
        if "points" in fields:
            for kind, declared in _by_kind(code, fields["points"]).items():
                _check_sum(code, points.get(kind, points.get(DEFAULT_KIND, Fraction())), declared)
        return points

    def _child(
        self, code: str, fields: object, parent: int, given: dict[str, Fraction] | None
    ) -> dict[str, Fraction]:
        below = _share_of(code, fields, given)
        if isinstance(fields, Mapping) and "children" in fields:
            return self.node(code, fields, parent, below)
        return self._leaf(code, fields, below)

    def _leaf(
        self, code: str, fields: object, below: dict[str, Fraction] | None
    ) -> dict[str, Fraction]:
        if not isinstance(fields, Mapping):
            fields = {"points": fields}
        check_keys(code, fields, required=frozenset(), optional=_LEAF_KEYS)
        points = below if "weight" in fields else _by_kind(code, fields.get("points"))
        if points is None or any(value < 0 for value in points.values()):
            raise ParameterError(
                N_("“{code}” needs points, or a weight, that is not negative."), code=code
            )
        self.leaves.append(Leaf(code, str(fields.get("indicator", code)), points))
        return points


def _share_of(
    code: str, fields: object, given: dict[str, Fraction] | None
) -> dict[str, Fraction] | None:
    """Return what a child receives from a parent that shares by weight."""
    if not isinstance(fields, Mapping) or "weight" not in fields:
        if isinstance(fields, Mapping) and {"children", "points"} <= set(fields):
            return _by_kind(code, fields["points"])
        return None
    if given is None:
        raise ParameterError(
            N_("“{code}” has a weight, but its parent has points, not a weight, to share."),
            hint=N_("Use weights all the way from the root, or points everywhere."),
            code=code,
        )
    weight = fraction(fields["weight"], where=code)
    return {kind: points * weight for kind, points in given.items()}


def _by_kind(code: str, points: object) -> dict[str, Fraction]:
    if isinstance(points, Mapping):
        return {str(kind): fraction(value, where=code) for kind, value in points.items()}
    return {DEFAULT_KIND: fraction(points, where=code)}


def _add(parts: list[dict[str, Fraction]]) -> dict[str, Fraction]:
    """Add points by kind; a part without a kind counts with its default."""
    kinds = {kind for part in parts for kind in part}
    return {
        kind: sum(
            (part.get(kind, part.get(DEFAULT_KIND, Fraction())) for part in parts), Fraction()
        )
        for kind in kinds
    }


def _role(code: str, fields: Mapping[str, Any]) -> str:
    role = str(fields.get("role", "group"))
    if role not in ROLES:
        raise ParameterError(
            N_("“{code}” has the role “{role}”, which is not one of {roles}."),
            code=code,
            role=role,
            roles=", ".join(sorted(ROLES)),
        )
    return role


def _refuse_mixed(code: str, children: Mapping[str, Any]) -> None:
    weighted = [
        name for name, child in children.items() if isinstance(child, Mapping) and "weight" in child
    ]
    if weighted and len(weighted) < len(children):
        raise ParameterError(
            N_("Below “{code}”, {some} have weights and the others points."),
            hint=N_("Give every part of one level a weight, or every part points."),
            code=code,
            some=", ".join(weighted),
        )
    if weighted:
        total = sum((fraction(children[n]["weight"], where=n) for n in weighted), Fraction())
        _check_sum(code, total, Fraction(1))


def _check_sum(code: str, found: Fraction, declared: Fraction) -> None:
    if found != declared:
        raise ParameterError(
            N_("The weights of “{code}” add up to {found}, not {declared}."),
            hint=N_("Correct the points or weights of its parts in the scheme file."),
            code=code,
            found=_plain(found),
            declared=_plain(declared),
        )


def _plain(number: Fraction) -> str:
    return (
        str(number) if number.denominator not in (1, 2, 4, 5, 10, 20, 100) else f"{float(number):g}"
    )


def _refuse_repeated(codes: list[str]) -> None:
    if repeated := sorted({code for code in codes if codes.count(code) > 1}):
        raise ParameterError(
            N_("The same code stands twice in the weight tree: {codes}."),
            codes=", ".join(repeated),
        )
