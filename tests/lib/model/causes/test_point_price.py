"""One point more is worth what the engine says it is, and what one gains another loses."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.causes.point_price import around, prices, set_weight
from lib.model.evaluation import evaluate
from lib.model.scenarios import apply, item_points
from tests import small
from tests.lib.model.causes.worlds import money, outcome
from tests.small import weights_of_three, worlds


@settings(max_examples=10)
@given(worlds(), weights_of_three, money)
def test_a_price_is_the_difference_of_two_whole_evaluations(world, points, declared):
    held = outcome(world, points, declared)
    if held is None:
        return
    weights = item_points(held.rules.tree)
    for price in prices(world, held).items:
        low, high = (
            evaluate(world, apply(held.rules, set_weight(weights, price.item, end)), clinics=False)
            for end in around(weights[price.item])
        )
        gained = {
            code: fen - low.allocation.amounts()[code]
            for code, fen in high.allocation.amounts().items()
        }
        assert price.fen == gained
        left = low.allocation.carried_over - high.allocation.carried_over
        assert sum(price.fen.values()) == left
        assert price.high - price.low == 1


@given(st.fractions(0, 100))
def test_the_weight_lies_within_the_point_that_is_priced(weight):
    low, high = around(weight)
    assert 0 <= low <= weight <= high <= 100
    assert high - low == 1


@given(st.fractions(0, 100, max_denominator=100))
def test_the_others_share_what_is_left_in_proportion(points):
    weights = {"a": Fraction(50), "b": Fraction(30), "c": Fraction(20)}
    asked = set_weight(weights, "a", points).items
    assert sum(asked.values()) == 100
    assert asked["b"] * 2 == asked["c"] * 3


def test_an_item_without_points_has_no_price_and_one_that_is_everything_neither():
    world = small.dataset(
        small.roster({"A": 10, "B": 20}),
        [(area, code, "2025-12", 50, 100) for area in "AB" for code in "XYZ"],
    )
    held = outcome(world, ("100", "0", "0"), {})
    assert prices(world, held).items == ()


def test_one_institution_reads_its_prices_by_item():
    world = small.dataset(
        small.roster({"A": 1000, "B": 1000}),
        [
            *[("A", code, "2025-12", n, 100) for code, n in (("X", 90), ("Y", 90), ("Z", 60))],
            *[("B", code, "2025-12", n, 100) for code, n in (("X", 60), ("Y", 60), ("Z", 90))],
        ],
    )
    found = prices(world, outcome(world, ("25", "25", "50"), {"below_pass_line": "keep"}))
    assert found.of("A")["01"] > 0 > found.of("B")["01"]
    assert found.items[0].moved == found.of("A")["01"]
    assert found.of("A")["01"] == pytest.approx(-found.of("A")["02"], abs=2)
