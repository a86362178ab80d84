"""Floors, caps and the corridor."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from lib.errors import AllocationError
from lib.model.formulas.bounds import corridor_bounds, entitlement_bounds, hold
from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.money_rules import Corridor, VetoMoney, VetoScope
from lib.model.numbers import exact
from lib.model.roster import Area
from tests import small

BASIC = replace(small.rules({"S": 100}, money={}).allocation, per_head=100)
AREAS = (Area("A", "甲", "x", "", 10), Area("B", "乙", "x", "", 10))
FEN = Rounding(1)


def fitted(amounts, rules, barred=(False, False)):
    claims = Claims(AREAS, exact([1, 1]), np.array(barred))
    bounds = corridor_bounds(entitlement_bounds(claims, rules, FEN), claims, rules, FEN)
    return hold(exact(amounts), bounds, claims, rules, FEN).tolist()


def test_a_floor_is_paid_by_the_others():
    assert fitted([100, 1900], replace(BASIC, floor_share=Fraction(1, 2))) == [500, 1500]


def test_where_the_corridor_contradicts_a_cap_the_least_holds():
    rules = replace(
        BASIC, cap_share=Fraction(1, 2), corridor=Corridor({"A": 1000}, down=Fraction(1, 10))
    )
    assert fitted([500, 500], rules, (False, False)) == [900, 100]


def test_areas_without_last_years_amount_are_free():
    assert fitted([100, 900], replace(BASIC, corridor=Corridor({}, up=Fraction(0)))) == [100, 900]


def test_a_veto_of_the_whole_amount_stands_before_any_floor():
    rules = replace(BASIC, floor_share=Fraction(1, 2), veto_money=VetoMoney(scope=VetoScope.AMOUNT))
    assert fitted([0, 1000], rules, (True, False)) == [0, 1000]


def test_an_impossible_corridor_is_refused_with_numbers():
    rules = replace(BASIC, corridor=Corridor({"A": 2000, "B": 2000}, down=Fraction(0)))
    with pytest.raises(AllocationError, match=r"40\.00 yuan, more than the pool of 10\.00"):
        fitted([500, 500], rules)
