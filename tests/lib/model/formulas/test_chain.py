"""The chain splits the pool and runs every rule in its order."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from lib.errors import ParameterError
from lib.model.formulas.chain import coefficient, run, single_weights, split
from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import EXACT, Rounding
from lib.model.numbers import exact
from lib.model.roster import Area
from lib.model.rules import Formula
from tests import small

BASIC = small.rules({"S": 100}, money=small.MONEY_PARTS).allocation
AREAS = (Area("A", "甲", "x", "", 100), Area("B", "乙", "x", "", 100))
CLAIMS = Claims(AREAS, exact([90, 80]), np.array([False, False]))


def test_only_f2_has_a_base():
    pools = {f: split(Fraction(1000), replace(BASIC, formula=f), Rounding(1)) for f in Formula}
    assert pools.pop(Formula.F2) == (700, 300, 0)
    assert set(pools.values()) == {(0, 1000, 0)}


def test_without_rounding_nothing_is_left_over():
    assert split(Fraction(1001, 3), BASIC, EXACT)[2] == 0


def test_tiers_must_be_declared_for_f3():
    with pytest.raises(ParameterError, match="declares none"):
        run(CLAIMS, replace(BASIC, formula=Formula.F3, tiers=()), Rounding(1))


def test_the_usual_veto_leaves_no_claim():
    struck = replace(CLAIMS, barred=np.array([True, False]))
    found = run(struck, replace(BASIC, formula=Formula.F1), Rounding(1))
    assert found.amounts.tolist() == [0, 200 * 9_900]
    assert not found.withheld.any()


def test_the_coefficient_of_f5_knows_the_pass_line_and_vetoes():
    claims = Claims(AREAS, exact([90, 50]), np.array([False, False]))
    five = replace(BASIC, formula=Formula.F5)
    assert coefficient(claims, five).tolist() == [Fraction(11, 10), 0]
    assert not coefficient(replace(claims, barred=np.array([True, True])), five).any()


@pytest.mark.parametrize(
    "overlay",
    [
        {"rank_awards": {"bottom": 1, "share": "0.1", "top": 1}},
        {"veto_money": {"share": "0.5"}},
        {"floor_share": "0.2"},
        {"cap_share": 2},
        {"corridor": {"down": "0.05"}},
        {"formula": "F3"},
        {"formula": "F4b"},
        {"formula": "F6"},
    ],
)
def test_a_chain_has_no_single_weights(overlay):
    rules = small.rules({"S": 100}, money={**small.MONEY_PARTS, **overlay}).allocation
    struck = replace(CLAIMS, barred=np.array([True, False]))
    assert single_weights(struck, rules) is None
    assert single_weights(struck, BASIC) is not None
