"""The tables of a paper as a workbook: numbers as numbers, texts never as formulas."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from lib.model.papers.content import Column, Entry, Figure, Paper, Table, said
from lib.model.papers.written import clean

_FONT = "仿宋"
_A4 = 9
_LONGEST = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_NARROW, _WIDE = 6, 60


def write_sheets(paper: Paper) -> bytes:
    """Write every table of a paper on a sheet of its own, the stamp on the last."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_size(1600, 1000)
        stamp = paper.stamp
        facts = {"title": paper.title, "author": stamp.operator, "keywords": stamp.seal}
        book.set_properties({**facts, "created": stamp.made, "subject": stamp.scheme_name})
        for name, value in stamp.properties().items():
            book.set_custom_property(name, value, "text")
        looks = _Looks(book)
        for name, table in paper.tables.items():
            _sheet(book.add_worksheet(name.translate(_FORBIDDEN)[:_LONGEST]), paper, table, looks)
        _stamp(book.add_worksheet("制作信息"), paper, looks)
    return buffer.getvalue()


class _Looks:
    """Formats, made when first asked for."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 (of xlsxwriter)
        self._book = book
        self._made: dict[str, Any] = {}
        basic = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
        self._basic = {**basic, "border": 1, "text_wrap": True}
        self.title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"})
        self.remark = book.add_format({**basic, "text_wrap": True, "font_color": "#B35806"})
        self.head = book.add_format({**self._basic, "bold": True, "align": "center"})

    def of(self, pattern: str) -> Any:  # noqa: ANN401
        """Return the format of a pattern of numbers; texts have the empty one."""
        if pattern not in self._made:
            facts = {**self._basic, **({"num_format": pattern} if pattern else {})}
            self._made[pattern] = self._book.add_format(facts)
        return self._made[pattern]


def _sheet(sheet: Any, paper: Paper, table: Table, looks: _Looks) -> None:  # noqa: ANN401
    last = max(1, len(table.columns) - 1)
    sheet.merge_range(
        0, 0, 0, last, clean(said(paper.fields.get("标题", (paper.title,)))), looks.title
    )
    sheet.merge_range(1, 0, 1, last, "　".join(paper.stamp.warnings), looks.remark)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column))
        sheet.write_string(2, place, clean(column.title), looks.head)
    rows = [*table.rows, *([table.total] if table.total else [])]
    for line, row in enumerate(rows, 3):
        for place, column in enumerate(table.columns):
            _write(sheet, (line, place), row[column.key], looks)
    sheet.freeze_panes(3, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def _write(sheet: Any, at: tuple[int, int], entry: Entry, looks: _Looks) -> None:  # noqa: ANN401
    if isinstance(entry, Figure) and entry.value is not None:
        sheet.write_number(*at, float(entry.value), looks.of(_pattern(entry)))
    else:
        sheet.write_string(*at, clean(said(entry)), looks.of(""))


def _pattern(figure: Figure) -> str:
    """Write it in the sheet as in the paper, its unit behind it."""
    whole = f"#,##0{'.' + '0' * figure.decimals if figure.decimals else ''}"
    unit = figure.text.lstrip("+−0123456789,.")
    shown = f'{whole}"{unit}"' if unit else whole
    return f"+{shown};−{shown};{shown}" if figure.text.startswith("+") else shown


def _stamp(sheet: Any, paper: Paper, looks: _Looks) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 100)
    for line, text in enumerate((*paper.stamp.warnings, *paper.stamp.lines)):
        sheet.write_string(line, 0, clean(text), looks.of(""))


def _width(column: Column) -> int:
    return max(_NARROW, min(_WIDE, column.width + 4))
