"""The program of the reading process: cells of one workbook, from stdin to stdout.

Started with nothing of the project on its path. It gives itself limits first, then reads a
workbook from its input and writes one JSON object: `sheets`, or a `fault` with its place.
A native library that aborts takes only this process with it.
"""

from __future__ import annotations

import gc
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

Grid = list[list[Any]]
_EXACT = 1e21
"""Whole numbers beyond are not counts; they keep the form they have."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


class Fault(Exception):  # noqa: N818 (an answer, not an error of the program)
    """What stands in the way of reading, for the parent to say in a sentence."""

    def __init__(self, fault: str, **place: object) -> None:
        super().__init__(fault)
        self.answer = {"fault": fault, **place}


def main(arguments: list[str]) -> None:
    """Read stdin and answer on stdout; arguments are limits, then where packages lie."""
    rows, columns, cells, memory, seconds, answer = map(int, arguments[:6])
    limit(memory, seconds, answer)
    sys.path.extend(arguments[6:])
    gc.disable()  # nothing here is cyclic, and half a million cells are worth the fifth it saves
    answered = answer_to(sys.stdin.buffer.read(), (rows, columns, cells))
    sys.stdout.buffer.write(json.dumps(answered, ensure_ascii=False).encode())


def limit(memory: int, seconds: int, answer: int) -> None:
    """Limit this process where the system can; a crash leaves no image of itself behind."""
    try:
        import resource
    except ImportError:
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: answer,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with suppress(ValueError):  # the system allows even less already
            resource.setrlimit(kind, (most, most))


def answer_to(content: bytes, limits: tuple[int, int, int]) -> dict[str, Any]:
    """Return the sheets of a workbook, or the fault that stands in the way."""
    import python_calamine as calamine

    try:
        with calamine.load_workbook(BytesIO(content)) as workbook:
            return {"sheets": list(_sheets(workbook, content, limits))}
    except Fault as fault:
        return fault.answer
    except MemoryError:
        return {"fault": "memory"}
    except Exception:  # noqa: BLE001 (whatever a broken file makes the library say)
        return {"fault": "damaged"}


def _sheets(
    workbook: Any,  # noqa: ANN401 (a type of the library that is imported late)
    content: bytes,
    limits: tuple[int, int, int],
) -> Iterator[dict[str, Any]]:
    left = limits[2]
    merged = _merged_of_ods(content)
    for sheet in workbook.sheets_metadata:
        if sheet.typ != type(sheet.typ).WorkSheet:
            continue
        table = workbook.get_sheet_by_name(sheet.name)
        left -= _checked_size(table, limits, left)
        blocks = table.merged_cell_ranges
        yield {
            "name": sheet.name,
            "hidden": sheet.visible != type(sheet.visible).Visible,
            "merged": merged.get(sheet.name, [])
            if blocks is None
            else [[*a, *b] for a, b in blocks],
            "rows": trimmed(plain_rows(table.to_python(skip_empty_area=False))),
        }


def _checked_size(table: Any, limits: tuple[int, int, int], left: int) -> int:  # noqa: ANN401 (as above)
    end = table.end
    if end is None:
        return 0
    rows, columns = end[0] + 1, end[1] + 1
    if rows > limits[0] or columns > limits[1] or rows * columns > left:
        raise Fault("size", sheet=table.name, size=[rows, columns])
    return int(rows * columns)


def plain_rows(rows: Iterable[Iterable[Any]]) -> Grid:
    """Turn what the library gives into what JSON can say.

    Examples
    --------
    >>> plain_rows([[1.0, 1.5, "", "x", date(2025, 9, 30), True]])
    [[1, 1.5, None, 'x', '2025-09-30', True]]
    """
    return [  # a call for each of half a million counts would cost more than reading them
        [
            int(cell)
            if type(cell) is float and cell.is_integer() and -_EXACT < cell < _EXACT
            else _FORMS[type(cell)](cell)
            for cell in row
        ]
        for row in rows
    ]


def _number(number: float) -> float | str:
    return number if math.isfinite(number) else str(number)


def _moment(moment: datetime) -> str:
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


class _Forms(dict[type, Callable[[Any], Any]]):
    """What to do with a cell by its type; anything unheard of becomes text."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        return str


_FORMS = _Forms(
    {
        float: _number,
        int: int,
        bool: bool,
        str: lambda text: text or None,
        datetime: _moment,
        date: date.isoformat,
        time: time.isoformat,
    }
)


def trimmed(rows: Grid) -> Grid:
    """Leave out what is wholly empty below and to the right.

    Examples
    --------
    >>> trimmed([[None, 1, None], [None, None, None]])
    [[None, 1]]
    """
    widths = [_width(row) for row in rows]
    while widths and not widths[-1]:
        widths.pop()
    width = max(widths, default=0)
    return [row[:width] for row in rows[: len(widths)]]


def _width(row: list[Any]) -> int:
    width = len(row)
    while width and row[width - 1] is None:
        width -= 1
    return width


def _merged_of_ods(content: bytes) -> dict[str, list[list[int]]]:
    """Read merged cells of an OpenDocument sheet, which the library does not tell."""
    if not content.startswith(b"PK"):
        return {}
    with ZipFile(BytesIO(content)) as package:
        if "content.xml" not in package.namelist():
            return {}
        with package.open("content.xml") as part:
            tables = iterparse(part)  # noqa: S314 (as above)
            return {
                table.get(f"{_TABLE}name", ""): list(_blocks(table))
                for _, table in tables
                if table.tag == f"{_TABLE}table"
            }


def _blocks(table: Element) -> Iterator[list[int]]:
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            down, across = (
                _count(cell, "number-rows-spanned"),
                _count(cell, "number-columns-spanned"),
            )
            _refuse_uncalculated(table, cell, row, column)
            if down > 1 or across > 1:
                yield [row, column, row + down - 1, column + across - 1]
            column += _count(cell, "number-columns-repeated")
        row += _count(line, "number-rows-repeated")


def _refuse_uncalculated(table: Element, cell: Element, row: int, column: int) -> None:
    formula = cell.get(f"{_TABLE}formula")
    if formula is not None and cell.get(f"{_OFFICE}value-type") is None:
        raise Fault("uncalculated", sheet=table.get(f"{_TABLE}name", ""), place=[row, column])


def _count(element: Element, name: str) -> int:
    return int(element.get(_TABLE + name, 1))


if __name__ == "__main__":
    main(sys.argv[1:])
