"""F6 and F4b: a pool for every service item (分项目切块)."""

from fractions import Fraction

from lib.errors import N_, ParameterError
from lib.model.formulas.claims import Claims, ItemClaims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.shared import Shared, yuan
from lib.model.money_rules import EmptyItem, ItemPools
from lib.model.notices import Notice
from lib.model.numbers import Numbers, exact
from lib.model.rules import AllocationRules


def share_by_items(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    """Cut the pool by item and share every part by what institutions bring to it.

    Raises
    ------
    ParameterError
        If no item claims were made.

    References
    ----------
    P_g = R[P·w_g]; A_ig = R[P_g · T_ig·s_ig·m_i / Σ]; A_i = Σ_g A_ig. Published
    for Shenzhen as “item cost + item performance + regulation coefficient”.
    """
    if claims.items is None:
        raise ParameterError(
            N_("The formula shares by service items, and nothing was counted for them."),
            hint=N_("The weight tree must name service items."),
            name="item_pools",
        )
    weights = claims.items.weights.copy()
    weights[claims.barred, :] = Fraction(0)
    claimed = weights.sum(axis=0) > 0
    pools = cut(claims.items, claimed, pool, rules, rounding)
    parts = {
        code: rounding.share(pools[code], weights[:, column])
        for column, code in enumerate(claims.items.codes)
        if code in pools
    }
    performance = sum(parts.values(), exact([0] * len(claims.areas)))
    left = pool - Fraction(performance.sum())
    empty = [
        code for code, any_claim in zip(claims.items.codes, claimed, strict=True) if not any_claim
    ]
    return Shared(
        performance=performance,
        award=exact([0] * len(claims.areas)),
        coefficient=exact([0] * len(claims.areas)),
        carried_over=left,
        items=parts,
        notices=_told(empty, left),
    )


def cut(
    items: ItemClaims, claimed: Numbers, pool: Fraction, rules: AllocationRules, rounding: Rounding
) -> dict[str, Fraction]:
    """Cut the pool into the items that somebody claims; what the others had goes as declared."""
    declared = rules.item_pools or ItemPools()
    shares = exact(items.shares)
    if declared.empty == EmptyItem.RESPREAD:
        shares = exact(s if any_claim else 0 for s, any_claim in zip(shares, claimed, strict=True))
    if not shares.sum():
        return {}
    parts = rounding.share(pool, shares)
    return {
        code: Fraction(part)
        for code, part, any_claim in zip(items.codes, parts, claimed, strict=True)
        if any_claim
    }


def _told(empty: list[str], left: Fraction) -> tuple[Notice, ...]:
    if left:
        message = N_("Nobody can claim the item pools of {items}: {left} yuan are carried over.")
        values = {"items": ", ".join(empty), "left": yuan(left)}
        return (Notice(message, severity="error", values=values),)
    if empty:
        message = N_("Nobody can claim the item pools of {items}: the other items share them.")
        return (Notice(message, values={"items": ", ".join(empty)}),)
    return ()
