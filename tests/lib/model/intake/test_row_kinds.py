"""Row kinds: totals and notes are never taken for areas, nor areas for totals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.row_kinds import MIN_SUMS, RowKind, classify
from lib.project import Project

NAMES = sorted({n for area in Project().roster().areas for n in (area.name, *area.aliases)})
counts = st.lists(st.integers(1, 10**6).map(Decimal), min_size=MIN_SUMS, max_size=12)


@given(st.sampled_from(NAMES), counts)
def test_an_area_is_never_a_total_even_if_its_figures_equal_the_sums(name, numbers):
    assert classify(name, numbers, numbers) is RowKind.BODY


@given(st.sampled_from(NAMES))
def test_an_area_that_reported_nothing_is_still_a_row(name):
    assert classify(name, [None, None], [None, None]) is RowKind.BODY


@pytest.mark.parametrize(
    "label",
    [
        "合计",
        "小计",
        "总计",
        "合 计",
        "合　计",
        "合计：",
        "全县",
        "全县合计",
        "县合计",
        "罗阳街道小计",
        "汇总",
        "合计(22家)",
        "总 计（人）",
        "乡镇合计",
        "全县总计",
        "合计数",
    ],
)
def test_words_for_totals(label):
    assert classify(label, [Decimal(1)], [Decimal(2)]) is RowKind.TOTAL


@pytest.mark.parametrize(
    "label",
    [
        "填报人：",
        "填报人:张三",
        "审核人：李四",
        "填报日期：2025-10-08",
        "填表人",
        "注：本表为累计数",
        "注1：含义和",
        "说明：",
        "备注",
        "单位负责人：",
        "负责人（签字）：",
        "制表时间：2025年10月",
        "联系电话：",
        "数据来源：系统导出",
        "单位负责人：    填表人：    审核人：",
        "平均",
        "全县平均值",
        "※注：示例",
        "示例数据",
    ],
)
def test_words_for_notes(label):
    assert classify(label, [None], [None]) is RowKind.NOTE


@given(counts, st.sampled_from([None, "", " ", "—"]))
def test_sums_without_a_label_are_a_total(sums, label):
    assert classify(label, sums, sums) is RowKind.UNLABELLED_TOTAL


@given(counts)
def test_rates_that_do_not_add_up_do_not_hide_a_total(sums):
    rates = [Decimal("64.3")] * (len(sums) - 1)
    wrong = [Decimal("1414.6")] * len(rates)
    assert classify(None, sums + rates, sums + wrong) is RowKind.UNLABELLED_TOTAL


@given(counts, st.data())
def test_one_figure_more_and_it_is_a_row_without_a_name(sums, data):
    numbers = [total + data.draw(st.integers(1, 9)) for total in sums]
    assert classify(None, numbers, sums) is RowKind.BODY


@pytest.mark.parametrize("equal", [[Decimal(0)] * 5, [Decimal(7)] * (MIN_SUMS - 1)])
def test_zeros_or_too_few_columns_prove_nothing(equal):
    assert classify(None, equal, equal) is RowKind.BODY


@given(st.sampled_from([None, "", " ", "/"]), st.integers(0, 5))
def test_neither_name_nor_number_is_empty(label, width):
    assert classify(label, [None] * width, [Decimal(9)] * width) is RowKind.EMPTY


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans()))
def test_any_label_is_some_kind_of_row(label):
    assert classify(label, [], []) in RowKind


def test_a_code_as_a_number_is_a_label():
    assert classify(441322001201, [None], [None]) is RowKind.BODY
