"""Competition ranks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.numbers import exact
from lib.model.ranking import rank, rank_draws

scores = st.lists(st.integers(0, 20), min_size=1, max_size=30)


@given(scores)
def test_a_rank_is_one_more_than_those_strictly_better(values):
    expected = [1 + sum(other > value for other in values) for value in values]
    assert rank(exact(values)).tolist() == expected


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 5), min_size=1, max_size=5))
def test_many_draws_rank_as_one_by_one(draws):
    together = rank_draws(np.array(draws, dtype=float).T)
    assert together.T.tolist() == [rank(np.array(draw, dtype=float)).tolist() for draw in draws]


def test_more_areas_than_are_compared_in_pairs_rank_just_the_same():
    scores = np.array([[(7 * n) % 50, n] for n in range(300)])
    expected = [rank(column).tolist() for column in scores.T]
    assert rank_draws(scores).T.tolist() == expected
