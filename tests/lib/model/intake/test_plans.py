"""Plans are values: the same layout is the same plan."""

from dataclasses import replace

from lib.model.intake.plans import Basis, ColumnPlan, Part, Role, Shape, SheetPlan, Slot

COLUMNS = (
    ColumnPlan(0, "机构名称", Role.AREA),
    ColumnPlan(1, "建档率/建档人数", Role.FIGURE, (Slot("EHR01", Part.NUMERATOR),)),
)
PLAN = SheetPlan("表1", Shape.WIDE, (2, 3), COLUMNS, "2025-09")


def test_a_column_feeds_nothing_and_a_sheet_has_no_month_until_somebody_says_so():
    assert replace(PLAN, period="") != PLAN
    assert SheetPlan("表1", Shape.SKIPPED).columns == ()
    assert SheetPlan("表1", Shape.WIDE).basis is Basis.CUMULATIVE


def test_a_column_is_sure_until_it_says_otherwise():
    assert {column.confidence for column in COLUMNS} == {1.0}
    assert ColumnPlan(2, "备注", Role.UNKNOWN).slots == ()
