"""Marks that python-docx has no words for: fonts for Chinese, borders, page numbers, rows."""

from __future__ import annotations

from typing import Any, TypeAlias

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

TITLE, HEAD, SUBHEAD, BODY, PLAIN = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
SIZES = {"title": 22.0, "body": 16.0, "number": 14.0, "table": 10.5, "stamp": 8.5, "mark": 38.0}
"""Points: 2号, 3号, 4号, 五号, 小五; the name of the issuer at the head of a letter."""
LATIN = "Times New Roman"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TWO_LETTERS = "200"

Paragraph: TypeAlias = Any
"""Of python-docx, which is not typed."""


def written(paragraph: Paragraph, text: str, font: str, size: float) -> None:
    """Write a run of text in a font for Chinese, at a size in points."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = LATIN
    run.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def indented(paragraph: Paragraph) -> Paragraph:
    """Indent by two letters of whatever size."""
    properties = paragraph.paragraph_format
    properties.first_line_indent = Pt(2 * SIZES["body"])
    paragraph.paragraph_format.element.pPr.ind.set(qn("w:firstLineChars"), _TWO_LETTERS)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def border(paragraph: Paragraph, side: str, colour: str, eighths: int) -> None:
    """Draw a line above or below a paragraph; its thickness in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    facts = {"val": "single", "sz": str(eighths), "space": "6", "color": colour}
    for key, value in facts.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def framed(table: Any) -> None:  # noqa: ANN401 (of python-docx)
    """Draw a thin line around every cell of a table."""
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for key, value in {"val": "single", "sz": "4", "space": "0", "color": "000000"}.items():
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr  # noqa: SLF001 (borders have no other way)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(margins, "w:tblLook")


def fill_cell(cell: Paragraph, text: str, size: float, *, left: bool, bold: bool) -> None:
    """Write a cell of a table, in the style of its size."""
    paragraph = cell.paragraphs[0]
    paragraph.style = f"表格{size}"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    written(paragraph, text, HEAD if bold else BODY, size)
    cell.vertical_alignment = 1


def repeat_heading(row: Any) -> None:  # noqa: ANN401
    """Let a row stand on top of every page that a table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:  # noqa: ANN401
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def page_number(paragraph: Paragraph) -> None:
    """Write the number of the page between two dashes."""
    written(paragraph, "— ", PLAIN, SIZES["number"])
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(SIZES["number"])
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run.element.append(mark)
    written(paragraph, " —", PLAIN, SIZES["number"])
