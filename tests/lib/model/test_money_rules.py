"""Small values of money rules."""

from fractions import Fraction

from lib.model.money_rules import VetoMoney, VetoScope, by_area


def test_a_factor_is_the_own_the_default_or_one():
    factors = {"default": Fraction(2), "A": Fraction(3)}
    assert [by_area(factors, code) for code in "AB"] == [3, 2]
    assert by_area({}, "A") == 1


def test_only_the_usual_veto_bars_a_claim():
    assert VetoMoney().bars
    assert not VetoMoney(scope=VetoScope.AMOUNT).bars
    assert not VetoMoney(share=Fraction(1, 2)).bars
