"""Rule R in a spreadsheet: largest remainder, exact to the last fen, ties by order.

A spreadsheet keeps 15 digits, and a pool times a weight has 20. So the total is
shared as people divide by hand: in groups of digits from the left, the remainder
of one group carried to the next. No number on the way passes 10^14, where Excel,
WPS and LibreOffice all still tell neighbouring whole numbers apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from lib.errors import N_
from lib.model.apportionment import apportion
from lib.model.numbers import exact
from lib.adapters.workbooks.book import Book, Live, Sheet

LARGEST = 10**14
"""Greatest number that may occur on the way."""
MOST_UNITS = 10**13
"""Greatest total that the groups of digits hold, in rounding units."""
_BASES = (1000, 100, 10)
_FROM_HALF = Fraction(1, 50)
_LABELS = 2  # columns before the weight: code and name
_TAIL = (N_("Whole part"), N_("Order of remainder"), N_("Units left over"), N_("Result, units"))


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits of a total: `count` of them, each below `base`."""

    base: int
    count: int

    def split(self, total: int) -> list[int]:
        """Split a total, the highest group first.

        Examples
        --------
        >>> Digits(1000, 3).split(12_345_678)
        [12, 345, 678]
        """
        powers = [self.base**power for power in reversed(range(self.count))]
        return [total // power % self.base for power in powers]


def digits_for(weights: int) -> Digits:
    """Choose groups of digits as long as a sum of weights allows.

    Examples
    --------
    >>> digits_for(12_000_000_000), digits_for(4 * 10**12)
    (Digits(base=1000, count=5), Digits(base=10, count=13))
    """
    base = next((b for b in _BASES if 2 * b * weights <= LARGEST), _BASES[-1])
    count = next(n for n in range(1, 14) if base**n >= MOST_UNITS)
    return Digits(base, count)


def scale_for(weights: Sequence[Fraction], total: int, wanted: int) -> int:
    """Choose what weights are multiplied by before they are rounded to whole numbers.

    Parameters
    ----------
    weights
        Exact weights.
    total
        Units they share.
    wanted
        Multiplier to use if it makes them whole. Otherwise the greatest is taken
        whose rounded weights share `total` in exactly the same way.

    Examples
    --------
    >>> scale_for([Fraction(1, 4), Fraction(1, 2)], 10, 100)
    100
    """
    greatest = LARGEST // (2 * _BASES[-1])
    together = sum(weights, Fraction())
    if together == 0 or (
        together * wanted <= greatest and all((w * wanted).denominator == 1 for w in weights)
    ):
        return wanted
    most = max(1, int(greatest / together))
    shared = apportion(total, exact(weights))
    tries = (most - most * step // 1000 for step in range(1000))
    return next((scale for scale in tries if _same(weights, scale, total, shared)), most)


def rounded(weights: Sequence[Fraction], scale: int) -> list[int]:
    """Multiply weights and round them to whole numbers, as the spreadsheet does."""
    return [int(weight * scale + Fraction(1, 2)) for weight in weights]


def _same(weights: Sequence[Fraction], scale: int, total: int, shared: list[int]) -> bool:
    """Whether rounding changes nothing, and is nowhere so close that floats could differ."""
    scaled = [weight * scale for weight in weights]
    halves = [abs(weight - int(weight) - Fraction(1, 2)) for weight in scaled]
    if min(halves) < _FROM_HALF or not any(scaled):
        return False
    return apportion(total, exact(rounded(weights, scale))) == shared


@dataclass(frozen=True, slots=True)
class Line:
    """One receiver: what it is called and what it weighs."""

    code: str
    name: str
    weight: Live


class Sharing:
    """A sheet of calculations, filled from the top."""

    def __init__(self, book: Book, title: str, digits: Digits) -> None:
        self._say = book.imprint.say
        self._digits = digits
        self._columns = _LABELS + 3 + 4 * digits.count
        widths = [14, 24, *[16] * (self._columns - _LABELS + len(_TAIL))]
        self.sheet: Sheet = book.sheet(title, widths, heading=title)
        self._row = 4

    def caption(self, text: str) -> None:
        """Start a block: what is shared, and its column titles."""
        self._row += 1
        self.sheet.text(self._row, 0, text, "label")
        heads = [N_("Code"), N_("Name"), N_("Weight"), N_("Total, units"), N_("Sum of weights")]
        titles = [self._say(head) for head in heads]
        for group in range(1, self._digits.count + 1):
            named = (N_("Digits {n}"), N_("Dividend {n}"), N_("Quotient {n}"), N_("Remainder {n}"))
            titles += [self._say(head).format(n=group) for head in named]
        titles += [self._say(head) for head in _TAIL]
        for column, title in enumerate(titles):
            self.sheet.text(self._row + 1, column, title, "header")
        self._row += 2

    def table(self, titles: Sequence[str], rows: Sequence[Sequence[Live | str]]) -> list[list[Live]]:
        """Write a working table; texts stay texts, expressions become formulas.

        Returns
        -------
        list of list of Live
            References to the formulas of each row, texts left out.
        """
        self._row += 1
        for column, title in enumerate(titles):
            self.sheet.text(self._row, column, title, "header")
        written = [self._table_row(self._row + 1 + i, cells) for i, cells in enumerate(rows)]
        self._row += 1 + len(rows)
        return written

    def _table_row(self, row: int, cells: Sequence[Live | str]) -> list[Live]:
        references = []
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self.sheet.text(row, column, cell)
            else:
                references.append(self.sheet.formula(row, column, cell, "general"))
        return references

    def share(self, total: Live, lines: Sequence[Line]) -> list[Live]:
        """Share a total over lines; returns references to the units of each line."""
        first, last = self._row, self._row + len(lines) - 1
        weights = [line.weight.whole for line in lines]
        values = _Shared(self._digits, total.whole, weights)
        self._row = last + 1
        return [
            self._line(first + i, (first, last), lines[i], total, values.row(i))
            for i in range(len(lines))
        ]

    def _line(
        self, row: int, span: tuple[int, int], line: Line, total: Live, values: _Values
    ) -> Live:
        sheet, place = self.sheet, _Place(row, span)
        sheet.text(row, 0, line.code)
        sheet.text(row, 1, line.name)
        sheet.formula(row, 2, line.weight, "whole")
        sheet.formula(row, 3, total, "whole")
        sheet.formula(row, 4, Live(f"SUM({place.column(2)})", values.weights), "whole")
        column = _LABELS + 3
        for group, numbers in enumerate(values.groups):
            formulas = self._division(place, column, group)
            for offset, (text, number) in enumerate(zip(formulas, numbers, strict=True)):
                sheet.formula(row, column + offset, Live(text, number), "whole")
            column += 4
        return self._tail(place, column, values)

    def _division(self, place: _Place, column: int, group: int) -> tuple[str, str, str, str]:
        """One step of long division: digits, dividend, quotient, remainder."""
        weight, total, weights = (place.cell(c) for c in (2, 3, 4))
        digits, dividend, quotient = (place.cell(column + offset) for offset in range(3))
        power = self._digits.base ** (self._digits.count - 1 - group)
        above = f"-INT({total}/{power * self._digits.base})*{self._digits.base}" if group else ""
        carried = f"{place.cell(column - 1)}*{self._digits.base}+" if group else ""
        return (
            f"INT({total}/{power}){above}",
            f"{carried}{digits}*{weight}",
            f"IF({weights}=0,0,INT({dividend}/{weights}))",
            f"{dividend}-{quotient}*{weights}",
        )

    def _tail(self, place: _Place, column: int, values: _Values) -> Live:
        """Put the quotients together, and hand out what is left over by size of remainder."""
        remainder = column - 1
        whole = place.cell(_LABELS + 5)
        for group in range(1, self._digits.count):
            whole = f"({whole}*{self._digits.base}+{place.cell(_LABELS + 5 + 4 * group)})"
        larger = f"SUMPRODUCT(--({place.column(remainder)}>{place.cell(remainder)}))"
        equal = f"SUMPRODUCT(--({place.column(remainder, to_here=True)}={place.cell(remainder)}))"
        order, left = place.cell(column + 1), place.cell(column + 2)
        formulas = (
            (whole, values.floor),
            (f"{larger}+{equal}", values.order),
            (f"{place.cell(3)}-SUM({place.column(column)})", values.left),
            (f"{place.cell(column)}+({place.cell(4)}>0)*({order}<={left})", values.units),
        )
        cells = [
            self.sheet.formula(place.row, column + offset, Live(text, number), "whole")
            for offset, (text, number) in enumerate(formulas)
        ]
        return cells[-1]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line and the lines it shares with stand."""

    row: int
    span: tuple[int, int]

    def cell(self, column: int) -> str:
        return xl_rowcol_to_cell(self.row, column)

    def column(self, column: int, *, to_here: bool = False) -> str:
        first, last = self.span
        end = self.row if to_here else last
        start = xl_rowcol_to_cell(first, column, row_abs=True)
        return f"{start}:{xl_rowcol_to_cell(end, column, row_abs=not to_here)}"


@dataclass(frozen=True, slots=True)
class _Values:
    """What the formulas of one line come to."""

    weights: int
    groups: list[tuple[int, int, int, int]]
    floor: int
    order: int
    left: int
    units: int


class _Shared:
    """The same division in whole numbers, for the values that formulas are written with."""

    def __init__(self, digits: Digits, total: int, weights: Sequence[int]) -> None:
        self._digits = digits
        self._total = total
        self._weights = weights
        self._sum = sum(weights)
        divisor = self._sum or 1
        self._floors = [total * weight // divisor if self._sum else 0 for weight in weights]
        self._remainders = [total * weight % divisor if self._sum else 0 for weight in weights]
        self._left = total - sum(self._floors)

    def row(self, line: int) -> _Values:
        """Return the values of one line."""
        mine = self._remainders[line]
        larger = sum(other > mine for other in self._remainders)
        order = larger + sum(other == mine for other in self._remainders[: line + 1])
        extra = bool(self._sum) and order <= self._left
        floor = self._floors[line]
        return _Values(self._sum, self._groups(line), floor, order, self._left, floor + extra)

    def _groups(self, line: int) -> list[tuple[int, int, int, int]]:
        groups, carried = [], 0
        for digit in self._digits.split(self._total):
            dividend = carried * self._digits.base + digit * self._weights[line]
            quotient = dividend // self._sum if self._sum else 0
            carried = dividend - quotient * self._sum
            groups.append((digit, dividend, quotient, carried))
        return groups
