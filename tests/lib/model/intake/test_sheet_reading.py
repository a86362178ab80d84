"""One sheet by its plan."""

from lib.model.intake import layouts
from lib.model.intake.plans import Part, Role, Slot
from tests.lib.model.intake.hand import EHR, TITLE, counts, deliver, records, sheet, told

BOTH = [*EHR, "规范化电子健康档案覆盖人数"]


def test_one_denominator_serves_all_indicators_of_the_sheet():
    _, reading, _ = deliver(sheet([[TITLE], BOTH, ["罗阳街道", 5, 9, 4]]))
    assert counts(reading) == {("B01", "EHR01"): (5, 9), ("B01", "EHR02"): (4, 9)}


def test_a_faulty_cell_is_told_once_though_it_feeds_two_indicators():
    _, _, findings = deliver(sheet([[TITLE], BOTH, ["罗阳街道", 5, "九", 4]]))
    assert told(findings) == {("not_a_number", "C3")}
    assert len(findings) == 1


def test_what_is_wrong_in_a_row_of_totals_is_left_to_the_comparison():
    _, _, findings = deliver(records(["罗阳街道", 1, 2], ["合计", "约1", 2]))
    assert findings == ()


def test_a_corrected_column_is_read_as_corrected():
    report = sheet([[TITLE], ["机构", "甲", EHR[2]], ["罗阳街道", 5, 9]])
    plan, _, _ = deliver(report)
    plan = layouts.with_column(plan, "表", 1, Role.FIGURE, (Slot("EHR01", Part.NUMERATOR),))
    plan = layouts.with_column(plan, "表", 2, Role.FIGURE, (Slot("EHR01", Part.DENOMINATOR),))
    assert counts(deliver(report, plan=plan)[1]) == {("B01", "EHR01"): (5, 9)}


def test_amounts_in_ten_thousands_are_multiplied_and_cents_rounded():
    headings = ["机构", "年内实际支出金额（万元）", "年内到账金额（元）"]
    rows = [[TITLE], headings, ["罗阳街道", 1.23456, 20_000.6]]
    _, reading, findings = deliver(sheet(rows), file="2025年1-9月.xlsx")
    assert counts(reading) == {("B01", "FIN01"): (12_346, 20_001)}
    assert told(findings) == {("not_whole", "B3"), ("not_whole", "C3")}
    assert {f.severity.value for f in findings} == {"warning"}


def test_a_sheet_of_headings_alone_has_no_figures():
    _, reading, findings = deliver(records())
    assert reading.figures.empty
    assert findings == ()
