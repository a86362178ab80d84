"""What a hand at the scales does: move a weight, or begin from a ready-made proposal."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from lib.model.apportionment import apportion
from lib.model.numbers import exact
from lib.model.rules import Rules
from lib.model.scenarios import (
    STEPS_PER_POINT,
    TOTAL,
    Scenario,
    Weights,
    dimension_points,
    item_points,
    reshare,
)


class Part(StrEnum):
    """What a weight belongs to; the values are fields of `Scenario`."""

    ITEM = "items"
    DIMENSION = "dimensions"


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
