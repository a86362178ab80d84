"""Rank correlation."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.robustness.agreement import correlation

orders = st.permutations(range(1, 8)).map(np.array)


@given(orders)
def test_an_order_agrees_with_itself_and_is_opposed_to_its_reverse(order):
    assert np.isclose(correlation(order, order), 1)
    assert np.isclose(correlation(order, -order), -1)


def test_level_areas_have_no_order_to_agree_with():
    level, order = np.array([1, 1, 1]), np.array([1, 2, 3])
    assert correlation(level, order) == 0
    assert correlation(level, level) == 1
