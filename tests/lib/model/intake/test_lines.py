"""Which rows hold figures, and whose."""

import pytest

from lib.model.intake import layouts
from lib.model.intake.findings import Severity
from lib.model.intake.lines import written_name
from tests.lib.model.intake.hand import EHR, TITLE, counts, deliver, records, sheet, told

CLINIC = ["乡镇", "村卫生站", *EHR[1:]]


def test_totals_notes_and_blanks_are_no_areas():
    body = [["罗阳街道", 1, 2], [None, None, None], ["合计", 1, 2], ["填报人：李", None, None]]
    _, reading, findings = deliver(records(*body))
    assert counts(reading) == {("B01", "EHR01"): (1, 2)}
    assert reading.totals[["numerator", "row"]].values.tolist() == [[1, 5]]
    assert findings == ()


def test_a_total_may_stand_in_the_column_before_the_names():
    rows = [[TITLE], ["序号", *EHR], [1, "罗阳街道", 1, 2], ["合计", None, 1, 2]]
    _, reading, findings = deliver(sheet(rows))
    assert len(reading.totals) == 1
    assert findings == ()


def test_sums_without_a_label_are_totals_where_three_columns_agree():
    headings = [*EHR, "规范化电子健康档案覆盖人数"]
    body = [["罗阳街道", 1, 20, 3], ["湖镇镇", 4, 50, 6], [None, 5, 70, 9]]
    _, reading, findings = deliver(sheet([[TITLE], headings, *body]))
    assert reading.totals["numerator"].tolist() == [5, 9]
    assert findings == ()


def test_figures_without_a_name_are_a_mistake():
    _, reading, findings = deliver(records(["罗阳街道", 1, 2], [None, 7, 9]))
    assert len(reading.figures) == 1
    assert told(findings) == {("area_unknown", "A4")}


def test_sums_of_a_part_are_not_kept_as_totals():
    body = [["罗阳街道", 1, 2], ["街道小计", 1, 2], ["湖镇镇", 3, 4], ["总计", 4, 6]]
    _, reading, _ = deliver(records(*body))
    assert reading.totals["numerator"].tolist() == [4]


def test_of_two_equal_totals_neither_is_taken_for_that_of_all_rows():
    body = [["罗阳街道", 1, 2], ["合计", 1, 2], ["湖镇镇", 3, 4], ["合计", 3, 4]]
    _, reading, findings = deliver(records(*body))
    assert reading.totals.empty
    assert findings == ()


def test_the_county_beside_its_areas_is_their_total_but_for_a_survey():
    body = [["罗阳街道", 1, 2], ["博罗县", 1, 2]]
    _, reading, _ = deliver(records(*body))
    assert reading.totals["numerator"].tolist() == [1]
    headings = ["机构", "具备健康素养的调查人数", "有效调查人数"]
    _, survey, _ = deliver(sheet([[TITLE], headings, *body]))
    assert survey.figures["area_code"].tolist() == ["B01", "441322"]


def test_the_county_alone_is_an_area():
    _, reading, _ = deliver(records(["博罗县", 1, 2]))
    assert counts(reading) == {("441322", "EHR01"): (1, 2)}


def test_an_unknown_name_is_told_once_and_an_answer_settles_it():
    report = records(["罗浮仙山", 1, 2], ["罗阳街道", 3, 4], ["罗浮仙山", 5, 6])
    plan, reading, findings = deliver(report)
    assert [f.cell for f in findings] == ["A3"]
    assert findings[0].severity is not Severity.WARNING
    assert list(counts(reading)) == [("B01", "EHR01")]
    out = layouts.with_name(plan, findings[0].value, "")
    _, reading, findings = deliver(report, plan=out)
    assert (len(reading.figures), findings) == (1, ())
    given = layouts.with_name(plan, "罗浮仙山", "B09")
    _, reading, findings = deliver(report, plan=given)
    assert counts(reading)["B09", "EHR01"] == (1, 2)
    assert told(findings) == {("area_twice", "A5")}


def test_an_uncertain_name_offers_its_candidates():
    _, reading, findings = deliver(records(["罗阳街道(含义和)", 1, 2]))
    (finding,) = findings
    assert (finding.rule, finding.severity) == ("area_uncertain", Severity.QUESTION)
    assert {"B01", "B02"} <= set(finding.values["candidates"])
    assert finding.values["name"] == finding.value == "罗阳街道(含义和)"
    assert reading.figures.empty


def test_an_unknown_name_without_any_figure_is_a_note():
    assert deliver(records(["罗阳街道", 1, 2], ["以上数据来自省平台", None, None]))[2] == ()


def test_a_town_merged_over_its_clinics_narrows_their_names():
    body = [["罗阳街道", "鸡麻地村卫生站", 1, 2], [None, "莲湖村卫生站", 3, 4]]
    _, reading, findings = deliver(sheet([[TITLE], CLINIC, *body], merged=["A3:A4"]))
    assert reading.figures["area_code"].tolist() == ["441322001201", "441322001202"]
    assert findings == ()


def test_a_clinic_under_the_wrong_town_is_asked_about_with_its_town():
    body = [["湖镇镇", "鸡麻地村卫生站", 1, 2], ["罗阳街道", "莲湖村卫生站", 3, 4]]
    _, reading, findings = deliver(sheet([[TITLE], CLINIC, *body]))
    assert reading.figures["area_code"].tolist() == ["441322001202"]
    assert findings[0].value == written_name("湖镇镇", "鸡麻地村卫生站")


def test_another_county_is_no_area():
    rows = [[TITLE], ["区县", *EHR], ["龙门县", "龙华镇", 1, 2], ["博罗县", "龙华镇", 3, 4]]
    _, reading, findings = deliver(sheet(rows))
    assert counts(reading) == {("B13", "EHR01"): (3, 4)}
    assert told(findings) == {("area_unknown", "B3")}


@pytest.mark.parametrize("month", ["2025年8月", "8月", "2025-08", 8, 8.0])
def test_every_row_may_have_its_month(month):
    rows = [
        ["2025年各月累计"],
        ["月份", *EHR],
        [month, "罗阳街道", 1, 2],
        ["9月", "罗阳街道", 3, 4],
    ]
    _, reading, findings = deliver(sheet(rows), file="2025年1-9月.xlsx")
    assert reading.figures["month"].tolist() == [2025 * 12 + 7, 2025 * 12 + 8]
    assert findings == ()


def test_a_row_without_a_month_is_a_mistake_and_not_read():
    rows = [["月份", *EHR], ["2025-08", "罗阳街道", 1, 2], ["某月", "湖镇镇", 3, 4]]
    _, reading, findings = deliver(sheet(rows))
    assert list(counts(reading)) == [("B01", "EHR01")]
    assert told(findings) == {("period_unknown", "A3")}
