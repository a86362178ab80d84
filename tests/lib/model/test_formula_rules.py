"""Parameters of formulas are read strictly."""

from fractions import Fraction

import pytest

from lib.errors import ParameterError
from lib.model.money_rules import ItemPools, VetoMoney
from tests import small


def read(**money):
    return small.rules({"S": 100}, money=money).allocation


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("tiers", [{"from": 60, "rate": 1}], "down to 0"),
        ("tiers", [{"from": 0, "rate": 1}, {"from": 60, "rate": 1}], "must fall"),
        ("tiers", [{"from": 0, "share": 1}], "tiers"),
        ("award", {"above": 60}, "award"),
        ("award", {"above": 60, "by": "luck"}, "award > by"),
        ("award", {"above": 60, "by": "equal", "top": "1.5"}, "whole places"),
        ("workload_bands", {"X": [{"up_to": 5, "factor": 1}]}, "must rise"),
        ("workload_bands", {"X": [{"up_to": "none", "factor": 1}] * 2}, "must rise"),
        ("coefficient", {"least": 2, "most": 1}, "exceeds its most"),
        ("item_pools", {"shares": {"01": "0.5"}}, "add up to 1"),
        ("item_pools", {"shares": "by_luck"}, "shares"),
        ("rank_awards", {"bottom": 1, "share": 2, "top": 1}, "between 0 and 1"),
        ("veto_money", {"scope": "all"}, "veto_money > scope"),
        ("corridor", {"sideways": 1}, "sideways"),
        ("recoveries", {"A": "0.001"}, "whole number of fen"),
        ("unit_price", "-1", "not negative"),
    ],
)
def test_a_slip_is_refused_and_named(name, value, message):
    with pytest.raises(ParameterError, match=message):
        read(**{name: value})


def test_a_scheme_without_them_reads_as_before():
    bare = read()
    assert (bare.tiers, bare.award, bare.item_pools, bare.corridor) == ((), None, None, None)
    assert bare.veto_money == VetoMoney()


def test_amounts_are_yuan_and_shares_exact():
    held = read(
        unit_price="7.5",
        corridor={"down": "0.05", "up": "none", "before": {"A": "12.34"}},
        item_pools={},
        recoveries={"A": "67856.49"},
    )
    assert held.unit_price == 750
    assert (held.corridor.before, held.corridor.down, held.corridor.up) == (
        {"A": 1234},
        Fraction(1, 20),
        None,
    )
    assert held.item_pools == ItemPools()
    assert held.recoveries == {"A": 6_785_649}
