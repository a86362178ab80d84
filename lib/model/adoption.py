"""Rules that were adopted: dated values laid over a scheme, never an overwrite of it.

What a scenario changes is written as a scheme file would hold it, valid from a day on. The
scheme with these values laid over gives exactly the rules of the scenario, or nothing is adopted.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.baselines import rules_seal
from lib.model.documents import required_day
from lib.model.parameters import DatedValue, Parameter, Reference, Text
from lib.model.rules import AllocationRules, Rules
from lib.model.schemes import NONE, Context, Scheme
from lib.model.tree import Tree

PER_HEAD = "per_head"
_FEN_PER_YUAN = 100
_IN_YUAN = frozenset({"pool"})


@dataclass(frozen=True, slots=True)
class AdoptedRules:
    """One decision on the rules of a scheme."""

    number: int
    """A later decision for the same day takes the place of an earlier one."""
    effective: date
    """First day it holds."""
    parameters: Mapping[str, Any]
    """Values as a scheme file holds them, by parameter."""
    title: str
    """Why; stands as the source of the values."""


def parameters_of(before: Rules, after: Rules) -> dict[str, Any]:
    """Write what differs between two sets of rules as parameters of a scheme file.

    Only the points of the tree and the money rules are looked at: a scenario changes
    nothing else.
    """
    changed: dict[str, Any] = {}
    if before.tree != after.tree:
        changed["tree"] = _tree(after.tree)
    if before.allocation is not None and after.allocation is not None:
        changed |= _money(before.allocation, after.allocation)
    return changed


def merged(scheme: Scheme, versions: Iterable[AdoptedRules]) -> Scheme:
    """Lay adopted values over a scheme.

    A value holds from its day until the next one of the same parameter, whether the file
    has it or another decision; on the same day the decision goes before the file.
    """
    parameters = dict(scheme.parameters)
    for version in sorted(versions, key=lambda v: v.number):
        reference = Reference(version.title, "county", "source")
        for name, value in version.parameters.items():
            dated = DatedValue(version.effective, value, reference)
            parameters[name] = _laid_over(parameters.get(name), (scheme.code, name), dated)
    return replace(scheme, parameters=parameters)


def settle(
    scheme: Scheme, context: Context, proposed: Rules, version: AdoptedRules
) -> tuple[Scheme, str]:
    """Lay one decision over a scheme and make sure that it gives what was proposed.

    Returns
    -------
    tuple
        The scheme with the decision in it, and the seal of its rules on the effective day.

    Raises
    ------
    ParameterError
        If the proposal changes nothing, or the scheme would not give it exactly.
    """
    if not version.parameters:
        raise ParameterError(
            N_("The proposal changes no rule that holds on {day}."),
            hint=N_("Move a weight or change a money rule first."),
            day=version.effective.isoformat(),
        )
    whole = merged(scheme, [version])
    seal = rules_seal(whole.on(version.effective, context))
    if seal != rules_seal(proposed):
        raise ParameterError(
            N_("These changes cannot be written as rules of the scheme: {names}."),
            hint=N_("Nothing was adopted. Enter them in the scheme file instead."),
            names=", ".join(version.parameters),
        )
    return whole, seal


def write(versions: Iterable[AdoptedRules]) -> str:
    """Write decisions as text; `read` gives them back unchanged."""
    content = [
        {
            "number": version.number,
            "effective": version.effective.isoformat(),
            "parameters": version.parameters,
            "title": version.title,
        }
        for version in versions
    ]
    return json.dumps(content, ensure_ascii=False, indent=1)


def read(text: str) -> tuple[AdoptedRules, ...]:
    """Read decisions that `write` wrote."""
    return tuple(
        AdoptedRules(
            told["number"],
            required_day("effective", told["effective"]),
            told["parameters"],
            told["title"],
        )
        for told in json.loads(text)
    )


def _laid_over(known: Parameter | None, named: tuple[str, str], dated: DatedValue) -> Parameter:
    if known is None:
        scheme, name = named
        words = Text(name, name)
        return Parameter(scheme, name, words, words, "table", (dated,))
    others = [value for value in known.history if value.start != dated.start]
    history = sorted([*others, dated], key=lambda value: value.start)
    return replace(known, history=tuple(history))


def _tree(tree: Tree) -> dict[str, Any]:
    """Write a weight tree as a file holds it: nodes with children, leaves with points."""

    def written(index: int) -> dict[str, Any]:
        return {
            (tree.nodes[below].code if below is not None else tree.leaves[start].code): (
                _node(below) if below is not None else _leaf(start)
            )
            for start, _stop, below in tree.children[index]
        }

    def _node(index: int) -> dict[str, Any]:
        node = tree.nodes[index]
        name = {"zh": node.name.zh, "en": node.name.en}
        return {"name": name, "role": node.role, "children": written(index)}

    def _leaf(position: int) -> dict[str, Any]:
        leaf = tree.leaves[position]
        return {"indicator": leaf.indicator, "points": _plain(leaf.points)}

    return written(0)


def _money(before: AllocationRules, after: AllocationRules) -> dict[str, Any]:
    changed = {}
    for field in fields(AllocationRules):
        value = getattr(after, field.name)
        if value != getattr(before, field.name):
            changed[field.name] = _rule(field.name, value)
    return changed


def _rule(name: str, value: object) -> Any:  # noqa: ANN401 (whatever a file may hold)
    if value is None:
        return PER_HEAD if name == "pool" else NONE
    if name in _IN_YUAN and isinstance(value, int):
        return str(Fraction(value, _FEN_PER_YUAN))
    return _plain(value)


def _plain(value: object) -> Any:  # noqa: ANN401 (as above)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(member) for member in value]
    if is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(member) for name, member in held.items() if member is not None}
    return value
