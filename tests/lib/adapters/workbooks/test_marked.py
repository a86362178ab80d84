"""The marked workbook holds the same cells, and marks at the right ones."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.workbooks.marked import LIST, mark, titles_for
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.sheets import Sheet, Workbook, address

ROWS = (
    ("2025年9月", None, None),
    ("机构", "分子", "分母"),
    ("罗阳街道", 120, 100),
    ("=HYPERLINK(1)", "１,234", 0.5),
    ("湖镇镇", None, True),
)
SHEET = Sheet("9月", ROWS, ((0, 0, 0, 2),))
ABOVE = Finding(
    "numerator_above_denominator",
    Severity.ERROR,
    "{numerator} is more than {denominator}.",
    "9月",
    "B3",
    "120",
    "Correct {numerator}.",
    {"numerator": 120, "denominator": 100},
)
DOUBT = Finding("big_change", Severity.WARNING, "Much more.", "9月", "B3", "120")
GAP = Finding(
    "area_missing", Severity.QUESTION, "{name} is missing.", "9月", values={"name": "铁场"}
)
WHOLE = Finding("period_unknown", Severity.QUESTION, "Which month?")


def marked(findings, *sheets):
    content = mark(Workbook("a.csv", "0" * 64, "csv", 9, sheets or (SHEET,)), findings, str)
    return openpyxl.load_workbook(BytesIO(content))


def values(sheet):
    return tuple(tuple(cell.value for cell in row) for row in sheet.iter_rows())


def test_the_cells_are_the_same():
    book = marked([ABOVE])
    assert book.sheetnames == [LIST, "9月"]
    assert values(book["9月"]) == ROWS
    assert [str(block) for block in book["9月"].merged_cells.ranges] == ["A1:C1"]
    assert book["9月"]["A4"].data_type == "s"


def test_a_faulty_cell_is_filled_framed_and_commented():
    book = marked([DOUBT, ABOVE])
    cell = book["9月"]["B3"]
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.border.left.style == "thick"
    assert (
        cell.comment.text
        == "【To be confirmed】Much more.\n【To be corrected】120 is more than 100. Correct 120."
    )
    others = [c for row in book["9月"].iter_rows() for c in row if c.coordinate != "B3"]
    assert not any(c.comment or c.border.left.style == "thick" for c in others)


def test_the_list_says_everything_and_leads_to_the_cell():
    book = marked([ABOVE, GAP, WHOLE])
    first, second, third = list(values(book[LIST]))[1:]
    assert first == (
        1, "To be corrected", "9月", "B3", "120", "120 is more than 100.", "Correct 120.",
    )  # fmt: skip
    assert second[2:4] == ("9月", "→")
    assert second[5] == "铁场 is missing."
    assert third[5] == "Which month?"
    cells = [cell for row in book[LIST].iter_rows() for cell in row if cell.hyperlink]
    links = {cell.coordinate: cell.hyperlink.location for cell in cells}
    assert links == {"D2": "'9月'!B3", "D3": "'9月'!A1"}


def test_two_cells_of_one_finding_are_both_marked():
    book = marked([Finding("x", Severity.WARNING, "Both.", "9月", "B3/C3")])
    assert all(book["9月"][cell].comment.text.endswith("Both.") for cell in ("B3", "C3"))


def test_a_mark_may_lie_beyond_the_sheet():
    book = marked([Finding("x", Severity.WARNING, "Here.", "9月", "E9")])
    assert book["9月"]["E9"].comment is not None


def test_hidden_sheets_stay_hidden_unless_something_is_to_be_corrected():
    hidden = Sheet("藏", (("x",),), hidden=True)
    assert marked([ABOVE], SHEET, hidden)["藏"].sheet_state == "hidden"
    found = Finding("hidden_sheet", Severity.WARNING, "Hidden.", "藏")
    assert marked([found], SHEET, hidden)["藏"].sheet_state == "visible"


def test_a_marked_file_that_comes_back_gets_a_new_list():
    old = Sheet(LIST, (("No.",), (1,)))
    book = marked([ABOVE], old, SHEET)
    assert book.sheetnames == [LIST, "9月"]
    assert book[LIST]["F2"].value == "120 is more than 100."


def test_words_and_headings_are_the_reader_s():
    workbook = Workbook("a.csv", "0" * 64, "csv", 9, (SHEET,))
    content = mark(workbook, [ABOVE], lambda finding: finding.rule, lambda text: f"*{text}")
    book = openpyxl.load_workbook(BytesIO(content))
    assert book[LIST]["A1"].value == "*No."
    assert (book[LIST]["F2"].value, book[LIST]["G2"].value) == (ABOVE.rule, "*Correct 120.")


@given(st.lists(st.text(max_size=40), unique=True, max_size=9))
def test_every_name_of_a_sheet_becomes_one_that_excel_accepts(names):
    titles = list(titles_for(names).values())
    assert len({title.casefold() for title in [*titles, LIST]}) == len(names) + 1
    assert all(0 < len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=8),
    st.sampled_from(["9月", "it's", "a/b", "x" * 40]),
)
def test_marks_are_where_the_findings_are(places, name):
    findings = [Finding("x", Severity.WARNING, "Look.", name, address(*at)) for at in places]
    book = marked(findings, Sheet(name, ROWS))
    sheet = book.worksheets[1]
    commented = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
    assert commented == {address(*at) for at in places}
    assert values(sheet) == ROWS


@pytest.mark.parametrize("rows", [(), (("x" * 40_000,),), (("a\x0bb\ufffe",),)])
def test_odd_sheets_are_written_too(rows):
    assert marked([WHOLE], Sheet("表", rows)).sheetnames == [LIST, "表"]
