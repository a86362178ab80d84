"""F8: what a veto takes, and where it goes (一票否决)."""

from fractions import Fraction

from lib.errors import N_
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.shared import yuan
from lib.model.money_rules import VetoMoney, VetoScope, Withheld
from lib.model.notices import Notice
from lib.model.numbers import Flags, Numbers, exact


def withhold(
    rule: VetoMoney, barred: Flags, parts: tuple[Numbers, Numbers], rounding: Rounding
) -> tuple[Numbers, Fraction, tuple[Notice, ...]]:
    """Return what a veto takes or gives, what is carried over, and what to tell.

    Parameters
    ----------
    rule
        Share taken, of what, and where it goes.
    barred
        Areas that a veto strikes.
    parts
        The performance part and the whole amount so far, fen, each of shape (areas,).
    rounding
        Rule R, or none.
    """
    performance, amounts = parts
    stakes = performance if rule.scope == VetoScope.PERFORMANCE else amounts
    taken = exact(
        min(rounding.down(rule.share * stake), amount) if struck else 0
        for stake, amount, struck in zip(stakes, amounts, barred, strict=True)
    )
    pot = Fraction(taken.sum())
    others = exact(0 if struck else stake for stake, struck in zip(stakes, barred, strict=True))
    if rule.then == Withheld.REDISTRIBUTE and others.sum() > 0:
        return rounding.share(pot, others) - taken, Fraction(0), ()
    return -taken, pot, (_carried(pot),) if pot else ()


def _carried(pot: Fraction) -> Notice:
    return Notice(
        N_("A veto withholds {pot} yuan: they are carried over."), values={"pot": yuan(pot)}
    )
