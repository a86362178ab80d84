"""How far sheets reach is told without parsing them."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.sheet_parts import Survey, extent, titles_of
from lib.errors import InputError
from lib.model.intake.sheets import address
from tests.deliveries.writing import Grid, xlsx


def part(content):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read("xl/worksheets/sheet1.xml")


def survey(content, **titles):
    seen = Survey("a.xlsx", Limits(), titles)
    seen.visit("xl/s.xml", content)
    seen.conclude()


@given(st.sets(st.tuples(st.integers(0, 300), st.integers(0, 900)), min_size=1, max_size=9))
def test_the_last_row_and_column_are_found(places):
    width = max(column for _, column in places) + 1
    table = [[None] * width for _ in range(max(row for row, _ in places) + 1)]
    for row, column in places:
        table[row][column] = 1
    assert extent(part(xlsx(Grid("表", table)))) == (len(table), width)


def test_cells_that_are_only_drawn_do_not_count():
    drawn = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData><cfRule r="ZZ9"><f>1</f>'
    assert extent(b'<row r="2"><c r="C2"><v>1</v></c></row>' + drawn) == (2, 3)


def test_rows_and_cells_without_an_address_are_counted():
    assert extent(b"<row><c><v>1</v></c><c><v>1</v></c></row><row><c><v>2</v></c></row>") == (2, 2)


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        (b'<c r="B2"><f>1+1</f></c>', "B2"),
        (b'<c r="B2"><f>1+1</f><v></v></c>', "B2"),
        (b'<c r="B2" s="4"><f t="shared" si="0"/><v/></c>', "B2"),
        (b'<x:c r="B2"><x:f>1+1</x:f></x:c>', "B2"),
    ],
)
def test_formulas_without_a_value_are_found(cell, place):
    prefix = b"x:" if b"x:" in cell else b""
    sheet = b"<%bworksheet><%bsheetData><row>%b</row></sheetData>" % (prefix, prefix, cell)
    with pytest.raises(InputError, match=place):
        survey(sheet)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B2"><f>1+1</f><v>2</v></c>',
        b'<c r="B2" t="str"><f>IF(1,"","")</f><v></v></c>',
        b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        b'<c r="B2"><f t="shared" si="0"/><v>0</v></c>',
        b"<c r='B2'/><formula1>0</formula1>",
    ],
)
def test_formulas_with_a_value_pass(cell):
    survey(b"<worksheet><sheetData><row>%b</row></sheetData>" % cell)


def test_zeros_in_a_file_to_be_recalculated_are_no_values():
    zero = b'<worksheet><row><c r="A1"><f>1+1</f><v>0</v></c>%b</row>'
    seen = Survey("a", Limits(), {})
    seen.visit("xl/workbook.xml", b'<calcPr fullCalcOnLoad="1"/>')
    seen.visit("xl/s.xml", zero % b"")
    with pytest.raises(InputError, match="A1"):
        seen.conclude()
    seen.visit("xl/t.xml", zero % b'<c r="B1"><f>1+1</f><v>2</v></c>')
    seen.conclude()


def test_sheets_are_named_as_people_see_them():
    book = b'<sheet name="1&lt;2" sheetId="1" r:id="rId7"/><sheet name="b" r:id="rId8"/>'
    links = (
        b'<Relationship Target="/xl/Worksheets/S1.xml" Id="rId7"/>'
        b'<Relationship Id="rId8" Target="worksheets/s2.xml"/>'
    )
    found = {"xl/worksheets/s1.xml": "1<2", "xl/worksheets/s2.xml": "b"}
    assert titles_of(book, links) == found


def test_a_cell_too_far_out_is_refused_with_its_sheet():
    far = f'<worksheet><row r="9"><c r="{address(8, 2000)}"><v>1</v></c></row>'
    with pytest.raises(InputError, match=r"“表”.*row 9 and column 2001"):
        survey(far.encode(), **{"xl/s.xml": "表"})
