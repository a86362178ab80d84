"""Templates to fill in (填报模板): one workbook for a service item, with the roster in it.

Headings are the words of the catalogue, so that a filled-in template is read without a
question. Clinics, institutions and the county have a sheet each, by where the figures of an
indicator are produced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lib.adapters.workbooks.book import STYLES
from lib.errors import N_, InputError
from lib.model.indicators import Indicator, Level, Unit
from lib.model.intake.sheets import NOTES
from lib.model.observations import last_day, month_name
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area, Roster
from lib.model.service_items import ServiceItem

NOT_REPORTED, NOT_APPLICABLE, EXEMPT = "未报", "不适用", "豁免"
"""What may stand in a cell in place of a number."""
_TITLES = {Level.CLINIC: "村卫生站", Level.INSTITUTION: "机构", Level.COUNTY: "全县"}
_KINDS = {
    Level.CLINIC: (CLINIC,),
    Level.INSTITUTION: INSTITUTION_KINDS,
    Level.COUNTY: (COUNTY,),
}
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_A4 = 9
_TITLE_ROW, _PERIOD_ROW, _HEADER, _FIRST = 0, 1, 2, 4
_NAME_WIDTH, _COUNT_WIDTH = 30, 18
_LONGEST_MESSAGE, _LONGEST_HEADING = 255, 32

_SENTENCES = (
    N_("Enter whole numbers, cumulated from 1 January to the end of the month."),
    N_("The numerator must not exceed the denominator, except where the list below allows it."),
    N_("Write 未报 where a figure is not known yet; an empty cell means the same."),
    N_("Write 不适用 where the area has nobody the indicator speaks of."),
    N_("Write 豁免 where the county has exempted the area."),
    N_("Enter 0 only where something was counted and there was none."),
    N_("Do not change headings, names of areas or the line with the month; the order may change."),
    N_("Enter no names, identity numbers, telephone numbers or addresses of persons."),
)
_COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("Indicator"), 40),
    (N_("Numerator"), 44),
    (N_("Denominator"), 44),
    (N_("Unit of measure"), 12),
    (N_("May exceed 100 %"), 14),
)
_UNITS = {
    Unit.PERCENT: "%",
    Unit.PER_10000: N_("per 10,000"),
    Unit.PLAIN: N_("as observed"),
}


def template(
    item: ServiceItem,
    indicators: Sequence[Indicator],
    roster: Roster,
    month: int,
    say: Callable[[str], str] = str,
) -> bytes:
    """Return the form of a service item for a month as xlsx.

    Parameters
    ----------
    item
        The service item.
    indicators
        The catalogue; those of the item and in use in the month are taken.
    roster
        All areas; those valid at the end of the month are listed.
    month
        Counted from year 0, see `observations.parse_period`.
    say
        Puts explanations into the reader's language; headings stay those of the catalogue.

    Raises
    ------
    InputError
        If the item has no indicator in that month.
    """
    day = last_day(month)
    own = [one for one in indicators if one.service_item == item.code and one.in_use(day)]
    if not own:
        raise InputError(
            N_("The service item {item} has no indicator in {month}."),
            hint=N_("Choose another service item or month, or add indicators to the catalogue."),
            item=item.name.zh,
            month=month_name(month),
        )
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        form = _Form(book, f"{item.name.zh}数据填报表", _period(month), say)
        for level in Level:
            of_level = [one for one in own if one.level is level]
            if of_level:
                form.add(level, of_level, roster.on(day))
        form.explain(own)
    return stream.getvalue()


def _period(month: int) -> str:
    """Write a month as people do, and that it counts from January."""
    return f"{month // 12}年{month % 12 + 1}月（年内累计）"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column to be filled in."""

    group: str
    heading: str
    other: int
    """Columns from here to its numerator or denominator; 0 if there is none to compare."""


def _columns(indicators: Sequence[Indicator]) -> list[_Column]:
    columns = []
    for one in indicators:
        if one.unit is Unit.PLAIN:
            columns.append(_Column(one.name.zh, "", 0))
            continue
        step = 0 if one.over_100 or one.unit is not Unit.PERCENT else 1
        columns.append(_Column(one.name.zh, one.numerator.zh, step))
        columns.append(_Column(one.name.zh, one.denominator.zh, -step))
    return columns


