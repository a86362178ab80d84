"""From a file to figures: what order and form must not change, and what stops a file."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake import layouts
from lib.model.intake.figures import COLUMNS, table
from lib.model.intake.findings import Severity
from lib.model.intake.plans import Basis
from lib.model.intake.sheets import place
from lib.model.observations import NO_COUNT, Status
from tests.lib.model.intake.hand import EHR, TITLE, book, counts, deliver, records, sheet, told

NAMES = ["罗阳街道", "湖镇镇卫生院", "响水卫生院", "石湾", "石坝镇", "义和", "长宁镇中心卫生院"]
HEADINGS = [
    "建立电子健康档案人数", "辖区内常住居民数", "规范化电子健康档案覆盖人数",
    "具备健康素养的调查人数", "有效调查人数", "电子健康档案建档率（%）",
]  # fmt: skip
ALL = range(len(HEADINGS))
NOTES = ["填报人：李", "注：数据来自省平台", "审核人：王"]


@st.composite
def tables(draw):
    """Names and rows of counts, numerators no larger than denominators."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return names, [_counts(draw) for _ in names]


def _counts(draw):
    people, asked = draw(st.integers(1, 9_999)), draw(st.integers(1, 99))
    held, whole = draw(st.integers(0, people)), draw(st.integers(0, people))
    literate = draw(st.integers(0, asked))
    return [held, people, whole, literate, asked, f"{100 * held / people:.1f}%"]


def layout(names, rows, columns=ALL, extra=()):
    body = [[name, *(row[at] for at in columns)] for name, row in zip(names, rows, strict=True)]
    return sheet([[TITLE], ["机构", *(HEADINGS[at] for at in columns)], *body, *extra])


def said(reading):
    """What the figures say, whatever their places and order."""
    frame = reading.figures.drop(columns=["row", "cells", "sheet"])
    frame["stated"] = frame["stated"].round(9).astype(str)
    return sorted(map(tuple, frame.astype(object).to_numpy().tolist()))


@given(tables(), st.data())
def test_the_order_of_rows_changes_nothing(content, data):
    names, rows = content
    order = data.draw(st.permutations(range(len(names))))
    mixed = layout([names[at] for at in order], [rows[at] for at in order])
    assert said(deliver(mixed)[1]) == said(deliver(layout(names, rows))[1])


@given(tables(), st.permutations(range(len(HEADINGS))))
def test_the_order_of_columns_changes_nothing(content, order):
    assert said(deliver(layout(*content, order))[1]) == said(deliver(layout(*content))[1])


@given(tables(), st.integers(0, 3), st.lists(st.sampled_from(NOTES), max_size=3))
def test_notes_totals_and_blank_rows_change_nothing(content, blanks, notes):
    _, rows = content
    sums = ["合计", *(sum(row[at] for row in rows) for at in range(5)), None]
    extra = [sums, *([[None]] * blanks), *([note] for note in notes)]
    _, reading, findings = deliver(layout(*content, extra=extra))
    assert said(reading) == said(deliver(layout(*content))[1])
    assert findings == ()
    assert set(reading.totals["row"]) == {len(rows) + 3}
    assert reading.totals["numerator"].tolist() == [sums[1], sums[3], sums[4]]


@given(tables(), st.sampled_from([str, float, "{:,}".format, " {}人".format]))
def test_text_and_numbers_say_the_same(content, form):
    names, rows = content
    other = [[*map(form, row[:5]), row[5]] for row in rows]
    assert said(deliver(layout(names, other))[1]) == said(deliver(layout(names, rows))[1])


@given(tables(), st.permutations(range(len(HEADINGS))), st.integers(0, 4))
def test_every_figure_points_at_the_very_cells_it_came_from(content, order, above):
    names, rows = content
    made = layout(names, rows, order)
    moved = replace(made, rows=(*([(None,) * made.width] * above), *made.rows))
    _, reading, _ = deliver(moved)
    assert len(reading.figures) == 3 * len(rows)
    for figure in reading.figures.itertuples():
        cells = [moved[place(cell)] for cell in figure.cells.split("/")]
        assert cells[:2] == [figure.numerator, figure.denominator]
        assert len(cells) == 2 or float(cells[2][:-1]) == pytest.approx(figure.stated)
        assert {place(cell)[0] + 1 for cell in figure.cells.split("/")} == {figure.row}


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=4),
    st.sampled_from(
        [*HEADINGS, *NAMES, *NOTES, *EHR, "合计", "指标", "EHR01", "期间", "分子", "状态"]
    ),
    st.sampled_from([TITLE, "9月", "64.3%", "<5", "1/2", "—", "5万", "%", "分母", "率", "区县"]),
)


