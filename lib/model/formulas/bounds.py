"""F8: floors, caps and the corridor against last year, solved inside what was shared."""

from dataclasses import dataclass, replace
from fractions import Fraction

from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.money_rules import VetoScope
from lib.model.numbers import Numbers, exact
from lib.model.rules import AllocationRules


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Least and most of every area, fen; where they contradict, the least holds."""

    least: Numbers
    most: list[Fraction | None]

    @property
    def bind(self) -> bool:
        """Tell whether any area is bounded at all."""
        return bool(self.least.any()) or any(cap is not None for cap in self.most)


def entitlement_bounds(claims: Claims, rules: AllocationRules, rounding: Rounding) -> Bounds:
    """Return floors and caps as shares of the entitlements."""
    low, high = rules.floor_share or Fraction(0), rules.cap_share
    due = [count * rules.per_head for count in claims.people]
    return Bounds(
        exact(rounding.up(low * amount) for amount in due),
        [None if high is None else rounding.down(high * amount) for amount in due],
    )


def corridor_bounds(
    bounds: Bounds, claims: Claims, rules: AllocationRules, rounding: Rounding
) -> Bounds:
    """Narrow bounds to the corridor against last year's amounts."""
    corridor = rules.corridor
    if corridor is None:
        return bounds
    least, most = bounds.least.copy(), list(bounds.most)
    for line, area in enumerate(claims.areas):
        if area.code not in corridor.before:
            continue
        before = Fraction(corridor.before[area.code])
        if corridor.down is not None:
            least[line] = max(least[line], rounding.up(before * (1 - corridor.down)))
        if corridor.up is not None:
            top, cap = rounding.down(before * (1 + corridor.up)), most[line]
            most[line] = top if cap is None else min(cap, top)
    return replace(bounds, least=least, most=most)


def hold(
    amounts: Numbers, bounds: Bounds, claims: Claims, rules: AllocationRules, rounding: Rounding
) -> Numbers:
    """Fit amounts between bounds; an area whose whole amount a veto took stays where it is.

    Raises
    ------
    AllocationError
        If the bounds cannot hold together, with their sums.
    """
    if not bounds.bind:
        return amounts
    least, most = bounds.least.copy(), list(bounds.most)
    if rules.veto_money.scope == VetoScope.AMOUNT:
        for line in claims.barred.nonzero()[0].tolist():
            least[line] = most[line] = amounts[line]
    return rounding.fit(amounts, least, most)
