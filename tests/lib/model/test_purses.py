"""The pool shared for many draws at once: to the fen what the engine pays for each."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import ModelError
from lib.model.allocation import distribute
from lib.model.claiming import claim
from lib.model.evaluation import evaluate
from lib.model.numbers import exact
from lib.model.purses import Purse
from tests import small

PEOPLE = {"A": 50_001, "B": 30_007, "C": 20_011}
ROWS = [(code, "X", "2025-12", 80, 100) for code in PEOPLE]
DATASET = small.dataset(small.roster(PEOPLE), ROWS)
hundredths = st.lists(st.integers(0, 10_000), min_size=3, max_size=3)


def outcome_under(**money):
    return evaluate(DATASET, small.rules({"X": 100}, money=money))


def paid(outcome, scores):
    """What the engine pays for published scores in hundredths."""
    published = exact(Fraction(score, 100) for score in scores)
    claims = replace(claim(outcome.scores, outcome.rules), scores=published, places=None)
    amounts = distribute(claims, outcome.rules.allocation, outcome.rules.day).amounts()
    return list(amounts.values())


@settings(max_examples=40)
@given(
    draws=st.lists(hundredths, min_size=1, max_size=4),
    formula=st.sampled_from(["F1", "F2", "F5"]),
    below=st.sampled_from(["keep", "zero", "penalty"]),
    unit=st.sampled_from(["fen", "yuan"]),
)
def test_every_draw_that_is_decided_is_paid_to_the_fen(draws, formula, below, unit):
    try:
        outcome = outcome_under(formula=formula, below_pass_line=below, rounding_unit=unit)
    except ModelError:
        return
    whole = np.array(draws, dtype=np.float64).T
    amounts, undecided = Purse(outcome, outcome.rules.allocation).share(whole / 100, whole)
    for draw, scores in enumerate(draws):
        if not undecided[draw]:
            assert amounts[:, draw].tolist() == paid(outcome, scores)


def test_a_draw_in_which_nobody_scores_is_left_to_exact_arithmetic():
    outcome = outcome_under(formula="F2")
    whole = np.array([[0.0, 9_000.0]] * 3)
    _, undecided = Purse(outcome, outcome.rules.allocation).share(whole / 100, whole)
    assert undecided.tolist() == [True, False]


@pytest.mark.parametrize("money", [{"formula": "F2"}, {"formula": "F1", "floor_share": "0.9"}])
def test_exactly_is_what_the_engine_pays(money):
    outcome = outcome_under(**money)
    purse = Purse(outcome, outcome.rules.allocation)
    scores = [9_123, 6_001, 7_777]
    assert purse.exactly(np.array(scores) / 100, np.array([1, 3, 2])) == paid(outcome, scores)
