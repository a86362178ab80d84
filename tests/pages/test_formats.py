"""How numbers are written: exact, half up, and a dash is never a zero."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui import formats

fen = st.integers(-(10**14), 10**14)
shares = st.fractions(-10, 10, max_denominator=10**6)


def read(written: str) -> Decimal:
    return Decimal(written.replace(",", "").replace("−", "-").replace("+", "").rstrip("%"))


@given(fen)
def test_yuan_lose_no_fen(amount):
    assert read(formats.yuan(amount, unit=False)) * 100 == amount


@given(fen)
def test_wan_are_within_half_of_their_last_digit(amount):
    error = read(formats.wan(amount, unit=False)) * 1_000_000 - amount
    assert abs(error) <= 5_000


@given(shares, st.integers(0, 6))
def test_half_up_is_the_nearest_and_ties_go_away_from_zero(value, decimals):
    rounded = Fraction(formats.half_up(value, decimals))
    step = Fraction(1, 10**decimals)
    assert abs(rounded - value) <= step / 2
    if abs(rounded - value) == step / 2:
        assert abs(rounded) > abs(value)


@given(shares)
def test_exact_loses_nothing(value):
    assert Fraction(formats.exact(value).replace(",", "").replace("−", "-")) == value


@given(shares, st.integers(0, 4))
def test_a_sign_is_written_exactly_when_the_written_number_is_not_zero(value, decimals):
    written = formats.signed(value, decimals)
    assert (written[0] in "+−") == (read(written) != 0)


@pytest.mark.parametrize(
    "write",
    [
        formats.number,
        formats.signed,
        formats.yuan,
        formats.wan,
        formats.percent,
        formats.signed_percent,
        formats.points_of_percent,
        formats.score,
        formats.rank,
        formats.exact,
    ],
)
@pytest.mark.parametrize("nothing", [None, float("nan"), np.nan])
def test_no_value_is_a_dash_without_a_unit(write, nothing):
    assert write(nothing) == "—"


def test_a_float_means_the_decimal_it_shows():
    assert formats.number(2.675, 2) == "2.68"


def test_numbers_of_numpy_are_numbers():
    assert formats.number(np.int64(1234)) == "1,234"
    assert formats.percent(np.float64(0.125), 1) == "12.5%"


def test_a_loss_below_the_last_digit_is_not_minus_zero():
    assert formats.signed_percent(Fraction(-1, 10**6)) == "0.0%"


def test_english_counts_in_millions_to_the_same_precision(speaking):
    speaking("en")
    assert formats.wan(12_345_678_900) == "123.4568 m yuan"
    assert formats.rank(3) == "No. 3"


def test_dates_follow_the_language(speaking):
    assert formats.period("2025-12") == "2025年12月"
    assert formats.day(date(2025, 1, 2)) == "2025年1月2日"
    speaking("en")
    assert formats.period("2025-12") == "Dec 2025"
    assert formats.period("2025Q4") == "Q4 2025"
    assert formats.period("2025") == "2025"


def test_the_three_kinds_of_absence_have_three_words():
    words = {formats.status(code) for code in ("missing", "not_applicable", "exempt")}
    assert words == {"缺报", "不适用", "豁免"}
