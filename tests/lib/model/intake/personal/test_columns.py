"""Personal data stay outside, and good files come in."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.intake.findings import Severity
from lib.model.intake.personal.columns import refuse
from lib.model.intake.sheets import Sheet, Workbook
from lib.model.roster import CLINIC, INSTITUTION_KINDS
from lib.project import Project
from tests.lib.model.intake.personal.people import identity_numbers

ROSTER = Project().roster()
PEOPLE = ["张伟", "王芳", "李娜", "刘洋", "陈静", "杨秀英", "黄志强", "赵丽华", "吴建国", "周海燕"]


def workbook(*sheets):
    return Workbook("表.xlsx", "", "xlsx", 1, sheets)


def sheet(rows, *, hidden=False):
    width = max(map(len, rows), default=0)
    return Sheet("表", tuple((*row, *[None] * (width - len(row))) for row in rows), (), hidden)


def found(*rows):
    return [
        (str(f).split(" holds ")[1].split(";")[0], f.cell) for f in refuse(workbook(sheet(rows)))
    ]


def table(column, heading="备注"):
    """A good table with one more column."""
    areas = [area.name for area in ROSTER.of_kind(*INSTITUTION_KINDS)]
    rows = [("机构", "建档人数", "常住人口", heading)]
    cells = [*column, *[None] * (len(areas) - len(column))]
    return [*rows, *[(name, 120.0, 345.0, cell) for name, cell in zip(areas, cells, strict=False)]]


@settings(max_examples=60)
@given(
    identity_numbers(),
    st.sampled_from(["{}", "身份证{}号", "患者 {}，已访", "'{}"]),
)
def test_an_identity_number_is_found_anywhere_and_never_repeated(number, words):
    (finding,) = refuse(workbook(sheet(table([None, words.format(number)]))))
    assert (finding.rule, finding.severity, finding.cell) == (
        "personal_column",
        Severity.ERROR,
        "D3",
    )
    assert finding.value == ""
    assert number not in repr(finding)
    assert finding.values == {"column": "D", "count": 1}


@settings(max_examples=40)
@given(identity_numbers(), st.integers(1, 9))
def test_a_wrong_check_digit_alone_is_no_identity_number(number, more):
    wrong = number[:17] + "10X98765432"[("10X98765432".index(number[17]) + more) % 11]
    assert found((wrong,)) == []


def test_mistyped_ones_below_their_heading_are_found():
    assert found(("身份证号",), ("11010519491231002Y",), ("110105194912310021",)) == [
        ("1 cells with identity numbers", "A3")
    ]


def test_a_number_that_lost_its_last_digits_to_a_spreadsheet_is_found():
    assert found((4.41322199001011e17,)) == [("1 cells with identity numbers", "A1")]


def test_old_identity_numbers_are_found_where_there_are_several():
    old = [("130503670401001",), ("130503670401002",), (130503670401003.0,)]
    assert found(*old) == [("3 cells with identity numbers", "A1")]
    assert found(old[0]) == []


@pytest.mark.parametrize(
    "text",
    [
        "+86 13800138000",
        "138-0013-8000",
        "王芳13800138000已随访",
        "电话138 0013 8000",
        "0752-6212345",
    ],
)
def test_a_written_telephone_number_is_found_by_itself(text):
    assert found(*table([text])) == [("1 cells with telephone numbers", "D2")]


@pytest.mark.parametrize(
    "cell", [13800138000.0, 13800138000, "13800138000", "１３８００１３８０００", "6212345"]
)
def test_a_bare_number_below_a_telephone_heading_is_found(cell):
    assert found(*table([cell], "联系电话")) == [("1 cells with telephone numbers", "D2")]


def test_bare_numbers_are_found_where_a_column_is_full_of_them():
    column = [13800138000.0 + 7919 * n for n in range(22)]
    assert found(*table(column, "编号")) == [("22 cells with telephone numbers", "D2")]


def test_an_amount_of_eleven_digits_is_none():
    assert found(*table([13800138000.0, 2.0, 15900000000.0, 5.0, 6.0], "金额(分)")) == []
    assert found(*table(["15000000000元"], "金额")) == []


@pytest.mark.parametrize("heading", ["姓名", "患者姓名", "姓 名", "户主", "产妇姓名"])
@pytest.mark.parametrize("name", ["张三", "欧阳娜娜", "张 三", "王*", "李某某"])
def test_a_name_below_its_heading_is_found(heading, name):
    assert found(*table([name], heading)) == [("1 cells with names of people", "D2")]


def test_a_column_of_names_is_found_without_a_heading():
    assert found(*table(PEOPLE, "")) == [("10 cells with names of people", "D2")]


def test_hidden_sheets_are_looked_at():
    assert refuse(workbook(sheet([("机构", "人数")]), sheet([("姓名",), ("张三",)], hidden=True)))


def test_who_filled_in_the_form_may_stand_below_it():
    notes = [
        ("填报人：张三", "审核人：李四", "联系电话：13800138000"),
        ("填报人", "张三", "电话", "0752-6212345"),
    ]
    assert found(*table([]), *notes) == []


@pytest.mark.parametrize("heading", ["家庭住址", "现住址", "详细地址"])
def test_an_address_below_its_heading_is_found(heading):
    assert found(*table(["圩镇"], heading)) == [("1 cells with home addresses", "D2")]


def test_a_column_of_addresses_is_found_without_a_heading():
    column = ["石湾镇中岗村3组12号", "石湾镇中岗村三组十四号", "源头村5组8号"]
    assert found(*table(column, "")) == [("3 cells with home addresses", "D2")]


@pytest.mark.parametrize(
    "heading",
    ["电话随访人次", "患者", "儿童", "老年人", "产妇", "机构地址", "姓名核对率", "户主数"],
)
def test_headings_that_only_sound_personal_stand_above_counts(heading):
    assert found(*table([12.0, 1234567.0, 3.0], heading)) == []
    assert found(("序号", heading), (None, "管理人数"), (1.0, 12.0)) == []


SPELLINGS = [
    lambda area: area.name,
    lambda area: re.sub("村?(卫生站|社区卫生服务中心|镇?中心卫生院|镇?卫生院)$", "", area.name),
    lambda area: area.name.replace("卫生站", "卫生室"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("heading", ["机构", "", "甲"])
def test_the_roster_is_nobodys_name(spelling, heading):
    groups = [ROSTER.of_kind(*INSTITUTION_KINDS), ROSTER.of_kind(CLINIC), ROSTER.areas]
    groups += [ROSTER.children(area.code) for area in groups[0]]
    sheets = [sheet([(heading,), *[(spelling(area),) for area in group]]) for group in groups]
    assert refuse(workbook(*sheets)) == ()


def test_codes_and_aliases_of_the_roster_are_no_personal_data():
    rows = [(area.code, alias) for area in ROSTER.areas for alias in area.aliases]
    assert found(*rows) == []


counts = st.one_of(
    st.integers(0, 10**9),
    st.floats(0, 1e9, allow_nan=False).map(lambda n: round(n, 2)),
    st.integers(0, 10**7).map(lambda n: f"{n:,}"),
    st.integers(0, 10**9).map(str),
    st.floats(0, 100).map(lambda n: f"{n:.1f}%"),
    st.sampled_from([None, "—", "未报", "5662人", "82.35%/82.35%", "2025-09-30", "2025年1-9月"]),
)


@settings(max_examples=60)
@given(st.lists(st.lists(counts, min_size=3, max_size=3), min_size=22, max_size=22))
def test_tables_of_figures_are_never_refused(rows):
    areas = [area.name for area in ROSTER.of_kind(*INSTITUTION_KINDS)]
    body = [(name, *cells) for name, cells in zip(areas, rows, strict=True)]
    head = ("建档机构", "建档人数(人)", "常住人口", "建档率(%)")
    assert found(("2025年9月报表",), head, *body, ("合计", *rows[0])) == []
