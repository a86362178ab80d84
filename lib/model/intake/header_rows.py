"""Header rows (表头): where the headings of a sheet stand, among titles, notes and figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.model.intake.cells import Kind, parse
from lib.model.intake.grids import filled, text, texts
from lib.model.intake.sheets import Cell, Sheet

SEARCHED = 15
"""Rows from the top in which a header is looked for."""

Row = tuple[Cell, ...]
Known = Callable[[str], float]
"""How well a single heading is known: 0 for not at all; areas count most."""

_DEEPEST = 3
_MIN_NUMBERS = 3
_NUMBERING = re.compile(r"[甲乙丙丁]|栏次|行次|序号|编号")
_UNIT = re.compile(r"[(（]?(?:%|‰|[万亿]?元|[万]?人|人次|份|次|户|个|例|件|张)[)）]?")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header lies, and what stands in it."""

    first: int
    last: int
    """Last row of the header, a row of units or of column numbers included."""
    headings: tuple[tuple[str, ...], ...]
    """Column by column, from the group down to the heading itself; empty for a blank one."""


def find(sheet: Sheet, known: Known) -> Header | None:
    """Find the header of a sheet.

    It is the row with most known headings, and the rows above and below that merged cells or
    gaps tie to it.

    Parameters
    ----------
    sheet
        The sheet.
    known
        How well one heading is known.

    Returns
    -------
    Header or None
        None if no row has two texts, one of them known.
    """
    grid = filled(sheet, SEARCHED + _DEEPEST)
    scores = [_score(row, known) for row in grid[:SEARCHED]]
    if not any(scores):
        return None
    first = leaf = scores.index(max(scores))
    while leaf + 1 < len(grid) and leaf - first < _DEEPEST and _tied(sheet, grid, leaf, known):
        leaf += 1
    while first > 0 and leaf - first < _DEEPEST and _tied(sheet, grid, first - 1, known):
        first -= 1
    below = grid[leaf + 1] if leaf + 1 < len(grid) else ()
    rows = [*_spread(grid[first : leaf + 1], bool(sheet.merged))]
    if _is_units(below):
        rows.append(below)
    elif not _is_numbering(below):
        return Header(first, leaf, _joined(rows))
    return Header(first, leaf + 1, _joined(rows))


def _score(row: Row, known: Known) -> float:
    words = texts(row)
    if len(words) < 2 or _is_body(row):  # noqa: PLR2004 (a header is at least a name and a figure)
        return 0
    return sum(known(word) for word in words)


def _is_body(row: Row) -> bool:
    """Tell whether figures, or marks in their place, stand in most cells that are not empty."""
    held = [parse(cell).kind for cell in row if cell is not None and cell != ""]
    return 2 * sum(kind is not Kind.TEXT for kind in held) >= len(held)


def _tied(sheet: Sheet, grid: Sequence[Row], upper: int, known: Known) -> bool:
    """Tell whether a row and the one below it are one header."""
    above, below = grid[upper], grid[upper + 1]
    if len(texts(above)) < 2 or _is_body(below) or not texts(below):  # noqa: PLR2004
        return False
    blocks = [block for block in sheet.merged if block[0] <= upper <= block[2]]
    if any(block[2] > upper for block in blocks):
        return True
    if blocks:
        return any(_parts_under(block[1], block[3], below) for block in blocks)
    return not sheet.merged and _completes(above, below, known)


def _parts_under(left: int, right: int, below: Row) -> bool:
    return len(texts(below[left : right + 1])) > 1


def _completes(above: Row, below: Row, known: Known) -> bool:
    """Without merged cells: one row has headings where the other is blank, both ways."""
    pairs = list(zip(above, below, strict=True))
    down = any(up and not low and known(str(up)) for up, low in pairs)
    return down and any(low and not up for up, low in pairs)


def _spread(rows: Sequence[Row], merged: bool) -> list[Row]:  # noqa: FBT001 (private)
    """Repeat group titles to the right over blanks, where no merged cells tell their width."""
    if merged or len(rows) == 1:
        return list(rows)
    spread = [list(row) for row in rows]
    for upper, lower in pairwise(spread):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return [tuple(row) for row in spread]


def _joined(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    columns = zip(*rows, strict=True)
    return tuple(
        tuple(dict.fromkeys(text(cell) for cell in cells if text(cell))) for cells in columns
    )


def _is_units(row: Row) -> bool:
    words = [text(cell) for cell in row if text(cell)]
    return len(words) > 1 and all(_UNIT.fullmatch(word) for word in words)


def _is_numbering(row: Row) -> bool:
    """Tell whether a row only counts the columns: 甲, 1, 2, 3 …."""
    words = [text(cell).strip("()（）") for cell in row if text(cell)]
    numbers = [word for word in words if not _NUMBERING.fullmatch(word)]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) >= _MIN_NUMBERS and numbers == counted
