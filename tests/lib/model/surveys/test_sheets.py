"""Interviews from a table: read as they were written, refused cell by cell otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.intake.findings import FindingsError
from lib.model.intake.sheets import Sheet, Workbook
from lib.model.roster import Area, Roster
from lib.model.surveys.interviews import Interview, Mode
from lib.model.surveys.sheets import HEADINGS, read_interviews, words_of
from tests.lib.model.surveys.cases import RULES, to_cells

ROSTER = Roster(
    (
        Area("B01", "甲镇卫生院", "township_hospital", "", 9, aliases=("甲",)),
        Area("V1", "东村卫生站", "clinic", "B01", 3),
        Area("V2", "西村卫生站", "clinic", "B01", 3),
        Area("B02", "乙镇卫生院", "township_hospital", "", 9),
        Area("V3", "东村卫生站", "clinic", "B02", 3),
    )
)
WORDS = words_of(ROSTER, RULES)
NAMES = {"V1": ("甲镇卫生院", "东村卫生站"), "V3": ("乙镇卫生院", "东村卫生站")}
HEAD = tuple(HEADINGS.values())
GOOD = ["甲", "东村卫生站", "入户", "老年人", 1, "访员03", "是", "宣传栏", "老年人体检", "是", 5]
interviews = st.builds(
    Interview,
    clinic=st.sampled_from(["V1", "V3"]),
    mode=st.sampled_from(Mode),
    respondent=st.sampled_from(sorted(RULES.classes)),
    attempts=st.integers(1, 9),
    interviewer=st.just("访员03"),
    aware=st.just(value=True),
    channels=st.lists(st.sampled_from(sorted(RULES.channels)), unique=True).map(tuple),
    services=st.none() | st.lists(st.sampled_from(sorted(RULES.services)), unique=True).map(tuple),
    visited=st.just(value=True),
    satisfaction=st.none() | st.integers(1, 5),
)


def book(*rows, head=HEAD, name="访谈记录"):
    width = max(len(head), *(len(row) for row in rows)) if rows else len(head)
    filled = tuple(tuple(row) + (None,) * (width - len(row)) for row in (head, *rows))
    return Workbook("访谈.xlsx", "ab", "xlsx", 1, (Sheet(name, filled),))


def refused(workbook):
    with pytest.raises(FindingsError) as caught:
        read_interviews(workbook, WORDS)
    return {finding.cell: str(finding) for finding in caught.value.findings}


@settings(max_examples=50)
@given(held=st.lists(interviews, min_size=1, max_size=6))
def test_what_was_written_is_read_back(held):
    rows = [to_cells(*NAMES[one.clinic], one, RULES) for one in held]
    read = read_interviews(book(*rows), WORDS)
    for code, clinic in (("B01", "V1"), ("B02", "V3")):
        assert read.get(code, ()) == tuple(one for one in held if one.clinic == clinic)


def test_columns_may_stand_in_any_order_and_empty_rows_are_passed_over():
    turned = book(GOOD[::-1], [None] * len(GOOD), head=HEAD[::-1])
    assert len(read_interviews(turned, WORDS)["B01"]) == 1


def test_numbers_of_a_spreadsheet_are_digits_and_separators_may_differ():
    row = [*GOOD]
    row[4], row[8], row[10] = 2.0, "老年人体检，健康档案", "4"
    [read] = read_interviews(book(row), WORDS)["B01"]
    assert (read.attempts, read.services, read.satisfaction) == (2, ("06", "01"), 4)


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        (0, "丙镇卫生院", "A2"),
        (1, "南村卫生站", "B2"),
        (2, "上门", "C2"),
        (3, "学生", "D2"),
        (4, "多次", "E2"),
        (4, 0, "E2"),
        (5, "张三", "F2"),
        (6, "知道", "G2"),
        (7, "听说", "H2"),
        (8, "肺结核", "I2"),
        (9, "对", "J2"),
        (10, 6, "K2"),
        (10, "满意", "K2"),
    ],
)
def test_a_faulty_cell_is_named_by_its_address_and_nothing_is_taken(column, value, cell):
    row = [*GOOD]
    row[column] = value
    assert list(refused(book(row, GOOD))) == [cell]


def test_a_column_nobody_asked_for_is_refused():
    found = refused(book([*GOOD, "备注"], head=(*HEAD, "被访者")))
    assert list(found) == ["L1"]
    found = refused(book([*GOOD, "写在表外"]))
    assert list(found) == ["L1"]


def test_a_missing_column_and_an_empty_table_are_refused():
    assert "满意度" in refused(book(GOOD[:-1], head=HEAD[:-1]))[""]
    assert "no interview" in refused(book())[""]
    empty = Workbook("a.xlsx", "", "xlsx", 1, (Sheet("填报说明", (("说明",),)),))
    assert "no table" in refused(empty)[""]