@st.composite
def any_sheet(draw):
    width, height = draw(st.integers(1, 5)), draw(st.integers(0, 6))
    rows = [[draw(anything) for _ in range(width)] for _ in range(height)]
    top, left = draw(st.integers(0, 6)), draw(st.integers(0, 5))
    made = sheet(rows or [[None] * width], draw(st.sampled_from(["表", "9月"])))
    bottom, right = draw(st.integers(top, 7)), draw(st.integers(left, 6))
    inside = bottom < len(made.rows) and right < made.width
    return replace(made, merged=((top, left, bottom, right),) if inside else ())


@given(any_sheet())
def test_whatever_stands_in_a_sheet_it_is_read_or_told_and_never_fails(made):
    plan, reading, findings = deliver(made)
    assert len(reading.figures) or findings or not any(plan.sheets[0].columns)
    for finding in findings:
        assert str(finding)
        assert finding.hint.format(**finding.values) is not None
    again = layouts.from_json(layouts.to_json(plan.sheets[0]))
    assert layouts.digest(again) == layouts.digest(plan.sheets[0])


def test_figures_have_the_agreed_columns():
    _, reading, _ = deliver(records(["罗阳街道", 1, 2], ["合计", 1, 2]))
    for frame in (reading.figures, reading.totals):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS


def test_nobody_to_serve_is_not_applicable_and_somebody_of_nobody_a_mistake():
    _, reading, findings = deliver(records(["罗阳街道", 0, 0], ["湖镇镇", 3, 0], ["石湾", 0, 5]))
    assert told(findings) == {("zero_denominator", "C4")}
    assert findings[0].severity is Severity.ERROR
    statuses = dict(zip(reading.figures["area_code"], reading.figures["status"], strict=True))
    assert statuses == {
        "B01": Status.NOT_APPLICABLE, "B10": Status.MISSING, "B04": Status.REPORTED,
    }  # fmt: skip
    assert counts(reading)["B01", "EHR01"] == (NO_COUNT, NO_COUNT)


BIRTHS = ["机构", "按规范接受1次及以上访视的新生儿数", "年度辖区内活产数", "新生儿访视率"]


def monthly(*body, title="2025年9月当月"):
    return sheet([[title], BIRTHS, *body], "九月")


def stored(*rows):
    nothing = ("", int(Status.REPORTED), np.nan, "", 0, "")
    month = 2025 * 12 + 7
    return table((area, "CHD01", month, above, below, *nothing) for area, above, below in rows)


def test_a_single_month_is_added_to_the_month_before_and_so_is_its_total():
    body = [["罗阳街道", 1, 2, "50%"], ["湖镇镇", 3, 4, "75%"], ["合计", 4, 6, None]]
    before = stored(("B01", 10, 20), ("B10", 30, 40))
    _, reading, findings = deliver(monthly(*body), before=before)
    assert findings == ()
    assert counts(reading) == {("B01", "CHD01"): (11, 22), ("B10", "CHD01"): (33, 44)}
    assert reading.totals[["numerator", "denominator"]].to_numpy().tolist() == [[44, 66]]
    assert reading.figures["stated"].isna().all()


def test_a_single_month_without_the_one_before_blocks():
    _, _, findings = deliver(monthly(["罗阳街道", 1, 2, None]), before=stored(("B10", 1, 2)))
    assert told(findings) == {("month_before_missing", "B3")}


def test_nobody_this_month_is_still_somebody_this_year():
    _, reading, findings = deliver(monthly(["罗阳街道", 1, 0, None]), before=stored(("B01", 5, 9)))
    assert counts(reading) == {("B01", "CHD01"): (6, 9)}
    assert findings == ()


def test_the_basis_can_be_answered():
    report = monthly(["罗阳街道", 1, 2, None], title="2025年9月")
    plan, _, findings = deliver(report)
    assert told(findings) == {("basis_unknown", "")}
    for basis, above in ((Basis.CUMULATIVE, 1), (Basis.SINGLE, 11)):
        answered = layouts.with_period(plan, "九月", "2025-09", basis)
        _, reading, _ = deliver(report, plan=answered, before=stored(("B01", 10, 20)))
        assert counts(reading)["B01", "CHD01"][0] == above


def test_an_empty_file_is_a_mistake_or_nothing():
    _, reading, findings = deliver()
    assert isinstance(reading.figures, pd.DataFrame)
    assert findings == ()
    assert book().sheets == ()


@pytest.mark.parametrize("cell", ["1/2", "约5", "≥90", "-3", 2.5, True])
def test_a_broken_cell_blocks_wherever_it_stands(cell):
    body = [["罗阳街道", cell, 9], ["湖镇镇", 1, cell]]
    _, _, findings = deliver(records(*body))
    assert {f.cell for f in findings if f.severity is Severity.ERROR} == {"B3", "C4"}
