"""A table of fractions becomes whole, and its rows and columns still add up."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.causes.rounding import round_table

cells = st.fractions(-50, 50, max_denominator=60)


@st.composite
def tables(draw):
    """Tables whose rows add up to whole numbers, some of their columns too."""
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))
    closed = [[*row, draw(st.integers(-99, 99)) - sum(row)] for row in rows]
    if draw(st.booleans()):
        closed.append([-sum(column) for column in zip(*closed, strict=True)])
    return closed


@settings(max_examples=40)
@given(tables())
def test_cells_rows_and_columns_are_the_whole_numbers_next_to_the_exact_ones(table):
    found = round_table(table)
    for row, whole in zip(table, found, strict=True):
        assert sum(whole) == sum(row)
        assert all(floor(a) <= b <= ceil(a) for a, b in zip(row, whole, strict=True))
    for column, whole in zip(zip(*table, strict=True), zip(*found, strict=True), strict=True):
        assert floor(sum(column)) <= sum(whole) <= ceil(sum(column))


def test_whole_cells_stay():
    table = [[Fraction(3), Fraction(-2)], [Fraction(0), Fraction(7)]]
    assert round_table(table) == [[3, -2], [0, 7]]


def test_a_row_that_does_not_add_up_to_a_whole_number_is_a_bug():
    with pytest.raises(ValueError, match="whole number"):
        round_table([[Fraction(1, 2), Fraction(1, 3)]])
