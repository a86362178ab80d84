"""Smallest changes: a tie where they say, nothing smaller, equal to the linear programme."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from lib.model.numbers import exact
from lib.model.reach.box import around
from lib.model.reach.corridor import corridor
from lib.model.reach.flips import cross, flip, least_moves
from lib.model.reach.linear import forms
from tests.lib.model.reach.counties import counties, moves, plain_county
from tests.lib.model.reach.test_box import boxes, worths


@given(boxes(), st.data(), st.integers(0, 400))
@settings(max_examples=40)
def test_the_least_move_is_that_of_the_linear_programme(box, data, more):
    worth = exact(data.draw(worths(box)))
    need = worth @ box.now + more
    count = len(worth)
    gain = worth.astype(float)
    low, high, now = (values.astype(float) for values in (box.low, box.high, box.now))
    programme = linprog(
        np.ones(2 * count),
        A_ub=[np.concatenate([-gain, gain])],
        b_ub=[-float(more)],
        A_eq=[np.concatenate([np.ones(count), -np.ones(count)])],
        b_eq=[0],
        bounds=[(0, h) for h in high - now] + [(0, n) for n in now - low],
    )
    found = least_moves(box, worth, need)
    assert (found is None) == (not programme.success)
    if found is not None:
        assert box.holds(found)
        assert worth @ found >= need
        assert float(sum(abs(found - box.now))) == pytest.approx(programme.fun, abs=1e-8)


@given(st.data())
@settings(max_examples=25)
def test_a_flip_is_a_tie_and_its_proposal_reverses_the_published_ranking(data):
    outcome = data.draw(counties(areas=(2, 3)))
    found = forms(outcome)
    box = around(found.weights, Fraction(data.draw(st.integers(1, 30))))
    pair = (outcome.areas[0].code, outcome.areas[1].code)
    change = flip(found, pair, box)
    held = corridor(found, box)
    if change is None:
        return
    before = np.subtract(*(outcome.scores.full[found.line(a)] for a in pair))
    assert abs(change.gap) <= Fraction(1, 10**9)
    assert held.swaps[0, 1] or before == 0 or found.loose.any() or change.proposal is None
    tied = found.run(change.tie)
    assert abs(np.subtract(*(tied.full[found.line(a)] for a in pair))) <= Fraction(1, 10**9)
    if change.proposal is not None:
        scores = found.run(change.proposal)
        after = np.subtract(*(scores.rank_of(a) for a in pair))
        assert after * before > 0 or before == 0


@given(st.data())
@settings(max_examples=25)
def test_no_smaller_change_flips(data):
    outcome = data.draw(counties(gaps=False, areas=(2, 2)))
    found = forms(outcome)
    box = around(found.weights, Fraction(30))
    pair = tuple(area.code for area in outcome.areas)
    change = flip(found, pair, box)
    weights = data.draw(moves(box))
    size = sum(abs(weights - box.now)) / 2
    if change is None or size == 0:
        return
    shrunk = box.now + (weights - box.now) * min(1, change.moved / size) * Fraction(999, 1000)
    before, after = (
        found.score(pair[0], box.named(w)) - found.score(pair[1], box.named(w))
        for w in (box.now, shrunk)
    )
    assert before * after >= 0


def test_one_that_is_better_in_everything_is_never_flipped():
    outcome = plain_county({"A": (90, 90, 90), "B": (80, 80, 80)})
    found = forms(outcome)
    assert flip(found, ("A", "B"), around(found.weights, Fraction(100))) is None


def test_a_worked_flip():
    # A has 90 · 0.4 + 60 · 0.4 = 60, B 56: a point from 01 to 02 brings B half a point nearer.
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    found = forms(outcome)
    change = flip(found, ("A", "B"), around(found.weights, Fraction(20)))
    assert change.moved == Fraction(8)
    assert change.tie == {"01": 32, "02": 48, "03": 20}
    assert change.exact


def test_a_worked_crossing_of_a_grade_line():
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    found = forms(outcome)
    change = cross(found, "A", Fraction(63), around(found.weights, Fraction(20)))
    assert change.moved == Fraction(10, 3)  # from 03, which earns nothing, to 01
    assert found.run(change.proposal).of("A") >= 63
