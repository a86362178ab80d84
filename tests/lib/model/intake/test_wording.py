"""Wording: what headings say, and what sets them apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.wording import contradict, key, levels, normalise, qualities, unit_of

heading_signs = st.text(
    "0～6岁高血压规范管理人数率（）()[]【】%‰/、：:，.-—~ 　\n其中1一2≥65以上个月年内的",
    max_size=24,
)
texts = st.one_of(st.text(max_size=40), heading_signs)
UNITS = ("人", "%", "‰", "元", "万元", "次", "份", "人次", "户次", "件/万人")


@given(texts)
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)
    assert key(key(text)) == key(text)


@given(st.text("高血压规范管理人数覆盖服务", min_size=2, max_size=12), st.sampled_from(UNITS))
def test_spaces_breaks_units_and_width_do_not_count(words, unit):
    for form in (
        "{}({})",
        "{}（{}）",
        " {} （单位：{}）",
        "{}\n({})",
        "{}[{}]",
        "1.{}({})",
        "其中：{}（{}）",
    ):
        written = form.format("　".join(words), unit)
        assert normalise(written) == normalise(words)
        assert unit_of(written) == unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规范管理人数", "管理人数"),
        ("0～6岁儿童数", "0～3岁儿童数"),
        ("高血压管理人数", "糖尿病管理人数"),
        ("管理人数（高血压）", "管理人数（糖尿病）"),
        ("建档人数", "建档率"),
        ("血压控制人数", "血压控制率"),
        ("9月管理人数", "8月管理人数"),
        ("完成补种人（剂）次", "完成补种人次"),
    ],
)
def test_what_matters_stays(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0－6岁儿童数", "0～6岁儿童数"),
        ("0至6岁儿童数", "0岁—6岁儿童数"),
        ("0～36个月儿童", "0-36月儿童"),
        ("65岁以上老年人", "≥65岁老年人"),
        ("健康档案（10分）", "健康档案"),
        ("年内辖区内常住居民数", "常住居民数"),
        ("应巡查户数×2", "应巡查户数*2"),
    ],
)
def test_what_does_not_matter_goes(one, other):
    assert key(one) == key(other)


def test_a_row_of_units_below_the_heading_is_no_level():
    assert levels("档案/建档率(%)/%") == levels("档案/建档率") == ["档案", "建档率"]


def test_a_heading_merged_downwards_is_one_level():
    assert levels("机构名称/机构名称") == ["机构名称"]


def test_a_slash_in_a_unit_parts_no_levels():
    assert levels("有责投诉发生率（件/万人）") == ["有责投诉发生率"]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("建档率%", "%"),
        ("检出率‰", "‰"),
        ("建档率（％）", "%"),
        ("建档/人", "人"),
        ("支出（万元）/金额", "万元"),
        ("支出（万元）/次数（次）", "次"),
        ("完成补种人（剂）次", ""),
        ("管理人数（高血压）", ""),
        ("", ""),
    ],
)
def test_units_of_headings(written, unit):
    assert unit_of(written) == unit


@given(texts, texts)
def test_contradiction_is_mutual_and_nothing_contradicts_itself(one, other):
    one, other = normalise(one), normalise(other)
    assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("高血压", "糖尿病"), ("0~6岁儿童", "0~3岁儿童"), ("老年人", "孕产妇"), ("肺结核", "慢阻肺")],
)
def test_other_people_contradict(one, other):
    assert contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("7岁以下儿童", "0~6岁儿童"), ("慢性病", "高血压"), ("高血压糖尿病", "高血压")],
)
def test_the_same_or_a_wider_group_does_not(one, other):
    assert not contradict(one, other)


@given(texts)
def test_units_are_found_in_any_width(text):
    assert unit_of(unicodedata.normalize("NFKC", text)) == unit_of(text)


def test_qualities_tell_the_whole_from_its_part():
    assert qualities("规范管理人数") > qualities("管理人数")
