"""The chain of an allocation: formula, rank awards, veto, floors and caps, corridor.

Written once. With the rounding of the rules it gives what is paid; with
`EXACT` it gives the same amounts before any rounding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lib.errors import N_, ParameterError
from lib.model.formulas import mean_coefficient
from lib.model.formulas.bounds import corridor_bounds, entitlement_bounds, hold
from lib.model.formulas.claims import Claims, residents
from lib.model.formulas.item_pools import share_by_items
from lib.model.formulas.performance import coefficients, passing
from lib.model.formulas.rank_awards import rank_awards
from lib.model.formulas.rounding import Rounding, rounding_of
from lib.model.formulas.shared import Shared, yuan
from lib.model.formulas.tiers import share_by_tiers
from lib.model.formulas.vetoes import withhold
from lib.model.formulas.workload import share_by_work
from lib.model.notices import Notice
from lib.model.numbers import Numbers, exact, like
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Formula, NobodyPasses

WEIGHED = frozenset({Formula.F1, Formula.F2, Formula.F5})
"""Formulas that share one pool by residents times a coefficient."""


@dataclass(frozen=True, slots=True, eq=False)
class Chained:
    """Every part of every amount, fen, arrays of shape (areas,)."""

    pools: tuple[Fraction, Fraction, Fraction]
    """Pool, base pool and performance pool."""
    shared: Shared
    """What the formula gave."""
    base: Numbers
    rank_award: Numbers
    withheld: Numbers
    adjustment: Numbers
    corridor: Numbers
    amounts: Numbers
    carried_over: Fraction
    notices: tuple[Notice, ...]


def run(claims: Claims, rules: AllocationRules, rounding: Rounding) -> Chained:
    """Run the whole chain on claims.

    Raises
    ------
    AllocationError
        If a population is missing, or floors, caps and corridor cannot hold.
    ParameterError
        If the formula lacks a parameter or what it counts.
    """
    pool = Fraction(resolve_pool(rules, claims.areas))
    base_pool, performance_pool, rest = split(pool, rules, rounding)
    free = claims if rules.veto_money.bars else replace(claims, barred=claims.barred & False)
    shared = FORMULAS[rules.formula](free, rules, performance_pool, rounding)
    base = rounding.share(base_pool, claims.people)
    earned = shared.performance + shared.award
    gained, lost = exact([0] * len(base)), Fraction(0)
    if rules.rank_awards is not None:
        gained, lost = rank_awards(claims, rules.rank_awards, base + earned, rounding)
    withheld, kept = exact([0] * len(base)), Fraction(0)
    told: tuple[Notice, ...] = ()
    if claims.barred.any() and not rules.veto_money.bars:
        parts = (earned, base + earned + gained)
        withheld, kept, told = withhold(rules.veto_money, claims.barred, parts, rounding)
    before = base + earned + gained + withheld
    bounds = entitlement_bounds(claims, rules, rounding)
    bounded = hold(before, bounds, claims, rules, rounding)
    narrowed = corridor_bounds(bounds, claims, rules, rounding)
    amounts = (
        bounded if rules.corridor is None else hold(bounded, narrowed, claims, rules, rounding)
    )
    return Chained(
        pools=(pool, base_pool, performance_pool),
        shared=shared,
        base=base,
        rank_award=gained,
        withheld=withheld,
        adjustment=bounded - before,
        corridor=amounts - bounded,
        amounts=amounts,
        carried_over=rest + shared.carried_over + lost + kept,
        notices=claims.notices + shared.notices + told,
    )


def resolve_pool(rules: AllocationRules, areas: tuple[Area, ...]) -> int:
    """Return the pool in fen: the one declared, or the subsidy for every resident."""
    return rules.per_head * sum(residents(areas)) if rules.pool is None else rules.pool


def split(
    pool: Fraction, rules: AllocationRules, rounding: Rounding
) -> tuple[Fraction, Fraction, Fraction]:
    """Split the pool into base, performance and what the rounding unit leaves over, fen."""
    whole = rounding.down(pool)
    base = rounding.near(whole * rules.base_share) if rules.formula == Formula.F2 else Fraction(0)
    return base, whole - base, pool - whole


def split_pool(pool: int, rules: AllocationRules) -> tuple[int, int, int]:
    """Split the pool in the rounding unit of the rules.

    A pool that is no whole number of rounding units leaves less than one unit over.
    """
    base, performance, rest = split(Fraction(pool), rules, rounding_of(rules.rounding_unit))
    return int(base), int(performance), int(rest)


def coefficient(claims: Claims, rules: AllocationRules) -> Numbers:
    """Return the coefficient of F1, F2 or F5, unit /1, shape (..., areas)."""
    if rules.formula != Formula.F5:
        return coefficients(claims.scores, rules, claims.barred)
    against = mean_coefficient.coefficients(claims.scores, claims.people, rules.coefficient)
    kept = against * passing(claims.scores, rules)
    return np.where(claims.barred, like(claims.scores, 0), kept)


def single_weights(claims: Claims, rules: AllocationRules) -> Numbers | None:
    """Return what the performance pool is shared by in one apportionment.

    Returns
    -------
    Numbers or None
        Residents times coefficient, shape (..., areas), in the number type of the
        scores; None where the rules need the whole chain: formulas F3, F4 and F6, rank
        awards, a veto that takes money back, floors, caps or a corridor.
    """
    bounded = (rules.floor_share, rules.cap_share, rules.corridor, rules.rank_awards)
    taken = not rules.veto_money.bars and bool(claims.barred.any())
    if rules.formula not in WEIGHED or taken or any(rule is not None for rule in bounded):
        return None
    weights: Numbers = claims.people * coefficient(claims, rules)
    return weights


def _share_by_weights(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    """F1, F2 and F5; when nobody earns any, do what the rules say and tell."""
    share = coefficient(claims, rules)
    weights = claims.people * share
    nothing = exact([0] * len(share))
    if pool == 0 or weights.sum() > 0:
        return Shared(rounding.share(pool, weights), nothing, share, Fraction(0))
    values = {"pool": yuan(pool)}
    if rules.formula == Formula.F2 and rules.nobody_passes == NobodyPasses.CARRY_OVER:
        message = N_(
            "Nobody reaches the pass line: {pool} yuan of performance money are carried over."
        )
        notice = Notice(message, severity="error", values=values)
        return Shared(nothing, nothing, share, pool, notices=(notice,))
    message = N_("Nobody has a score to share by: {pool} yuan are shared by population instead.")
    notice = Notice(message, severity="error", values=values)
    return Shared(
        rounding.share(pool, claims.people), nothing, share, Fraction(0), notices=(notice,)
    )


def _share_by_pooled_work(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    """F4b: every item has its pool where the scheme cuts pools, else all work shares one."""
    shares = share_by_work if rules.item_pools is None else share_by_items
    return shares(claims, rules, pool, rounding)


def _share_by_declared_tiers(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    if not rules.tiers:
        raise ParameterError(
            N_("F3 pays by tiers, and the scheme declares none."),
            hint=N_("Declare tiers in the scheme."),
            name="tiers",
        )
    return share_by_tiers(claims, rules, pool, rounding)


_Share = Callable[[Claims, AllocationRules, Fraction, Rounding], Shared]
FORMULAS: Mapping[Formula, _Share] = {
    Formula.F1: _share_by_weights,
    Formula.F2: _share_by_weights,
    Formula.F3: _share_by_declared_tiers,
    Formula.F4A: share_by_work,
    Formula.F4B: _share_by_pooled_work,
    Formula.F5: _share_by_weights,
    Formula.F6: share_by_items,
}
