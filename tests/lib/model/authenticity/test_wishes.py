"""Wishes: sizes, seeds and days that may be; texts without persons."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.authenticity.wishes import MOST_FILES, size_of
from tests.lib.model.authenticity.worlds import PRACTICE, drawn, wish


@given(st.integers(1, 400), st.integers(10, MOST_FILES))
def test_a_size_lies_between_the_least_and_the_list(listed, size):
    found = size_of(PRACTICE.kind("records"), wish(size=size), listed)
    assert found == min(listed, size)


@pytest.mark.parametrize("size", [9, 201])
def test_nobody_draws_fewer_than_the_practice_asks(size):
    with pytest.raises(InputError, match="10 to 200"):
        drawn(size=size)


@pytest.mark.parametrize(
    "changes", [{"word": "a|b"}, {"word": "口令" * 11}, {"drawn_on": date(2025, 9, 30)}]
)
def test_a_wish_that_breaks_the_seed_or_the_round_is_refused(changes):
    with pytest.raises(InputError):
        drawn(**changes)
