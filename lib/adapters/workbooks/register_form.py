"""The form of a register as a workbook: its headings, its words to choose from, and rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lib.adapters.workbooks.book import STYLES
from lib.errors import N_
from lib.model.intake.sheets import NOTES
from lib.model.registers.declarations import HUNDREDTHS, NUMBERS, Column, Register, Shape

_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_SPARE = 300
"""Empty lines below the rows that offer the words as well."""
_WIDTHS = {Shape.TEXT: 36, Shape.AREA: 30, Shape.DAY: 14, Shape.WORD: 18}
_WIDTH, _HEADER_HEIGHT, _WIDEST_LIST = 14, 42, 30
_SENTENCES = (
    N_("One line for each row; the columns marked * may not be empty."),
    N_("Do not change, add or leave out headings; the order of the columns may change."),
    N_("Write days as 2025-09-30, counts as whole numbers, amounts in yuan with two decimals."),
    N_("A row with the same key as one that stands replaces it; rows left out stay as they are."),
    N_("不显示 stands for a small count that is not shown; left as it is, it changes nothing."),
    N_("Enter no names, identity numbers, telephone numbers or addresses of persons."),
)


def form(
    register: Register,
    rows: Sequence[Mapping[str, object]],
    areas: Sequence[str],
    say: Callable[[str], str],
    remark: str = "",
) -> bytes:
    """Return the form of a register as xlsx.

    Parameters
    ----------
    register
        Its columns make the headings, in Chinese as the import reads them.
    rows
        Rows to begin with, by heading; none for an empty form.
    areas
        Names of the institutions to choose from.
    say
        Puts explanations into the reader's language.
    remark
        A sentence that must stand in the file, such as that it is made up.
    """
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        looks = {
            name: book.add_format({**_FONT, **STYLES[name]})
            for name in ("title", "remark", "warning", "header", "text", "input", "input yuan")
        }
        sheet = book.add_worksheet(register.name.zh)
        notes = book.add_worksheet(NOTES)
        lists = _explain(notes, register, areas, say, (looks, remark))
        _fill(sheet, register, rows, looks)
        for place, column in enumerate(register.columns.values()):
            if column.code in lists:
                source = {"validate": "list", "source": lists[column.code], "error_type": "stop"}
                sheet.data_validation(1, place, len(rows) + _SPARE, place, source)
    return stream.getvalue()


def _fill(
    sheet: Any,  # noqa: ANN401 (the library has no types)
    register: Register,
    rows: Sequence[Mapping[str, object]],
    looks: Mapping[str, Any],
) -> None:
    sheet.set_row(0, _HEADER_HEIGHT)
    sheet.freeze_panes(1, len(register.key))
    for place, column in enumerate(register.columns.values()):
        mark = "*" if column.needed else ""
        sheet.write_string(0, place, f"{column.heading.zh}{mark}", looks["header"])
        sheet.set_column(place, place, _WIDTHS.get(column.shape, _WIDTH))
        look = looks["input yuan" if column.shape in HUNDREDTHS else "input"]
        for line, row in enumerate(rows, 1):
            _write(sheet, (line, place), row.get(column.heading.zh), (column, look))


def _write(
    sheet: Any,  # noqa: ANN401 (as above)
    at: tuple[int, int],
    value: object,
    column: tuple[Column, Any],
) -> None:
    """Write days and codes as text: a spreadsheet would make its own of them."""
    if value is None:
        sheet.write_blank(*at, None, column[1])
    elif column[0].shape in NUMBERS and isinstance(value, int | float):
        sheet.write_number(*at, value, column[1])
    else:
        sheet.write_string(*at, str(value), column[1])


def _explain(
    sheet: Any,  # noqa: ANN401 (as above)
    register: Register,
    areas: Sequence[str],
    say: Callable[[str], str],
    told: tuple[Mapping[str, Any], str],
) -> dict[str, str]:
    """Write how to fill it in, and the words of every list; return where each list stands."""
    looks, remark = told
    sheet.write_string(0, 0, NOTES, looks["title"])
    for row, sentence in enumerate(_SENTENCES, 1):
        sheet.write_string(row, 0, f"{row}. {say(sentence)}", looks["remark"])
    top = len(_SENTENCES) + 1
    if remark:
        sheet.write_string(top, 0, remark, looks["warning"])
    found = {}
    for place, (column, words) in enumerate(_lists(register, areas)):
        sheet.set_column(place, place, _WIDEST_LIST)
        sheet.write_string(top + 2, place, column.heading.zh, looks["header"])
        for line, word in enumerate(words, top + 3):
            sheet.write_string(line, place, word, looks["text"])
        name = xl_col_to_name(place)
        last = top + 3 + len(words)
        found[column.code] = f"='{NOTES}'!${name}${top + 4}:${name}${last}"
    return found


def _lists(register: Register, areas: Sequence[str]) -> list[tuple[Column, list[str]]]:
    found = []
    for column in register.columns.values():
        if column.shape is Shape.AREA:
            found.append((column, list(areas)))
        elif column.options:
            found.append((column, [option.name.zh for option in column.options.values()]))
    return found
