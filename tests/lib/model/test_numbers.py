"""Exact numbers, and rounding as officers do it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.numbers import (
    exact,
    fraction,
    known,
    round_half_up,
    round_one,
    sum_of_products,
    whole_numbers,
)

numbers = st.fractions(-1_000, 1_000)


@given(numbers.filter(lambda x: x >= 0), st.integers(0, 6))
def test_halves_go_up_as_in_official_tables(number, decimals):
    step = Decimal(1).scaleb(-decimals)
    decimal = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(decimal) == number:  # only where the decimal is the number itself
        expected = Fraction(decimal.quantize(step, ROUND_HALF_UP))
        assert round_one(number, decimals) == expected


@given(st.lists(numbers, min_size=1), st.integers(0, 4))
def test_arrays_round_as_single_numbers_do(members, decimals):
    rounded = round_half_up(exact(members), decimals)
    assert rounded.tolist() == [round_one(member, decimals) for member in members]


@given(st.lists(numbers.filter(lambda x: x >= 0), min_size=1))
def test_whole_numbers_keep_proportions(members):
    whole = whole_numbers(exact(members))
    assert all(
        a * y == b * x
        for a, x in zip(members, whole, strict=True)
        for b, y in [(members[0], whole[0])]
    )


def test_what_is_no_number_is_refused_and_named():
    for value in ("seven", "1/0", None, True, 1.5):
        with pytest.raises(ParameterError, match="at pool is not a number"):
            fraction(value, where="pool")


def test_none_is_not_known():
    assert known(np.array([None, Fraction(0)], dtype=object)).tolist() == [False, True]


@given(st.lists(st.tuples(numbers, numbers, numbers, numbers), min_size=1, max_size=5))
def test_sums_over_common_denominators_are_the_plain_sums(rows):
    table = exact(number for row in rows for number in row).reshape(len(rows), 4)
    left, right = table[:, :2], table[:, 2:]
    assert sum_of_products(left, right).tolist() == (left * right).sum(axis=-1).tolist()
