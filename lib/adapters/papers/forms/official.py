"""A Word template in the official form: page, fonts, headings, tables, signature, stamp.

References
----------
GB/T 9704-2012 党政机关公文格式: A4, margins 37 mm above, 28 mm left, 156 × 225 mm of text, 22
lines of 28 letters; title 2号小标宋, text 3号仿宋, headings 黑体 and 楷体, page number — 1 —.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from lib.adapters.papers.forms.marks import (
    BODY,
    HEAD,
    LATIN,
    PLAIN,
    SIZES,
    TITLE,
    Paragraph,
    border,
    fill_cell,
    framed,
    indented,
    keep_whole,
    page_number,
    repeat_heading,
    written,
)
from lib.adapters.papers.packages import with_fonts

_LINE = Pt(28.95)  # 22 lines in 225 mm
_RED = RGBColor(0xE6, 0x00, 0x12)
_GREY = RGBColor(0x55, 0x55, 0x55)
_ROOMS = {SIZES["table"]: 2.5, 10.0: 1.4, 9.0: 1.2}
"""Points above and below the letters of a cell, by their size."""


class Form:
    """Writes a template from top to bottom."""

    def __init__(self, *, landscape: bool = False) -> None:
        self._document = Document()
        self._width = 297 - 2 * 20 if landscape else 156
        self._base_style()
        self._page(landscape=landscape)
        self._edges()

    def head(self) -> None:
        """Write the issuer in red, the number of the document, and the red line."""
        mark = self._add("{{发文机关}}", TITLE, SIZES["mark"], centred=True)
        mark.runs[0].font.color.rgb = _RED
        mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        mark.paragraph_format.space_after = Pt(18)
        number = self._add("{{发文字号}}", BODY, SIZES["body"], centred=True)
        border(number, "bottom", "E60012", 18)
        self.blank()

    def title(self, text: str = "{{标题}}") -> None:
        """Write the title."""
        title = self._add(text, TITLE, SIZES["title"], centred=True)
        title.paragraph_format.line_spacing = Pt(34)
        title.paragraph_format.keep_with_next = True

    def line(self, text: str, *, centred: bool = False, right: bool = False) -> None:
        """Write a line without indent."""
        found = self._add(text, BODY, SIZES["body"], centred=centred)
        if right:
            found.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def small(self, text: str, *, centred: bool = False, right: bool = False) -> None:
        """Write a line above or below a table."""
        found = self._add(text, BODY, 12, centred=centred)
        found.paragraph_format.line_spacing = Pt(20)
        if right:
            found.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def section(self, text: str) -> None:
        """Write a heading of the first level, 一、 and so on."""
        found = indented(self._add(text, HEAD, SIZES["body"]))
        found.paragraph_format.keep_with_next = True

    def text(self, text: str) -> None:
        """Write a paragraph of text."""
        indented(self._add(text, BODY, SIZES["body"]))

    def repeat(self, name: str) -> None:
        """Write the paragraphs of a list."""
        self._add(f"{{%p for 段 in {name} %}}", BODY, SIZES["body"])
        self.text("{{段}}")
        self._add("{%p endfor %}", BODY, SIZES["body"])

    def repeat_small(self, name: str) -> None:
        """Write the paragraphs of a list as lines above a table."""
        self._add(f"{{%p for 段 in {name} %}}", BODY, SIZES["body"])
        self.small("{{段}}")
        self._add("{%p endfor %}", BODY, SIZES["body"])

    def when(self, name: str) -> None:
        """Begin what stands in a paper only if a table or list is not empty."""
        self._add(f"{{%p if {name} %}}", BODY, SIZES["body"])

    def done(self) -> None:
        """End what began with `when`."""
        self._add("{%p endif %}", BODY, SIZES["body"])

    def blank(self) -> None:
        """Leave a line free."""
        self._add("", BODY, SIZES["body"])

    def picture(self, name: str, caption: str) -> None:
        """Leave a place for a picture, and a line below it."""
        self._add(f"{{%p if {name} %}}", BODY, SIZES["body"])
        shown = self._add(f"{{{{{name}}}}}", BODY, SIZES["body"], centred=True)
        shown.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        shown.paragraph_format.keep_with_next = True
        self.small(caption, centred=True)
        self._add("{%p endif %}", BODY, SIZES["body"])

    def table(
        self,
        name: str,
        columns: Sequence[tuple[str, str, float]],
        *,
        total: bool = False,
        varying: bool = False,
        size: float = SIZES["table"],
    ) -> None:
        """Write a table whose rows repeat.

        Parameters
        ----------
        name
            Placeholder of the table.
        columns
            Key, title and share of the width; a key that begins with < is set left; one with
            braces is what stands in the cell.
        total
            Whether the sums stand below.
        varying
            Whether the columns of the scheme follow.
        size
            Points of its letters.
        """
        keys = [key.lstrip("<") for key, _, _ in columns]
        cells = [key if "{" in key else f"{{{{行.{key}}}}}" for key in keys]
        heads = [title for _, title, _ in columns]
        rows = [heads, [f"{{%tr for 行 in {name} %}}"], cells, ["{%tr endfor %}"]]
        if varying:
            heads += [f"{{%tc for 项 in {name}项目 %}}", "{{项}}", "{%tc endfor %}"]
            cells += ["{%tc for 值 in 行.各项 %}", "{{值}}", "{%tc endfor %}"]
        if total:
            rows.append([f"{{{{{name}合计.{key}}}}}" for key in keys])
        self._grid(rows, columns, size, total=total)

    def signature(self) -> None:
        """Write who signs and when, at the right; the text before stays on their page."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.blank()
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        for text, letters in (("{{落款单位}}", 2), ("{{成文日期}}", 4)):
            found = self._add(text, BODY, SIZES["body"])
            found.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            found.paragraph_format.right_indent = Pt(SIZES["body"] * letters)
            found.paragraph_format.keep_with_next = True

    def makers(self) -> None:
        """Write who made and who checked a table, and the day."""
        self.small("制表：{{制表}}　　　　　　审核：{{审核}}　　　　　　日期：{{成文日期}}")

    def stamp(self) -> None:
        """Write from what the paper was made; small, at the end."""
        first = self._add("{%p for 段 in 制作信息 %}", BODY, SIZES["stamp"])
        line = self._add("{{段}}", PLAIN, SIZES["stamp"])
        last = self._add("{%p endfor %}", BODY, SIZES["stamp"])
        for paragraph in (first, line, last):
            paragraph.paragraph_format.line_spacing = Pt(12)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.runs[0].font.color.rgb = _GREY

    def rule(self) -> None:
        """Draw a thin line."""
        found = self._add("", BODY, SIZES["stamp"])
        found.paragraph_format.line_spacing = Pt(10)
        found.paragraph_format.keep_with_next = True
        border(found, "bottom", "7F7F7F", 6)

    def page_break(self) -> None:
        """Begin a new page."""
        found = self._add("", BODY, SIZES["body"])
        found.paragraph_format.page_break_before = True
        found.paragraph_format.line_spacing = Pt(1)

    def content(self) -> bytes:
        """Return the file."""
        buffer = BytesIO()
        self._document.save(buffer)
        return with_fonts(buffer.getvalue())

    def _add(self, text: str, font: str, size: float, *, centred: bool = False) -> Paragraph:
        paragraph = self._document.add_paragraph()
        written(paragraph, text, font, size)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def _grid(
        self,
        rows: Sequence[Sequence[str]],
        columns: Sequence[tuple[str, str, float]],
        size: float,
        *,
        total: bool,
    ) -> None:
        count = max(map(len, rows))
        table = self._document.add_table(rows=len(rows), cols=count)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        framed(table)
        shares = [share for _, _, share in columns] + [1.0] * (count - len(columns))
        for place, share in enumerate(shares):
            table.columns[place].width = Mm(self._width * share / sum(shares))
        for line, (texts, row) in enumerate(zip(rows, table.rows, strict=True)):
            for place, cell in enumerate(row.cells):
                cell.width = table.columns[place].width
                text = texts[place] if place < len(texts) else ""
                left = place < len(columns) and columns[place][0].startswith("<") and line
                bold = not line or (total and line == len(rows) - 1)
                fill_cell(cell, text, size, left=bool(left), bold=bold)
        repeat_heading(table.rows[0])
        for row in table.rows:
            keep_whole(row)

    def _base_style(self) -> None:
        style = self._document.styles["Normal"]
        style.font.size = Pt(SIZES["body"])
        style.font.name = LATIN
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = _LINE
        form.widow_control = False
        for size, space in _ROOMS.items():
            self._table_style(size, space)

    def _table_style(self, size: float, space: float) -> None:
        """Make the style of cells: an empty one is no taller than the others."""
        style = self._document.styles.add_style(f"表格{size}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self._document.styles["Normal"]
        style.font.size = Pt(size)
        form = style.paragraph_format
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
        form.space_before = form.space_after = Pt(space)

    def _page(self, *, landscape: bool) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        margins = (37, 35, 28, 26)  # millimetres above, below, left, right
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            margins = (18, 16, 20, 20)
        top, bottom, left, right = (Mm(size) for size in margins)
        section.top_margin, section.bottom_margin = top, bottom
        section.left_margin, section.right_margin = left, right
        section.header_distance, section.footer_distance = Mm(12), Mm(28 if not landscape else 8)
        self._document.settings.odd_and_even_pages_header_footer = True

    def _edges(self) -> None:
        """Write the warnings above and the page number below: odd right, even left."""
        section = self._document.sections[0]
        for header in (section.header, section.even_page_header):
            warning = header.paragraphs[0]
            warning.alignment = WD_ALIGN_PARAGRAPH.CENTER
            written(warning, "{{警示}}", HEAD, 10.5)
            warning.runs[0].font.color.rgb = RGBColor(0xB3, 0x58, 0x06)
            warning.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        sides = (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        )
        for footer, side in sides:
            paragraph = footer.paragraphs[0]
            paragraph.alignment = side
            paragraph.paragraph_format.right_indent = Pt(SIZES["number"])
            paragraph.paragraph_format.left_indent = Pt(SIZES["number"])
            page_number(paragraph)
