"""Scenarios (情景): changes proposed to the rules, and the rules they give.

A scenario holds only what differs from the baseline. Weights of service items
and of dimensions multiply: an indicator's points become
p · (item asked / item now) · (dimension asked / dimension now), brought back to
the total. Where both are moved, effective weights differ from those asked, and
the screen shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from lib.errors import N_, ParameterError
from lib.model.apportionment import ROUNDING_UNITS, apportion
from lib.model.money_rules import Corridor, RankAwards
from lib.model.numbers import exact
from lib.model.rules import AllocationRules, BelowPassLine, Formula, Rules, VillageSplit
from lib.model.tree import DEFAULT_KIND, Tree

STEPS_PER_POINT = 100
"""Weights move in hundredths of a point of 100, so what is shown is what is used."""
TOTAL = Fraction(100)
USUAL_RANK_AWARDS = RankAwards(bottom=1, share=Fraction(1, 20), top=1)
"""What switching rank awards on means in a scheme that declares none."""

Weights = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Proposed changes; None and empty mean as in the baseline."""

    items: Weights = field(default_factory=dict)
    """Points of 100 asked for each service item that changes."""
    dimensions: Weights = field(default_factory=dict)
    """Points of 100 asked for each dimension that changes."""
    pool: int | None = None
    """Fen."""
    formula: Formula | None = None
    base_share: Fraction | None = None
    pass_line: Fraction | None = None
    below_pass_line: BelowPassLine | None = None
    floor_share: Fraction | None = None
    cap_share: Fraction | None = None
    village_share: Fraction | None = None
    village_split: VillageSplit | None = None
    rounding_unit: str | None = None
    rank_awards: bool | None = None
    """Whether the last lose to the first; as many places as declared, else one each."""
    rank_share: Fraction | None = None
    """Share of their amounts that the last lose."""
    corridor_down: Fraction | None = None
    """Most an amount may fall against last year's, as a share; amounts as declared."""
    corridor_up: Fraction | None = None
    alpha: Fraction | None = None
    """F5: steepness of the coefficient."""
    unit_price: int | None = None
    """F4a: fen for one work point."""
    veto_share: Fraction | None = None
    """Share of the performance money, or of the amount, that a veto withholds."""

    @property
    def is_null(self) -> bool:
        """Tell whether nothing is proposed."""
        return self == Scenario()


def item_points(tree: Tree, kind: str | None = None) -> dict[str, Fraction]:
    """Return the weight of each service item, points of 100, in reading order.

    Examples
    --------
    The weights of the items add up to 100 where every leaf lies in an item.
    """
    return {code: TOTAL * share for code, share in tree.shares("service_item", kind).items()}


def dimension_points(rules: Rules, kind: str | None = None) -> dict[str, Fraction]:
    """Return the weight of each dimension, points of 100, in reading order."""
    points = rules.tree.points(kind)
    whole = points.sum()
    sums: dict[str, Fraction] = {}
    for leaf, mark in zip(rules.tree.leaves, points, strict=True):
        dimension = str(rules.indicators[leaf.indicator].dimension)
        sums[dimension] = sums.get(dimension, Fraction()) + TOTAL * mark / whole
    return sums


def reshare(weights: Weights, changed: str, asked: Fraction, locked: frozenset[str]) -> Weights:
    """Set one weight; the others that are not locked re-share the rest in proportion.

    Parameters
    ----------
    weights
        Points of 100 of every part, adding up to 100.
    changed
        The part that is set.
    asked
        Points asked for; what locked parts leave is the most it can get.
    locked
        Parts that keep their points.

    Returns
    -------
    Mapping
        Points in hundredths, adding up to 100 exactly.

    Raises
    ------
    ParameterError
        If every other part is locked, so that nothing can move.

    Examples
    --------
    >>> now = {"a": Fraction(50), "b": Fraction(30), "c": Fraction(20)}
    >>> {k: str(v) for k, v in reshare(now, "a", Fraction(75), frozenset()).items()}
    {'a': '75', 'b': '15', 'c': '10'}
    """
    free = [code for code in sorted(weights) if code != changed and code not in locked]
    if not free:
        raise ParameterError(
            N_("Every other weight is locked, so this one cannot move."),
            hint=N_("Unlock at least one other weight."),
        )
    kept = sum((w for code, w in weights.items() if code in locked and code != changed), Fraction())
    value = min(max(asked, Fraction(0)), TOTAL - kept)
    rest = int((TOTAL - kept - value) * STEPS_PER_POINT)
    by = exact(weights[code] for code in free)
    shares = apportion(rest, by if by.sum() > 0 else exact(1 for _ in free))
    moved = {c: Fraction(n, STEPS_PER_POINT) for c, n in zip(free, shares, strict=True)}
    return {**weights, **moved, changed: TOTAL - kept - sum(moved.values(), Fraction())}


