"""Months in cells, and how long periods are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.months import length, month_in
from lib.model.observations import month_name, parse_period


@given(st.integers(2000 * 12, 2099 * 12))
def test_a_month_as_the_store_writes_it_is_found_again(month):
    assert month_in(month_name(month), None) == month


@pytest.mark.parametrize("word", ["2025年9月", "202509", "2025Q3", "9月", "9", "2025-09"])
def test_september_has_many_forms(word):
    assert month_in(word, 2025) == parse_period("2025-09")


@pytest.mark.parametrize("word", ["", "罗阳", "13", "0", "9"])
def test_what_is_no_month_is_none(word):
    assert month_in(word, None) == 0


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("2025年9月", 1),
        ("第三季度", 3),
        ("2025Q3", 3),
        ("下半年", 6),
        ("2025年7月至9月", 3),
        ("", 1),
    ],
)
def test_a_period_is_as_long_as_it_says(words, months):
    assert length(words) == months
