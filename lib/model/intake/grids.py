"""Grids: the cells of a sheet with merged blocks filled, as a reader sees them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lib.model.intake.sheets import Cell, Sheet


def filled(sheet: Sheet, last: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows up to `last`, each merged cell repeated in its whole block.

    Examples
    --------
    >>> filled(Sheet("表", (("档案", None), ("应建", "已建")), merged=((0, 0, 0, 1),)), 0)
    (('档案', '档案'),)
    """
    rows = [list(row) for row in sheet.rows[: last + 1]]
    for top, left, bottom, right in sheet.merged:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [sheet[top, left]] * len(row[left : right + 1])
    return tuple(tuple(row) for row in rows)


def column(sheet: Sheet, number: int, first: int, *, fill: bool = False) -> list[Cell]:
    """Return the cells of a column from row `first` on.

    Parameters
    ----------
    sheet, number, first
        The sheet, its column and the first row, from 0.
    fill
        Whether merged cells are repeated in their block: right for names, wrong for figures,
        which would be counted twice.
    """
    cells = [row[number] for row in sheet.rows[first:]]
    if fill:
        for top, left, bottom, right in sheet.merged:
            if left <= number <= right and bottom >= first:
                rows = range(max(top, first) - first, min(bottom + 1, len(sheet.rows)) - first)
                cells[rows.start : rows.stop] = [sheet[top, left]] * len(rows)
    return cells


def texts(row: Collection[Cell]) -> list[str]:
    """Return the different texts of a row in order, without blanks."""
    written = (cell.strip() for cell in row if isinstance(cell, str))
    return list(dict.fromkeys(text for text in written if text))


def text(cell: Cell) -> str:
    """Return a cell as text, numbers without a needless point; empty for nothing and yes/no.

    Examples
    --------
    >>> text(441322001201.0), text(" 罗阳 "), text(None)
    ('441322001201', '罗阳', '')
    """
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip()


def written(cells: Sequence[Cell]) -> list[str]:
    """Return cells as text, see `text`; quick where the same cells come again and again."""
    if bool in set(map(type, cells)):  # yes equals 1, and has no text
        return [text(cell) for cell in cells]
    known = {cell: text(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]
