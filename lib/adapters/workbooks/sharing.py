"""Rule R as formulas: a sheet that shares totals by largest remainder, ties by order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from lib.adapters.workbooks.book import Book, Live, Sheet
from lib.adapters.workbooks.division import Digits, Division, divide
from lib.errors import N_

_WEIGHT, _TOTAL, _WEIGHTS, _GROUPS = 2, 3, 4, 5  # columns; code and name come first
_HEADS = (N_("Code"), N_("Name"), N_("Weight"), N_("Total, units"), N_("Sum of weights"))
_GROUP = (N_("Digits {n}"), N_("Dividend {n}"), N_("Quotient {n}"), N_("Remainder {n}"))
_TAIL = (N_("Whole part"), N_("Order of remainder"), N_("Units left over"), N_("Result, units"))
_PER_GROUP = len(_GROUP)


@dataclass(frozen=True, slots=True)
class Line:
    """One receiver: what it is called and what it weighs."""

    code: str
    name: str
    weight: Live


class Sharing:
    """A working sheet, filled from the top."""

    def __init__(self, book: Book, title: str, digits: Digits) -> None:
        self.say = book.imprint.say
        self._digits = digits
        columns = _GROUPS + _PER_GROUP * digits.count + len(_TAIL)
        self.sheet: Sheet = book.sheet(title, [14, 24, *[16] * (columns - 2)], heading=title)
        self._row = 4

    def caption(self, text: str) -> None:
        """Start a block: what is shared, and its column titles."""
        self.sheet.text(self._row, 0, text, "label")
        titles = [self.say(head) for head in _HEADS]
        for group in range(1, self._digits.count + 1):
            titles += [self.say(head).format(n=group) for head in _GROUP]
        titles += [self.say(head) for head in _TAIL]
        for column, title in enumerate(titles):
            self.sheet.text(self._row + 1, column, title, "header")
        self._row += 2

    def table(self, caption: str, names: Sequence[tuple[str, str]]) -> Table:
        """Start a working table with a line for each code and name."""
        self.sheet.text(self._row, 0, caption, "label")
        made = Table(self, self._row + 1, names)
        self._row += 3 + len(names)
        return made

    def share(self, total: Live, lines: Sequence[Line], *, last: bool = True) -> list[Live]:
        """Share a total over lines; returns references to the units of each line.

        Parameters
        ----------
        total
            Units to share.
        lines
            Receivers, in the order that settles ties.
        last
            Whether the block ends here; else more totals follow under its titles.
        """
        span = (self._row, self._row + len(lines) - 1)
        divisions = divide(self._digits, total.whole, [line.weight.whole for line in lines])
        cells = [
            self._line(_Place(self._row + i, span), line, total, divisions[i])
            for i, line in enumerate(lines)
        ]
        self._row += len(lines) + last
        return cells

    def _line(self, place: _Place, line: Line, total: Live, division: Division) -> Live:
        self.sheet.text(place.row, 0, line.code)
        self.sheet.text(place.row, 1, line.name)
        formulas = [line.weight, total, Live(f"SUM({place.column(_WEIGHT)})", division.weights)]
        for group, numbers in enumerate(division.groups):
            texts = self._division(place, group)
            formulas += [Live(text, number) for text, number in zip(texts, numbers, strict=True)]
        formulas += self._tail(place, division)
        cells = [
            self.sheet.formula(place.row, column, live, "whole")
            for column, live in enumerate(formulas, _WEIGHT)
        ]
        return cells[-1]

    def _division(self, place: _Place, group: int) -> tuple[str, str, str, str]:
        """One step of long division: digits, dividend, quotient, remainder."""
        column, base = _GROUPS + _PER_GROUP * group, self._digits.base
        weight, total, weights = (place.cell(c) for c in (_WEIGHT, _TOTAL, _WEIGHTS))
        digits, dividend, quotient = (place.cell(column + offset) for offset in range(3))
        power = base ** (self._digits.count - 1 - group)
        above = f"-INT({total}/{power * base})*{base}" if group else ""
        carried = f"{place.cell(column - 1)}*{base}+" if group else ""
        return (
            f"INT({total}/{power}){above}",
            f"{carried}{digits}*{weight}",
            f"IF({weights}=0,0,INT({dividend}/{weights}))",
            f"{dividend}-{quotient}*{weights}",
        )

    def _tail(self, place: _Place, division: Division) -> list[Live]:
        """Put the quotients together, and hand out what is left over by size of remainder."""
        end = _GROUPS + _PER_GROUP * self._digits.count
        quotients = [place.cell(c) for c in range(_GROUPS + 2, end, _PER_GROUP)]
        whole = quotients[0]
        for quotient in quotients[1:]:
            whole = f"({whole}*{self._digits.base}+{quotient})"
        mine = place.cell(end - 1)
        larger = f"SUMPRODUCT(--({place.column(end - 1)}>{mine}))"
        equal = f"SUMPRODUCT(--({place.column(end - 1, to_here=True)}={mine}))"
        floor, order, left = (place.cell(end + offset) for offset in range(3))
        return [
            Live(whole, division.floor),
            Live(f"{larger}+{equal}", division.order),
            Live(f"{place.cell(_TOTAL)}-SUM({place.column(end)})", division.left),
            Live(f"{floor}+({place.cell(_WEIGHTS)}>0)*({order}<={left})", division.units),
        ]


class Table:
    """A working table, filled column by column."""

    def __init__(self, work: Sharing, row: int, names: Sequence[tuple[str, str]]) -> None:
        self._sheet = work.sheet
        self._row = row
        self._filled = _WEIGHT
        for column, head in enumerate(_HEADS[:_WEIGHT]):
            self._sheet.text(row, column, work.say(head), "header")
        for line, name in enumerate(names, 1):
            for column, text in enumerate(name):
                self._sheet.text(row + line, column, text)

    def column(self, title: str, cells: Sequence[Live]) -> list[Live]:
        """Write one formula for each line; returns references to them."""
        self._sheet.text(self._row, self._filled, title, "header")
        written = [
            self._sheet.formula(self._row + line, self._filled, cell, "general")
            for line, cell in enumerate(cells, 1)
        ]
        self._filled += 1
        return written


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line and the lines it shares with stand."""

    row: int
    span: tuple[int, int]

    def cell(self, column: int) -> str:
        return str(xl_rowcol_to_cell(self.row, column))

    def column(self, column: int, *, to_here: bool = False) -> str:
        first, last = self.span
        start = xl_rowcol_to_cell(first, column, row_abs=True)
        end = xl_rowcol_to_cell(self.row if to_here else last, column, row_abs=not to_here)
        return f"{start}:{end}"
