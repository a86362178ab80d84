"""Long division shares as the engine does, in numbers a spreadsheet holds."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.workbooks.division import (
    LARGEST,
    MOST_UNITS,
    Digits,
    digits_for,
    divide,
    rounded,
    scale_for,
)
from lib.model.apportionment import apportion
from lib.model.numbers import exact

totals = st.integers(0, MOST_UNITS - 1)
weights = st.lists(st.integers(0, 3 * 10**9), min_size=1, max_size=25)


@given(total=totals, weights=weights.filter(any))
def test_division_shares_as_the_engine_does(total, weights):
    lines = divide(digits_for(sum(weights)), total, weights)
    assert [line.units for line in lines] == apportion(total, exact(weights))


@given(total=totals, weights=st.lists(st.integers(0, 2 * 10**11), min_size=1, max_size=25))
def test_no_number_exceeds_what_a_spreadsheet_holds(total, weights):
    lines = divide(digits_for(sum(weights)), total, weights)
    assert max(number for line in lines for group in line.groups for number in group) < LARGEST


@given(total=totals, count=st.integers(1, 5))
def test_without_weights_nobody_gets_anything(total, count):
    assert [line.units for line in divide(Digits(1000, 5), total, [0] * count)] == [0] * count


@given(
    total=st.integers(1, 10**10),
    weights=st.lists(st.fractions(0, 10**6, max_denominator=10**9), min_size=2, max_size=22).filter(
        any
    ),
)
def test_rounded_weights_share_as_exact_ones_do(total, weights):
    scale = scale_for(weights, total, 10**4)
    assert apportion(total, exact(rounded(weights, scale))) == apportion(total, exact(weights))


def test_weights_that_become_whole_keep_the_scale_asked_for():
    assert scale_for([Fraction(1, 4), Fraction(3)], 7, 1000) == 1000
