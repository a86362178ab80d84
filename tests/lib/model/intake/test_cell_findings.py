"""What is wrong in a single cell."""

from lib.model.intake.cell_findings import told
from lib.model.intake.findings import Severity
from lib.model.intake.plans import ColumnPlan, Role
from tests.lib.model.intake.hand import sheet

COLUMN = ColumnPlan(1, "支出金额（元）", Role.FIGURE, unit="元")
SHEET = sheet([["机构", "支出金额（元）"], ["罗阳", 12.5]])


def test_a_fault_is_told_with_its_cell_its_words_and_what_to_do():
    (finding,) = told((("not_whole", 0),), SHEET, COLUMN, [1])
    assert (finding.sheet, finding.cell, finding.value) == ("表", "B2", "12.5")
    assert "12.5" in str(finding)
    assert "支出金额" in str(finding)
    assert finding.hint
    assert finding.severity is Severity.ERROR


def test_cents_are_a_remark_and_no_mistake():
    (finding,) = told((("not_whole", 0),), SHEET, COLUMN, [1], money=True)
    assert finding.severity is Severity.WARNING


def test_a_hidden_small_count_does_not_block():
    (finding,) = told((("suppressed_value", 0),), SHEET, COLUMN, [1])
    assert finding.severity is Severity.WARNING
