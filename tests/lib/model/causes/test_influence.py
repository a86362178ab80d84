"""What weighs, what does nothing, and what counts twice."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from lib.model.causes.influence import dead_leaves, influences, level, twins
from tests import small
from tests.lib.model.causes.worlds import money, outcome
from tests.small import weights_of_three, worlds


def world_of(columns):
    """Institutions whose three indicators are these percentages."""
    codes = [f"B{n}" for n in range(len(columns["X"]))]
    rows = [
        (code, indicator, "2025-12", values[n], 100)
        for n, code in enumerate(codes)
        for indicator, values in columns.items()
    ]
    return small.dataset(small.roster(dict.fromkeys(codes, 10_000)), rows)


@settings(max_examples=15)
@given(worlds(), weights_of_three, money)
def test_parts_of_the_variance_add_up_and_what_distinguishes_nobody_does_nothing(
    world, points, declared
):
    held = outcome(world, points, declared)
    if held is None:
        return
    found = influences(world, held)
    varies = len(set(held.scores.full.tolist())) > 1
    if all(area is None for area in held.scores.marks.ceiling) and varies:
        assert sum(item.share for item in found) == pytest.approx(1)
    for item in found:
        assert item.share == 0 or 0 <= item.ratio <= 1 + 1e-9
        if item.is_dead and (held.scores.points > 0).all():
            assert (item.moved, item.share, item.ratio) == (0, 0, 0)


def test_an_item_in_which_all_are_equal_moves_no_money_whatever_its_weight():
    world = world_of({"X": [90, 70, 50], "Y": [40, 60, 70], "Z": [77, 77, 77]})
    alive, dead = influences(world, outcome(world, ("20", "20", "60"), {}))
    assert dead.is_dead
    assert (float(dead.nominal), dead.share, dead.ratio, dead.moved) == (60, 0, 0, 0)
    assert alive.share == pytest.approx(1)
    assert alive.moved > 0
    assert dead_leaves(outcome(world, ("20", "20", "60"), {})) == ("Z",)


def test_levelling_an_item_takes_its_money_away():
    world = world_of({"X": [90, 70, 50], "Y": [80, 60, 40], "Z": [77, 77, 80]})
    held = outcome(world, ("20", "20", "60"), {"below_pass_line": "keep"})
    first = influences(world, held)[0]
    levelled = level(held.scores, held.scores.tree.node("01"))
    assert np.unique(levelled.marks.parts.attainment[:, :2]).size == 1
    assert first.moved > 0
    assert first.spread == 40


def test_indicators_that_rise_and_fall_together_are_named_once_with_their_weight():
    world = world_of({"X": [90, 70, 50, 30], "Y": [81, 62, 41, 20], "Z": [50, 90, 20, 60]})
    held = outcome(world, ("20", "30", "50"), {})
    (pair,) = twins(held)
    assert (pair.first, pair.second, pair.points) == ("X", "Y", 50)
    assert pair.correlation > 0.99
    assert len(twins(held, least=-1)) == 3


def test_two_institutions_are_too_few_to_call_indicators_alike():
    world = world_of({"X": [90, 70], "Y": [80, 60], "Z": [50, 40]})
    assert twins(outcome(world, ("20", "30", "50"), {})) == ()


def test_where_the_rules_cannot_hold_without_an_item_the_money_is_not_known():
    world = world_of({"X": [90, 70, 50], "Y": [40, 60, 70], "Z": [77, 77, 77]})
    held = outcome(world, ("20", "20", "60"), {})
    barred = replace(held, rules=replace(held.rules, allocation=impossible(held)))
    assert {item.moved for item in influences(world, barred)} == {None}


def impossible(held):
    """Caps so low that the pool cannot be paid out."""
    return replace(held.rules.allocation, cap_share=Fraction(1, 10))
