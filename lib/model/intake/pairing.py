"""Pairing: the columns of one indicator become figures with their status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.model.indicators import Indicator, Level
from lib.model.intake.cells import Kind
from lib.model.intake.column_values import (
    CODES,
    MISSING,
    NUMBER,
    Counts,
    Floats,
    Values,
    exact,
    is_share_unclear,
    rates,
)
from lib.model.intake.lines import Lines
from lib.model.intake.plans import ColumnPlan, Part
from lib.model.numbers import Flags, Integers, Numbers
from lib.model.observations import NO_COUNT, Status

_CLOSER = 1.0
"""Points within which a share of one, times the factor, agrees with the recomputed rate."""
_COUNTS = (Part.NUMERATOR, Part.DENOMINATOR)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of figures, only the rows that hold figures."""

    plan: ColumnPlan
    values: Values
    counts: Counts
    """Nothing in it is a number if the column feeds no count."""
    addresses: Numbers

    def take(self, chosen: Integers) -> Column:
        """Keep some rows, in the order given."""
        counts = Counts(self.counts.kinds[chosen], self.counts.counts[chosen])
        return Column(self.plan, self.values.take(chosen), counts, self.addresses[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The figures of one indicator, as arrays of equal length, and their doubtful rows."""

    areas: Numbers
    is_total: Flags
    numerators: Integers
    denominators: Integers
    texts: Numbers
    """Rates without counts, exact, in the unit of the indicator; empty where there is none."""
    statuses: Integers
    stated: Floats
    cells: Numbers
    lone_numerators: Integers
    """Positions where a count has no denominator."""
    lone_denominators: Integers
    """Positions where the numerator is empty, not even marked as missing."""
    lone_rates: Integers
    """Positions where a rate is stated and its counts are missing."""


def pair(
    lines: Lines, indicator: Indicator, columns: Mapping[Part, Column], *, by_row: bool
) -> Pair:
    """Make the figures of one indicator.

    Parameters
    ----------
    lines
        The rows.
    indicator
        What they are of.
    columns
        Its columns by part, all as long as the lines; a rate, or both counts, or all three.
    by_row
        Whether each row decides if it gives counts or a value, as in a long table; otherwise
        a column of counts speaks for the whole sheet.
    """
    rate = columns.get(Part.RATE, columns.get(Part.VALUE))
    counts = _counts(columns)
    statuses = _statuses([column.values.kinds for column in columns.values()], len(lines.rows))
    stated = np.full(len(lines.rows), np.nan)
    values = np.full(len(lines.rows), "", dtype=object)
    is_counted = np.zeros(len(lines.rows), dtype=bool)
    if counts is not None:
        is_counted = (counts[0] != NO_COUNT) & (counts[1] != NO_COUNT)
        statuses[is_counted] = Status.REPORTED
    if rate is not None:
        stated = _stated(rate, indicator, counts)
        if by_row or counts is None:
            valued = ~is_counted & (rate.values.kinds == NUMBER) & (rate.values.numbers >= 0)
            values[valued] = _texts(rate, indicator, valued)
            statuses[valued] = Status.REPORTED
    none = np.full(len(lines.rows), NO_COUNT)
    numerators, denominators = counts or (none, none)
    return Pair(
        lines.areas,
        lines.is_total | (lines.is_county & (indicator.level is not Level.COUNTY)),
        np.where(is_counted, numerators, NO_COUNT),
        np.where(is_counted, denominators, NO_COUNT),
        values,
        statuses,
        np.where(is_counted, stated, np.nan),
        _cells(columns, is_counted | (values == ""), ~np.isnan(stated)),
        *_alone(columns, is_counted, values == ""),
    )


def _counts(columns: Mapping[Part, Column]) -> tuple[Integers, Integers] | None:
    """Return both counts; where there is nobody to serve, nobody was served."""
    if Part.NUMERATOR not in columns or Part.DENOMINATOR not in columns:
        return None
    above, below = columns[Part.NUMERATOR].counts, columns[Part.DENOMINATOR].counts
    nobody = (below.counts == 0) & (above.kinds == MISSING)
    return np.where(nobody, 0, above.counts), below.counts


def _statuses(kinds: Sequence[Integers], length: int) -> Integers:
    """Tell why there is no figure: exempt before not applicable before missing."""
    statuses = np.full(length, int(Status.MISSING))
    for kind, status in (
        (Kind.NOT_APPLICABLE, Status.NOT_APPLICABLE),
        (Kind.EXEMPT, Status.EXEMPT),
    ):
        for column in kinds:
            statuses[column == CODES[kind]] = status
    return statuses


def _stated(rate: Column, indicator: Indicator, counts: tuple[Integers, Integers] | None) -> Floats:
    """Return stated rates; a share of one is taken for what it is where the counts say so."""
    stated = rates(rate.values, rate.plan.unit, indicator)
    if counts is None or not is_share_unclear(rate.values, rate.plan.unit).any():
        return stated
    above, below = counts
    recomputed = above * indicator.factor / np.where(below > 0, below, 1)
    scaled = stated * indicator.factor
    agrees = np.abs(scaled - recomputed) <= _CLOSER
    closer = np.abs(scaled - recomputed) < np.abs(stated - recomputed)
    unclear = is_share_unclear(rate.values, rate.plan.unit)
    return np.where(unclear & agrees & closer & (below > 0), scaled, stated)


def _texts(rate: Column, indicator: Indicator, valued: Flags) -> list[str]:
    units = rate.values.units or ("",) * len(valued)
    return [
        exact(rate.values.cells[at], units[at], rate.plan.unit, indicator)
        for at in np.flatnonzero(valued).tolist()
    ]


def _cells(columns: Mapping[Part, Column], is_counted: Flags, with_rate: Flags) -> Numbers:
    """Join the addresses of the cells that make each figure."""
    rate = columns.get(Part.RATE, columns.get(Part.VALUE))
    parts = [columns[part].addresses for part in _COUNTS if part in columns]
    if rate is None:
        return _joined(parts)
    if not parts:
        return rate.addresses
    counted = np.where(with_rate, _joined([*parts, rate.addresses]), _joined(parts))
    return np.where(is_counted, counted, rate.addresses)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    joined = np.empty(len(parts[0]), dtype=object)
    joined[:] = list(map("/".join, zip(*parts, strict=True)))
    return joined


def _alone(
    columns: Mapping[Part, Column], is_counted: Flags, no_value: Flags
) -> tuple[Integers, Integers, Integers]:
    """Find counts without the other one, and rates without their counts."""
    nothing = np.array([], dtype=np.int64)
    if not columns.keys() >= set(_COUNTS):
        return nothing, nothing, nothing
    above, below = columns[Part.NUMERATOR], columns[Part.DENOMINATOR]
    lone = no_value & ~is_counted
    numerator = lone & (above.counts.kinds == NUMBER) & (below.counts.kinds == MISSING)
    denominator = lone & (below.counts.counts > 0) & above.values.is_blank
    rate = columns.get(Part.RATE, columns.get(Part.VALUE))
    given = np.zeros(len(lone), dtype=bool) if rate is None else rate.values.kinds == NUMBER
    neither = (above.counts.kinds == MISSING) & (below.counts.kinds == MISSING)
    return (
        np.flatnonzero(numerator),
        np.flatnonzero(denominator),
        np.flatnonzero(lone & neither & given),
    )
