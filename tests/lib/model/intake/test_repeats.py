"""The same figure twice in a file."""

from lib.model.intake.findings import Severity
from tests.lib.model.intake.hand import EHR, TITLE, counts, deliver, records, sheet


def second(*body):
    return sheet([[TITLE], EHR, *body], "二")


def test_an_area_twice_on_a_sheet_is_a_mistake_even_with_the_same_figures():
    _, reading, findings = deliver(records(["罗阳街道", 1, 2], ["罗阳", 1, 2]))
    assert [(f.rule, f.cell, f.severity) for f in findings] == [
        ("area_twice", "A4", Severity.ERROR)
    ]
    assert "3" in str(findings[0])
    assert counts(reading) == {("B01", "EHR01"): (1, 2)}


def test_the_same_figure_on_two_sheets_is_harmless():
    _, reading, findings = deliver(records(["罗阳街道", 1, 2]), second(["罗阳街道", 1, 2]))
    assert [(f.sheet, f.severity) for f in findings] == [("二", Severity.WARNING)]
    assert len(reading.figures) == 1


def test_two_sheets_that_contradict_each_other_are_a_mistake():
    _, _, findings = deliver(records(["罗阳街道", 1, 2]), second(["罗阳街道", 1, 3]))
    assert [(f.sheet, f.severity) for f in findings] == [("二", Severity.ERROR)]


def test_a_figure_goes_before_its_being_missing_on_another_sheet():
    for sheets in (
        (records(["罗阳街道", "—", "—"]), second(["罗阳街道", 1, 2])),
        (records(["罗阳街道", 1, 2]), second(["罗阳街道", "—", "—"])),
    ):
        _, reading, findings = deliver(*sheets)
        assert counts(reading) == {("B01", "EHR01"): (1, 2)}
        assert [f.severity for f in findings] == [Severity.WARNING]


def test_a_row_is_told_once_however_many_figures_it_has():
    headings = [*EHR, "规范化电子健康档案覆盖人数"]
    body = [["罗阳街道", 1, 2, 1], ["罗阳街道", 1, 2, 2]]
    _, _, findings = deliver(sheet([[TITLE], headings, *body]))
    assert [f.cell for f in findings] == ["A4"]
    assert findings[0].values["count"] == 2
