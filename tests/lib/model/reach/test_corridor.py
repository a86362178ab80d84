"""Corridors: no allowed weights leave them, and every pair is decided as a programme would."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from lib.model.reach.box import around
from lib.model.reach.corridor import corridor, greatest_leads, worth
from lib.model.reach.linear import forms, sandwich
from tests.lib.model.reach.counties import counties, moves, plain_county

bases = st.sampled_from(["full", "published"])


@given(st.data(), bases)
@settings(max_examples=25)
def test_no_allowed_weights_leave_the_corridor(data, basis):
    outcome = data.draw(counties(rank_basis=basis))
    found = forms(outcome)
    box = around(found.weights, Fraction(data.draw(st.integers(0, 40))))
    held = corridor(found, box)
    ranks = found.run(box.named(data.draw(moves(box)))).ranks
    for best, rank, worst in zip(held.best, ranks, held.worst, strict=True):
        assert best <= rank <= worst


@given(counties(gaps=False), st.integers(1, 30))
@settings(max_examples=25)
def test_the_greatest_lead_is_that_of_the_linear_programme(outcome, points):
    found = forms(outcome)
    box = around(found.weights, Fraction(points))
    both = sandwich(found, box)
    leads = greatest_leads(both, box)
    bounds = list(zip(box.low.astype(float), box.high.astype(float), strict=True))
    for pair in ((0, 1), (1, 0)):
        gain = 100 * worth(both, pair).astype(float)
        programme = linprog(-gain, A_eq=[np.ones(len(gain))], b_eq=[100], bounds=bounds)
        assert leads[pair] == pytest.approx(-programme.fun, abs=1e-9)


def test_one_that_is_better_in_everything_is_never_passed():
    outcome = plain_county({"A": (90, 90, 90), "B": (80, 80, 80), "C": (70, 95, 60)})
    found = forms(outcome)
    held = corridor(found, around(found.weights, Fraction(100)))
    assert not held.passes[1, 0]
    assert held.passes[2, 0]  # all points on what C does best
    assert (held.pairs, held.never) == (3, 1)
    assert held.could_lead() == (0, 2)


def test_equal_institutions_never_pass_each_other():
    outcome = plain_county({"A": (71, 33, 99), "B": (71, 33, 99)})
    found = forms(outcome)
    held = corridor(found, around(found.weights, Fraction(10)))
    assert not held.passes.any()
    assert held.best.tolist() == held.worst.tolist() == [1, 1]


def test_what_cannot_move_keeps_its_ranks():
    outcome = plain_county({"A": (90, 50, 10), "B": (10, 50, 91), "C": (30, 30, 30)})
    found = forms(outcome)
    held = corridor(found, around(found.weights, Fraction(20), frozenset(found.items)))
    assert held.best.tolist() == held.worst.tolist() == list(outcome.scores.ranks)


def test_a_lead_smaller_than_the_rounding_may_show_as_a_tie():
    outcome = plain_county(
        {"A": (80, 80, 80), "B": (80, 80, 80.1)}, points=("33", "33", "16.9", "17", "0.05", "0.05")
    )
    found = forms(outcome)
    held = corridor(found, around(found.weights, Fraction(0)))
    assert not held.below[0, 1]
    assert held.best.tolist() == [1, 1]
    assert list(outcome.scores.ranks) == [1, 1]
