"""Remembered layouts, and plans corrected by people."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.intake import layouts
from lib.model.intake.plans import Basis, ColumnPlan, Part, Plan, Role, Shape, SheetPlan, Slot

columns = st.builds(
    ColumnPlan,
    st.integers(0, 200),
    st.text(max_size=8),
    st.sampled_from(Role),
    st.lists(
        st.builds(Slot, st.sampled_from(["EHR01", ""]), st.sampled_from(Part)), max_size=2
    ).map(tuple),
    st.sampled_from(["", "%", "万元"]),
)
plans = st.builds(
    SheetPlan,
    st.just("表"),
    st.sampled_from(Shape),
    st.tuples(st.integers(0, 14), st.integers(0, 16)),
    st.lists(columns, max_size=5).map(tuple),
    basis=st.sampled_from(Basis),
)


def sheet(*headings, **changes):
    cells = tuple(
        ColumnPlan(at, heading, Role.AREA if at == 0 else Role.UNKNOWN)
        for at, heading in enumerate(headings)
    )
    return replace(SheetPlan("表", Shape.SKIPPED, columns=cells, reason="?"), **changes)


PLAN = Plan((sheet("机构", "甲", "乙"), sheet("机构", "丙", sheet="别表")))
NUMERATOR = (Slot("EHR01", Part.NUMERATOR),)


@given(plans)
def test_a_layout_survives_being_written_down(plan):
    written = json.loads(json.dumps(layouts.to_json(plan)))
    assert layouts.from_json(written) == plan
    assert layouts.digest(layouts.from_json(written)) == layouts.digest(plan)


def test_a_layout_is_told_by_its_headings_alone():
    one = sheet("机构", "2024年 建档人数（人）")
    other = sheet("机 构", "2025年建档人数", sheet="9月", header=(3, 4), period="2025-09")
    assert layouts.digest(one) == layouts.digest(other)
    assert layouts.digest(one) != layouts.digest(sheet("机构", "建档率"))
    assert layouts.digest(one) != layouts.digest(sheet("2024年 建档人数（人）", "机构"))


@given(plans)
def test_what_was_read_before_is_read_so_again_and_certain(then):
    now = replace(
        then,
        sheet="新表",
        columns=tuple(
            replace(c, role=Role.UNKNOWN, slots=(), confidence=0.4, column=c.column + 1)
            for c in then.columns
        ),
        basis=Basis.UNKNOWN,
        period="2025-10",
    )
    applied = layouts.apply(then, now)
    assert [c.role for c in applied.columns] == [c.role for c in then.columns]
    assert [c.slots for c in applied.columns] == [c.slots for c in then.columns]
    assert [c.column for c in applied.columns] == [c.column for c in now.columns]
    assert all(c.confidence == 1 for c in applied.columns)
    assert (applied.sheet, applied.period, applied.basis) == ("新表", "2025-10", then.basis)


def test_what_the_sheet_says_itself_goes_before_memory():
    then, now = sheet("机构", basis=Basis.SINGLE), sheet("机构", basis=Basis.CUMULATIVE)
    assert layouts.apply(then, now).basis is Basis.CUMULATIVE


def test_a_corrected_layout_is_found_though_it_had_another_shape():
    corrected = layouts.with_column(PLAN, "表", 1, Role.FIGURE, NUMERATOR).sheets[0]
    known = {layouts.digest(corrected): corrected}
    assert layouts.remembered(PLAN.sheets[0], known) == corrected
    assert layouts.remembered(PLAN.sheets[1], known) is None


def test_saying_what_a_column_is_makes_a_sheet_readable():
    plan = layouts.with_column(PLAN, "表", 1, Role.FIGURE, NUMERATOR)
    assert plan.sheets[0].shape is Shape.WIDE
    assert plan.sheets[0].columns[1].slots == NUMERATOR
    assert plan.sheets[1] == PLAN.sheets[1]
    again = layouts.with_column(plan, "表", 2, Role.INDICATOR)
    assert again.sheets[0].shape is Shape.LONG
    none = layouts.with_column(plan, "表", 1, Role.REMARK, NUMERATOR)
    assert none.sheets[0].reason == layouts.NO_FIGURES
    assert none.sheets[0].columns[1].slots == ()


def test_there_is_one_column_of_areas():
    plan = layouts.with_column(PLAN, "表", 2, Role.AREA)
    assert [c.role for c in plan.sheets[0].columns] == [Role.PARENT, Role.UNKNOWN, Role.AREA]


def test_a_sheet_without_areas_says_so():
    plan = layouts.with_column(PLAN, "表", 0, Role.REMARK)
    assert plan.sheets[0].reason == layouts.NO_AREA


def test_a_month_is_written_one_way():
    dated = layouts.with_period(PLAN, "表", "2025Q3", Basis.SINGLE).sheets[0]
    assert (dated.period, dated.basis) == ("2025-09", Basis.SINGLE)


def test_the_length_of_a_period_outlives_an_answer_about_its_basis():
    quarter = Plan((sheet("机构", period="2025-09", period_found="第三季度"),))
    answered = layouts.with_period(quarter, "表", "2025-09", Basis.SINGLE).sheets[0]
    assert answered.period_found == "第三季度"
    moved = layouts.with_period(quarter, "表", "2025-08", Basis.SINGLE).sheets[0]
    assert moved.period_found == ""


def test_names_units_and_sheets_left_out():
    assert layouts.with_name(PLAN, "罗浮山", "B09").names == {"罗浮山": "B09"}
    assert layouts.with_unit(PLAN, "表", 1, "fraction").sheets[0].columns[1].unit == "fraction"
    assert layouts.skipped(PLAN, "表").sheets[0].reason == layouts.BY_HAND


@pytest.mark.parametrize(
    "edit",
    [
        lambda: layouts.with_column(PLAN, "无", 0, Role.REMARK),
        lambda: layouts.with_column(PLAN, "表", 9, Role.REMARK),
        lambda: layouts.with_period(PLAN, "表", "九月", Basis.SINGLE),
        lambda: layouts.skipped(PLAN, "无"),
    ],
)
def test_an_answer_about_nothing_is_refused(edit):
    with pytest.raises(InputError):
        edit()
