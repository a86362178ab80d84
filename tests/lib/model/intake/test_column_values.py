"""Whole columns of cells as arrays."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.indicators import Unit
from lib.model.intake import column_values
from lib.model.intake.cells import parse
from lib.model.observations import NO_COUNT
from tests.lib.model.intake.hand import indicator

PERCENT, PER_10000 = indicator(), indicator(unit="per_10000")
PLAIN = indicator(unit="plain")
words = st.sampled_from(
    ["5", "５人", "—", "", "不适用", "豁免", "<5", "≥9", "1/2", "甲", "1.2万", "3%"]
)
cells = st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), words)


def counted(cell, unit="", *, money=False):
    counts, faults = column_values.count(column_values.read([cell]), unit, money=money)
    return int(counts.counts[0]), [rule for rule, _ in faults]


@given(st.lists(cells))
def test_a_column_says_what_its_cells_say(column):
    values = column_values.read(column)
    for at, parsed in enumerate(map(parse, column)):
        assert values.kinds[at] == column_values.CODES[parsed.kind]
        held = values.numbers[at]
        is_number = parsed.kind == "number"
        assert np.isnan(held) if not is_number else held == float(parsed.number)


@given(st.lists(st.integers(0, 10**15 - 1)))
def test_counts_are_the_same_as_numbers_and_as_text(numbers):
    for column in (numbers, [float(n) for n in numbers], [f"{n:,}" for n in numbers]):
        counts, faults = column_values.count(column_values.read(column), "")
        assert counts.counts.tolist() == numbers
        assert faults == ()


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("甲", "not_a_number"), (True, "not_a_number"), ("64.3%", "not_a_number"),
        (10**15, "not_a_number"), ("85%/100%", "compound_cell"), ("≥90", "bound_value"),
        ("<5", "suppressed_value"), (-1, "negative_number"), (2.5, "not_whole"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_count_has_its_fault_and_no_count(cell, rule):
    assert counted(cell) == (NO_COUNT, [rule])


@pytest.mark.parametrize(
    ("cell", "unit", "count"),
    [
        (12.3456, "万元", 123_456), ("1.2万", "万人", 12_000), ("1.2", "万人", 12_000),
        (3, "千元", 3_000), (7, "人", 7), ("0.07", "亿元", 7_000_000),
    ],
)  # fmt: skip
def test_ten_thousands_are_multiplied_once(cell, unit, count):
    assert counted(cell, unit) == (count, [])


def test_cents_are_rounded_with_a_remark():
    assert counted(12_345.5, "元", money=True) == (12_346, ["not_whole"])


@pytest.mark.parametrize(
    ("cell", "unit", "indicator", "rate"),
    [
        ("64.3%", "", PERCENT, 64.3), (64.3, "%", PERCENT, 64.3), ("643‰", "%", PERCENT, 64.3),
        (0.643, "fraction", PERCENT, 64.3), (0.643, "percent", PERCENT, 0.643),
        (12, "", PER_10000, 12), ("12件/万人", "", PER_10000, 12), ("0.5%", "", PER_10000, 50),
        (1.5, "万", PLAIN, 15_000), (7, "%", PLAIN, 7),
    ],
)  # fmt: skip
def test_rates_are_in_the_unit_of_their_indicator(cell, unit, indicator, rate):
    values = column_values.read([cell])
    assert column_values.rates(values, unit, indicator)[0] == pytest.approx(rate)
    own = values.units[0] if values.units else ""
    assert float(column_values.exact(cell, own, unit, indicator)) == pytest.approx(rate)


@given(st.decimals(0, 100, places=2))
def test_a_rate_is_kept_to_the_last_digit_as_text_and_as_number(rate):
    kept = {column_values.exact(cell, "", "%", PERCENT) for cell in (str(rate), float(rate))}
    assert [Decimal(text) for text in kept] == [rate]


def test_only_small_numbers_without_a_unit_of_their_own_may_be_shares():
    values = column_values.read([0.5, "0.5%", "64.3", 1, 0, None, "0.2"])
    expected = [True, False, False, True, False, False, True]
    assert column_values.is_share_unclear(values, "%").tolist() == expected
    assert not column_values.is_share_unclear(values, "percent").any()


def test_taking_cells_keeps_their_order():
    taken = column_values.read(["1人", None, "x"]).take(np.array([2, 0]))
    assert (taken.cells, taken.units, taken.is_blank.tolist()) == (
        ["x", "1人"],
        ("", "人"),
        [False, False],
    )


def test_an_indicator_without_counts_has_its_own_unit():
    assert PLAIN.unit is Unit.PLAIN
    assert column_values.ratio("‰", PLAIN) == 1
