"""Weights are moved by hand; what is shared stays a hundred, and the money stays the pool."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.errors import InputError, ParameterError
from lib.model.evaluation import evaluate, reconsider
from lib.model.scenarios import (
    STEPS_PER_POINT,
    TOTAL,
    USUAL_RANK_AWARDS,
    Scenario,
    apply,
    dimension_points,
    item_points,
    leaf_factors,
    reshare,
)
from tests import small
from tests.small import tree_of, weights_of_three, worlds

MIXED = {"X": {"dimension": "quantity"}, "Y": {"dimension": "quality"}, "Z": {"dimension": "mass"}}


@st.composite
def hundreds(draw):
    """Weights of some parts that add up to 100, a code among them, and a set of locks."""
    raw = draw(st.lists(st.integers(0, 500), min_size=2, max_size=17).filter(any))
    codes = [f"{n:02}" for n in range(len(raw))]
    weights = {c: TOTAL * part / sum(raw) for c, part in zip(codes, raw, strict=True)}
    changed = draw(st.sampled_from(codes))
    others = [code for code in codes if code != changed]
    locked = draw(st.sets(st.sampled_from(others), max_size=len(others) - 1))
    return weights, changed, frozenset(locked)


ASKED = st.integers(-1_000, 12_000).map(lambda steps: Fraction(steps, STEPS_PER_POINT))


@given(hundreds(), ASKED)
def test_shared_anew_weights_add_up_to_a_hundred_exactly(world, asked):
    weights, changed, locked = world
    shared = reshare(weights, changed, asked, locked)
    assert sum(shared.values()) == TOTAL
    assert all(weight >= 0 for weight in shared.values())


@given(hundreds(), ASKED)
def test_locked_weights_stay_where_they_are(world, asked):
    weights, changed, locked = world
    shared = reshare(weights, changed, asked, locked)
    assert {code: shared[code] for code in locked} == {code: weights[code] for code in locked}


@given(hundreds(), ASKED)
def test_a_weight_gets_what_is_asked_as_far_as_locks_leave_it(world, asked):
    weights, changed, locked = world
    kept = sum(weights[code] for code in locked)
    expected = min(max(asked, 0), TOTAL - kept)
    assert abs(reshare(weights, changed, asked, locked)[changed] - expected) < Fraction(
        1, STEPS_PER_POINT
    )


@given(hundreds(), ASKED)
def test_free_weights_keep_their_order(world, asked):
    weights, changed, locked = world
    shared = reshare(weights, changed, asked, locked)
    free = sorted(weights.keys() - {changed} - locked, key=weights.__getitem__)
    assume(sum(weights[code] for code in free) > 0)
    for less, more in pairwise(free):
        assert shared[less] <= shared[more] + Fraction(1, STEPS_PER_POINT)


def test_one_free_weight_cannot_move():
    with pytest.raises(ParameterError, match="locked"):
        reshare({"a": Fraction(60), "b": Fraction(40)}, "a", Fraction(70), frozenset({"b"}))


def test_weights_without_points_share_the_rest_equally():
    shared = reshare(
        {"a": Fraction(100), "b": Fraction(), "c": Fraction()}, "a", Fraction(50), frozenset()
    )
    assert (shared["b"], shared["c"]) == (25, 25)


@given(weights_of_three, weights_of_three)
def test_items_weigh_what_is_asked_and_dimensions_too_when_moved_alone(points, other):
    held = small.rules(tree_of(points), MIXED, money={})
    first = Fraction(other[0])
    items = {"01": first, "02": TOTAL - first}
    assert item_points(apply(held, Scenario(items=items)).tree) == items
    dimensions = {"quantity": first, "quality": Fraction(other[1]), "mass": Fraction(other[2])}
    assert dimension_points(apply(held, Scenario(dimensions=dimensions))) == dimensions


@given(weights_of_three, weights_of_three)
def test_moved_together_they_multiply_and_still_add_up(points, other):
    held = small.rules(tree_of(points), MIXED, money={})
    first, quantity = Fraction(other[0]), Fraction(other[1])
    scenario = Scenario(
        items={"01": first, "02": TOTAL - first},
        dimensions={"quantity": quantity, "quality": TOTAL - quantity - 1, "mass": Fraction(1)},
    )
    assume(quantity < TOTAL - 1)
    proposed = apply(held, scenario)
    assert sum(item_points(proposed.tree).values()) == TOTAL
    assert sum(dimension_points(proposed).values()) == TOTAL
    factors = leaf_factors(held, scenario)
    moved = proposed.tree.points() / held.tree.points()
    assert moved[0] / factors["X"] == moved[1] / factors["Y"] == moved[2] / factors["Z"]


@given(worlds(), weights_of_three, weights_of_three, st.fractions(0, 1, max_denominator=100))
def test_a_scenario_moves_money_and_makes_none(world, points, other, share):
    held = small.rules(tree_of(points), MIXED, money={"below_pass_line": "keep"})
    first = Fraction(other[0])
    scenario = Scenario(items={"01": first, "02": TOTAL - first}, base_share=share)
    try:
        baseline = evaluate(world, held)
        proposed = reconsider(world, baseline, apply(held, scenario))
    except InputError:
        return
    before, after = baseline.allocation, proposed.allocation
    assert sum(after.amounts().values()) + after.carried_over == after.pool
    assert after.pool == before.pool


@given(worlds(), weights_of_three)
def test_a_scenario_that_proposes_nothing_changes_no_fen(world, points):
    held = small.rules(tree_of(points), MIXED, money={"below_pass_line": "keep"})
    asked = Scenario(items=item_points(held.tree), dimensions=dimension_points(held))
    try:
        baseline = evaluate(world, held)
    except InputError:
        return
    for scenario in (Scenario(), asked):
        again = reconsider(world, baseline, apply(held, scenario))
        assert again.allocation == baseline.allocation
        assert again.scores.ranks == baseline.scores.ranks


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(items={"nowhere": Fraction(5)}),
        Scenario(dimensions={"management": Fraction(5)}),
        Scenario(items={"01": Fraction(0), "02": Fraction(0)}),
        Scenario(rounding_unit="dollar"),
    ],
)
def test_what_the_scheme_cannot_do_is_refused(scenario):
    with pytest.raises(ParameterError):
        apply(small.rules(tree_of(("30", "30", "40")), MIXED, money={}), scenario)


def test_an_item_without_points_cannot_be_given_a_weight():
    held = small.rules(tree_of(("60", "40", "0")), MIXED, money={})
    with pytest.raises(ParameterError, match="no points"):
        apply(held, Scenario(items={"01": Fraction(50), "02": Fraction(50)}))


def test_rank_awards_are_switched_on_and_off_and_weighed():
    declared = {"bottom": 2, "share": "0.1", "top": 3}
    held = small.rules({"S": 100}, money={"rank_awards": declared})
    bare = small.rules({"S": 100}, money={})
    assert apply(held, Scenario(rank_awards=False)).allocation.rank_awards is None
    tenth = apply(held, Scenario(rank_share=Fraction(1, 5))).allocation.rank_awards
    assert (tenth.bottom, tenth.share, tenth.top) == (2, Fraction(1, 5), 3)
    assert apply(bare, Scenario(rank_awards=True)).allocation.rank_awards == USUAL_RANK_AWARDS
    assert apply(bare, Scenario(rank_share=Fraction(1, 5))).allocation == bare.allocation


def test_a_corridor_keeps_last_years_amounts():
    held = small.rules({"S": 100}, money={"corridor": {"down": "0.1", "before": {"A": 5}}})
    moved = apply(held, Scenario(corridor_up=Fraction(1, 4))).allocation.corridor
    assert (moved.before, moved.down, moved.up) == ({"A": 500}, Fraction(1, 10), Fraction(1, 4))


def test_price_steepness_and_veto_are_set():
    held = small.rules({"S": 100}, money=small.MONEY_PARTS)
    asked = Scenario(unit_price=100, alpha=Fraction(2), veto_share=Fraction(1, 2))
    money = apply(held, asked).allocation
    assert (money.unit_price, money.coefficient.alpha, money.veto_money.share) == (
        100,
        2,
        Fraction(1, 2),
    )
    assert money.coefficient.least == held.allocation.coefficient.least
