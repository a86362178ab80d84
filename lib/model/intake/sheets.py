"""A delivered workbook as a grid of cells; nothing is understood yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.errors import N_, InputError

Cell = str | int | float | bool | None
"""A cell as the reading library gives it: text, number, yes/no, or nothing. Days are ISO text."""
Block = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""

NOTES, LIST = "填报说明", "问题清单"
"""Sheets that our own templates and marked workbooks carry beside the figures."""

_LETTERS = 26
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Rows and columns count from 0, as in the file, empty ones included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    """All rows equally long; an empty cell is None."""
    merged: tuple[Block, ...] = ()
    hidden: bool = False

    def __getitem__(self, place: tuple[int, int]) -> Cell:
        row, column = place
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """A delivered file: its name, what identifies it, and its sheets."""

    file: str
    """Name as delivered, without a folder."""
    sha256: str
    kind: str
    """xlsx, xls, ods or csv."""
    size: int
    """Bytes."""
    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """Return the spreadsheet address of a cell counted from 0.

    Examples
    --------
    >>> address(6, 1), address(0, 26)
    ('B7', 'AA1')
    """
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def place(written: str) -> tuple[int, int]:
    """Return row and column, from 0, of a spreadsheet address.

    Raises
    ------
    InputError
        If the text is not an address.

    Examples
    --------
    >>> place("B7"), place("AA1")
    ((6, 1), (0, 26))
    """
    match = _ADDRESS.fullmatch(written)
    if match is None:
        raise InputError(N_("“{text}” is not the address of a cell."), text=written)
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
