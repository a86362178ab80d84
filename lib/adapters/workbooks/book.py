"""A workbook whose text is only ever text, and whose formulas carry their values.

Names come from outside: they are written as strings, never as formulas or links.
A formula is written together with its result, so that a preview without a
calculating engine shows the same figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lib.errors import N_
from lib.model.parameters import Text
from lib.model.roster import Area

_FONT = "微软雅黑"
_A4 = 9
_BASIC: dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
_RULED = {"border": 1, "border_color": "#B8C4CA"}
_INPUT = {"font_color": "#0B3FA8", "bg_color": "#FFFBE6", **_RULED}
_YUAN = "#,##0.00;[Red]-#,##0.00"
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "remark": {"font_color": "#5A6B75"},
    "warning": {"bold": True, "font_color": "#B35806"},
    "prose": {"text_wrap": True, "valign": "top"},
    "label": {"bold": True, "valign": "top"},
    "header": {
        "bold": True,
        "bg_color": "#DCE8ED",
        "text_wrap": True,
        "align": "center",
        **_RULED,
    },
    "text": {"text_wrap": True, **_RULED},
    "whole": {"num_format": "#,##0", **_RULED},
    "score": {"num_format": "0.00##", **_RULED},
    "ratio": {"num_format": "0.0000####", **_RULED},
    "yuan": {"num_format": _YUAN, **_RULED},
    "general": dict(_RULED),
    "centre": {"align": "center", **_RULED},
    "input": _INPUT,
    "input whole": {**_INPUT, "num_format": "#,##0"},
    "input yuan": {**_INPUT, "num_format": _YUAN},
    "input score": {**_INPUT, "num_format": "0.00##"},
    "sum": {"bold": True, "bg_color": "#EEF3F5", "num_format": _YUAN, **_RULED},
    "sum whole": {"bold": True, "bg_color": "#EEF3F5", "num_format": "#,##0", **_RULED},
    "sum text": {"bold": True, "bg_color": "#EEF3F5", "align": "center", **_RULED},
}
"""How cells look; blue on yellow are the cells a reader may change."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every file says about itself, and the language it speaks."""

    scheme: str
    """Name of the evaluation scheme."""
    period: str
    """Up to when data were read, in words."""
    generated: datetime
    """When the file was made."""
    seal: str
    """Seal of the outcome (结果指纹)."""
    demonstration: bool
    """Whether the figures are made up (示例数据)."""
    sentences: tuple[str, ...] = ()
    """The rules in words."""
    say: Callable[[str], str] = str
    """Puts a message into the reader's language."""
    name: Callable[[Area | Text], str] = field(
        default=lambda thing: thing.zh if isinstance(thing, Text) else thing.name
    )
    """Names an area or a part of the scheme in the reader's language."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what must stand on every sheet."""
        made_up = (self.say(N_("Demonstration data: every figure is made up by a program.")),)
        return (
            *(made_up if self.demonstration else ()),
            self.say(N_("Result of a calculation, not a formal basis for payment")),
        )


@dataclass(frozen=True, slots=True)
class Live:
    """An expression of a spreadsheet and the value it has."""

    text: str
    """Without the leading equals sign."""
    value: int | float | str

    @property
    def whole(self) -> int:
        """Return the value where it is known to be a whole number."""
        return int(self.value)


