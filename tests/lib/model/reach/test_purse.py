"""Amounts as ratios of linear functions: the engine's, to its rounding."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.reach.box import around
from lib.model.reach.linear import forms, sandwich
from lib.model.reach.purse import greatest, is_linear, paid, purse
from tests.lib.model.reach.counties import counties, moves, plain_county

money = st.fixed_dictionaries(
    {"formula": st.sampled_from(["F1", "F2"]), "below_pass_line": st.just("keep")}
)


@given(st.data(), money)
@settings(max_examples=25)
def test_a_certain_purse_pays_what_the_engine_pays(data, declared):
    outcome = data.draw(counties(gaps=False, money=declared, money_basis="full"))
    found = forms(outcome)
    box = around(found.weights, Fraction(20))
    both = sandwich(found, box)
    held = purse(found, both, box)
    assert held.certain
    weights = data.draw(moves(box))
    claims = [voice * (row @ weights) for voice, row in zip(held.voices, both.low, strict=True)]
    if not sum(claims):
        return
    amounts = paid(found, box.named(weights))[1].amounts()
    for base, claim, amount in zip(held.base, claims, amounts.values(), strict=True):
        assert abs(base + held.pool * claim / sum(claims) - amount) <= 1


@given(st.data())
@settings(max_examples=25)
def test_no_allowed_weights_give_more_than_the_greatest(data):
    outcome = data.draw(counties(gaps=False, money_basis="full"))
    if not sum(outcome.scores.full):
        return
    found = forms(outcome)
    box = around(found.weights, Fraction(20))
    both = sandwich(found, box)
    area = outcome.areas[0].code
    most = paid(found, box.named(greatest(purse(found, both, box), both, box, 0)))[1]
    other = paid(found, box.named(data.draw(moves(box))))[1]
    assert other.row(area).amount <= most.row(area).amount + 1  # a fen of rounding


def test_the_pass_line_within_reach_makes_a_purse_uncertain():
    outcome = plain_county(
        {"A": (90, 60, 0), "B": (95, 95, 95)}, money={"below_pass_line": "zero", "pass_line": 60}
    )
    found = forms(outcome)
    for points, certain in ((Fraction(10), False), (Fraction(0), True)):
        box = around(found.weights, points)
        assert purse(found, sandwich(found, box), box).certain == certain


def test_bounds_and_other_formulas_are_not_linear():
    rules = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)}).rules.allocation
    assert is_linear(rules)
    assert not is_linear(replace(rules, floor_share=Fraction(1, 2)))


def test_a_scheme_without_money_is_refused():
    found = forms(plain_county({"A": (90, 60, 0), "B": (60, 80, 0)}, money=None))
    with pytest.raises(InputError, match="shares no money"):
        paid(found, found.weights)
