"""What a hand at the scales does: move a weight, or begin from a ready-made proposal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import numpy as np

from lib.model.apportionment import apportion
from lib.model.numbers import Numbers, exact
from lib.model.rules import Rules
from lib.model.scenarios import (
    STEPS_PER_POINT,
    TOTAL,
    Scenario,
    Weights,
    dimension_points,
    item_points,
    leaf_factors,
    reshare,
)


class Part(StrEnum):
    """What a weight belongs to; the values are fields of `Scenario`."""

    ITEM = "items"
    DIMENSION = "dimensions"


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Some places where one weight can stand, and what every weight is at each of them."""

    places: Numbers
    """Points of the weight that is moved, float64, ascending."""
    weights: Mapping[str, Numbers]
    """Points of every weight at each place, by code."""


PRESETS = ("baseline", "equal", "quantity", "quality", "mass")
"""Ready-made proposals, all computed from the rules in force."""
_FIRST = TOTAL / 2


def in_force(rules: Rules, part: Part) -> dict[str, Fraction]:
    """Return the weights of the rules, points of 100; parts without points are left out."""
    points = item_points(rules.tree) if part == Part.ITEM else dimension_points(rules)
    return {code: weight for code, weight in points.items() if weight > 0}


def asked(rules: Rules, scenario: Scenario, part: Part) -> dict[str, Fraction]:
    """Return the weights a scenario asks for, the unchanged ones as they are in force."""
    return {**in_force(rules, part), **getattr(scenario, part)}


def ask(rules: Rules, scenario: Scenario, part: Part, weights: Weights) -> Scenario:
    """Put weights into a scenario, which keeps only those that differ from the rules."""
    now = in_force(rules, part)
    changed = {code: weight for code, weight in weights.items() if weight != now[code]}
    if part == Part.ITEM:
        return replace(scenario, items=changed)
    return replace(scenario, dimensions=changed)


def move(
    rules: Rules, scenario: Scenario, weight: tuple[Part, str, Fraction], locked: frozenset[str]
) -> Scenario:
    """Set one weight; the others that are not locked re-share the rest in proportion.

    Parameters
    ----------
    rules
        Rules in force.
    scenario
        The scenario before the move.
    weight
        What is moved: items or dimensions, its code, and the points asked for.
    locked
        Codes that keep their points.

    Raises
    ------
    ParameterError
        If every other weight is locked.
    """
    part, code, points = weight
    hundredths = Fraction(round(points * STEPS_PER_POINT), STEPS_PER_POINT)
    weights = reshare(asked(rules, scenario, part), code, hundredths, locked)
    return ask(rules, scenario, part, weights)


def track(
    weights: Weights, code: str, locked: frozenset[str], places: Iterable[float]
) -> Track | None:
    """Follow one weight along its way, the others re-sharing the rest in proportion.

    As `move`, without its rounding to hundredths: for a picture of what lies on the
    way, not for a proposal.

    Parameters
    ----------
    weights
        Points of 100 of every part.
    code
        The part that moves.
    locked
        Codes that keep their points.
    places
        Points to look at; what locked parts leave is the most that can be reached.

    Returns
    -------
    Track or None
        None where nothing can move.

    Examples
    --------
    >>> now = {"a": Fraction(50), "b": Fraction(30), "c": Fraction(20)}
    >>> found = track(now, "a", frozenset(), [50, 75, 120])
    >>> found.places.tolist(), found.weights["b"].tolist()
    ([50.0, 75.0, 100.0], [30.0, 15.0, 0.0])
    """
    points = {c: float(w) for c, w in weights.items()}
    free = [c for c in points if c != code and c not in locked]
    if not free or code in locked:
        return None
    most = float(TOTAL) - sum(w for c, w in points.items() if c in locked)
    where = np.unique(np.clip(np.array([*places], dtype=np.float64), 0, most))
    held = sum(points[c] for c in free)
    shares = {c: points[c] / held if held > 0 else 1 / len(free) for c in free}
    moved = {c: (most - where) * share for c, share in shares.items()}
    kept = {c: np.full_like(where, w) for c, w in points.items()}
    return Track(where, {**kept, **moved, code: where})


def factors_along(
    rules: Rules, scenario: Scenario, part: Part, weights: Mapping[str, Numbers]
) -> dict[str, Numbers]:
    """Return what the points of each leaf are multiplied by, at many places at once.

    Parameters
    ----------
    rules
        Rules in force.
    scenario
        What else is proposed; its weights of the same part give way to `weights`.
    part, weights
        Points of 100 of every item or dimension, by code, float64.

    Returns
    -------
    dict
        By leaf code; leaves that move alike share one array.

    References
    ----------
    Property held by test: simulated with them, the rules in force pay what they pay
    under the scenario that asks for these weights.
    """
    others = ask(rules, scenario, part, {})
    fixed, now, of = leaf_factors(rules, others), in_force(rules, part), _leaves_of(rules, part)
    still = np.ones(len(next(iter(weights.values()))))
    made: dict[tuple[str, Fraction], Numbers] = {}
    for leaf, factor in fixed.items():
        code = of.get(leaf, "")
        ratio = weights[code] / float(now[code]) if code in now else still
        made.setdefault((code, factor), float(factor) * ratio)
    return {leaf: made[of.get(leaf, ""), factor] for leaf, factor in fixed.items()}


def _leaves_of(rules: Rules, part: Part) -> dict[str, str]:
    """Return the item or the dimension each leaf belongs to."""
    tree = rules.tree
    if part == Part.DIMENSION:
        return {leaf.code: str(rules.indicators[leaf.indicator].dimension) for leaf in tree.leaves}
    return {
        leaf.code: node.code
        for node in tree.with_role("service_item")
        for leaf in tree.leaves[node.start : node.stop]
    }


def preset(rules: Rules, scenario: Scenario, name: str) -> Scenario:
    """Replace the weights of a scenario by one of `PRESETS`; its money rules stay.

    Parameters
    ----------
    name
        `baseline`: as in force. `equal`: every service item weighs the same. The
        name of a dimension: it gets half of all points (all it has, if that is
        more), and the other dimensions share the rest as they do now.
    """
    plain = replace(scenario, items={}, dimensions={})
    if name == "equal":
        return ask(rules, plain, Part.ITEM, _equal(in_force(rules, Part.ITEM)))
    now = in_force(rules, Part.DIMENSION).get(name)
    if now is None or now == TOTAL:
        return plain
    weight = (Part.DIMENSION, name, max(_FIRST, now))
    return move(rules, plain, weight, frozenset())


def _equal(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    steps = apportion(int(TOTAL * STEPS_PER_POINT), exact(1 for _ in weights))
    return {c: Fraction(n, STEPS_PER_POINT) for c, n in zip(weights, steps, strict=True)}