class Book:
    """A workbook under construction."""

    def __init__(self, imprint: Imprint) -> None:
        self.imprint = imprint
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._stream,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_properties({"title": imprint.scheme, "created": imprint.generated})
        self._formats = {
            name: self._book.add_format({**_BASIC, **look}) for name, look in STYLES.items()
        }

    def sheet(self, title: str, widths: Sequence[float], *, heading: str = "") -> Sheet:
        """Add a sheet: A4 across, one page wide, with the warnings in its footer."""
        made = Sheet(self._book.add_worksheet(title), title, self._formats)
        made.raw.hide_gridlines(2)
        made.raw.set_landscape()
        made.raw.set_paper(_A4)
        made.raw.fit_to_pages(1, 0)
        made.raw.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        made.raw.set_footer(f"&L{'　'.join(self.imprint.warnings)}&C{self._short_seal}&R&P / &N")
        for column, width in enumerate(widths):
            made.raw.set_column(column, column, width)
        if heading:
            self._head(made, heading)
        return made

    def define(self, name: str, cell: Live) -> Live:
        """Give a cell a name that formulas of every sheet may use."""
        self._book.define_name(name, f"={cell.text}")
        return Live(name, cell.value)

    def content(self) -> bytes:
        """Finish the workbook and return its bytes."""
        self._book.close()
        return self._stream.getvalue()

    @property
    def _short_seal(self) -> str:
        word = self.imprint.say(N_("Seal"))
        return f"{word} {self.imprint.seal[:12]}"

    def _head(self, sheet: Sheet, heading: str) -> None:
        """Title, warnings and origin in the first three rows."""
        origin = self.imprint.say(N_("{scheme} · data up to {period} · made {generated}"))
        sheet.text(0, 0, heading, "title")
        sheet.raw.set_row(0, 26)
        sheet.text(1, 0, "　".join(self.imprint.warnings), "warning")
        sheet.text(
            2,
            0,
            origin.format(
                scheme=self.imprint.scheme,
                period=self.imprint.period,
                generated=f"{self.imprint.generated:%Y-%m-%d %H:%M}",
            ),
            "remark",
        )


class Sheet:
    """One sheet; every call names the style of the cell it writes."""

    def __init__(self, raw: Any, title: str, formats: dict[str, Any]) -> None:  # noqa: ANN401
        self.raw = raw
        self.title = title
        self._formats = formats

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Write text as text, whatever it begins with."""
        self.raw.write_string(row, column, text, self._formats[style])

    def number(self, row: int, column: int, number: float, style: str) -> Live:
        """Write a number; returns a reference to its cell."""
        self.raw.write_number(row, column, number, self._formats[style])
        return self.refer(row, column, number)

    def formula(self, row: int, column: int, live: Live, style: str) -> Live:
        """Write a formula with its value; returns a reference to its cell."""
        self.raw.write_formula(row, column, f"={live.text}", self._formats[style], live.value)
        return self.refer(row, column, live.value)

    def word(self, row: int, column: int, word: str, style: str = "input") -> Live:
        """Write a word that formulas compare with; returns a reference to its cell."""
        self.text(row, column, word, style)
        return self.refer(row, column, word)

    def blank(self, row: int, column: int, style: str = "general") -> None:
        """Draw an empty cell: no value, which is not zero."""
        self.raw.write_blank(row, column, None, self._formats[style])

    def header(self, row: int, titles: Sequence[str], *, height: float = 32) -> None:
        """Write column titles, repeat them on every page and keep them in sight."""
        for column, title in enumerate(titles):
            self.text(row, column, title, "header")
        self.raw.set_row(row, height)
        self.raw.repeat_rows(row)
        self.raw.freeze_panes(row + 1, min(2, len(titles) - 1))

    def refer(self, row: int, column: int, value: float | str) -> Live:
        """Refer to a cell of this sheet, whose value is known."""
        cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return Live(f"'{self.title}'!{cell}", value)


def span_of(column: Sequence[Live]) -> str:
    """Write the range of cells that stand below one another.

    Examples
    --------
    >>> span_of([Live("'A'!$C$5", 0.1), Live("'A'!$C$6", 0.2)])
    "'A'!$C$5:$C$6"
    """
    return f"{column[0].text}:{column[-1].text.rpartition('!')[2]}"


def sum_of(column: Sequence[Live]) -> Live:
    """Add up a column of yuan, rounded to the fen.

    Examples
    --------
    >>> sum_of([Live("'A'!$C$5", 0.1), Live("'A'!$C$6", 0.2)])
    Live(text="ROUND(SUM('A'!$C$5:$C$6),2)", value=0.3)
    """
    total = sum(float(cell.value) for cell in column)
    return Live(f"ROUND(SUM({span_of(column)}),2)", round(total, 2))
