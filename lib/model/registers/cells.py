"""Cells of a register: from what people write to a value, and back, losing nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lib.errors import N_, InputError
from lib.model.intake import cells
from lib.model.intake.cells import Kind
from lib.model.intake.sheets import Cell
from lib.model.registers.declarations import HUNDREDTHS, NUMBERS, Column, Shape, Value

HIDDEN = "不显示"
"""Stands in a file for a small count that is not shown; brought in again, it changes nothing."""
EARLIEST, LATEST = 2009, 2100
"""Years a register may be of: the programme began in 2009."""
_PER_HUNDRED = 100
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?")
_CODE = re.compile(r"[\w.()（）-]{1,30}")
_FORMULA = re.compile(r"^'+(?=[=+\-@\t\r])")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value cannot stand: a template marked with N_(), and what fills it."""

    column: str
    """Code of the column; empty for the row as a whole."""
    message: str
    values: Mapping[str, object]

    def refusal(self, hint: str = "") -> InputError:
        """Return it as the error of a form."""
        return InputError(self.message, hint=hint, **self.values)


class CellError(InputError):
    """A cell cannot be read as what its column asks for."""


def read(column: Column, cell: Cell, area: Callable[[str], str]) -> Value:
    """Read what stands in a cell of a file.

    Parameters
    ----------
    column
        Whose cell it is.
    cell
        As delivered.
    area
        Finds the code of an institution by what is written; empty if that is not certain.

    Raises
    ------
    CellError
        If it is not what the column asks for.

    Examples
    --------
    >>> from lib.model.parameters import Text
    >>> read(Column("n", Text("人数", "Persons"), Shape.COUNT), "1,234人", str)
    1234
    """
    text = tidy(_written(cell))
    if column.shape is Shape.TEXT:
        return text or None
    if cells.parse(cell if cell is None else text).kind is Kind.MISSING:
        return None
    if column.shape in NUMBERS:
        return _number(column, text)
    return _READERS[column.shape](column, text, area)


def tidy(text: str) -> str:
    r"""Return a text as it is kept: no blanks around it, one kind of line end.

    Examples
    --------
    >>> tidy(" 两行\r\n字 "), tidy("'=1")
    ('两行\n字', '=1')
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(s for s in plain if s == "\n" or unicodedata.category(s) not in {"Cc", "Cs"})
    before = None
    while kept != before:
        before, kept = kept, _FORMULA.sub("", kept.strip().strip("\ufeff"))
    return kept


def written(
    column: Column, value: Value, area: Callable[[str], str], language: str = "zh"
) -> str | int | float | None:
    """Write a value as it stands in a file or a table; `read` gives it back.

    Examples
    --------
    >>> from lib.model.parameters import Text
    >>> written(Column("y", Text("金额", "Amount"), Shape.YUAN), 1250050, str)
    12500.5
    """
    if value is None:
        return None
    if column.shape in HUNDREDTHS and isinstance(value, int):
        return float(Decimal(value) / _PER_HUNDRED)
    if column.shape is Shape.AREA:
        return area(str(value))
    if column.options is not None:
        known = column.options.get(str(value))
        return str(value) if known is None else known.name.of(language)
    return value


def faults(column: Column, value: Value) -> list[Fault]:
    """Tell what is wrong with a value by itself: missing, too small, too large, too long."""
    if value is None:
        missing = N_("“{column}” may not be empty.")
        return [Fault(column.code, missing, {"column": column.heading})] if column.needed else []
    if isinstance(value, int):
        return _out_of_bounds(column, value)
    if column.shape is Shape.TEXT and len(value) > column.most:
        long = N_("“{column}” has {count} letters; at most {limit} are kept.")
        told = {"column": column.heading, "count": len(value), "limit": column.most}
        return [Fault(column.code, long, told)]
    return []


def _out_of_bounds(column: Column, value: int) -> list[Fault]:
    scale = _PER_HUNDRED if column.shape in HUNDREDTHS else 1
    least, most = column.least, column.most
    if column.shape is Shape.YEAR:
        least, most = EARLIEST, LATEST
    if least * scale <= value <= most * scale:
        return []
    told = {"column": column.heading, "least": least, "most": most}
    return [Fault(column.code, N_("“{column}” must lie between {least} and {most}."), told)]


def _written(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _number(column: Column, text: str) -> int:
    parsed = cells.parse(text)
    number = parsed.number if parsed.kind is Kind.NUMBER else None
    if number is None and column.shape is Shape.YEAR and re.fullmatch(r"\d{4}年度?", text):
        number = Decimal(text[:4])
    if number is None:
        raise CellError(N_("“{text}” is no number."), text=text)
    scaled = number * (_PER_HUNDRED if column.shape in HUNDREDTHS else 1)
    if scaled != int(scaled):
        hundredths = N_("“{text}” has more than two decimals.")
        whole = N_("“{text}” is no whole number.")
        raise CellError(hundredths if column.shape in HUNDREDTHS else whole, text=text)
    return int(scaled)


def _word(column: Column, text: str, _area: Callable[[str], str]) -> str:
    for code, option in (column.options or {}).items():
        names = (code, option.name.zh, option.name.en)
        if text.casefold() in {name.casefold() for name in names}:
            return code
    offered = [option.name for option in list((column.options or {}).values())[:12]]
    raise CellError(N_("“{text}” is none of: {options}."), text=text, options=offered)


def _area(_column: Column, text: str, area: Callable[[str], str]) -> str:
    code = area(text)
    if not code:
        raise CellError(N_("“{text}” is no institution of the roster."), text=text)
    return code


def _day(_column: Column, text: str, _area: Callable[[str], str]) -> str:
    match = _DAY.fullmatch(text)
    try:
        if match is not None:
            return date(*map(int, match.groups())).isoformat()
    except ValueError:
        pass  # 2025-02-30 is refused below
    raise CellError(N_("“{text}” is no day; one is written 2025-09-30."), text=text)


def _code(_column: Column, text: str, _area: Callable[[str], str]) -> str:
    if not _CODE.fullmatch(text):
        refused = N_("“{text}” is no number of a row: letters, digits and - only, at most 30.")
        raise CellError(refused, text=text[:60])
    return text


_READERS: Mapping[Shape, Callable[[Column, str, Callable[[str], str]], str]] = {
    Shape.WORD: _word,
    Shape.AREA: _area,
    Shape.DAY: _day,
    Shape.CODE: _code,
}
