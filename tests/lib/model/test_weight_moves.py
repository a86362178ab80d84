"""Moves at the scales, and proposals to begin from."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.scenarios import TOTAL, Scenario
from lib.model.weight_moves import PRESETS, Part, asked, in_force, move, preset
from tests import small
from tests.small import tree_of, weights_of_three

MIXED = {"X": {"dimension": "quantity"}, "Y": {"dimension": "quality"}, "Z": {"dimension": "mass"}}
MONEY = Scenario(base_share=Fraction(1, 2))


def held(points=("30", "30", "40")):
    return small.rules(tree_of(points), MIXED, money={})


@given(weights_of_three, st.sampled_from(["quantity", "quality", "mass"]), st.integers(0, 10_000))
def test_a_move_keeps_the_sum_and_moves_only_what_it_says(points, code, steps):
    rules = held(points)
    moved = move(rules, MONEY, (Part.DIMENSION, code, Fraction(steps, 100)), frozenset())
    assert sum(asked(rules, moved, Part.DIMENSION).values()) == TOTAL
    assert moved.items == {}
    assert moved.base_share == MONEY.base_share


def test_a_weight_moved_back_leaves_the_scenario():
    rules = held()
    away = move(rules, Scenario(), (Part.ITEM, "01", Fraction(75)), frozenset())
    assert away.items == {"01": 75, "02": 25}
    assert move(rules, away, (Part.ITEM, "01", Fraction(60)), frozenset()) == Scenario()


def test_what_is_locked_keeps_its_points():
    moved = move(
        held(), Scenario(), (Part.DIMENSION, "quantity", Fraction(60)), frozenset({"mass"})
    )
    assert moved.dimensions == {"quantity": 60, "quality": 0}


@given(weights_of_three, st.sampled_from(PRESETS))
def test_a_preset_adds_up_and_keeps_the_money_rules(points, name):
    rules = held(points)
    scenario = preset(rules, MONEY, name)
    assert scenario.base_share == MONEY.base_share
    for part in Part:
        assert sum(asked(rules, scenario, part).values()) == TOTAL


@pytest.mark.parametrize("name", ["quantity", "quality", "mass"])
def test_the_dimension_that_comes_first_has_half_of_all_points(name):
    assert asked(held(), preset(held(), MONEY, name), Part.DIMENSION)[name] == TOTAL / 2


def test_the_other_presets_are_as_in_force_and_all_items_equal():
    away = move(held(), MONEY, (Part.ITEM, "01", Fraction(75)), frozenset())
    assert preset(held(), away, "baseline") == MONEY
    assert asked(held(), preset(held(), away, "equal"), Part.ITEM) == {"01": 50, "02": 50}


def test_a_dimension_the_scheme_does_not_have_changes_nothing():
    only = small.rules({"X": 100}, {"X": {"dimension": "quantity"}}, money={})
    assert preset(only, MONEY, "mass") == MONEY
    assert preset(only, MONEY, "quantity") == MONEY


def test_parts_without_points_are_left_out():
    assert in_force(held(("60", "40", "0")), Part.ITEM) == {"01": 100}
