"""Floors and caps as formulas, held by the one common rate that the engine solves.

The rate cannot be solved by a formula. It stands among the parameters as a value;
who is held at a bound follows from it, and what is left is shared live.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.adapters.workbooks.book import Live, span_of
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS, fit_between
from lib.model.money_rules import VetoScope
from lib.model.rules import AllocationRules


@dataclass(frozen=True, slots=True)
class Bounds:
    """Floors and caps of every institution, in units, and the rate of those between."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    rate: Fraction
    capped: bool
    """Whether there are caps at all."""


def solve_bounds(
    allocation: Allocation, rules: AllocationRules, barred: Sequence[bool] = ()
) -> Bounds | None:
    """Find who stands at a floor or a cap, as the engine does.

    Returns
    -------
    Bounds or None
        None without bounds, and where a veto on whole amounts holds somebody in place:
        what floors and caps move is then written as the system solved it.
    """
    if rules.floor_share is None and rules.cap_share is None:
        return None
    if rules.veto_money.scope == VetoScope.AMOUNT and any(barred):
        return None
    unit = ROUNDING_UNITS[rules.rounding_unit]
    wants = [(row.amount - row.adjustment - row.corridor) // unit for row in allocation.rows]
    share, most = rules.floor_share or Fraction(0), rules.cap_share
    total = sum(wants)
    low = [-int(-(share * row.entitlement) // unit) for row in allocation.rows]
    caps = [None if most is None else int(most * r.entitlement // unit) for r in allocation.rows]
    fitted = list(fit_between(total, wants, low, caps))
    high = [
        max(floor, total if cap is None else min(cap, total))
        for floor, cap in zip(low, caps, strict=True)
    ]
    rate = _rate(list(zip(wants, low, high, fitted, strict=True)))
    return Bounds(tuple(low), tuple(high), rate, most is not None)


def _rate(lines: Sequence[tuple[int, int, int, Fraction]]) -> Fraction:
    """Return the rate of those between their bounds, or one that leaves all at theirs."""
    free = [Fraction(x) / want for want, low, high, x in lines if low < x < high]
    capped = [Fraction(high, want) for want, _, high, x in lines if want and x == high]
    floored = [Fraction(low, want) for want, low, _, x in lines if want and x == low]
    return next(iter(free), max(capped, default=min(floored, default=Fraction(1))))


def floors(people: Sequence[Live], bounds: Bounds) -> list[Live]:
    """Write the floors: a share of the subsidy per head, in whole units, rounded up."""
    share = "ROUND(floor_share*share_scale,0)*per_head_fen"
    return [
        Live(f"-INT(-{share}*{count.text}/(share_scale*rounding_fen))", low)
        for count, low in zip(people, bounds.low, strict=True)
    ]


def caps(
    people: Sequence[Live], before: Sequence[Live], low: Sequence[Live], bounds: Bounds
) -> list[Live]:
    """Write the caps, rounded down; without a cap the whole sum is the limit.

    A cap below the floor gives way to it.
    """
    total, share = f"SUM({span_of(before)})", "ROUND(cap_share*share_scale,0)*per_head_fen"
    found = []
    for count, floor, high in zip(people, low, bounds.high, strict=True):
        cap = f"MIN(INT({share}*{count.text}/(share_scale*rounding_fen)),{total})"
        found.append(Live(f"MAX({floor.text},{cap if bounds.capped else total})", high))
    return found


def hold(
    before: Sequence[Live], low: Sequence[Live], high: Sequence[Live], rate: Fraction
) -> tuple[list[Live], list[Live]]:
    """Write who is held at a bound, and the weights of the others, by the common rate."""
    held, weights = [], []
    for want, floor, cap in zip(before, low, high, strict=True):
        asked, wanted = f"common_rate*{want.text}", rate * want.whole
        free = floor.whole < wanted < cap.whole
        level = floor.whole if wanted <= floor.whole else cap.whole
        held.append(
            Live(
                f"IF({asked}<={floor.text},{floor.text},IF({asked}>={cap.text},{cap.text},0))",
                0 if free else level,
            )
        )
        weights.append(
            Live(
                f"IF(AND({asked}>{floor.text},{asked}<{cap.text}),{want.text},0)",
                want.whole if free else 0,
            )
        )
    return held, weights
