"""A ledger as a plain Excel table: every cell as text or number, ready to filter and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

_NARROW, _BROAD, _LONG = 12, 40, 18  # letters
_A3 = 8


def write_ledger(title: str, rows: Sequence[Mapping[str, object]], remark: str = "") -> bytes:
    """Write rows below their title and header; text stays text, whatever it begins with.

    Parameters
    ----------
    title
        Above the table, and on the sheet.
    rows
        Cells by column heading, the same columns in each; None is an empty cell.
    remark
        Below the title; empty for none.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "font_size": 16})
    column_head = book.add_format(
        {"bold": True, "border": 1, "bg_color": "#E6EDF2", "text_wrap": True, "valign": "vcenter"}
    )
    cell_look = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, head)
    sheet.write_string(1, 0, remark)
    titles = list(rows[0]) if rows else []
    for column, heading in enumerate(titles):
        sheet.write_string(2, column, heading, column_head)
        longest = max((len(str(row[heading] or "")) for row in rows), default=0)
        sheet.set_column(column, column, _BROAD if longest > _LONG else _NARROW)
    for line, row in enumerate(rows, 3):
        for column, heading in enumerate(titles):
            _write(sheet, (line, column), row[heading], cell_look)
    if rows:
        sheet.autofilter(2, 0, 2 + len(rows), len(titles) - 1)
    sheet.freeze_panes(3, min(1, len(titles)))
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    book.close()
    return stream.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], cell: object, look: object
) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*place, None, look)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(*place, cell, look)
    else:
        sheet.write_string(*place, str(cell), look)
