"""The official form: fonts, lines, page numbers, rows that repeat."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from lib.adapters.papers.forms.official import BODY, HEAD, TITLE, Form


def document(write, **options):
    form = Form(**options)
    write(form)
    return Document(BytesIO(form.content()))


def font_of(paragraph):
    return paragraph.runs[0].element.rPr.rFonts.get(qn("w:eastAsia"))


def test_title_text_and_heading_have_their_fonts_and_sizes():
    made = document(lambda form: (form.title(), form.section("一、甲"), form.text("乙")))
    title, section, text = made.paragraphs
    assert [font_of(p) for p in (title, section, text)] == [TITLE, HEAD, BODY]
    assert [p.runs[0].font.size for p in (title, section, text)] == [Pt(22), Pt(16), Pt(16)]


def test_lines_are_so_that_22_fill_a_page():
    section = Document(BytesIO(Form().content())).sections[0]
    style = Document(BytesIO(Form().content())).styles["Normal"]
    room = section.page_height - section.top_margin - section.bottom_margin
    assert room // style.paragraph_format.line_spacing == 22


def test_text_is_indented_by_two_letters():
    [text] = document(lambda form: form.text("乙")).paragraphs
    assert text.paragraph_format.element.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    made = Document(BytesIO(Form().content()))
    section = made.sections[0]
    sides = [f.paragraphs[0].alignment for f in (section.footer, section.even_page_footer)]
    assert made.settings.odd_and_even_pages_header_footer
    assert sides == [2, 0]
    assert "PAGE" in section.footer.part.blob.decode()
    assert section.footer.paragraphs[0].text.startswith("— ")


def test_the_head_of_a_table_repeats_and_its_columns_fill_the_page():
    columns = (("<甲", "甲", 3), ("乙", "乙", 1))
    made = document(lambda form: form.table("表", columns, total=True))
    table = made.tables[0]
    assert "tblHeader" in made.part.blob.decode()
    assert [len(row.cells) for row in table.rows] == [2] * 5
    first, second = (column.width for column in table.columns)
    assert round(first / second, 2) == 3
    assert table.rows[2].cells[0].text == "{{行.甲}}"
    assert table.rows[4].cells[1].text == "{{表合计.乙}}"


def test_a_wide_paper_lies_on_its_side():
    section = Document(BytesIO(Form(landscape=True).content())).sections[0]
    assert section.page_width > section.page_height
