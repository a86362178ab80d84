"""Measurement: one status and one value for every area and indicator on a day.

Counts of clinics add up to their institution before any rate is taken; a
county figure is copied to all. Nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from lib.errors import N_, InputError
from lib.model.indicators import Indicator
from lib.model.measures import Measures
from lib.model.numbers import Integers, Numbers
from lib.model.observations import NO_COUNT, Dataset, Status, current
from lib.model.roster import Area, Roster


def measure(
    dataset: Dataset,
    indicators: Sequence[Indicator],
    areas: Sequence[Area],
    day: date,
    oldest: Mapping[str, int] | None = None,
) -> Measures:
    """Measure areas on a day.

    An observation of the area itself comes first; else the sum over the areas
    below it; else the figure of an area above it (a county-wide survey).

    Parameters
    ----------
    dataset
        Roster and observations.
    indicators, areas
        What to measure, and of whom; rows and columns of the result.
    day
        Day of the evaluation.
    oldest
        See `observations.current`.

    Raises
    ------
    InputError
        If a numerator exceeds its denominator where it must not, or there is a
        numerator without a denominator; the message names areas and indicators.
    """
    found = current(dataset.observations, day, oldest)
    found = found[found["indicator"].isin([indicator.code for indicator in indicators])]
    columns = {indicator.code: position for position, indicator in enumerate(indicators)}
    cells = _Cells(tuple(areas), tuple(indicators))
    _copy_down(cells, found, columns, dataset.roster)
    _add_up(cells, found, columns, dataset.roster)
    _take_own(cells, found, columns)
    _refuse_impossible(cells)
    return cells.measures()


class _Cells:
    """The arrays of `Measures` while they are being filled."""

    def __init__(self, areas: tuple[Area, ...], indicators: tuple[Indicator, ...]) -> None:
        shape = (len(areas), len(indicators))
        self.areas = areas
        self.indicators = indicators
        self.lines = {area.code: line for line, area in enumerate(areas)}
        self.status = np.full(shape, int(Status.MISSING))
        self.numerator = np.full(shape, NO_COUNT)
        self.denominator = np.full(shape, NO_COUNT)
        self.month = np.full(shape, NO_COUNT)
        self.row = np.full(shape, NO_COUNT)
        self.value = np.full(shape, "", dtype=object)
        self.reported = np.zeros(shape, dtype=np.int64)
        self.expected = np.ones(shape, dtype=np.int64)

    def put(self, at: tuple[Integers, Integers], rows: pd.DataFrame) -> None:
        """Write observations into cells, one row for each cell."""
        for name in ("status", "numerator", "denominator", "month", "row", "value"):
            getattr(self, name)[at] = rows[name].to_numpy()
        status = rows["status"].to_numpy()
        self.reported[at] = status == Status.REPORTED
        self.expected[at] = np.isin(status, (Status.REPORTED, Status.MISSING))

    def measures(self) -> Measures:
        """Turn counts into exact values; nobody to serve means not applicable."""
        self.status[(self.status == Status.REPORTED) & (self.denominator == 0)] = (
            Status.NOT_APPLICABLE
        )
        return Measures(
            self.areas,
            self.indicators,
            self.status,
            self.numerator,
            self.denominator,
            self._values(),
            self.month,
            self.row,
            self.reported,
            self.expected,
            self.lines,
            {indicator.code: column for column, indicator in enumerate(self.indicators)},
        )

    def _values(self) -> Numbers:
        values = np.full(self.status.shape, None, dtype=object)
        for line, column in np.argwhere(self.status == Status.REPORTED).tolist():
            denominator = int(self.denominator[line, column])
            if denominator == NO_COUNT:
                values[line, column] = Fraction(self.value[line, column])
            else:
                counted = int(self.numerator[line, column]) * self.indicators[column].factor
                values[line, column] = Fraction(counted, denominator)
        return values


def _take_own(cells: _Cells, found: pd.DataFrame, columns: Mapping[str, int]) -> None:
    own = found[found["area_code"].isin(list(cells.lines))]
    cells.put(
        (_positions(own["area_code"], cells.lines), _positions(own["indicator"], columns)), own
    )


def _copy_down(
    cells: _Cells, found: pd.DataFrame, columns: Mapping[str, int], roster: Roster
) -> None:
    """Copy a county-wide figure to each area below, that of the nearest area last."""
    wide = [indicator.code for indicator in cells.indicators if indicator.level == "C"]
    found = found[found["indicator"].isin(wide)]
    if found.empty:
        return
    parents = {area.code: area.parent_code for area in roster.areas}
    above = [_ancestors(area, parents) for area in cells.areas]
    for height in range(max(map(len, above), default=0), 0, -1):
        below: dict[str, list[int]] = {}
        for line, up in enumerate(above):
            if len(up) >= height:
                below.setdefault(up[height - 1], []).append(line)
        for code, lines in below.items():
            rows = found[found["area_code"] == code]
            at = _positions(rows["indicator"], columns)
            for place, column in enumerate(at.tolist()):
                cells.put((np.array(lines), np.full(len(lines), column)), rows.iloc[[place]])


def _add_up(cells: _Cells, found: pd.DataFrame, columns: Mapping[str, int], roster: Roster) -> None:
    """Add up the areas below; one reported part makes a sum, none a gap that is named."""
    line_of = {
        a.code: cells.lines[a.parent_code] for a in roster.areas if a.parent_code in cells.lines
    }
    parts = found[found["area_code"].isin(list(line_of))]
    rate_only = (parts["status"] == Status.REPORTED) & (parts["denominator"] == NO_COUNT)
    parts = parts[~rate_only]
    at = (_positions(parts["area_code"], line_of), _positions(parts["indicator"], columns))
    counts = {status: np.zeros_like(cells.reported) for status in Status}
    for status in Status:
        chosen = parts["status"].to_numpy() == status
        np.add.at(counts[status], (at[0][chosen], at[1][chosen]), 1)
    members = np.bincount(list(line_of.values()), minlength=len(cells.areas))[:, np.newaxis]
    excused = counts[Status.NOT_APPLICABLE] + counts[Status.EXEMPT]
    observed = counts[Status.REPORTED] + excused > 0
    cells.reported = np.where(observed, counts[Status.REPORTED], cells.reported)
    cells.expected = np.where(observed, members - excused, cells.expected)
    for status, holds in (
        (Status.EXEMPT, observed),
        (Status.NOT_APPLICABLE, observed & (counts[Status.NOT_APPLICABLE] > 0)),
        (Status.MISSING, observed & (members > excused)),
        (Status.REPORTED, counts[Status.REPORTED] > 0),
    ):
        cells.status[holds] = status
    _sum_counts(cells, parts, at)


def _sum_counts(cells: _Cells, parts: pd.DataFrame, at: tuple[Integers, Integers]) -> None:
    reported = parts["status"].to_numpy() == Status.REPORTED
    target = (at[0][reported], at[1][reported])
    for array, name in ((cells.numerator, "numerator"), (cells.denominator, "denominator")):
        array[target] = 0
        np.add.at(array, target, parts[name].to_numpy()[reported])
    np.maximum.at(cells.month, target, parts["month"].to_numpy()[reported])
    cells.row[target] = NO_COUNT


def _refuse_impossible(cells: _Cells) -> None:
    """Stop where a part is larger than the whole, or counted of nobody."""
    capped = np.array([not indicator.over_100 for indicator in cells.indicators])
    counted = (cells.status == Status.REPORTED) & (cells.denominator != NO_COUNT)
    limited = capped & np.array([i.unit == "percent" for i in cells.indicators])
    wrong = counted & (cells.numerator > cells.denominator) & limited
    wrong |= counted & (cells.denominator == 0) & (cells.numerator > 0)
    if not wrong.any():
        return
    places = np.argwhere(wrong).tolist()
    line, column = places[0]
    raise InputError(
        N_(
            "{count} figures have a numerator larger than their denominator, "
            "first {indicator} of {area}: {numerator} of {denominator}."
        ),
        hint=N_("Correct the counts in the source file; the evaluation needs every one of them."),
        count=len(places),
        indicator=cells.indicators[column].code,
        area=cells.areas[line].name,
        numerator=int(cells.numerator[line, column]),
        denominator=int(cells.denominator[line, column]),
    )


def together(measures: Measures, area: Area) -> Measures:
    """Add several areas up to one that holds them all, such as the county.

    Parameters
    ----------
    measures
        Areas that share nothing with one another.
    area
        What they make up.

    Returns
    -------
    Measures
        One row. A county-wide figure stays one figure; an indicator that some
        areas have not reported is the sum of the others and says how many.
    """
    cells = _Cells((area,), measures.indicators)
    for column, indicator in enumerate(measures.indicators):
        status = measures.status[:, column]
        reported = np.flatnonzero(status == Status.REPORTED)
        chosen = reported[:1] if indicator.level == "C" else reported
        excused = np.isin(status, (Status.NOT_APPLICABLE, Status.EXEMPT))
        cells.expected[0, column] = len(status) - excused.sum()
        cells.reported[0, column] = len(reported)
        if excused.all():
            cells.status[0, column] = status.min()
        if len(chosen) and (measures.denominator[chosen, column] != NO_COUNT).all():
            cells.status[0, column] = Status.REPORTED
            cells.numerator[0, column] = measures.numerator[chosen, column].sum()
            cells.denominator[0, column] = measures.denominator[chosen, column].sum()
            cells.month[0, column] = measures.month[chosen, column].max()
    return cells.measures()


def _positions(codes: pd.Series[str], known: Mapping[str, int]) -> Integers:
    """Look codes up once each, not once a row."""
    distinct, inverse = np.unique(codes.to_numpy(dtype=object).astype(str), return_inverse=True)
    table = np.array([known[code] for code in distinct], dtype=np.int64)
    return table[inverse] if len(table) else np.zeros(0, dtype=np.int64)


def _ancestors(area: Area, parents: Mapping[str, str]) -> list[str]:
    """Codes above an area, nearest first; the highest may be named only as a parent."""
    chain: list[str] = []
    code = area.parent_code
    while code and code not in chain:
        chain.append(code)
        code = parents.get(code, "")
    return chain
