"""What is missing or uncertain about sheets and columns."""

import pytest

from lib.model.intake import layouts
from lib.model.intake.findings import Severity
from lib.model.intake.plans import Basis, Role
from tests.lib.model.intake.hand import EHR, TITLE, deliver, records, sheet, told

BODY = ["罗阳街道", 1, 2]
RATE = "电子健康档案建档率（%）"


def rates(*cells, heading=RATE):
    names = ["罗阳街道", "湖镇镇", "响水卫生院"]
    return sheet([[TITLE], ["机构", heading], *zip(names, cells, strict=False)])


def test_a_sheet_without_a_month_is_asked_about_and_nothing_is_read_of_it():
    report = records(BODY, title="健康档案报表")
    plan, reading, findings = deliver(report)
    assert [(f.rule, f.severity) for f in findings] == [("period_unknown", Severity.QUESTION)]
    assert reading.figures.empty
    dated = layouts.with_period(plan, "表", "2025-09", Basis.CUMULATIVE)
    assert deliver(report, plan=dated)[2] == ()


def test_months_that_contradict_are_both_named():
    (finding,) = deliver(records(BODY, title="2025年8月"), file="2025年9月.xlsx")[2]
    assert finding.rule == "period_unknown"
    assert "2025年8月" in str(finding)
    assert "2025年9月" in str(finding)


def test_a_month_that_may_count_alone_is_asked_about():
    rows = [["2025年9月"], ["机构", "重点人群签约数", "重点人群总数"], BODY]
    assert deliver(sheet(rows))[2] == ()
    rows[1] = ["机构", "已履约服务项次数", "签约应履约服务项次数"]
    assert told(deliver(sheet(rows))[2]) == {("basis_unknown", "")}


def test_columns_that_are_not_read_are_told_unless_they_are_empty():
    rows = [[TITLE], [*EHR, "天气", "其他"], [*BODY, "晴", None]]
    (finding,) = deliver(sheet(rows))[2]
    assert (finding.rule, finding.severity, finding.cell) == (
        "column_unknown", Severity.WARNING, "D2",
    )  # fmt: skip


def test_a_resemblance_blocks_until_it_is_confirmed():
    rows = [[TITLE], [*EHR, EHR[2]], [*BODY, 3]]
    plan, _, findings = deliver(sheet(rows))
    assert {(f.rule, f.severity) for f in findings} == {("column_unknown", Severity.QUESTION)}
    plan = layouts.with_column(plan, "表", 2, Role.FIGURE, plan.sheets[0].columns[2].slots)
    plan = layouts.with_column(plan, "表", 3, Role.REMARK)
    _, reading, findings = deliver(sheet(rows), plan=plan)
    assert findings == ()
    assert reading.figures["denominator"].tolist() == [2]


def test_a_numerator_without_its_denominator_is_told():
    rows = [[TITLE], EHR[:2], ["罗阳街道", 1]]
    _, reading, findings = deliver(sheet(rows))
    assert told(findings) == {("numerator_alone", "B2")}
    assert reading.figures.empty


def test_a_denominator_a_person_insists_on_is_told():
    plan, _, _ = deliver(sheet([[TITLE], EHR, BODY]))
    told_so = layouts.with_column(plan, "表", 1, Role.REMARK)
    _, _, findings = deliver(sheet([[TITLE], EHR, BODY]), plan=told_so)
    assert told(findings) == {("denominator_alone", "C2")}


def test_cells_without_the_other_count_are_told_and_missing():
    body = [
        ["罗阳街道", 1, None],
        ["湖镇镇", None, 2],
        ["响水卫生院", 3, 4],
        ["九潭卫生院", "—", 5],
    ]
    _, reading, findings = deliver(records(*body))
    assert told(findings) == {("numerator_alone", "C3"), ("denominator_alone", "B4")}
    assert {f.severity for f in findings} == {Severity.WARNING}
    assert reading.figures["status"].tolist() == [1, 1, 0, 1]


def test_an_empty_column_of_numerators_is_told_once():
    _, _, findings = deliver(records(["罗阳街道", None, 1], ["湖镇镇", None, 2]))
    assert told(findings) == {("denominator_alone", "B3")}


def test_a_rate_without_its_counts_is_told():
    rows = [[TITLE], [*EHR, RATE], [*BODY, 50], ["湖镇镇", None, None, 60]]
    assert told(deliver(sheet(rows))[2]) == {("numerator_alone", "D4")}


@pytest.mark.parametrize(("answer", "values"), [("percent", "0.643"), ("fraction", "64.3")])
def test_shares_of_one_in_a_column_of_per_cents_are_asked_about(answer, values):
    plan, _, findings = deliver(rates(0.643, 0.5))
    assert told(findings) == {("fraction_in_percent", "B3")}
    assert findings[0].severity is Severity.QUESTION
    _, reading, findings = deliver(rates(0.643, 0.5), plan=layouts.with_unit(plan, "表", 1, answer))
    assert findings == ()
    assert reading.figures["value"].tolist()[0] == values


def test_a_rate_with_its_own_sign_is_certain():
    assert deliver(rates("0.643%", "64.3%"))[2] == ()


def test_small_rates_among_large_ones_are_asked_about_unless_less_is_better():
    assert told(deliver(rates(64.3, 0.643))[2]) == {("fraction_in_percent", "B4")}
    assert deliver(rates(1.2, 0.6, heading="重复档案率（%）"))[2] == ()


def test_hidden_sheets_are_told_and_empty_ones_are_not():
    plan, _, findings = deliver(
        records(BODY), sheet([["旧"]], "藏", hidden=True), sheet([[None]], "空")
    )
    assert [(f.rule, f.sheet, f.severity) for f in findings] == [
        ("hidden_sheet", "藏", Severity.WARNING)
    ]
    assert len(plan.sheets) == 3


def test_a_file_of_which_nothing_is_read_is_a_mistake():
    _, reading, findings = deliver(sheet([["甲", "乙"]]))
    assert [(f.rule, f.severity) for f in findings] == [("sheet_skipped", Severity.ERROR)]
    assert reading.figures.empty
    _, _, hidden = deliver(sheet([EHR, BODY], hidden=True))
    assert [f.severity for f in hidden] == [Severity.ERROR]


def test_what_somebody_left_out_is_not_told_again():
    plan, _, _ = deliver(records(BODY), sheet([["甲", "乙"]], "二"))
    _, _, findings = deliver(
        records(BODY), sheet([["甲", "乙"]], "二"), plan=layouts.skipped(plan, "二")
    )
    assert findings == ()
