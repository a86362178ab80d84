"""Periods: the month that words name, and whether they say what it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.periods import best, find, year_of
from lib.model.intake.plans import Basis
from lib.model.observations import month_name, parse_period

CUMULATIVE, SINGLE, UNKNOWN = Basis.CUMULATIVE, Basis.SINGLE, Basis.UNKNOWN
FULL_WIDTH = {code - 0xFEE0: code for code in range(0xFF01, 0xFF5F)}
years = st.integers(2009, 2099)
months = st.integers(1, 12)
around = st.sampled_from(["{}", "博罗县{}报表", "({}) 0～6岁儿童", "{}_终稿.xlsx", "统计期：{}"])


@pytest.mark.parametrize(
    ("written", "month", "basis"),
    [
        ("2025年第三季度", "2025-09", UNKNOWN),
        ("2025年三季度", "2025-09", UNKNOWN),
        ("2025年第三季度累计", "2025-09", CUMULATIVE),
        ("2025年前三季度", "2025-09", CUMULATIVE),
        ("2025年1-3季度", "2025-09", CUMULATIVE),
        ("2025Q3", "2025-09", UNKNOWN),
        ("2025年Q1报表", "2025-03", UNKNOWN),
        ("2025年1-9月", "2025-09", CUMULATIVE),
        ("2025年1—9月份", "2025-09", CUMULATIVE),
        ("2025年1月至9月", "2025-09", CUMULATIVE),
        ("2025年1月1日至9月30日", "2025-09", CUMULATIVE),
        ("2025年1月-2025年9月", "2025-09", CUMULATIVE),
        ("2025.01-2025.09", "2025-09", CUMULATIVE),
        ("202501-202509", "2025-09", CUMULATIVE),
        ("2025-01-01至2025-09-30", "2025-09", CUMULATIVE),
        ("二〇二五年一至九月", "2025-09", CUMULATIVE),
        ("2025年7-9月", "2025-09", UNKNOWN),
        ("2025年9-9月", "2025-09", SINGLE),
        ("截至2025年9月30日", "2025-09", CUMULATIVE),
        ("截止到2025年9月底", "2025-09", CUMULATIVE),
        ("截至2025.9.30", "2025-09", CUMULATIVE),
        ("2025年9月", "2025-09", UNKNOWN),
        ("2025 年 9 月 份", "2025-09", UNKNOWN),
        ("二○二五年十二月", "2025-12", UNKNOWN),
        ("2025年9月当月", "2025-09", SINGLE),
        ("2025年9月累计", "2025-09", CUMULATIVE),
        ("2025年9月当月及累计", "2025-09", UNKNOWN),
        ("202509", "2025-09", UNKNOWN),
        ("2025-09", "2025-09", UNKNOWN),
        ("2025/9", "2025-09", UNKNOWN),
        ("公卫_2025_09.xlsx", "2025-09", UNKNOWN),
        ("公卫2025.9.xlsx", "2025-09", UNKNOWN),
        ("2025-09-30", "2025-09", UNKNOWN),
        ("2025-09-01", "2025-09", UNKNOWN),
        ("2025年上半年", "2025-06", CUMULATIVE),
        ("2025年下半年", "2025-12", UNKNOWN),
        ("2025年度", "2025-12", CUMULATIVE),
        ("2025年全年", "2025-12", CUMULATIVE),
        ("2025年度公卫项目9月进度", "2025-09", UNKNOWN),
        ("2025年第3季度 填报时间:2025-10-08", "2025-09", UNKNOWN),
        ("9月报表（2025年）", "2025-09", UNKNOWN),
    ],
)
def test_ways_to_write_a_period(written, month, basis):
    found = find(written)
    assert (month_name(found.month), found.basis) == (month, basis)
    assert find(written.translate(FULL_WIDTH)) == found


@pytest.mark.parametrize(
    "written",
    [
        "",
        "博罗县",
        "填报日期：2025年10月8日",
        "2025年10月8日制",
        "报表20251008.xlsx",
        "2025年",
        "13812345678",
        "441322",
        "0～6岁儿童",
        "2025年0-36个月儿童",
        "6月龄",
        "2024年10月-2025年9月",
        "2025年8月、9月",
        "45930",
        "2025年13月",
        "2025-13",
        "本月",
        "一体化",
        "2025年2月30日",
        "2025年3-6岁儿童",
        "2025年9-3月",
    ],
)
def test_what_names_no_one_period_is_not_one(written):
    assert find(written) is None


@pytest.mark.parametrize(
    ("written", "basis"),
    [
        ("截至9月30日", CUMULATIVE),
        ("1-9月", CUMULATIVE),
        ("9月", UNKNOWN),
        ("第三季度", UNKNOWN),
        ("Q3", UNKNOWN),
        ("9月当月", SINGLE),
    ],
)
def test_a_year_from_elsewhere_completes_it_but_does_not_make_it_explicit(written, basis):
    assert find(written) is None
    found = find(written, 2025)
    assert (month_name(found.month), found.basis, found.explicit) == ("2025-09", basis, False)


def test_the_year_in_the_text_comes_before_that_from_elsewhere():
    assert find("2024年9月", 2025).month == parse_period("2024-09")


@given(years, months, around)
def test_every_month_is_found_in_every_surrounding(year, month, text):
    for form in (f"{year}年{month}月", f"{year}-{month:02}", f"{year}年{month:02}月份"):
        found = find(text.format(form))
        assert (found.month, found.explicit) == (12 * year + month - 1, True)
        assert found.words in text.format(form)


@given(years, st.integers(2, 12), around)
def test_from_january_on_is_cumulative(year, month, text):
    found = find(text.format(f"{year}年1-{month}月"))
    assert (found.month, found.basis) == (12 * year + month - 1, CUMULATIVE)


@given(st.text(max_size=60), st.none() | years)
def test_no_text_is_too_strange(text, year):
    found = find(text, year)
    assert found is None or (found.month >= 12 * 2000 and found.words)


@given(st.text("2025年第一二三四季度1-9月累计当上下半截至_. /Q", max_size=16))
def test_whatever_is_found_lies_in_the_year_it_names(text):
    found = find(text)
    assert found is None or year_of(text) in (None, found.month // 12)


class TestBest:
    def test_a_month_says_more_than_a_year(self):
        assert best(["2025年度公卫.xlsx", "1-9月"]).month == parse_period("2025-09")

    def test_a_year_alone_says_little_but_more_than_nothing(self):
        assert best(["2025年度公卫.xlsx", "表1"]).month == parse_period("2025-12")

    def test_another_text_may_say_what_is_counted(self):
        assert best(["2025年9月", "1-9月累计"]).basis is CUMULATIVE

    def test_the_words_are_the_explicit_ones(self):
        assert best(["9月", "2025年9月"]).words == "2025年9月"

    @pytest.mark.parametrize(
        "texts",
        [["2025年8月", "2025年9月"], ["2025年9月", "8月"], ["2024年", "2025年", "9月"], [], [""]],
    )
    def test_contradiction_and_silence_give_nothing(self, texts):
        assert best(texts) is None

    def test_cumulative_and_single_together_are_asked(self):
        assert best(["2025年9月累计", "2025年9月当月"]).basis is UNKNOWN

    @given(
        st.lists(st.sampled_from(["2025年9月", "2025年8月", "1-9月", "2025年", "9月当月", "表"]))
    )
    def test_the_order_of_the_texts_does_not_matter(self, texts):
        one, other = best(texts), best(texts[::-1])
        assert (one and (one.month, one.basis)) == (other and (other.month, other.basis))


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2025年", 2025),
        ("二〇二五年", 2025),
        ("202509", 2025),
        ("2024、2025年", None),
        ("", None),
        ("13820251234", None),
    ],
)
def test_the_year_of_a_text(written, year):
    assert year_of(written) == year
