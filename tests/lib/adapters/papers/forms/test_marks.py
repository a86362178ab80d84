"""Marks in a document: Chinese fonts, borders, page numbers, rows that stay whole."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from lib.adapters.papers.forms.marks import (
    BODY,
    LATIN,
    border,
    framed,
    indented,
    keep_whole,
    page_number,
    repeat_heading,
    written,
)


@pytest.fixture
def paragraph():
    """A paragraph of a new document."""
    return Document().add_paragraph()


def xml_of(thing):
    return thing.part.blob.decode()


def test_chinese_and_latin_letters_have_their_own_fonts(paragraph):
    written(paragraph, "甲 2025", BODY, 16)
    fonts = paragraph.runs[0].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == BODY
    assert (fonts.get(qn("w:ascii")), paragraph.runs[0].font.size) == (LATIN, Pt(16))


def test_an_indent_is_two_letters_of_whatever_size(paragraph):
    assert indented(paragraph).paragraph_format.first_line_indent == Pt(32)
    assert 'w:firstLineChars="200"' in xml_of(paragraph)


def test_a_border_stands_before_what_the_format_puts_after_it(paragraph):
    indented(paragraph)
    border(paragraph, "bottom", "E60012", 18)
    text = xml_of(paragraph)
    assert 0 < text.index("<w:pBdr>") < text.index("<w:ind")


def test_the_page_number_is_a_field_between_dashes(paragraph):
    page_number(paragraph)
    assert paragraph.text == "—  —"
    assert xml_of(paragraph).count("w:fldChar ") == 2


def test_rows_stay_whole_and_the_first_one_repeats():
    table = Document().add_table(2, 2)
    framed(table)
    repeat_heading(table.rows[0])
    for row in table.rows:
        keep_whole(row)
    text = xml_of(table)
    assert (text.count("<w:tblHeader/>"), text.count("<w:cantSplit/>")) == (1, 2)
    assert text.count("<w:insideH ") == 1
    order = [text.index(f"<w:{name}") for name in ("tblW", "tblBorders", "tblCellMar", "tblLook")]
    assert order == sorted(order)
