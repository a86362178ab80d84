"""Every layout of domain 7.1, periods, and what is remembered."""

from dataclasses import replace

import pytest

from lib.model.intake import layouts
from lib.model.intake.plans import Basis, Part, Role, Shape, Slot
from lib.model.intake.understanding import EMPTY, HIDDEN, NO_HEADER, is_own, understand
from tests.lib.model.intake.hand import EHR, TITLE, book, deliver, known, records, sheet

BODY = ["罗阳街道", 164_000, 205_000]
RATE = "高血压患者管理任务完成率(%)"
OWN = ["area_code", "indicator", "period", "numerator", "denominator", "value", "status"]


def plan_of(*sheets, file="报表.xlsx"):
    return understand(book(*sheets, file=file), known()).sheets


def dated(title, file="报表.xlsx", name="表", headings=EHR):
    (plan,) = plan_of(sheet([[title], headings, BODY], name), file=file)
    return plan.period, plan.basis


def test_the_report_of_the_regional_portal_with_its_merged_header_and_total():
    rows = [
        ["区县", "机构", "高血压患者健康管理统计报表", None, None],
        [None, None, "年内已管理的高血压患者 人数(人)", "下达的高血压管理任务数(人)", RATE],
        ["博罗县", "罗阳街道社区卫生服务中心", 940, 1000, "94.0%"],
        ["博罗县", "湖镇镇卫生院", 0, 0, "0.0%"],
        ["合计", None, 940, 1000, "94.0%"],
    ]  # fmt: skip
    merged = ["A1:A2", "B1:B2", "C1:E1", "A5:B5"]
    plan, reading, findings = deliver(sheet(rows, merged=merged), file="2025年1-9月.xlsx")
    assert plan.sheets[0].header == (0, 1)
    assert [c.role for c in plan.sheets[0].columns[:2]] == [Role.PARENT, Role.AREA]
    assert reading.figures["area_code"].tolist() == ["B01", "B10"]
    assert reading.figures["cells"].tolist() == ["C3/D3/E3", "C4/D4/E4"]
    assert reading.totals["numerator"].tolist() == [940]
    assert findings == ()


def test_the_export_of_the_hi_tech_zone_is_all_text():
    headings = ["建档机构", "辖区内常住居民数", "建立电子健康档案人数", "电子健康档案建档率"]
    body = [["罗阳街道", "205000", "164000", "80.0%"], ["湖镇镇", "48000", None, None]]
    _, reading, _ = deliver(sheet([[TITLE], headings, *body], merged=["A1:D1"]))
    assert reading.figures["numerator"].tolist() == [164_000, -1]
    sibling, _, _ = deliver(sheet([headings, *body]), file="2025年1-9月.xlsx")
    assert sibling.sheets[0].header == (0, 0)


def test_the_county_scoring_workbook_is_not_understood_and_says_why():
    rows = [
        [None, "健康档案(10分)", None, "总金额(100000元)", None],
        [None, "电子健康档案建档率(5分)", "健康档案动态使用率(5分)", "总工分", "金额(元)"],
        ["罗阳街道", "82.35%/82.35%", 4.5, 930, 52_000],
        ["湖镇镇卫生院", "80.00%/80.00%", 4.0, 900, 48_000],
        [None, None, 8.5, 1830, 100_000],
    ]
    merged = ["A1:A2", "B1:C1", "D1:E1"]
    (plan,) = plan_of(sheet(rows, "1-某某考核结果", merged))
    assert plan.shape is Shape.SKIPPED
    assert plan.reason in (NO_HEADER, layouts.NO_FIGURES, layouts.NO_AREA)


def test_the_annual_statistics_form_is_read_where_it_names_figures():
    headings = ["单位", "年末服务(常住)人口数", "其中65岁以上", "累计建档人数", "天气"]
    (plan,) = plan_of(sheet([["2025年度统计表"], headings, ["罗阳街道", 1, 2, 3, "晴"]]))
    assert plan.columns[0].role is Role.AREA
    assert plan.columns[4].role is Role.UNKNOWN


def test_a_finance_self_evaluation_is_skipped_with_a_sentence():
    rows = [
        ["项目支出绩效自评表", None, None, None],
        ["项目名称", "基本公共卫生服务", "实施单位", "卫生健康局"],
        ["一级指标", "二级指标", "三级指标", "实际完成值"],
        ["产出指标", "数量指标", "高血压患者管理人数", "5662人"],
        [None, None, "免疫规划疫苗种类", "不少于12种"],
        [None, "质量指标", "规范管理率", "≧90%"],
    ]
    merged = ["A1:D1", "A4:A6", "B4:B5"]
    plan, reading, findings = deliver(sheet(rows, merged=merged))
    assert plan.sheets[0].shape is Shape.SKIPPED
    assert plan.sheets[0].reason in (NO_HEADER, layouts.NO_AREA)
    assert reading.figures.empty
    assert {finding.rule for finding in findings} == {"sheet_skipped"}


