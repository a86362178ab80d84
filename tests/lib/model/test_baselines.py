"""A proposal knows which rules it started from, and says in what others differ."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.baselines import baseline_of, differences, digest, rules_seal
from tests import small

HELD = small.rules(small.tree_of((40, 30, 30)), money={})


def held(points=(40, 30, 30), **changes):
    return small.rules(small.tree_of(points), **{"money": {}, **changes})


def test_the_same_rules_have_the_same_seal_and_no_difference():
    assert rules_seal(held()) == rules_seal(HELD)
    assert differences(baseline_of(held()), baseline_of(HELD)) == ()


@given(small.weights_of_three)
@settings(max_examples=25)
def test_other_points_give_another_seal_and_every_item_that_differs_is_named(points):
    made, now = baseline_of(HELD), baseline_of(held(points))
    found = {one.code: (one.before, one.after) for one in differences(made, now)}
    moved = {c for c in made.items if made.items[c] != now.items[c]}
    assert {code for code in found if code in made.items} == moved
    assert (made.seal == now.seal) == (held(points).tree == HELD.tree)


def test_a_money_rule_that_differs_is_named_with_both_values():
    (found,) = differences(baseline_of(HELD), baseline_of(held(money={"base_share": "0.5"})))
    assert (found.part, found.code) == ("money", "base_share")
    assert (found.before, found.after) == ("7/10", "1/2")


def test_what_a_scenario_cannot_change_is_told_as_other():
    other = held(comparison_decimals=1)
    (found,) = differences(baseline_of(HELD), baseline_of(other))
    assert found.part == "other"


def test_the_source_of_a_rule_is_no_part_of_it_and_its_day_is():
    assert rules_seal(replace(HELD, sources={})) == rules_seal(HELD)
    assert rules_seal(replace(HELD, day=date(2025, 12, 30))) != rules_seal(HELD)


@given(st.dictionaries(st.text(max_size=3), st.integers()))
@settings(max_examples=25)
def test_a_digest_does_not_hang_on_the_order_of_keys(facts):
    assert digest(facts) == digest(dict(reversed(facts.items())))
    assert digest(facts) != digest({**facts, "another": 1})
