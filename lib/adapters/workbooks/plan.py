"""The plan as a workbook (任务作战图): change the day or a value, and every light follows.

One sheet is the chart of measures by months on A3, the other the progress of tasks and
measures. Formulas carry the values that the model found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lib.adapters.workbooks import plan_formulas as formulas
from lib.adapters.workbooks.book import STYLES
from lib.adapters.workbooks.plan_formulas import TITLES, WIDTHS, Columns
from lib.errors import N_
from lib.model.parameters import Text
from lib.model.plans.lagging import STATES
from lib.model.plans.progress import Advance, Plan, Reached

_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_A3 = 8
_HEADER = 4
_MONTH_WIDTH = 4.1
_HEIGHT = 34
_STRONG = {"bold": True, "bg_color": "#EEF3F5"}
_LOOKS: dict[str, dict[str, Any]] = {
    "month": {**STYLES["header"], "num_format": "yy-mm", "font_size": 8},
    "percent": {**STYLES["centre"], "num_format": "0.0"},
    "input day": {**STYLES["input"], "num_format": "yyyy-mm-dd", "align": "center"},
    "input": {**STYLES["input"], "num_format": "#,##0.##", "align": "center"},
    "whole": {**STYLES["centre"], **_STRONG, "num_format": "0.0"},
    "whole text": {**STYLES["text"], **_STRONG},
    "whole day": {**STYLES["centre"], **_STRONG, "num_format": "yyyy-mm-dd"},
    "blank": {**STYLES["text"], "italic": True, "font_color": "#7F7F7F"},
    "cell": {"align": "center", "border": 1, "border_color": "#E3E9EC", "font_size": 9},
}
_TODAY = {"left": 1, "left_color": "#D55E00"}
_BARS = {"done": "#5FA5B8", "span": "#B9C7CE", "open": "#DCE8ED"}
_FILLS: dict[str, dict[str, Any]] = {
    "today": _TODAY,
    **{name: {"bg_color": colour} for name, colour in _BARS.items()},
    **{f"today {name}": {"bg_color": colour, **_TODAY} for name, colour in _BARS.items()},
    "red": {"font_color": "#B84A00", "bold": True},
    "amber": {"font_color": "#9A6A00", "bold": True},
    "green": {"font_color": "#007A59", "bold": True},
}


@dataclass(frozen=True, slots=True)
class Labels:
    """What the file says about itself, and the language it speaks."""

    generated: datetime
    demonstration: bool
    say: Callable[[str], str] = str
    name: Callable[[Text], str] = field(default=lambda text: text.zh)


def write_plan(plan: Plan, labels: Labels) -> bytes:
    """Write the plan.

    Parameters
    ----------
    plan
        How it stands on a day.
    labels
        What the file says about itself.

    Returns
    -------
    bytes
        An xlsx file. Text is text, whatever it begins with.
    """
    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": labels.say(N_("Plan")), "created": labels.generated})
    writer = _Writer(book, plan, labels)
    rows = writer.chart()
    writer.progress(rows)
    book.close()
    return stream.getvalue()


class _Writer:
    """The two sheets, one after the other."""

    def __init__(self, book: Any, plan: Plan, labels: Labels) -> None:  # noqa: ANN401
        self.book, self.plan, self.labels, self.say = book, plan, labels, labels.say
        looks = {**STYLES, **_LOOKS}
        self.looks = {name: book.add_format({**_FONT, **look}) for name, look in looks.items()}
        self.fills = {name: book.add_format(look) for name, look in _FILLS.items()}
        self.months = formulas.months_of(plan)
        self.columns = Columns(tuple(map(self.say, STATES.values())), tuple(STATES))
        self.title = self.say(N_("Plan"))
        self.sheet = self._sheet(self.title)
        self.sheet.set_default_row(_HEIGHT)

    def chart(self) -> dict[str, int]:
        """Write measures, milestones and months; return the row of each measure."""
        self._head()
        found, row = {}, _HEADER + 1
        for advance in self.plan.measures:
            found[advance.code] = row
            row = self._measure(row, advance)
        first, last = len(TITLES), len(TITLES) + len(self.months) - 1
        area = (_HEADER + 1, first, row - 1, last)
        month = f"{xl_col_to_name(first)}${_HEADER + 1}"
        for name, criteria in formulas.fills(month, _HEADER + 2).items():
            rule = {"type": "formula", "criteria": criteria, "format": self.fills[name]}
            self.sheet.conditional_format(*area, rule)
        self._light_colours((_HEADER + 1, 12, row - 1, last))
        return found

    def progress(self, rows: dict[str, int]) -> None:
        """Write the tasks and measures with their progress, drawn from the chart."""
        sheet, plan = self._sheet(self.say(N_("Task progress"))), self.plan
        for column, width in enumerate((10, 46, 10, 10, 12, 16, 12)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, self.say(N_("Task progress")), self.looks["title"])
        sheet.write_string(1, 0, self._warning(), self.looks["warning"])
        titles = (N_("Number"), N_("Measure of the plan"), N_("Key task"), N_("Weight"))
        more = (N_("Actual, %"), N_("Weight x actual"), N_("State"))
        for column, title in enumerate((*titles, *more)):
            sheet.write_string(3, column, self.say(title), self.looks["header"])
        for row, advance in enumerate(plan.measures, 4):
            self._drawn(sheet, row, advance, rows[advance.code] + 1)
        first, last = 5, 4 + len(plan.measures)
        for row, task in enumerate(plan.tasks, last + 1):
            sheet.write_string(row, 0, task.task.code, self.looks["whole text"])
            sheet.write_string(row, 1, self.labels.name(task.task.name), self.looks["whole text"])
            actual = "" if task.pace is None else float(task.pace.actual)
            formula = formulas.task_mean(first, last, row + 1)
            sheet.write_formula(row, 4, formula, self.looks["whole"], actual)

    def _sheet(self, title: str) -> Any:  # noqa: ANN401 (a sheet of the library)
        sheet = self.book.add_worksheet(title)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{self._warning()}&R&P / &N")
        return sheet

    def _head(self) -> None:
        """Title, warning, the day and the limits that may be changed, and the columns."""
        sheet, plan = self.sheet, self.plan
        sheet.write_string(0, 0, self.say(N_("Plan: measures by months")), self.looks["title"])
        sheet.write_string(1, 0, self._warning(), self.looks["warning"])
        sheet.write_string(2, 1, self.say(N_("Day")), self.looks["label"])
        sheet.write_datetime(2, 2, _clock(plan.day), self.looks["input day"])
        limits = ((N_("Amber above"), plan.lag.amber), (N_("Red above"), plan.lag.red))
        for column, (word, limit) in zip((3, 5), limits, strict=True):
            sheet.write_string(2, column, self.say(word), self.looks["label"])
            sheet.write_number(2, column + 1, float(limit), self.looks["input"])
        quoted = f"'{self.title}'"
        for name, cell in (("day", "$C$3"), ("amber_above", "$E$3"), ("red_above", "$G$3")):
            self.book.define_name(f"plan_{name}", f"={quoted}!{cell}")
        for column, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.write_string(_HEADER, column, self.say(title), self.looks["header"])
            sheet.set_column(column, column, width)
        for column, month in enumerate(self.months, len(TITLES)):
            sheet.write_datetime(_HEADER, column, _clock(month), self.looks["month"])
            sheet.set_column(column, column, _MONTH_WIDTH)
        sheet.set_row(_HEADER, 32)
        sheet.repeat_rows(_HEADER)
        sheet.freeze_panes(_HEADER + 1, 2)

    def _measure(self, row: int, advance: Advance) -> int:
        """Write a measure and its milestones; return the next row."""
        sheet, known = self.sheet, advance.entry
        look = self.looks["whole text" if advance.is_known else "blank"]
        sheet.write_string(row, 0, advance.code, look)
        sheet.write_string(row, 1, self._named(advance), look)
        self._signs(row, None if known is None else known.due, advance.light)
        if known is None:
            for column in range(2, len(TITLES)):
                sheet.write_blank(row, column, None, self.looks["cell"])
            return row + 1
        self._texts(row, (known.lead, "、".join(known.partners)), "whole text")
        self._days(row, (known.start, known.due), "whole day")
        sheet.write_number(row, 6, float(known.weight), self.looks["whole"])
        for below, reached in enumerate(advance.milestones, row + 1):
            self._milestone(below, reached)
        last = row + len(advance.milestones)
        if advance.pace is not None:
            written = formulas.measure(self.columns, row + 1, last + 1)
            found = formulas.values(advance.pace, self.columns)
            found[12] = self.columns.word(advance.state)
            self._results(row, written, found, "whole")
            light = formulas.shown(advance.light)
            formula = formulas.careful_light(row + 1, last + 1)
            sheet.write_formula(row, 13, formula, self.looks["whole"], light)
        return last + 1

    def _milestone(self, row: int, reached: Reached) -> None:
        shape, look = reached.milestone, self.looks["input"]
        sheet = self.sheet
        sheet.write_string(row, 0, reached.code, self.looks["text"])
        sheet.write_string(row, 1, shape.title, self.looks["text"])
        self._texts(row, (shape.lead, "、".join(shape.partners)), "text")
        self._days(row, (shape.start, shape.due), "input day")
        sheet.write_number(row, 6, float(shape.weight), look)
        for column, value in ((7, shape.target), (8, reached.value)):
            if value is None:
                sheet.write_blank(row, column, None, look)
            else:
                sheet.write_number(row, column, float(value), look)
        written = formulas.milestone(self.columns, row + 1)
        if formulas.by_hand(reached):
            sheet.write_number(row, 9, float(reached.pace.actual), look)
            written.pop(9)
        self._results(row, written, formulas.values(reached.pace, self.columns), "percent")
        self._signs(row, shape.due, reached.pace.light)

    def _results(
        self, row: int, written: dict[int, str], values: dict[int, float | str], look: str
    ) -> None:
        for column, formula in written.items():
            self.sheet.write_formula(row, column, formula, self.looks[look], values[column])

    def _signs(self, row: int, due: date | None, light: str) -> None:
        """Write the months: the light stands in the month in which it is due."""
        for column, month in enumerate(self.months, len(TITLES)):
            if due is None:
                self.sheet.write_blank(row, column, None, self.looks["cell"])
                continue
            formula = formulas.due_sign(xl_col_to_name(column), _HEADER + 1, row + 1)
            is_here = (due.year, due.month) == (month.year, month.month)
            sign = formulas.shown(light) if is_here else ""
            self.sheet.write_formula(row, column, formula, self.looks["cell"], sign)

    def _drawn(self, sheet: Any, row: int, advance: Advance, source: int) -> None:  # noqa: ANN401
        look = self.looks["text" if advance.is_known else "blank"]
        for column, text in enumerate((advance.code, self._named(advance), advance.task or "")):
            sheet.write_string(row, column, text, look)
        if advance.pace is None:
            for column in range(3, 7):
                sheet.write_blank(row, column, None, look)
            return
        weight, actual = float(advance.weight), float(advance.pace.actual)
        drawn = {3: ("G", weight), 4: ("J", actual), 6: ("M", self.columns.word(advance.state))}
        for column, (letter, value) in drawn.items():
            formula = f"='{self.title}'!{letter}{source}"
            sheet.write_formula(row, column, formula, self.looks["percent"], value)
        sheet.write_formula(
            row, 5, f"=D{row + 1}*E{row + 1}", self.looks["percent"], weight * actual
        )

    def _light_colours(self, area: tuple[int, int, int, int]) -> None:
        for light in ("red", "amber", "green"):
            rule = {"type": "cell", "criteria": "==", "format": self.fills[light]}
            self.sheet.conditional_format(*area, {**rule, "value": f'"{formulas.shown(light)}"'})

    def _texts(self, row: int, texts: Sequence[str], look: str) -> None:
        for column, text in enumerate(texts, 2):
            self.sheet.write_string(row, column, text, self.looks[look])

    def _days(self, row: int, days: Sequence[date], look: str) -> None:
        for column, day in enumerate(days, 4):
            self.sheet.write_datetime(row, column, _clock(day), self.looks[look])

    def _named(self, advance: Advance) -> str:
        if advance.measure.name is not None:
            return self.labels.name(advance.measure.name)
        return (
            self.say(N_("to be entered by the county"))
            if advance.entry is None
            else advance.entry.name
        )

    def _warning(self) -> str:
        made_up = N_("Demonstration data: every figure is made up by a program.")
        return self.say(made_up) if self.labels.demonstration else ""


def _clock(day: date) -> datetime:
    """Spreadsheets know days as midnights."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (county time)
