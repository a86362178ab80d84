"""Values at the precision at which they meet targets."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.measures import compare_at
from lib.model.numbers import round_one

values = st.lists(st.none() | st.fractions(0, 100), min_size=1, max_size=9)


@given(values, st.integers(1, 4))
def test_what_is_known_is_rounded_and_what_is_not_stays_unknown(members, decimals):
    found = compare_at(np.array(members, dtype=object), decimals)
    expected = [None if m is None else round_one(m, decimals) for m in members]
    assert found.tolist() == expected


@given(values)
def test_without_a_precision_nothing_changes(members):
    assert compare_at(np.array(members, dtype=object), None).tolist() == members


def test_a_rate_just_short_of_its_target_is_not_below_it_at_two_decimals():
    [value] = compare_at(np.array([Fraction(64_999, 1000)], dtype=object), 2)
    assert value == 65
