"""Lines: which rows of a sheet hold the figures of which area and month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from lib.errors import N_
from lib.model.intake.column_values import Floats, Values
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.grids import column, text, written
from lib.model.intake.months import month_in
from lib.model.intake.names import MISPLACED, OTHER_COUNTY, SEVERAL, Resolution
from lib.model.intake.plans import Role, Shape, SheetPlan
from lib.model.intake.row_kinds import RowKind, classify
from lib.model.intake.sheets import Cell, Sheet, address
from lib.model.intake.understanding import Known
from lib.model.numbers import Flags, Integers, Numbers
from lib.model.observations import parse_period

_TOTALS = (RowKind.TOTAL, RowKind.UNLABELLED_TOTAL)
_GRAND = re.compile(r"总计|总合计")
_PART = re.compile(r"小计")


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The rows of a sheet that hold figures, as arrays of equal length."""

    rows: Integers
    """From 0, counted from the first row below the header."""
    areas: Numbers
    """Codes; empty for a row of totals."""
    months: Integers
    """0 where the month is not known."""
    is_total: Flags
    is_county: Flags
    """Whether the row is the county's, beside rows of its areas: a total, but for surveys."""

    def take(self, chosen: Flags | Integers) -> Lines:
        """Keep some rows."""
        return Lines(
            self.rows[chosen],
            self.areas[chosen],
            self.months[chosen],
            self.is_total[chosen],
            self.is_county[chosen],
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """What is needed to tell rows apart."""

    sheet: Sheet
    plan: SheetPlan
    figures: Sequence[Values]

    @property
    def first(self) -> int:
        return self.plan.header[1] + 1

    def cells(self, role: Role) -> Iterator[list[Cell]]:
        for known in self.plan.columns:
            if known.role is role:
                yield column(self.sheet, known.column, self.first, fill=True)


def read(
    sheet: Sheet, plan: SheetPlan, figures: Sequence[Values], known: Known, names: Mapping[str, str]
) -> tuple[Lines, tuple[Finding, ...]]:
    """Tell the rows of figures and of totals from notes and blanks, and whose they are.

    Parameters
    ----------
    sheet, plan
        The sheet, and how it is understood; not a skipped one.
    figures
        Its columns of figures, in the order of the plan.
    known
        The roster's names.
    names
        Answers: name as written → code, empty to leave its rows out.
    """
    place = _Place(sheet, plan, figures)
    labels = written(next(place.cells(Role.AREA)))
    kinds = _kinds(place, labels)
    is_body = np.array([kind is RowKind.BODY for kind in kinds], dtype=bool)
    areas, told = _areas(place, labels, is_body, (known, names))
    county, is_county = _county(known, labels, kinds, areas)
    areas[is_county] = county
    is_total = np.array([kind in _TOTALS for kind in kinds], dtype=bool) & ~is_county
    months, late = _months(place, is_total | (areas != ""))
    if place.plan.shape is Shape.WIDE:
        is_total = _grand(labels, is_total, months)
    lines = Lines(np.arange(len(labels)), areas, months, is_total, is_county)
    kept = is_total | (areas != "")
    return lines.take(kept), (*told, *late)


def _county(
    known: Known, labels: Sequence[str], kinds: Sequence[RowKind], areas: Numbers
) -> tuple[str, Flags]:
    """Find the rows of the county, where there are others it is the sum of."""
    code = known.names.county()
    named = {label: bool(known.names.county(label)) for label in set(labels)}
    held = zip(areas.tolist(), labels, kinds, strict=True)
    is_county = np.array(
        [
            area == code if area else kind is RowKind.TOTAL and named[label]
            for area, label, kind in held
        ],
        dtype=bool,
    )
    others = (areas != "") & ~is_county
    return code, is_county & bool(code) & bool(others.any())


def _grand(labels: Sequence[str], is_total: Flags, months: Integers) -> Flags:
    """Choose the one total of all rows of a month: sums of a part do not agree with it."""
    chosen = np.zeros(len(labels), dtype=bool)
    for month in np.unique(months[is_total]).tolist():
        rows = [
            row
            for row in np.flatnonzero(is_total & (months == month)).tolist()
            if not _PART.search(labels[row])
        ]
        grand = [row for row in rows if _GRAND.search(labels[row])]
        for found in (rows, grand):
            if len(found) == 1:
                chosen[found] = True
                break
    return chosen


def _kinds(place: _Place, labels: Sequence[str]) -> list[RowKind]:
    others = [*place.cells(Role.PARENT), *place.cells(Role.REMARK)]
    by_label = {label: classify(label, (), ()) for label in set(labels)}
    kinds = [by_label[label] for label in labels]
    matrix = np.array([values.numbers for values in place.figures]).T
    for row in (row for row, label in enumerate(labels) if kinds[row] is RowKind.EMPTY):
        aside = {classify(text(cells[row]), (), ()) for cells in others}
        told = next((kind for kind in (RowKind.TOTAL, RowKind.NOTE) if kind in aside), None)
        kinds[row] = told or _unlabelled(matrix, kinds, row, place.plan.shape)
    return kinds


def _unlabelled(matrix: Floats, kinds: Sequence[RowKind], row: int, shape: Shape) -> RowKind:
    numbers = _decimals(matrix[row]) if len(matrix) else []
    if shape is not Shape.WIDE or all(number is None for number in numbers):
        return classify(None, numbers, [None] * len(numbers))
    above = matrix[[r for r in range(row) if kinds[r] is RowKind.BODY]]
    sums = np.where(np.isnan(above).all(axis=0), np.nan, np.nansum(above, axis=0))
    return classify(None, numbers, _decimals(sums))


def _decimals(numbers: Floats) -> list[Decimal | None]:
    return [None if np.isnan(number) else Decimal(f"{number:.6f}") for number in numbers.tolist()]


def _areas(
    place: _Place, labels: Sequence[str], is_body: Flags, known: tuple[Known, Mapping[str, str]]
) -> tuple[Numbers, list[Finding]]:
    """Give every body row its area; the first row of an unknown name has the finding."""
    parents = _parents(place, len(labels))
    held = ~np.logical_and.reduce([values.is_blank for values in place.figures])
    found: dict[tuple[str, str], tuple[str, Resolution | None]] = {}
    unsure: dict[tuple[str, str], Finding] = {}
    areas = np.full(len(labels), "", dtype=object)
    for row in np.flatnonzero(is_body).tolist():
        pair = parents[row], labels[row]
        if pair not in found:
            found[pair] = _resolved(pair, known)
        areas[row], resolution = found[pair]
        if resolution is not None and held[row] and pair not in unsure:
            unsure[pair] = _unsure(place, row, pair, resolution)
    return areas, list(unsure.values())


def _resolved(
    pair: tuple[str, str], known: tuple[Known, Mapping[str, str]]
) -> tuple[str, Resolution | None]:
    things, answers = known
    key = written_name(*pair)
    if key in answers:
        return answers[key], None
    found = [things.names.resolve(pair[1], parent) for parent in pair[0].split("/")]
    codes = {resolution.code for resolution in found} - {""}
    unsure = [resolution for resolution in found if not resolution.code]
    against = [
        resolution for resolution in unsure if resolution.reason in (OTHER_COUNTY, MISPLACED)
    ]
    if len(codes) == 1 and not against:
        return codes.pop(), None
    return "", (against or unsure or [Resolution()])[0]


def written_name(parent: str, name: str) -> str:
    """Return a name as answers know it: with its parent before a “/”, where there is one.

    Examples
    --------
    >>> written_name("罗阳街道", "下南村卫生站"), written_name("", "罗阳")
    ('罗阳街道/下南村卫生站', '罗阳')
    """
    return f"{parent}/{name}" if parent else name


def _unsure(place: _Place, row: int, pair: tuple[str, str], found: Resolution) -> Finding:
    area = next(known.column for known in place.plan.columns if known.role is Role.AREA)
    name = written_name(*pair)
    where = {"sheet": place.plan.sheet, "cell": address(place.first + row, area)}
    if not pair[1]:
        return Finding(
            "area_unknown",
            Severity.ERROR,
            N_("Row {row} has figures but no name."),
            hint=N_("Enter the name of the institution or clinic, or delete the row."),
            values={"row": place.first + row + 1, "name": name},
            **where,
        )
    values: dict[str, object] = {"name": name}
    hint = N_("Correct the name, say which area is meant, or leave its rows out.")
    rule, severity = "area_unknown", Severity.ERROR
    if found.candidates:
        rule, severity = "area_uncertain", Severity.QUESTION
        values["candidates"] = found.candidates
        hint = N_("Say which one is meant; the answer is remembered for this layout.")
    return Finding(
        rule, severity, found.reason or SEVERAL, value=name, hint=hint, values=values, **where
    )


def _parents(place: _Place, length: int) -> list[str]:
    """Join all columns of parents, the widest first."""
    columns = [written(cells) for cells in place.cells(Role.PARENT)]
    if not columns:
        return [""] * length
    return ["/".join(dict.fromkeys(filter(None, row))) for row in zip(*columns, strict=True)]


def _months(place: _Place, wanted: Flags) -> tuple[Integers, list[Finding]]:
    """Give every row its month, 0 where it is not known."""
    cells = next(place.cells(Role.PERIOD), None)
    if cells is None:
        month = parse_period(place.plan.period) if place.plan.period else 0
        return np.full(len(wanted), month, dtype=np.int64), []
    words = written(cells)
    year = int(place.plan.period[:4]) if place.plan.period else None
    known = {word: month_in(word, year) for word in set(words)}
    months = np.array([known[word] for word in words], dtype=np.int64)
    at = next(c.column for c in place.plan.columns if c.role is Role.PERIOD)
    return months, [
        Finding(
            "period_unknown",
            Severity.ERROR,
            N_("“{text}” is not a month."),
            sheet=place.plan.sheet,
            cell=address(place.first + row, at),
            value=words[row],
            hint=N_("Write 2025-09, 2025Q3, 2025H2 or 2025."),
            values={"text": words[row]},
        )
        for row in np.flatnonzero(wanted & (months == 0)).tolist()
    ]