class _Form:
    """Writes the sheets of a template."""

    def __init__(self, book: Any, title: str, period: str, say: Callable[[str], str]) -> None:  # noqa: ANN401 (the library has no types)
        self._book = book
        self._title = title
        self._period = period
        self._say = say
        self._looks = {
            name: book.add_format({**_FONT, **STYLES[name]})
            for name in ("title", "label", "remark", "header", "text", "input whole", "prose")
        }

    def add(self, level: Level, indicators: Sequence[Indicator], roster: Roster) -> None:
        """Add the sheet of one level."""
        sheet = self._book.add_worksheet(_TITLES[level])
        areas = roster.of_kind(*_KINDS[level])
        names = _names(level, areas, roster)
        columns = _columns(indicators)
        across = len(names[0])
        self._head(sheet, names[0], columns)
        for row, parts in enumerate(names[1:], start=_FIRST):
            for column, name in enumerate(parts):
                sheet.write_string(row, column, name, self._looks["text"])
            for column in range(len(columns)):
                sheet.write_blank(row, across + column, None, self._looks["input whole"])
        last = _FIRST + len(areas) - 1
        for position, filled in enumerate(columns, start=across):
            self._guard(sheet, (_FIRST, last), position, filled)
        signed = "填报人：　　　　　　审核人：　　　　　　填报日期："
        sheet.write_string(last + 2, 0, signed, self._looks["remark"])
        self._print(sheet, across)

    def explain(self, indicators: Sequence[Indicator]) -> None:
        """Add the sheet that says how to fill in the others."""
        sheet = self._book.add_worksheet(NOTES)
        sheet.write_string(0, 0, NOTES, self._looks["title"])
        for row, sentence in enumerate(_SENTENCES, start=1):
            sheet.write_string(row, 0, f"{row}. {self._say(sentence)}", self._looks["remark"])
        top = len(_SENTENCES) + 2
        for column, (heading, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(top, column, self._say(heading), self._looks["header"])
        for row, one in enumerate(indicators, start=top + 1):
            over = self._say(N_("yes") if one.over_100 else N_("no"))
            unit = self._say(_UNITS[one.unit])
            cells = (one.name.zh, one.numerator.zh, one.denominator.zh, unit, over)
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, self._looks["text"])
        self._page(sheet)

    def _head(self, sheet: Any, names: Sequence[str], columns: Sequence[_Column]) -> None:  # noqa: ANN401 (as above)
        sheet.write_string(_TITLE_ROW, 0, self._title, self._looks["title"])
        sheet.write_string(_PERIOD_ROW, 0, self._period, self._looks["label"])
        sheet.set_row(_TITLE_ROW, 26)
        sheet.set_row(_HEADER, 34)
        sheet.set_row(_HEADER + 1, 62)
        for column, name in enumerate(names):
            sheet.merge_range(_HEADER, column, _HEADER + 1, column, name, self._looks["header"])
            sheet.set_column(column, column, _NAME_WIDTH)
        for position, column_ in enumerate(columns, start=len(names)):
            self._heading(sheet, position, column_, columns[: position - len(names)])
        last = len(names) + len(columns) - 1
        sheet.set_column(len(names), last, _COUNT_WIDTH)

    def _heading(
        self,
        sheet: Any,  # noqa: ANN401 (as above)
        position: int,
        column: _Column,
        before: Sequence[_Column],
    ) -> None:
        look = self._looks["header"]
        if not column.heading:
            sheet.merge_range(_HEADER, position, _HEADER + 1, position, column.group, look)
            return
        if not before or before[-1].group != column.group:
            sheet.merge_range(_HEADER, position, _HEADER, position + 1, column.group, look)
        sheet.write_string(_HEADER + 1, position, column.heading, look)

    def _guard(
        self,
        sheet: Any,  # noqa: ANN401 (as above)
        rows: tuple[int, int],
        position: int,
        column: _Column,
    ) -> None:
        """Let a cell take only what the import takes."""
        whole = bool(column.heading)
        message = (
            N_("A whole number of at least 0, or 未报, 不适用, 豁免.")
            if whole
            else N_("A number of at least 0, or 未报, 不适用, 豁免.")
        )
        if column.other:
            message = N_(
                "A whole number of at least 0, the numerator not above the denominator; or 未报, "
                "不适用, 豁免."
            )
        rule = {
            "validate": "custom",
            "value": _rule(rows[0], position, column.other, whole=whole),
            "error_title": self._say(N_("Please check"))[:_LONGEST_HEADING],
            "error_message": self._say(message)[:_LONGEST_MESSAGE],
        }
        sheet.data_validation(rows[0], position, rows[1], position, rule)

    def _print(self, sheet: Any, across: int) -> None:  # noqa: ANN401 (as above)
        sheet.freeze_panes(_FIRST, across)
        sheet.repeat_rows(_HEADER, _HEADER + 1)
        self._page(sheet)

    def _page(self, sheet: Any) -> None:  # noqa: ANN401 (as above)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._title}　{self._period}&R&P / &N")


def _names(level: Level, areas: Sequence[Area], roster: Roster) -> list[tuple[str, ...]]:
    """Headings of the columns of names, then the names of each area."""
    if level is Level.CLINIC:
        parents = {area.code: area.name for area in roster.of_kind(*INSTITUTION_KINDS)}
        rows = [(parents.get(area.parent_code, ""), area.name) for area in areas]
        return [("所属机构", "村卫生站"), *rows]
    heading = "地区" if level is Level.COUNTY else "机构名称"
    return [(heading,), *((area.name,) for area in areas)]


def _rule(row: int, column: int, other: int, *, whole: bool) -> str:
    """Write the condition on a cell; only IF keeps text away from INT."""
    cell = xl_rowcol_to_cell(row, column)
    parts = [f"{cell}>=0"]
    if whole:
        parts.append(f"{cell}=INT({cell})")
    if other:
        partner = xl_rowcol_to_cell(row, column + other)
        sign = "<=" if other > 0 else ">="
        parts.append(f"IF(ISNUMBER({partner}),{cell}{sign}{partner},TRUE)")
    words = ",".join(f'{cell}="{word}"' for word in (NOT_REPORTED, NOT_APPLICABLE, EXEMPT))
    return f"=IF(ISNUMBER({cell}),AND({','.join(parts)}),OR({words}))"
