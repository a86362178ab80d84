"""Text stays text, and every sheet says where it comes from."""

import pytest

from lib.adapters.workbooks.book import Book, Live
from lib.model.parameters import Text
from lib.model.roster import Area
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import imprint


@pytest.fixture
def book(plain_county):
    return Book(imprint(plain_county[1]))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "{=1}"])
def test_a_name_is_never_a_formula_or_a_link(book, name):
    book.sheet("S", [20]).text(0, 0, name)
    cell = spreadsheets.shown(book.content())["S"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_formula_carries_its_value_and_can_be_referred_to(book):
    sheet = book.sheet("S", [20])
    first = sheet.formula(0, 0, Live("1+1", 2), "whole")
    assert first == Live("'S'!$A$1", 2)
    named = book.define("two", first)
    sheet.formula(1, 0, Live(f"{named.text}*2", 4), "whole")
    workbook = spreadsheets.shown(book.content())
    assert [workbook["S"]["A1"].value, workbook["S"]["A2"].value] == [2, 4]


def test_sheets_print_across_one_page(book):
    book.sheet("S", [20], heading="资金分配表")
    sheet = spreadsheets.shown(book.content())["S"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert [sheet[cell].value for cell in ("A1", "A3")] == [
        "资金分配表",
        "小方案 · data up to 2025-12 · made 2026-01-05 09:30",
    ]


def test_real_figures_are_not_called_made_up(plain_county):
    assert len(imprint(plain_county[1], demonstration=False).warnings) == 1
    assert len(imprint(plain_county[1]).warnings) == 2


def test_names_are_chinese_unless_the_reader_says_otherwise(plain_county):
    told = imprint(plain_county[1])
    assert told.name(Text("项目", "Item")) == "项目"
    assert told.name(Area("B01", "罗阳", "clinic", "", 1, name_en="Luoyang")) == "罗阳"
