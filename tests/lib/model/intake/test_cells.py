"""Cells: every text and number is read as something, and no figure is made up."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.cells import Kind, parse, plain

FULL_WIDTH = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
UNITS = ("", "%", "‰", "人", "例", "份", "人次", "元", "件/万人")
figure_signs = st.text("0123456789,，.．%％‰-－—/<＜≥ 　'万人约十²①", max_size=14)
decimals = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)


@given(st.one_of(st.text(), figure_signs, st.integers(), st.floats(), st.booleans(), st.none()))
def test_whatever_stands_in_a_cell_is_read_as_something(cell):
    parsed = parse(cell)
    assert (parsed.number is not None) == (parsed.kind in {Kind.NUMBER, Kind.BOUND})
    assert parsed.number is None or parsed.number.is_finite()


@given(st.integers(-(10**12), 10**12), st.sampled_from(UNITS))
def test_whole_numbers_come_back_with_separators_and_units(number, unit):
    parsed = parse(f"{number:,}{unit}")
    assert (parsed.kind, parsed.number, parsed.unit) == (Kind.NUMBER, number, unit)


@given(decimals, st.sampled_from(["{:,}", "{}", " {:,} ", "'{}"]), st.sampled_from(UNITS))
def test_full_width_is_read_as_half_width(number, form, unit):
    written = form.format(number) + unit
    assert parse(written.translate(FULL_WIDTH)) == parse(written)
    assert parse(written).number == number


@given(st.integers(1000, 10**9))
def test_thousands_may_be_parted_by_spaces(number):
    assert parse(f"{number:,}".replace(",", " ")).number == number
    assert parse(f"{number:,}".replace(",", "\u00a0")).number == number


@given(st.integers(0, 10**6), st.integers(1, 99))
def test_wrongly_parted_thousands_are_not_a_number(number, rest):
    assert parse(f"{number},{rest}").kind is Kind.TEXT


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_of_the_spreadsheet_keeps_its_value(value):
    parsed = parse(value)
    assert (parsed.kind, float(parsed.number), parsed.unit) == (Kind.NUMBER, value, "")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, True, False])
def test_what_is_no_number_of_things_is_text(value):
    assert parse(value).kind is Kind.TEXT


@pytest.mark.parametrize(
    "mark",
    [
        "",
        " ",
        "—",
        "－",
        "-",
        "--",
        "——",
        "/",
        "无",
        "未报",
        "未上报",
        "N/A",
        "n/a",
        "#DIV/0!",
        "#REF!",
        "#N/A",
        "***",
        "＃ＤＩＶ／０！",
        "未 报",
        None,
    ],
)
def test_marks_for_not_reported_are_missing_and_never_zero(mark):
    assert parse(mark) == parse(None)
    assert parse(mark).kind is Kind.MISSING


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("不适用", Kind.NOT_APPLICABLE),
        ("豁免", Kind.EXEMPT),
        ("<5", Kind.SUPPRESSED),
        ("＜5", Kind.SUPPRESSED),
        ("<5人", Kind.SUPPRESSED),
        ("85.00%/100.00%", Kind.COMPOUND),
        ("82.35％／82.35％", Kind.COMPOUND),
        ("3/4", Kind.COMPOUND),
        ("≥90%", Kind.BOUND),
        ("≧90%", Kind.BOUND),
        ("不少于12种", Kind.BOUND),
        ("90%以上", Kind.BOUND),
        ("<5%", Kind.BOUND),
        ("约300", Kind.TEXT),
        ("1,23", Kind.TEXT),
        ("12 34", Kind.TEXT),
        ("1.234,5", Kind.TEXT),
        ("5²", Kind.TEXT),
        ("⑤", Kind.TEXT),
        ("٣", Kind.TEXT),
        ("1e5", Kind.TEXT),
        ("3.", Kind.TEXT),
        ("十二", Kind.TEXT),
        ("12人/3人", Kind.TEXT),
        ("张三", Kind.TEXT),
        ("0x10", Kind.TEXT),
        ("1_000", Kind.TEXT),
        ("1" * 61, Kind.TEXT),
    ],
)
def test_kinds_of_what_is_no_plain_number(written, kind):
    assert parse(written).kind is kind


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("5662人", 5662, "人"),
        ("8例", 8, "例"),
        ("1.2万", 12_000, "万"),
        ("1.2万人", 12_000, "万人"),
        ("100万元", 1_000_000, "万元"),
        ("64.3%", Decimal("64.3"), "%"),
        ("1,234.5%", Decimal("1234.5"), "%"),
        ("5.5‰", Decimal("5.5"), "‰"),
        ("-5", -5, ""),
        ("－5", -5, ""),
        ("+3", 3, ""),
        (".5", Decimal("0.5"), ""),
        ("0", 0, ""),
        ("'007", 7, ""),
        (12.0, 12, ""),
        (0.643, Decimal("0.643"), ""),
        (1e16, 10**16, ""),
    ],
)
def test_numbers_with_their_units(written, number, unit):
    parsed = parse(written)
    assert (parsed.kind, parsed.number, parsed.unit) == (Kind.NUMBER, number, unit)


def test_a_bound_keeps_its_number_for_targets():
    assert (parse("≥90%").number, parse("≥90%").unit) == (90, "%")


def test_yes_is_not_one_even_after_one_was_read():
    assert parse(1).kind is Kind.NUMBER
    assert parse(1.0).kind is Kind.NUMBER
    assert parse(bool(1)).kind is Kind.TEXT


@given(st.text("０１９％（），．ＡＢ", max_size=10))
def test_plain_text_has_no_full_width_signs_left(text):
    assert plain(f"'{text}　").isascii()
