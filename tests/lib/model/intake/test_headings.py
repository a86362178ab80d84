"""Headings: known words are certain, resemblance never is, and what matters is never mixed up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.rule_files.headings import load_headings
from lib.model.indicators import Unit
from lib.model.intake.headings import CERTAIN, LIKELY, Alias, Match, vocabulary
from lib.model.intake.plans import Part, Slot
from lib.project import Project
from tests import small
from tests.conftest import ROOT

INDICATORS = Project().context().indicators
ALIASES = load_headings(ROOT / "data" / "headings.csv")
WORDS = vocabulary(INDICATORS, ALIASES)
NUMERATOR, DENOMINATOR, RATE = Part.NUMERATOR, Part.DENOMINATOR, Part.RATE
TEXTS = [
    (code, part, text.zh)
    for code, one in INDICATORS.items()
    for part, text in ((RATE, one.name), (NUMERATOR, one.numerator), (DENOMINATOR, one.denominator))
    if text.zh != "9次"
]
SWAPS = [
    ("规范管理", "管理"),
    ("规范化", ""),
    ("高血压", "糖尿病"),
    ("0～6岁", "0～3岁"),
    ("0～6岁", "0～36个月"),
    ("3岁以下", "7岁以下"),
    ("65岁", "60岁"),
    ("系统管理", "健康管理"),
    ("中医药健康管理", "健康管理"),
    ("血压", "血糖"),
    ("规律", "规则"),
    ("及时", ""),
    ("人数", "率"),
    ("已完成治疗", "已管理"),
    ("应接种", "实际接种"),
    ("应巡查", "巡查"),
    ("建档率", "使用率"),
    ("重点人群", "常住人口"),
    ("新生儿", ""),
    ("产后", "产前"),
]


def slots(*written):
    pairs = (word.split(".") for word in written)
    parts = {"n": NUMERATOR, "d": DENOMINATOR, "r": RATE}
    return {Slot(code, parts[part]) for code, part in pairs}


def certain(heading, group=""):
    match = WORDS.match(heading, group)
    return set(match.slots) if match.confidence == CERTAIN else set()


@pytest.mark.parametrize(("code", "part", "text"), TEXTS)
def test_texts_of_the_catalogue_are_certain(code, part, text):
    assert Slot(code, part) in certain(text)
    assert Slot(code, part) in certain(f"{text}（人）", INDICATORS[code].name.zh)


@pytest.mark.parametrize("alias", ALIASES, ids=lambda alias: f"{alias.indicator} {alias.heading}")
def test_listed_headings_are_certain(alias):
    assert Slot(alias.indicator, alias.part) in certain(alias.heading)
    assert alias.indicator in INDICATORS


@pytest.mark.parametrize("code", INDICATORS)
def test_a_part_below_the_name_of_an_indicator_is_that_part(code):
    name = INDICATORS[code].name.zh
    for group in (name, code, f"{code} {name}", f"重点指标/{name}(10分)"):
        assert certain(f"{group}/分子(人)") == {Slot(code, NUMERATOR)}
        assert certain("分母", group) == {Slot(code, DENOMINATOR)}
        assert certain(f"{group}/完成率/%") == {Slot(code, RATE)}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("辖区内常住居民数", slots("EHR01.d", "EHR02.d", "MON02.d", "MAS04.d")),
        ("高血压患者健康管理统计报表/管理人数(人)", slots("HTN01.n", "HTN02.d", "HTN03.d")),
        ("高血压患者健康管理统计报表/规范管理人数(人)", slots("HTN02.n")),
        ("2型糖尿病患者健康管理/规范管理率(%)", slots("DIA02.r")),
        ("管理人数（糖尿病）", slots("DIA01.n", "DIA02.d", "DIA03.d")),
        ("常住人 口签约数(人)", slots("MON02.n")),
        ("年末服务(常住)人口数", slots("EHR01.d", "EHR02.d", "MON02.d", "MAS04.d")),
        ("年末服务(常住)人口数/其中65岁以上", slots("ELD01.d", "TCM01.d")),
        ("其中0-6岁儿童数", slots("CHD02.d", "CHD04.d")),
        ("其中规范化电子建档人数", slots("EHR02.n")),
        ("电子健康档案建档率（分子）", slots("EHR01.n")),
        ("分子：建立电子健康档案人数", slots("EHR01.n")),
        ("EHR01分母", slots("EHR01.d")),
        ("高血压患者管理任务完成率/任务数", slots("HTN01.d")),
        ("健康档案(10分)/电子健康档案建档率", slots("EHR01.r")),
    ],
)
def test_headings_of_real_reports(heading, expected):
    assert certain(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "建档人数",
        "健康档案建档率",
        "管理人数",
        "规范管理人数",
        "规范管理率",
        "老年人健康管理率",
        "高血压患者健康管理率",
        "65岁以上健康管理人数",
        "其中65岁以上",
        "重性精神障碍患者管理人数",
        "孕产妇健康管理人数",
        "高血压、糖尿病/管理人数",
        "管理人数(高血压、糖尿病)",
        "糖尿病/高血压规范管理人数",
        "中医药/65岁及以上老年人规范管理人数",
        "签约人数/65岁及以上老年人数",
        "高血压患者规范管理/管理人数",
        "高血压患者基层规范管理服务率/任务数",
        "卡介苗/实际接种人数",
        "高血压规范管理人数(65岁及以上)",
        "上年高血压规范管理人数",
        "高血压规范管理人数同比",
        "高血压规范管理人数(上年同期)",
        "上年同期/高血压规范管理人数",
        "当月/高血压规范管理人数",
        "高血压规范管理人数(含流动人口)",
        "去年/常住人口数",
        "GDP",
        "",
    ],
)
def test_what_could_mean_something_else_is_asked(heading):
    assert WORDS.match(heading).confidence <= LIKELY


@pytest.mark.parametrize(("old", "new"), SWAPS)
def test_headings_that_differ_in_what_matters_are_never_certain_to_be_the_same(old, new):
    known = [*(text for *_, text in TEXTS), *(alias.heading for alias in ALIASES)]
    swapped = [(text, text.replace(old, new)) for text in known if old in text]
    assert swapped
    assert [(a, b) for a, b in swapped if certain(a) & certain(b)] == []


@given(st.text(max_size=30), st.text(max_size=10))
def test_any_heading_is_answered_within_bounds(heading, group):
    match = WORDS.match(heading, group)
    assert 0 <= match.confidence <= CERTAIN
    assert bool(match.slots) == (match.confidence > 0)
    assert match.slots not in match.suggestions


@given(
    st.sampled_from([text for *_, text in TEXTS]),
    st.integers(0, 40),
    st.sampled_from("的人数高0率"),
)
def test_a_slip_of_the_pen_is_at_most_likely_unless_it_says_the_same(text, place, sign):
    spoilt = text[:place] + sign + text[place:]
    match = WORDS.match(spoilt)
    if match.confidence == CERTAIN:
        assert sign == "的" or set(match.slots) & certain(text)


@pytest.mark.parametrize(
    ("heading", "first"),
    [("电子健康档案建档绿", "EHR01"), ("65岁及以上老年人规范健康管理人次数", "ELD01")],
)
def test_a_slip_of_the_pen_is_recognised(heading, first):
    match = WORDS.match(heading)
    assert 0.5 < match.confidence <= LIKELY
    assert match.slots[0].indicator == first


@pytest.mark.parametrize(
    ("heading", "part"),
    [("分子", NUMERATOR), ("分母(人)", DENOMINATOR), ("率%", RATE), ("数值", Part.VALUE)],
)
def test_a_bare_part_belongs_to_an_indicator_named_elsewhere(heading, part):
    assert WORDS.match(heading) == Match((Slot("", part),), CERTAIN)


def test_a_part_below_a_group_that_only_resembles_an_indicator_is_asked():
    match = WORDS.match("电子健康档案建档绿/分母")
    assert (match.slots[0], match.confidence < CERTAIN) == (Slot("EHR01", DENOMINATOR), True)


def test_an_indicator_is_known_by_code_and_name():
    for code, one in INDICATORS.items():
        for written in (code, one.name.zh, f"{code} {one.name.zh}", code.lower()):
            assert WORDS.indicator(written) == code
    assert WORDS.indicator("分子") == WORDS.indicator("活产数") == WORDS.indicator("") == ""


def test_an_indicator_without_counts_is_a_value():
    plain = {"X": replace(small.indicators(["X"])["X"], unit=Unit.PLAIN)}
    words = vocabulary(plain, [Alias("X", Part.VALUE, "空气质量")])
    assert words.match("指标/指标值").slots == (Slot("X", Part.VALUE),)
    assert words.match("空气质量").slots == (Slot("X", Part.VALUE),)


def test_one_text_for_two_parts_of_an_indicator_is_asked():
    words = vocabulary(
        small.indicators(["X"]), [Alias("X", NUMERATOR, "甲乙丙"), Alias("X", RATE, "甲乙丙")]
    )
    match = words.match("甲乙丙")
    assert (match.slots, match.suggestions) == ((Slot("X", NUMERATOR),), ((Slot("X", RATE),),))
    assert match.confidence == LIKELY


def test_aliases_of_unknown_indicators_are_left_out():
    assert vocabulary({}, ALIASES).match("辖区内常住居民数") == Match()


def test_a_part_under_the_name_of_its_indicator_is_of_that_one_alone():
    """Templates are written so; 该项服务对象中的有效被访者数 stands under a dozen names."""
    project = Project()
    whole = project.indicators()
    known = vocabulary(whole, project.headings())
    for code, indicator in whole.items():
        for part, text in (
            ("numerator", indicator.numerator),
            ("denominator", indicator.denominator),
        ):
            found = known.match(f"{indicator.name.zh}/{text.zh}")
            assert (found.slots, found.confidence) == ((Slot(code, Part(part)),), 1.0)


def test_a_count_that_several_indicators_have_as_numerator_is_asked():
    project = Project()
    known = vocabulary(project.indicators(), project.headings())
    assert known.match("知晓政府免费提供该项服务的被访者数").confidence < 1