def leaf_factors(rules: Rules, scenario: Scenario) -> dict[str, Fraction]:
    """Return what the points of each leaf are multiplied by before rescaling.

    Raises
    ------
    ParameterError
        If the scenario names an item or dimension the scheme does not have.
    """
    items, dimensions = item_points(rules.tree), dimension_points(rules)
    _refuse_unknown(scenario.items, items)
    _refuse_unknown(scenario.dimensions, dimensions)
    factors = {leaf.code: Fraction(1) for leaf in rules.tree.leaves}
    for node in rules.tree.with_role("service_item"):
        for leaf in rules.tree.leaves[node.start : node.stop]:
            factors[leaf.code] *= _ratio(scenario.items, items, node.code)
    for leaf in rules.tree.leaves:
        dimension = str(rules.indicators[leaf.indicator].dimension)
        factors[leaf.code] *= _ratio(scenario.dimensions, dimensions, dimension)
    return factors


def apply(rules: Rules, scenario: Scenario) -> Rules:
    """Return the rules that a scenario proposes.

    Raises
    ------
    ParameterError
        If the scenario does not fit the scheme, or leaves nothing to score.
    """
    tree = rules.tree
    if scenario.items or scenario.dimensions:
        tree = tree.rescaled(leaf_factors(rules, scenario))
    money = rules.allocation
    return replace(rules, tree=tree, allocation=None if money is None else _money(money, scenario))


_MONEY = (
    *("pool", "formula", "base_share", "pass_line", "below_pass_line"),
    *("floor_share", "cap_share", "village_split", "rounding_unit", "unit_price"),
)


def _money(money: AllocationRules, scenario: Scenario) -> AllocationRules:
    changes = {n: getattr(scenario, n) for n in _MONEY if getattr(scenario, n) is not None}
    if scenario.village_share is not None:
        changes["village_share"] = {DEFAULT_KIND: scenario.village_share}
    changes |= _overlays(money, scenario)
    unit = scenario.rounding_unit or money.rounding_unit
    if unit not in ROUNDING_UNITS:
        raise ParameterError(
            N_("“{unit}” is no rounding unit; choose one of {units}."),
            unit=unit,
            units=", ".join(ROUNDING_UNITS),
        )
    return replace(money, **changes)


def _overlays(money: AllocationRules, scenario: Scenario) -> dict[str, object]:
    """Gather changes of rank awards, corridor, coefficient and veto; the rest is as declared."""
    changes: dict[str, object] = {}
    awards, share = money.rank_awards, scenario.rank_share
    if scenario.rank_awards is False:
        changes["rank_awards"] = None
    elif scenario.rank_awards or (share is not None and awards is not None):
        awards = awards or USUAL_RANK_AWARDS
        changes["rank_awards"] = awards if share is None else replace(awards, share=share)
    if scenario.corridor_down is not None or scenario.corridor_up is not None:
        corridor = money.corridor or Corridor({})
        down, up = scenario.corridor_down, scenario.corridor_up
        changes["corridor"] = replace(
            corridor,
            down=corridor.down if down is None else down,
            up=corridor.up if up is None else up,
        )
    if scenario.alpha is not None:
        changes["coefficient"] = replace(money.coefficient, alpha=scenario.alpha)
    if scenario.veto_share is not None:
        changes["veto_money"] = replace(money.veto_money, share=scenario.veto_share)
    return changes


def _ratio(asked: Weights, now: Weights, code: str) -> Fraction:
    """How much a part grows; one without points cannot grow."""
    if code not in asked or asked[code] == now[code]:
        return Fraction(1)
    if now[code] == 0:
        raise ParameterError(
            N_("“{code}” has no points in the scheme, so it cannot be given a weight."), code=code
        )
    return asked[code] / now[code]


def _refuse_unknown(asked: Weights, known: Weights) -> None:
    if unknown := sorted(set(asked) - set(known)):
        raise ParameterError(N_("The scheme has no part called “{code}”."), code=", ".join(unknown))
