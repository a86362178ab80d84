"""Good workbooks of any layout with their true figures, and the same with one planted fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hypothesis import strategies as st

from lib.model.observations import parse_period
from lib.model.roster import CLINIC, Area
from tests.deliveries.county import CLINICS, INDICATORS, INSTITUTIONS, counts
from tests.deliveries.writing import Grid, delimited, ods, xls, xlsx

CODES = (
    "EHR01", "EHR02", "HTN01", "HTN02", "HTN03", "DIA01", "DIA02", "ELD01", "TCM01", "VAC01",
    "MAT02", "SMI02", "MON02",
)  # fmt: skip
CLINIC_CODES = ("EHR01", "HTN01", "HTN02", "DIA01", "ELD01")
"""Indicators whose figures clinics produce."""
MONTHS = (7, 8, 9)
NUMERATOR, DENOMINATOR, RATE, NAME = "numerator", "denominator", "rate", "name"
PARENTS = {area.code: area.name for area in INSTITUTIONS}
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
RATES: dict[str, Callable[[float], object]] = {
    "percent as text": lambda rate: f"{rate:,.1f}%",
    "percent as number": lambda rate: round(rate, 2),
}
"""How a rate is written."""
TOTALS = ("合计", "总 计", "全县合计", None, "", "", "")
_TELLING = 3
"""Fewest columns from which a row without a label shows itself to be a sum."""


@dataclass(frozen=True)
class Layout:
    """How figures lie on a sheet."""

    shape: str
    """Grouped (two header rows), flat or long."""
    numbers: str
    rates: str
    """How the rate beside each pair of counts is written; empty if there is none."""
    total: str | None
    """Label of the row of totals; empty for no such row, None for one without a label."""
    notes: bool
    """Whether a signature stands below and a remark above."""
    gap: int
    """Empty rows between title and header."""


@dataclass(frozen=True)
class Laid:
    """A sheet with the places of its figures."""

    grid: Grid
    places: dict[tuple[str, str, str], Place] = field(repr=False)
    """Cells by area (empty for totals), indicator and part; names have no indicator."""
    header: int
    """Lowest row of the header."""


@dataclass(frozen=True)
class Delivery:
    """A file ready to be delivered, and what it says."""

    name: str
    kind: str
    sheets: tuple[Laid, ...]
    truth: dict[tuple[str, str, int], tuple[int, int]] = field(repr=False)

    @property
    def is_text(self) -> bool:
        """Tell whether it is a table of text, whose only sheet bears the name of the file."""
        return self.kind in TEXTS

    @property
    def content(self) -> bytes:
        """Return the file, byte for byte."""
        grids = [laid.grid for laid in self.sheets]
        if self.is_text:
            return delimited(grids[0], *TEXTS[self.kind])
        return WRITERS[self.kind](*grids)


WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods}
TEXTS = {
    "utf-8": ("utf-8", ","),
    "utf-8 with a mark": ("utf-8-sig", ","),
    "gb18030": ("gb18030", ","),
    "semicolons": ("gb18030", ";"),
    "utf-16": ("utf-16", "\t"),
}


@dataclass(frozen=True)
class Wishes:
    """What is not left to chance."""

    sheets: int | None = None
    """Months, each on its own sheet; none means one to three."""
    codes: tuple[str, ...] = ()
    """Indicators that must be there."""
    institutions: bool = False
    """Whether the areas must be all institutions."""
    periods: tuple[str, ...] = PERIODS
    """Words for the month; none for a file that does not say it."""
    layout: Mapping[str, object] = field(default_factory=dict)
    """Fields of the layout."""


_ANY = Wishes()


@st.composite
def good(draw, wishes: Wishes = _ANY) -> Delivery:
    """Draw a delivery in which everything is in order, but for what the wishes say."""
    count = wishes.sheets or draw(st.integers(1, 3))
    kind = draw(st.sampled_from([*WRITERS, *(TEXTS if count == 1 else ())]))
    layout = replace(draw(layouts(kind)), **wishes.layout)
    areas, codes = draw(contents(wishes))
    names = draw(spellings(areas))
    told_in = draw(st.sampled_from(_places_of_the_month(kind, count))) if wishes.periods else ""
    laid, period = [], ""
    for month in MONTHS[-count:]:
        form = draw(st.sampled_from(wishes.periods or ("",)))
        period = form.format(month=month, last=_LAST[month])
        page = _Page(layout, areas, codes, names, month)
        sheet = period if told_in == "sheet" else f"表{'甲乙丙'[month % 3]}"
        title = f"博罗县{period if told_in == 'title' else ''}基本公共卫生服务统计表"
        laid.append(page.laid(sheet, title))
    period = period if told_in == "file" else ""
    ending = kind if kind in WRITERS else "csv"
    truth = {
        (area.code, code, parse_period(f"2025-{month:02}")): counts(code, area, month)
        for month in MONTHS[-count:]
        for area in areas
        for code in codes
    }
    return Delivery(f"公卫报表{period}.{ending}", kind, tuple(laid), truth)


def _places_of_the_month(kind: str, count: int) -> list[str]:
    """Return where a file can say its month: text has no name of a sheet."""
    return ["title", *(["sheet"] if kind in WRITERS else []), *(["file"] if count == 1 else [])]


@st.composite
def layouts(draw, kind: str) -> Layout:
    """Draw a layout that a format can hold: text has no merged cells."""
    shapes = ["grouped", "flat", "long"] if kind in WRITERS else ["flat", "long"]
    shape = draw(st.sampled_from(shapes))
    return Layout(
        shape,
        draw(st.sampled_from(sorted(NUMBERS))),
        draw(st.sampled_from(["", *RATES])),
        draw(st.sampled_from(TOTALS)) if shape != "long" else "",
        draw(st.booleans()),
        draw(st.integers(0, 2)),
    )


@st.composite
def contents(draw, wishes: Wishes = _ANY) -> tuple[list[Area], list[str]]:
    """Draw areas in any order, and indicators that are reported of them."""
    if wishes.institutions or set(wishes.codes) - set(CLINIC_CODES) or draw(st.integers(0, 3)):
        areas, pool = list(INSTITUTIONS), CODES
    else:
        parents = draw(st.sets(st.sampled_from(sorted(PARENTS)), min_size=1, max_size=3))
        areas = [area for area in CLINICS if area.parent_code in parents]
        pool = CLINIC_CODES
    least = 0 if wishes.codes else 1
    others = draw(st.lists(st.sampled_from(pool), min_size=least, max_size=4, unique=True))
    return draw(st.permutations(areas)), list(dict.fromkeys([*wishes.codes, *others]))


@st.composite
def spellings(draw, areas: list[Area]) -> dict[str, str]:
    """Draw how each area is written; clinics of one name only their institution tells apart."""
    if areas[0].kind == CLINIC or draw(st.booleans()):
        return {area.code: area.name for area in areas}
    return {area.code: draw(st.sampled_from([area.name, *area.aliases])) for area in areas}


@dataclass(frozen=True)
class _Page:
    """What one sheet says, before it is laid out."""

    layout: Layout
    areas: list[Area]
    codes: list[str]
    names: dict[str, str]
    month: int

    def laid(self, sheet: str, title: str) -> Laid:
        top = [[title], *([["说明：由系统导出，供核对"]] if self.layout.notes else [])]
        top += [[]] * self.layout.gap
        made = self._long(top) if self.layout.shape == "long" else self._wide(top)
        rows = [
            *made.grid.rows,
            *([[], ["填报人：", None, "审核人："]] if self.layout.notes else []),
        ]
        width = max(map(len, rows))
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
        return replace(made, grid=replace(made.grid, name=sheet, rows=rows))

    def _lead(self, area: Area | None = None) -> list[object]:
        """Name an area, with its institution where it is a clinic; or the headings of the names."""
        clinics = self.areas[0].kind == CLINIC
        if area is None:
            return ["所属机构", "村卫生站"] if clinics else ["机构名称"]
        return [*([PARENTS[area.parent_code]] if clinics else []), self.names[area.code]]

    def _wide(self, top) -> Laid:
        columns = self._columns()
        lead, first = self._lead(), len(top)
        headings = [_heading(code, part) for code, part in columns]
        if self.layout.shape == "grouped":
            groups = [
                None if before and before[0] == code else INDICATORS[code].name.zh
                for (code, _), before in zip(columns, [None, *columns], strict=False)
            ]
            header = [[*lead, *groups], [*[None] * len(lead), *headings]]
            merged = _merged(first, len(lead), groups)
        else:
            header, merged = [[*lead, *headings]], []
        rows, places = [*top, *header], {}
        for area in self.areas:
            figures = {code: counts(code, area, self.month) for code in self.codes}
            places |= self._places(area.code, len(rows), columns)
            rows.append([*self._lead(area), *(self._cell(*at, figures) for at in columns)])
        if (label := self._label()) != "":
            sums = {code: self._sum(code) for code in self.codes}
            places |= self._places("", len(rows), columns)
            blank = [None] * (len(lead) - 1)
            rows.append([label, *blank, *(self._cell(*at, sums) for at in columns)])
        return Laid(Grid("", rows, merged), places, first + len(header) - 1)

    def _long(self, top) -> Laid:
        parts = [NUMERATOR, DENOMINATOR, *([RATE] if self.layout.rates else [])]
        words = {NUMERATOR: "分子", DENOMINATOR: "分母", RATE: "率（%）"}
        lead = [*self._lead(), "指标名称"]
        rows, places = [*top, [*lead, *(words[part] for part in parts)]], {}
        for code in self.codes:
            for area in self.areas:
                figures = {code: counts(code, area, self.month)}
                places[area.code, "", NAME] = (len(rows), len(lead) - 2)
                for at, part in enumerate(parts, start=len(lead)):
                    places[area.code, code, part] = (len(rows), at)
                cells = [self._cell(code, part, figures) for part in parts]
                rows.append([*self._lead(area), INDICATORS[code].name.zh, *cells])
        return Laid(Grid("", rows), places, len(top))

    def _columns(self) -> list[tuple[str, str]]:
        """List the columns; on a flat sheet nobody writes the same denominator twice."""
        parts = [NUMERATOR, DENOMINATOR, *([RATE] if self.layout.rates else [])]
        columns = [(code, part) for code in self.codes for part in parts]
        if self.layout.shape == "grouped":
            return columns
        return list({_heading(*column): column for column in reversed(columns)}.values())[::-1]

    def _places(self, area: str, row: int, columns) -> dict[tuple[str, str, str], Place]:
        across = len(self._lead())
        at = {_heading(*column): (row, across + n) for n, column in enumerate(columns)}
        if self.layout.shape == "grouped":
            at = {column: (row, across + n) for n, column in enumerate(columns)}
        parts = [NUMERATOR, DENOMINATOR, *([RATE] if self.layout.rates else [])]
        grouped = self.layout.shape == "grouped"
        places = {
            (area, code, part): at[(code, part) if grouped else _heading(code, part)]
            for code in self.codes
            for part in parts
        }
        return {**places, (area, "", NAME): (row, across - 1)}

    def _label(self) -> str | None:
        """Return the label of the totals; without one, three sums have to give them away."""
        sums = sum(part != RATE for _, part in self._columns())
        return "合计" if self.layout.total is None and sums < _TELLING else self.layout.total

    def _sum(self, code: str) -> tuple[int, int]:
        figures = [counts(code, area, self.month) for area in self.areas]
        return sum(above for above, _ in figures), sum(below for _, below in figures)

    def _cell(self, code: str, part: str, figures) -> object:
        numerator, denominator = figures[code]
        if part == RATE:
            return RATES[self.layout.rates](100 * numerator / denominator)
        return NUMBERS[self.layout.numbers](numerator if part == NUMERATOR else denominator)


def _heading(code: str, part: str) -> str:
    indicator = INDICATORS[code]
    if part == RATE:
        return f"{indicator.name.zh}（%）"
    return (indicator.numerator if part == NUMERATOR else indicator.denominator).zh


def _merged(first: int, lead: int, groups) -> list[tuple[int, int, int, int]]:
    """Merge the names over both header rows, and every group over its columns."""
    merged = [(first, at, first + 1, at) for at in range(lead)]
    starts = [at for at, group in enumerate(groups) if group] + [len(groups)]
    merged += [(first, lead + start, first, lead + stop - 1) for start, stop in pairwise(starts)]
    return merged
