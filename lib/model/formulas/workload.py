"""F4: workload equivalents at a fixed price or sharing a pool (服务当量、工分、量化支付)."""

from collections.abc import Sequence
from fractions import Fraction

from lib.errors import N_, ParameterError
from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.shared import Shared, yuan
from lib.model.money_rules import Quality, VolumeBand
from lib.model.notices import Notice
from lib.model.numbers import Numbers, exact, round_one
from lib.model.rules import AllocationRules, Formula

DECIMALS = 4
"""Decimals of a quality coefficient."""


def quality(rate: Fraction, rule: Quality) -> Fraction:
    """Return the quality coefficient: 1 from the threshold on, else the rate.

    Examples
    --------
    >>> rule = Quality(Fraction(85, 100), {})
    >>> [str(quality(Fraction(r), rule)) for r in ("0.85", "0.8")]
    ['1', '4/5']
    """
    return Fraction(1) if rate >= rule.threshold else round_one(rate, DECIMALS)


def in_bands(quantity: Fraction, bands: Sequence[VolumeBand]) -> Fraction:
    """Count a quantity through its bands, each with its own factor; no bands count it once.

    Examples
    --------
    >>> bands = [VolumeBand(Fraction(1000), Fraction(1)), VolumeBand(None, Fraction(4, 5))]
    >>> in_bands(Fraction(1500), bands)
    Fraction(1400, 1)
    """
    if not bands:
        return quantity
    counted = start = Fraction(0)
    for band in bands:
        end = quantity if band.up_to is None else min(band.up_to, quantity)
        counted += max(end - start, Fraction(0)) * band.factor
        start = max(start, end)
    return counted


def share_by_work(
    claims: Claims, rules: AllocationRules, pool: Fraction, rounding: Rounding
) -> Shared:
    """Pay work points at a fixed price (F4a), or share the pool by them (F4b in one pool).

    Raises
    ------
    ParameterError
        If there are no work points, or F4a has no price.

    References
    ----------
    F4a: A = p·W, scaled to the pool where it would be exceeded; the surplus is
    carried over. F4b: A = R[P · W/ΣW].
    """
    work = worked(claims)
    whole = Fraction(work.sum())
    nothing = exact([0] * len(work))
    if whole == 0:
        return Shared(nothing, nothing, nothing, pool, notices=(_no_work(pool),))
    if rules.formula == Formula.F4B:
        return Shared(rounding.share(pool, work), nothing, nothing, Fraction(0))
    price = _price(rules)
    wanted = price * whole
    rate = min(price, pool / whole)
    paid = exact(rounding.down(rate * points) for points in work)
    notices = (_scaled(wanted, pool, rate),) if wanted > pool else ()
    return Shared(paid, nothing, nothing, pool - Fraction(paid.sum()), notices=notices)


def worked(claims: Claims) -> Numbers:
    """Return the work points of every area, nothing for those a veto bars.

    Raises
    ------
    ParameterError
        If no work was counted for these claims.
    """
    if claims.work is None:
        raise ParameterError(
            N_("The formula pays by workload, and no work points were counted."),
            hint=N_("Declare workload_values in the scheme."),
            name="workload_values",
        )
    return exact(0 if no else w for w, no in zip(claims.work, claims.barred, strict=True))


def _price(rules: AllocationRules) -> Fraction:
    if rules.unit_price is None:
        raise ParameterError(
            N_("F4a pays each work point at a fixed price, and the scheme declares none."),
            hint=N_("Declare unit_price in the scheme, or choose F4b."),
            name="unit_price",
        )
    return Fraction(rules.unit_price)


def _no_work(pool: Fraction) -> Notice:
    return Notice(
        N_("Nobody has any work points: {pool} yuan are carried over."),
        severity="error",
        values={"pool": yuan(pool)},
    )


def _scaled(wanted: Fraction, pool: Fraction, rate: Fraction) -> Notice:
    return Notice(
        N_(
            "The work comes to {wanted} yuan, more than the pool of {pool} yuan: "
            "a work point is paid {rate} yuan."
        ),
        values={"wanted": yuan(wanted), "pool": yuan(pool), "rate": f"{float(rate) / 100:.4f}"},
    )