def test_our_own_files_are_certain_in_every_column():
    (plan,) = plan_of(sheet([OWN, ["B01", "EHR01", "2025-09", "1", "2", "", "reported"]]))
    assert (plan.shape, plan.basis, plan.period) == (Shape.LONG, Basis.CUMULATIVE, "")
    assert [c.role for c in plan.columns] == [
        Role.AREA, Role.INDICATOR, Role.PERIOD, Role.FIGURE, Role.FIGURE, Role.FIGURE, Role.STATUS,
    ]  # fmt: skip
    assert [slot.part for c in plan.columns for slot in c.slots] == [
        Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE,
    ]  # fmt: skip
    assert {c.confidence for c in plan.columns} == {1}
    assert is_own(plan)


def test_hidden_and_empty_sheets_and_those_without_headings_are_skipped_with_a_reason():
    plans = plan_of(
        sheet([EHR, BODY], "藏", hidden=True),
        sheet([[None, " "]], "空"),
        sheet([["甲", "乙"]], "别"),
    )
    assert [plan.shape for plan in plans] == [Shape.SKIPPED] * 3
    assert [plan.reason for plan in plans] == [HIDDEN, EMPTY, NO_HEADER]


@pytest.mark.parametrize(
    ("title", "file", "period", "basis"),
    [
        ("2025年1-9月报表", "报表.xlsx", "2025-09", Basis.CUMULATIVE),
        ("健康档案报表", "2025年1-9月.xlsx", "2025-09", Basis.CUMULATIVE),
        ("截至9月30日", "2025年公卫.xlsx", "2025-09", Basis.CUMULATIVE),
        ("2025年9月", "2025年度报表.xlsx", "2025-09", Basis.CUMULATIVE),
        ("健康档案报表", "报表.xlsx", "", Basis.CUMULATIVE),
        ("2025年8月报表", "2025年9月.xlsx", "", Basis.CUMULATIVE),
    ],
)
def test_the_month_stands_in_title_or_file(title, file, period, basis):
    assert dated(title, file) == (period, basis)


FLOW = ["机构", "按规范提供高血压患者健康管理服务的人数", "年内已管理的高血压患者人数"]


def test_what_a_month_counts_is_left_open_only_where_it_matters():
    assert dated("2025年9月", headings=FLOW) == ("2025-09", Basis.UNKNOWN)
    assert dated("2025年9月当月", headings=FLOW) == ("2025-09", Basis.SINGLE)
    assert dated("2025年1月", headings=FLOW) == ("2025-01", Basis.CUMULATIVE)
    assert dated("2025年9月", headings=EHR) == ("2025-09", Basis.CUMULATIVE)


def test_sheets_of_many_months_have_their_own_whatever_the_file_is_called():
    sheets = [sheet([EHR, BODY], f"{month}月") for month in (1, 2, 12)]
    plans = plan_of(*sheets, file="2025年1-12月.xlsx")
    assert [plan.period for plan in plans] == ["2025-01", "2025-02", "2025-12"]


def test_a_column_of_months_needs_no_title():
    rows = [["月份", *EHR], ["2025年9月", *BODY]]
    (plan,) = plan_of(sheet(rows))
    assert (plan.period, plan.basis) == ("", Basis.CUMULATIVE)


def test_a_corrected_layout_is_applied_to_the_next_file():
    odd = sheet([["2025年1-9月"], ["机构", "甲数", EHR[2]], BODY])
    plan = understand(book(odd), known())
    slots = (Slot("EHR01", Part.NUMERATOR),)
    told = layouts.with_column(plan, "表", 1, Role.FIGURE, slots)
    told = layouts.with_column(told, "表", 2, Role.FIGURE, (Slot("EHR01", Part.DENOMINATOR),))
    memory = {layouts.digest(told.sheets[0]): told.sheets[0]}
    wise = replace(known(), layouts=memory)
    october = replace(odd, name="十月", rows=(("2025年1-10月", None, None), *odd.rows[1:]))
    (next_plan,) = understand(book(october), wise).sheets
    assert next_plan.columns == told.sheets[0].columns
    assert (next_plan.shape, next_plan.period) == (Shape.WIDE, "2025-10")


def test_answers_are_remembered_for_their_layout_alone():
    report = records(["罗浮山", 1, 2])
    plan = understand(book(report), known())
    digest = layouts.digest(plan.sheets[0])
    wise = replace(known(), answers={(digest, "罗浮山"): "B09", ("other", "甲"): "B01"})
    assert understand(book(report), wise).names == {"罗浮山": "B09"}


def test_what_was_answered_in_two_ways_is_asked_again():
    one, other = records(["罗浮山", 1, 2]), sheet([[TITLE], [*EHR, "备注"], BODY], "二")
    digests = [layouts.digest(plan) for plan in understand(book(one, other), known()).sheets]
    answers = {(digests[0], "罗浮山"): "B09", (digests[1], "罗浮山"): "B08"}
    assert understand(book(one, other), replace(known(), answers=answers)).names == {}
