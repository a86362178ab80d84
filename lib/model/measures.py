"""Measures: the status, counts and exact value of every area and indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.errors import N_, InputError
from lib.model.indicators import Indicator
from lib.model.numbers import Integers, Numbers, known, round_half_up
from lib.model.roster import Area


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Measures of areas (rows) by indicators (columns); every array has that shape."""

    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    status: Integers
    """`Status` of each measure."""
    numerator: Integers
    denominator: Integers
    """Counts; `NO_COUNT` where there is none."""
    values: Numbers
    """Exact value in the indicator's unit, or None where the status is not reported."""
    month: Integers
    """Month the figure is of, counted from year 0; `NO_COUNT` where there is none."""
    rows: Integers
    """Line of the observation file, or `NO_COUNT` where several were added up."""
    reported: Integers
    expected: Integers
    """How many parts were added up, and how many should have been; 1 of 1 if not a sum."""

    lines: Mapping[str, int]
    """Row of each area, by its code."""
    columns: Mapping[str, int]
    """Column of each indicator, by its code."""

    def column(self, code: str) -> int:
        """Return the position of an indicator.

        Raises
        ------
        InputError
            If it was not measured.
        """
        if code not in self.columns:
            raise InputError(N_("The indicator “{code}” is not measured here."), code=code)
        return self.columns[code]

    def line(self, code: str) -> int:
        """Return the position of an area.

        Raises
        ------
        InputError
            If it is not among the areas measured.
        """
        if code not in self.lines:
            raise InputError(N_("The area “{code}” is not among those evaluated."), code=code)
        return self.lines[code]


def compare_at(values: Numbers, decimals: int | None) -> Numbers:
    """Round values to the precision at which they meet targets; None stays None.

    Examples
    --------
    >>> from fractions import Fraction
    >>> import numpy as np
    >>> compare_at(np.array([Fraction(64999, 1000), None], dtype=object), 2)
    array([Fraction(65, 1), None], dtype=object)
    """
    if decimals is None:
        return values
    rounded = values.copy()
    there = known(values)
    rounded[there] = round_half_up(values[there], decimals)
    return rounded
