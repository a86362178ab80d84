"""F3: tiers of payment, and what they deduct goes to the best (分档拨付、扣减奖励先进)."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from lib.errors import N_
from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.shared import Shared, yuan
from lib.model.formulas.slots import slots
from lib.model.money_rules import Award, AwardBy, Tier
from lib.model.notices import Notice
from lib.model.numbers import Flags, Numbers, exact, like, zeros_like
from lib.model.rules import AllocationRules


def rates(values: Numbers, tiers: Sequence[Tier]) -> Numbers:
    """Return the rate of the tier of each value; a boundary belongs to the tier above it.

    Examples
    --------
    >>> tiers = [Tier(Fraction(90), Fraction(1)), Tier(Fraction(0), Fraction(1, 2))]
    >>> [str(rate) for rate in rates(exact([90, "89.99"]), tiers)]
    ['1', '1/2']
    """
    found = zeros_like(values)
    for tier in reversed(tiers):
        found = np.where(values >= like(values, tier.least), like(values, tier.rate), found)
    return found


def share_by_tiers(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    """Pay by tier, and share what the tiers deduct among the best.

    References
    ----------
    paid = ⌊E·r(S)⌋; D = P − Σ paid; award = R[D · a/Σa]. Scores are compared as
    published. Where the tiers come to more than the pool, they are scaled to it.
    """
    free = exact(int(not struck) for struck in claims.barred)
    rate = rates(claims.published, rules.tiers) * free
    due = claims.people * Fraction(rules.per_head) * rate
    paid = exact(rounding.down(amount) for amount in due)
    notices: tuple[Notice, ...] = ()
    if paid.sum() > pool:
        notices = (_too_little(Fraction(paid.sum()), pool),)
        paid = rounding.share(pool, due)
    deducted = pool - Fraction(paid.sum())
    award = awards(claims, rules, deducted, rounding)
    left = deducted - Fraction(award.sum())
    return Shared(
        performance=paid,
        award=award,
        coefficient=rate,
        carried_over=left,
        deducted=deducted,
        notices=notices + (() if left == 0 else (_carried(left),)),
    )


def awards(claims: Claims, rules: AllocationRules, money: Fraction, rounding: Rounding) -> Numbers:
    """Share deducted money; what caps on awards free goes round again among the others."""
    nobody = exact([0] * len(claims.areas))
    if rules.award is None or money == 0:
        return nobody
    weights = award_weights(claims, rules.award)
    if not weights.sum():
        return nobody
    if rules.award.cap_share is None:
        return rounding.share(money, weights)
    most = rules.award.cap_share * rules.per_head
    caps = [
        rounding.down(most * count) if weight > 0 else Fraction(0)
        for count, weight in zip(claims.people, weights, strict=True)
    ]
    if sum(caps, Fraction()) <= money:
        return exact(caps)
    wanted = weights * (money / weights.sum())
    return rounding.fit(wanted, nobody, list(caps))


def award_weights(claims: Claims, award: Award) -> Numbers:
    """Return what deducted money is shared by; 0 below the line or outside the first places."""
    scores = claims.published
    allowed: Flags = np.asarray(scores >= award.above, dtype=bool) & ~claims.barred
    held = (
        exact(int(may) for may in allowed)
        if award.top is None
        else slots(claims.ranks, award.top, allowed)
    )
    by = {
        AwardBy.EXCESS: claims.people * (scores - award.above),
        AwardBy.POPULATION: claims.people,
        AwardBy.EQUAL: exact([1] * len(claims.areas)),
    }[award.by]
    return exact(a * b if a else 0 for a, b in zip(held, by, strict=True))


def _too_little(paid: Fraction, pool: Fraction) -> Notice:
    return Notice(
        N_("The tiers come to {paid} yuan, more than the pool of {pool} yuan: all are scaled."),
        values={"paid": yuan(paid), "pool": yuan(pool)},
    )


def _carried(left: Fraction) -> Notice:
    return Notice(
        N_("Nobody may receive {left} yuan of the deducted money: they are carried over."),
        values={"left": yuan(left)},
    )
