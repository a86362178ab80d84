"""Places are given by rank; ties at the cut share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.formulas.slots import slots
from lib.model.numbers import exact
from lib.model.ranking import rank

scores = st.lists(st.integers(0, 5), min_size=1, max_size=9)


@given(scores, st.integers(0, 12), st.data())
def test_no_more_places_are_given_than_there_are(drawn, count, data):
    allowed = np.array([data.draw(st.booleans()) for _ in drawn])
    held = slots(rank(exact(drawn)), count, allowed)
    assert held.sum() == min(count, allowed.sum())
    assert all(0 <= share <= int(may) for share, may in zip(held, allowed, strict=True))


@given(scores, st.integers(0, 12))
def test_equals_hold_equal_shares(drawn, count):
    held = slots(rank(exact(drawn)), count, np.ones(len(drawn), dtype=bool))
    for value in set(drawn):
        assert len({share for score, share in zip(drawn, held, strict=True) if score == value}) == 1
