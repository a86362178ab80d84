"""Numbers are written half up and can be read back; personal data are refused."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.papers.written import (
    change,
    clean,
    money,
    number,
    numeral,
    percent,
    period,
    typed,
    wan,
    yuan,
)
from tests.papers import agrees, parsed

VALUES = st.fractions(-(10**9), 10**9, max_denominator=10**6)


@given(VALUES, st.integers(0, 6))
def test_what_is_written_is_the_value_half_up(value, decimals):
    written = number(value, decimals)
    assert written.value == value
    assert agrees(written.text, value)
    assert abs(parsed(written.text) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.integers(-(10**14), 10**14), st.booleans())
def test_money_is_written_to_the_fen_in_either_unit(fen, in_wan):
    assert parsed(money(fen, in_wan=in_wan).text) * (1_000_000 if in_wan else 100) == fen


@given(VALUES)
def test_a_change_carries_its_sign_and_nothing_carries_none(value):
    text = change(value, 1).text
    shown = parsed(text)
    assert text.startswith("+") == (shown > 0)
    assert text.startswith("−") == (shown < 0)


def test_no_value_is_a_dash_everywhere():
    assert {f(None).text for f in (number, yuan, wan, percent, change)} == {"—"}


@pytest.mark.parametrize(
    ("last", "said"), [(date(2025, 1, 31), "2025年1月"), (date(2025, 12, 31), "2025年1—12月")]
)
def test_a_period_is_said_as_documents_say_it(last, said):
    assert period(last) == said


def test_numerals_differ_up_to_ninety_nine():
    assert len({numeral(n) for n in range(1, 100)}) == 99


@given(st.text(max_size=50))
def test_clean_text_holds_no_control_sign_and_cleaning_twice_changes_nothing(text):
    found = clean(text)
    assert clean(found) == found
    assert all(sign >= " " or sign == "\n" for sign in found)


@pytest.mark.parametrize(
    "text", ["电话13812345678", "440000199001011234", "x 44000019900101123X y"]
)
def test_personal_numbers_are_refused(text):
    with pytest.raises(InputError, match="identity or mobile"):
        typed(text, "Text")


@pytest.mark.parametrize("text", ["0752-6222222", "119876922.00元", "2025Q4-001", "202512310001"])
def test_other_numbers_are_not(text):
    assert typed(text, "Text") == text


def test_too_long_a_text_is_refused():
    with pytest.raises(InputError, match="at most 3"):
        typed("abcd", "Text", 3)
