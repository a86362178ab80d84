"""F7: the last lose a share of their amounts to the first (排名奖惩)."""

from fractions import Fraction

import numpy as np

from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.slots import slots
from lib.model.money_rules import AwardBy, RankAwards
from lib.model.numbers import Numbers, exact


def rank_awards(
    claims: Claims, rule: RankAwards, amounts: Numbers, rounding: Rounding
) -> tuple[Numbers, Fraction]:
    """Return what each area gains or loses by its rank, and what nobody may receive.

    Parameters
    ----------
    claims
        Ranks and residents; an area struck by a veto is never among the first.
    rule
        How many lose, how much, and how many share it.
    amounts
        Amounts so far, fen, shape (areas,).
    rounding
        Rule R, or none.

    Notes
    -----
    Areas that tie at a cut share the places that are left: each of two that tie
    for one place loses half the share, or counts half.
    """
    everyone = np.ones(len(claims.areas), dtype=bool)
    last = slots(_from_below(claims), rule.bottom, everyone)
    lost = exact(rounding.down(x) for x in rule.share * last * amounts)
    first = slots(claims.ranks, rule.top, ~claims.barred)
    weights = first if rule.by == AwardBy.EQUAL else first * claims.people
    pot = Fraction(lost.sum())
    if not weights.sum():
        return -lost, pot
    return rounding.share(pot, weights) - lost, Fraction(0)


def _from_below(claims: Claims) -> Numbers:
    return -claims.ranks
