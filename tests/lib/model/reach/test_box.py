"""Allowed weights: knapsacks equal the linear programme, roundings stay allowed."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from lib.errors import ParameterError
from lib.model.numbers import exact
from lib.model.reach.box import around, best, best_ratio, most, snap, snap_finely

hundredths = st.integers(1, 3_000).map(lambda n: Fraction(n, 100))


@st.composite
def boxes(draw):
    raw = draw(st.lists(st.integers(1, 40), min_size=2, max_size=8))
    steps = [10_000 * part // sum(raw) for part in raw]
    steps[0] += 10_000 - sum(steps)
    weights = {f"{n:02}": Fraction(step, 100) for n, step in enumerate(steps)}
    locked = draw(st.sets(st.sampled_from(sorted(weights))))
    return around(weights, draw(hundredths), frozenset(locked))


def worths(box):
    return st.lists(st.integers(-50, 50), min_size=len(box.items), max_size=len(box.items))


@given(boxes(), st.data())
@settings(max_examples=50)
def test_the_most_of_a_linear_aim_is_that_of_the_linear_programme(box, data):
    worth = np.array(data.draw(worths(box)), dtype=float)
    bounds = list(zip(box.low.astype(float), box.high.astype(float), strict=True))
    programme = linprog(-worth, A_eq=[np.ones(len(worth))], b_eq=[100], bounds=bounds)
    assert float(most(box, worth)) == pytest.approx(-programme.fun, abs=1e-9)
    weights = best(box, exact(int(w) for w in worth))
    assert box.holds(weights)
    assert float(worth @ weights.astype(float)) == pytest.approx(-programme.fun, abs=1e-9)


@given(boxes(), st.data())
@settings(max_examples=30)
def test_no_corner_has_a_better_ratio(box, data):
    above = exact(data.draw(worths(box)))
    below = exact(abs(w) + 1 for w in data.draw(worths(box)))
    found = best_ratio(box, above, below)
    assert box.holds(found)
    greatest = (above @ found) / (below @ found)
    for _ in range(5):
        other = best(box, exact(data.draw(worths(box))))
        assert (above @ other) / (below @ other) <= greatest


@given(boxes(), st.data())
@settings(max_examples=30)
def test_rounded_weights_are_allowed_and_near(box, data):
    weights = best(box, exact(data.draw(worths(box)))).astype(float)
    for rounded, near in ((snap(box, weights), 0.011), (snap_finely(box, weights), 1e-9)):
        assert box.holds(rounded)
        assert np.abs(rounded.astype(float) - weights).max() < near


def test_locked_weights_have_no_room():
    box = around({"a": Fraction(40), "b": Fraction(60)}, Fraction(5), frozenset({"a"}))
    assert (box.low[0], box.high[0]) == (40, 40)


def test_a_negative_move_is_refused():
    with pytest.raises(ParameterError, match="cannot move by -1"):
        around({"a": Fraction(100)}, Fraction(-1))


def test_weights_finer_than_hundredths_are_not_rounded_to_them():
    box = around({"a": Fraction(100, 3), "b": Fraction(200, 3)}, Fraction(5), frozenset())
    assert snap(box, box.now.astype(float)) is not None  # ten whole points to give
    third = around({"a": Fraction(1, 3), "b": Fraction(299, 3)}, Fraction(5))
    assert snap(third, third.now.astype(float)) is None


def test_bounds_finer_than_any_step_leave_their_fraction_where_there_is_room():
    box = around({"a": Fraction(200, 21), "b": Fraction(1900, 21)}, Fraction(5))
    wanted = np.array([250 / 21, 1850 / 21])
    found = snap_finely(box, wanted)
    assert box.holds(found)
    assert np.abs(found.astype(float) - wanted).max() < 1e-9
