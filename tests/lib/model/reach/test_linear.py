"""Linear scores are the engine's, and where they are not, the engine lies between two of them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.reach.box import around
from lib.model.reach.linear import forms, sandwich
from lib.model.scenarios import Scenario, leaf_factors
from lib.model.simulation import reweigh
from tests import small
from tests.lib.model.reach.counties import counties, moves, plain_county

free = frozenset()


@given(counties(), st.data())
@settings(max_examples=25)
def test_scores_by_linear_functions_are_those_of_the_engine(outcome, data):
    found = forms(outcome)
    weights = data.draw(moves(around(found.weights, Fraction(30))))
    named = dict(zip(found.items, weights.tolist(), strict=True))
    if sum(named[item] > 0 for item in named) < len(named):
        return  # without any points an item gives and takes otherwise
    scores, _ = reweigh(outcome, leaf_factors(outcome.rules, found.propose(named)))
    assert list(found.run(named).full) == list(scores.full)
    for line, area in enumerate(outcome.areas):
        exactly = found.score(area.code, named)
        if exactly is not None:
            assert exactly == scores.full[line]


@given(counties(), st.data())
@settings(max_examples=25)
def test_every_score_lies_between_its_two_linear_functions(outcome, data):
    found = forms(outcome)
    box = around(found.weights, Fraction(data.draw(st.integers(1, 30))))
    both = sandwich(found, box)
    weights = data.draw(moves(box))
    scores = found.run(box.named(weights)).full
    whole = found.common @ weights
    for line, score in enumerate(scores):
        low, high = 100 * both.low[line] @ weights / whole, 100 * both.high[line] @ weights / whole
        assert low <= score <= high
        if not found.loose[line]:
            assert low == high


@given(counties(gaps=False))
@settings(max_examples=20)
def test_without_gaps_every_score_is_linear(outcome):
    assert not forms(outcome).loose.any()


def test_a_veto_that_caps_a_score_makes_its_form_loose():
    veto = [{"indicator": "P", "below": 50, "effect": "total", "cap": 59}]
    outcome = plain_county({"A": (20, 90, 90), "B": (80, 80, 80)}, vetoes=veto)
    found = forms(outcome)
    assert found.loose.tolist() == [True, False]
    both = sandwich(found, around(found.weights, Fraction(5)))
    assert 100 * both.low[0] @ found.vector(found.weights) / 100 <= 59


def test_a_scheme_without_service_items_is_refused():
    world = small.scores_as_data({"A": 1}, {"A": 90})
    with pytest.raises(InputError, match="outside every service item"):
        forms(evaluate(world, small.rules({"S": 100})))


def test_the_weights_now_are_those_of_the_proposal():
    outcome = plain_county({"A": (20, 90, 90), "B": (80, 80, 80)})
    asked = Scenario(items={"01": Fraction(30), "02": Fraction(50)})
    assert forms(outcome, asked).weights == {"01": 30, "02": 50, "03": 20}
