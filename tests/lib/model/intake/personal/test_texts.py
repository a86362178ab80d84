"""What people type: numbers of people are refused however they are written, counts pass."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.intake.personal.texts import holds_number, refuse_text
from tests.lib.model.intake.personal.people import identity_numbers, mobiles

WIDE = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")
WORDS = str.maketrans("0123456789", "零一二三四五六七八九")
AROUND = st.sampled_from(["{}", "联系 {} 核实", "查10份，{}，已办", "电话:{}。", "档案13号{}"])
GAPS = st.sampled_from(["", " ", "-", ".", "  ", "—", "·", "\u200b", "\t"])


def in_groups(number, sizes, gap):
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return gap.join(parts)


@settings(max_examples=150)
@given(
    mobiles(),
    st.sampled_from([(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (1,) * 11]),
    GAPS,
    st.booleans(),
    AROUND.filter(lambda words: "13号{}" not in words),
)
def test_a_mobile_number_is_found_in_any_groups_and_width(number, sizes, gap, wide, words):
    written = in_groups(number, sizes, gap)
    assert holds_number(words.format(written.translate(WIDE) if wide else written))
    assert holds_number(words.format(f"+86 {written}"))


@given(mobiles())
def test_a_mobile_number_in_words_is_found(number):
    assert holds_number(f"电话{number.translate(WORDS)}")


@settings(max_examples=100)
@given(
    identity_numbers(),
    st.sampled_from([(18,), (6, 8, 4), (6, 4, 4, 4), (3,) * 6]),
    GAPS,
    st.booleans(),
    AROUND,
)
def test_an_identity_number_is_found_in_any_groups_and_width(number, sizes, gap, wide, words):
    written = in_groups(number, sizes, gap)
    assert holds_number(words.format(written.translate(WIDE) if wide else written))


@given(identity_numbers(), st.sampled_from([(15,), (6, 6, 3)]), AROUND)
def test_an_identity_number_of_fifteen_digits_is_found(number, sizes, words):
    assert holds_number(words.format(in_groups(number[:6] + number[8:17], sizes, " ")))


@given(
    st.sampled_from(["010", "020", "0752", "0755"]),
    st.integers(2_000_000, 8_999_999),
    st.sampled_from(["", " ", "-", ")", "）", " - "]),
)
def test_a_landline_is_found(area, number, gap):
    assert holds_number(f"请电 {area}{gap}{number} 转科室")
    assert holds_number(f"座机：{number}")


@settings(max_examples=150)
@given(
    st.lists(st.integers(0, 99_999), min_size=1, max_size=12),
    st.sampled_from(["、", "，", "份，", " 与 ", "/", "人；"]),
    st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1)),
)
def test_counts_and_days_pass(counts, between, day):
    text = between.join(map(str, counts))
    for when in (f"{day}", f"{day:%Y%m%d}", f"{day:%Y年%m月%d日}"):
        assert between == "/" or not holds_number(f"{when}查{text}份，{day:%Y-%m}报")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "示例〔2025〕3号",
        "150 20251231",
        "138/1450 1500/1600",
        "18,000,000,000 元",
        "占比 0.13812345678",
        "IMG_20251231_153012.jpg",
        "mmexport1703123456789.jpg",
        "样本 2025Q4-B05-records-1",
        "抽查20份高血压随访表，4份未记录用药情况，2025年12月31日前补正。",
        "覆盖 22 家、343 个站",
        "电话回访 20 份，12320 热线",
        "二〇二五年第一、三季度",
    ],
)
def test_ordinary_words_pass(text):
    refuse_text(text, "备注", needed=False)


@pytest.mark.parametrize("text", ["致电13800138000", "110105194912310021 的患者", "0752-6288888"])
def test_the_refusal_names_the_field_and_repeats_nothing(text):
    with pytest.raises(InputError, match="“备注” holds") as refused:
        refuse_text(text, "备注")
    told = f"{refused.value} {refused.value.hint}"
    assert not any(digits in told for digits in ("138", "1101", "0752", "6288"))


def test_a_text_is_there_and_not_too_long():
    with pytest.raises(InputError, match="“备注” needs a text"):
        refuse_text(" ", "备注")
    with pytest.raises(InputError, match="at most 5 letters"):
        refuse_text("六个字的备注", "备注", limit=5, needed=False)
