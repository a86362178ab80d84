"""Moves at the scales, and proposals to begin from."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import ModelError
from lib.model.evaluation import evaluate, reconsider
from lib.model.scenarios import TOTAL, Scenario, apply
from lib.model.simulation import simulate
from lib.model.weight_moves import (
    PRESETS,
    Part,
    asked,
    factors_along,
    in_force,
    move,
    preset,
    track,
)
from tests import small
from tests.small import tree_of, weights_of_three, worlds

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


@given(weights_of_three, st.sampled_from(["quantity", "quality", "mass"]), st.data())
def test_a_track_is_what_moves_give_but_for_their_rounding(points, code, data):
    rules = held(points)
    weights = asked(rules, Scenario(), Part.DIMENSION)
    locked = frozenset(data.draw(st.sets(st.sampled_from(sorted(weights)), max_size=1)) - {code})
    place = data.draw(st.integers(0, 10_000)) / 100
    found = track(weights, code, locked, [place])
    moved = move(
        rules, Scenario(), (Part.DIMENSION, code, Fraction(round(100 * place), 100)), locked
    )
    for part, exactly in asked(rules, moved, Part.DIMENSION).items():
        assert abs(found.weights[part][0] - exactly) <= 0.011
    assert abs(sum(w[0] for w in found.weights.values()) - 100) < 1e-9


def test_a_locked_weight_and_the_only_free_one_have_no_track():
    weights = asked(held(), Scenario(), Part.DIMENSION)
    assert track(weights, "mass", frozenset({"mass"}), [1]) is None
    assert track(weights, "mass", frozenset({"quality", "quantity"}), [1]) is None


@given(worlds(), weights_of_three, st.sampled_from(Part), st.lists(st.integers(1, 99), min_size=1))
@settings(max_examples=30)
def test_what_is_simulated_along_a_track_is_what_the_scenario_pays(world, points, part, places):
    rules = small.rules(tree_of(points), MIXED, money={"below_pass_line": "keep"})
    other = Part.DIMENSION if part == Part.ITEM else Part.ITEM
    codes = {p: next(iter(in_force(rules, p))) for p in Part}
    began = move(rules, Scenario(), (other, codes[other], Fraction(45)), frozenset())
    moved = [move(rules, began, (part, codes[part], Fraction(p)), frozenset()) for p in places]
    weights = {
        code: np.array([float(asked(rules, scenario, part)[code]) for scenario in moved])
        for code in in_force(rules, part)
    }
    try:
        outcome = evaluate(world, rules)
        paid = [reconsider(world, outcome, apply(rules, s)).allocation.amounts() for s in moved]
    except ModelError:
        return
    found = simulate(outcome, factors_along(rules, began, part, weights))
    assert found.amounts.tolist() == [list(amounts.values()) for amounts in paid]
