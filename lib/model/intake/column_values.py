"""Column values: a whole column of cells as arrays, with what is wrong in which cell."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import NoneType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from lib.model.indicators import Indicator, Unit
from lib.model.intake.cells import Kind, parse
from lib.model.intake.layouts import SHARES
from lib.model.intake.sheets import Cell
from lib.model.numbers import Flags, Integers
from lib.model.observations import NO_COUNT

Floats: TypeAlias = npt.NDArray[np.float64]

CODES = {kind: code for code, kind in enumerate(Kind)}
"""Numbers that stand for kinds in arrays."""
NUMBER, MISSING = CODES[Kind.NUMBER], CODES[Kind.MISSING]

_LARGEST = 10**15
"""Counts have at most 15 digits, as many as a spreadsheet keeps."""
_NOISE = 1e-6
_FAULTS = {
    Kind.TEXT: "not_a_number",
    Kind.COMPOUND: "compound_cell",
    Kind.BOUND: "bound_value",
    Kind.SUPPRESSED: "suppressed_value",
}
_FACTORS = {"百元": 100, "千元": 1_000, "万": 10_000, "亿": 100_000_000}
"""By the beginning of a unit."""
_PERCENT, _PER_MILLE, _PER_10000 = Fraction(1, 100), Fraction(1, 1000), Fraction(1, 10_000)

Faults: TypeAlias = tuple[tuple[str, int], ...]
"""Rule and position of every cell at fault."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What the cells of a column say."""

    cells: Sequence[Cell]
    kinds: Integers
    """Codes of kinds, see `CODES`."""
    numbers: Floats
    """NaN where there is no number."""
    is_blank: Flags
    """Whether a cell is empty: not even a mark for a missing figure stands in it."""
    units: tuple[str, ...] | None = None
    """Unit written in each cell; None if no cell has any."""

    def take(self, chosen: Integers) -> Values:
        """Keep some cells, in the order given."""
        at = chosen.tolist()
        return Values(
            [self.cells[position] for position in at],
            self.kinds[chosen],
            self.numbers[chosen],
            self.is_blank[chosen],
            self.units and tuple(self.units[position] for position in at),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A column of counts."""

    kinds: Integers
    counts: Integers
    """`NO_COUNT` where the kind is not a number."""


class _Facts(dict[Cell, tuple[int, float, bool, str]]):
    """Kind, number, emptiness and unit of each different cell."""

    def __missing__(self, cell: Cell) -> tuple[int, float, bool, str]:
        parsed = parse(cell)
        held = parsed.number if parsed.kind is Kind.NUMBER else None
        number = math.nan if held is None else float(held)
        blank = cell is None or not str(cell).strip()
        self[cell] = CODES[parsed.kind], number, blank, parsed.unit
        return self[cell]


_KNOWN = _Facts()
_MOST = 1 << 17
"""Different cells remembered; the columns of a file have most of theirs in common."""


def read(cells: Sequence[Cell]) -> Values:
    """Read the cells of a column.

    Examples
    --------
    >>> read(["５６６２人", None, 3]).numbers.tolist()
    [5662.0, nan, 3.0]
    """
    types = set(map(type, cells))
    if types <= {int, float, NoneType}:
        plain = np.array(cells, dtype=np.float64)
        empty = np.isnan(plain)
        return Values(cells, np.where(empty, MISSING, NUMBER), plain, empty)
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
    if bool in types:
        cells = [str(cell) if isinstance(cell, bool) else cell for cell in cells]
    seen: dict[Cell, int] = {}
    at = np.array([seen.setdefault(cell, len(seen)) for cell in cells])
    kinds, numbers, blanks, units = zip(*(_KNOWN[cell] for cell in seen), strict=True)
    return Values(
        cells,
        np.array(kinds)[at],
        np.array(numbers, dtype=np.float64)[at],
        np.array(blanks)[at],
        tuple(units[position] for position in at.tolist()) if any(units) else None,
    )


def count(values: Values, unit: str, *, money: bool = False) -> tuple[Counts, Faults]:
    """Take a column for counts.

    Parameters
    ----------
    values
        The cells.
    unit
        Unit in the heading; 万 and 亿 multiply cells that do not carry one of their own.
    money
        Whether decimals are fen, rounded to whole yuan with a remark, and no mistake.

    Returns
    -------
    Counts and faults
        A cell at fault has no count.
    """
    amounts = values.numbers * _multipliers(values, unit)
    kinds = values.kinds.copy()
    is_number = kinds == NUMBER
    whole = np.floor(amounts + 0.5)
    broken = is_number & (np.abs(amounts - whole) > _NOISE + 1e-12 * np.abs(amounts))
    negative = is_number & (amounts < 0)
    unfit = is_number & ((np.abs(amounts) >= _LARGEST) | _with_units(values, ("%", "‰")))
    kinds[negative | unfit | (broken & (not money))] = CODES[Kind.TEXT]
    counts = np.full(len(kinds), NO_COUNT, dtype=np.int64)
    counts[kinds == NUMBER] = whole[kinds == NUMBER].astype(np.int64)
    faults = (
        *_spoken(values),
        *_at("negative_number", negative),
        *_at("not_a_number", unfit & ~negative),
        *_at("not_whole", broken & ~negative & ~unfit),
    )
    return Counts(kinds, counts), faults


def rate_faults(values: Values) -> Faults:
    """Tell what is wrong in a column of rates."""
    return (*_spoken(values), *_at("negative_number", values.numbers < 0))


def rates(values: Values, unit: str, indicator: Indicator) -> Floats:
    """Return a column of rates in the unit of an indicator, NaN where there is none."""
    ratios = {own: float(ratio(own or unit, indicator)) for own in {"", *(values.units or ())}}
    scale = np.array([ratios[own] for own in values.units]) if values.units else ratios[""]
    rescaled: Floats = values.numbers * scale
    return rescaled


def exact(cell: Cell, own: str, unit: str, indicator: Indicator) -> str:
    """Write a rate in the unit of an indicator, in full and without trailing zeros.

    Parameters
    ----------
    cell
        A cell that is a number.
    own, unit
        Unit in the cell and in the heading; the cell's goes first.
    indicator
        What the rate is of.
    """
    number = parse(cell).number or Decimal(0)
    if isinstance(cell, float):
        number = Decimal(f"{cell:.15g}")
    scale = ratio(own or unit, indicator)
    value = number * scale.numerator / scale.denominator
    return f"{value.normalize():f}"


def ratio(unit: str, indicator: Indicator) -> Fraction:
    """Return what a rate in a unit is multiplied by to be in the unit of the indicator."""
    if indicator.unit is Unit.PLAIN:
        return Fraction(_factor(unit))
    share = _share(unit)
    return Fraction(1) if share is None else share * indicator.factor


def _share(unit: str) -> Fraction | None:
    """Share of one; None for a rate in the unit of its indicator, or of no unit."""
    if unit == SHARES[1]:
        return Fraction(1)
    if unit in ("%", SHARES[0]):
        return _PERCENT
    if unit == "‰":
        return _PER_MILLE
    return _PER_10000 if unit.startswith(("/万", "万分")) or unit.endswith("/万人") else None


def is_share_unclear(values: Values, unit: str) -> Flags:
    """Tell which rates of a column of per cents could as well be shares of one."""
    if unit not in ("", "%"):
        return np.zeros(len(values.kinds), dtype=bool)
    small: Flags = (values.numbers > 0) & (values.numbers <= 1)
    return small if values.units is None else small & ~_with_units(values, ("%", "‰"))


def _multipliers(values: Values, unit: str) -> Floats | int:
    factor = _factor(unit)
    if factor == 1 or values.units is None:
        return factor
    return np.array([1 if _factor(own) > 1 else factor for own in values.units], dtype=np.float64)


def _factor(unit: str) -> int:
    return next((factor for start, factor in _FACTORS.items() if unit.startswith(start)), 1)


def _with_units(values: Values, units: tuple[str, ...]) -> Flags:
    if values.units is None:
        return np.zeros(len(values.kinds), dtype=bool)
    return np.array([own in units for own in values.units], dtype=bool)


def _spoken(values: Values) -> Faults:
    """Cells whose words say that there is no figure in them."""
    if values.kinds.max(initial=0) <= MISSING:
        return ()
    return tuple(
        found for kind, rule in _FAULTS.items() for found in _at(rule, values.kinds == CODES[kind])
    )


def _at(rule: str, wrong: Flags) -> Faults:
    return tuple((rule, int(position)) for position in np.flatnonzero(wrong))
