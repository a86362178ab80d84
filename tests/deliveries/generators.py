"""Good workbooks of any layout with their true figures, and the same with one planted fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from lib.model.intake.sheets import address
from lib.model.observations import parse_period
from lib.model.roster import Area
from tests.deliveries.county import CLINICS, INDICATORS, INSTITUTIONS, counts
from tests.deliveries.fixtures import identity
from tests.deliveries.writing import Grid, delimited, ods, xls, xlsx

CODES = (
    "EHR01", "EHR02", "HTN01", "HTN02", "HTN03", "DIA01", "DIA02", "ELD01", "TCM01", "VAC01",
    "MAT02", "SMI02", "MON02",
)  # fmt: skip
CLINIC_CODES = ("EHR01", "HTN01", "HTN02", "DIA01", "ELD01")
"""Indicators whose figures clinics produce."""
MONTHS = (7, 8, 9)
NUMERATOR, DENOMINATOR, RATE, NAME = "numerator", "denominator", "rate", "name"
Place = tuple[int, int]

PERIODS = (
    "2025年1-{month}月",
    "2025年{month}月（年内累计）",
    "截至2025年{month}月{last}日",
    "2025.01-2025.{month:02}",
)
_LAST = {7: 31, 8: 31, 9: 30}
NUMBERS: dict[str, Callable[[int], object]] = {
    "numbers": lambda count: count,
    "text": str,
    "thousands": lambda count: f"{count:,}",
    "full width": lambda count: str(count).translate({48 + d: 0xFF10 + d for d in range(10)}),
    "with a unit": lambda count: f"{count}人",
    "with an apostrophe": lambda count: f"'{count}",
    "with spaces": lambda count: f" {count} ",
}
TOTALS = ("合计", "总 计", "全县合计", None)


@dataclass(frozen=True)
class Layout:
    """How figures lie on a sheet."""

    shape: str
    """Grouped (two header rows), flat or long."""
    numbers: str
    rates: bool
    """Whether each pair of counts has its rate beside it."""
    total: str | None
    """Label of the row of totals; empty for none, None for totals without a label."""
    notes: bool
    """Whether a signature stands below and a remark above."""
    gap: int
    """Empty rows between title and header."""


@dataclass(frozen=True)
class Laid:
    """A sheet with the places of its figures."""

    grid: Grid
    month: int
    places: dict[tuple[str, str, str], Place]
    """Cells by area (empty for totals), indicator and part; names have no indicator."""
    header: int
    """Lowest row of the header."""

    def changed(self, at: Place, content: object) -> Laid:
        """Return the sheet with another content of one cell."""
        rows = [list(row) for row in self.grid.rows]
        rows[at[0]][at[1]] = content
        return replace(self, grid=replace(self.grid, rows=rows))


@dataclass(frozen=True)
class Delivery:
    """A file ready to be delivered, and what it says."""

    name: str
    kind: str
    sheets: tuple[Laid, ...]
    truth: dict[tuple[str, str, int], tuple[int, int]]
    rule: str = ""
    """Rule that has to find the planted fault."""
    sheet: str = ""
    cell: str = ""
    """Where it was planted; empty if the whole sheet is meant."""
    layout: Layout | None = field(default=None, repr=False)

    @property
    def content(self) -> bytes:
        """Return the file, byte for byte."""
        grids = [laid.grid for laid in self.sheets]
        if self.kind in TEXTS:
            return delimited(grids[0], *TEXTS[self.kind])
        return WRITERS[self.kind](*grids)

    def broken(self, rule: str, laid: Laid, cell: str = "", **changes: object) -> Delivery:
        """Return the delivery with one sheet in another state, and the rule that must see it."""
        sheets = tuple(
            laid if old.grid.name == laid.grid.name else old for old in self.sheets
        )
        return replace(
            self, sheets=sheets, rule=rule, sheet=laid.grid.name, cell=cell, **changes
        )


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods}
TEXTS = {
    "utf-8": ("utf-8", ","),
    "utf-8 with a mark": ("utf-8-sig", ","),
    "gb18030": ("gb18030", ","),
    "semicolons": ("gb18030", ";"),
    "utf-16": ("utf-16", "\t"),
}


@st.composite
def good(draw, sheets: int | None = None) -> Delivery:
    """Draw a delivery in which everything is in order.

    Parameters
    ----------
    draw
        Given by hypothesis.
    sheets
        How many months it has, each on its own sheet; none means one to three.
    """
    count = sheets or draw(st.integers(1, 3))
    kind = draw(st.sampled_from([*WRITERS, *(TEXTS if count == 1 else ())]))
    layout = draw(layouts(kind))
    areas, codes = draw(contents())
    months = MONTHS[-count:]
    told_in = draw(st.sampled_from(["title", "sheet", "file"] if count == 1 else ["title", "sheet"]))
    laid = tuple(
        _lay(draw, layout, areas, codes, _headed(month, draw(st.sampled_from(PERIODS)), told_in))
        for month in months
    )
    period = PERIODS[0].format(month=months[-1]) if told_in == "file" else ""
    truth = {
        (area.code, code, parse_period(f"2025-{month:02}")): counts(code, area, month)
        for month in months
        for area in areas
        for code in codes
    }
    ending = kind if kind in WRITERS else "csv"
    return Delivery(f"公卫报表{period}.{ending}", kind, laid, truth, layout=layout)


@st.composite
def layouts(draw, kind: str) -> Layout:
    """Draw a layout that a format can hold: text has no merged cells."""
    shape = draw(st.sampled_from(["grouped", "flat", "long"] if kind in WRITERS else ["flat", "long"]))
    wide = shape != "long"
    return Layout(
        shape,
        draw(st.sampled_from(sorted(NUMBERS))),
        wide and draw(st.booleans()),
        draw(st.sampled_from(TOTALS + ("",) * 3)) if wide else "",
        draw(st.booleans()),
        draw(st.integers(0, 2)),
    )


@st.composite
def contents(draw) -> tuple[list[Area], list[str]]:
    """Draw areas in any order, and indicators that are reported of them."""
    if draw(st.integers(0, 3)):
        areas, pool = list(INSTITUTIONS), CODES
    else:
        parents = {a.code for a in draw(st.lists(st.sampled_from(INSTITUTIONS), min_size=1, max_size=3))}
        areas, pool = [area for area in CLINICS if area.parent_code in parents], CLINIC_CODES
    codes = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True))
    return draw(st.permutations(areas)), codes


@dataclass(frozen=True)
class _Head:
    month: int
    sheet: str
    title: str


def _headed(month: int, form: str, told_in: str) -> _Head:
    period = form.format(month=month, last=_LAST[month])
    title = f"博罗县{period}基本公共卫生服务统计表" if told_in == "title" else "基本公共卫生服务统计表"
    return _Head(month, period if told_in == "sheet" else f"{month}月", title)


def _lay(draw, layout: Layout, areas, codes, head: _Head) -> Laid:
    written = draw(st.sampled_from(["official", "alias"]))
    names = {area.code: _named(draw, area, written) for area in areas}
    lay = _lay_long if layout.shape == "long" else _lay_wide
    top = [[head.title], *([["说明：由系统导出，供核对"]] if layout.notes else []), *[[]] * layout.gap]
    laid = lay(layout, areas, codes, names, top)
    rows = [*laid.grid.rows]
    if layout.notes:
        rows += [[], ["填报人：", None, "审核人："]]
    width = max(map(len, rows))
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    grid = replace(laid.grid, name=head.sheet.replace("/", "-"), rows=padded)
    return replace(laid, grid=grid, month=head.month)


def _named(draw, area: Area, written: str) -> str:
    """Choose a spelling; clinics of one name are told apart by their town alone."""
    if written == "official" or area.kind == "clinic":
        return area.name
    return draw(st.sampled_from([area.name, *area.aliases]))


def _lay_wide(layout: Layout, areas, codes, names, top) -> Laid:
    clinics = areas[0].kind == "clinic"
    lead = ["所属机构", "村卫生站"] if clinics else ["机构名称"]
    parts = [NUMERATOR, DENOMINATOR, *([RATE] if layout.rates else [])]
    columns = [(code, part) for code in codes for part in parts]
    first = len(top)
    merged, header = [], [lead + [_heading(code, part) for code, part in columns]]
    if layout.shape == "grouped":
        groups = [[INDICATORS[code].name.zh, *[None] * (len(parts) - 1)] for code in codes]
        header.insert(0, lead + [cell for group in groups for cell in group])
        header[1][: len(lead)] = [None] * len(lead)
        merged = [(first, at, first + 1, at) for at in range(len(lead))]
        for at in range(len(codes)):
            left = len(lead) + at * len(parts)
            merged.append((first, left, first, left + len(parts) - 1))
    rows = [*top, *header]
    places: dict[tuple[str, str, str], Place] = {}
    for area in areas:
        figures = {code: counts(code, area, _month(top)) for code in codes}
        places |= _places(area.code, len(rows), len(lead), columns)
        own = [names[area.code]]
        rows.append([*_parent(area, clinics), *own, *_cells(layout, columns, figures)])
    if layout.total != "":
        sums = {
            code: tuple(sum(counts(code, a, _month(top))[part] for a in areas) for part in (0, 1))
            for code in codes
        }
        places |= _places("", len(rows), len(lead), columns)
        rows.append([layout.total, *[None] * (len(lead) - 1), *_cells(layout, columns, sums)])
    return Laid(Grid("", rows, merged), 0, places, first + len(header) - 1)
