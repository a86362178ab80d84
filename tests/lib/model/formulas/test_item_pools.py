"""F6 and F4b: item pools."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from lib.model.formulas.claims import Claims, ItemClaims
from lib.model.formulas.item_pools import share_by_items
from lib.model.formulas.rounding import Rounding
from lib.model.money_rules import EmptyItem, ItemPools
from lib.model.numbers import exact
from lib.model.roster import Area
from tests import small

AREAS = (Area("A", "甲", "x", "", 1), Area("B", "乙", "x", "", 1))
RULES = replace(small.rules({"S": 100}, money=small.MONEY_PARTS).allocation, item_pools=ItemPools())


def share(first, second, empty=EmptyItem.RESPREAD, barred=(False, False)):
    weights = np.stack([exact(first), exact(second)], axis=1)
    items = ItemClaims(("01", "02"), exact([3, 1]), weights)
    claims = Claims(AREAS, exact([1, 1]), np.array(barred), items=items)
    rules = replace(RULES, item_pools=ItemPools(empty=empty))
    return share_by_items(claims, rules, Fraction(1000), Rounding(1))


def test_every_item_shares_its_own_pool():
    found = share([2, 1], [0, 5])
    assert {item: part.tolist() for item, part in found.items.items()} == {
        "01": [500, 250],
        "02": [0, 250],
    }
    assert found.performance.tolist() == [500, 500]


@pytest.mark.parametrize(("empty", "left"), [("respread", 0), ("carry_over", 250)])
def test_an_item_nobody_claims_goes_as_declared(empty, left):
    found = share([1, 1], [0, 0], EmptyItem(empty))
    assert found.performance.sum() == 1000 - left
    assert found.carried_over == left
    assert "02" in str(found.notices[0])


def test_nothing_claimed_at_all_is_carried_over():
    assert share([0, 0], [0, 0]).carried_over == 1000


def test_a_barred_institution_claims_no_item():
    assert share([2, 1], [3, 5], barred=(True, False)).performance.tolist() == [0, 1000]
