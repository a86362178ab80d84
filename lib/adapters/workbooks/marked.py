"""A delivered workbook with its findings marked, to be corrected and delivered again.

The workbook is built anew from the cells that were read, not edited: nothing of the
delivered file but its values gets in, whatever its format was. Formats, formulas and
pictures of the original are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from lib.adapters.workbooks.book import STYLES
from lib.errors import N_, InputError
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.sheets import LIST, Cell, Sheet, Workbook, place

SEVERITIES = {
    Severity.ERROR: N_("To be corrected"),
    Severity.QUESTION: N_("To be answered"),
    Severity.WARNING: N_("To be confirmed"),
}
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_THICK = 5
_MARKS: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"bg_color": "#FFC7CE", "border": _THICK, "border_color": "#9C0006"},
    Severity.QUESTION: {"bg_color": "#FFEB9C", "border": _THICK, "border_color": "#7F6000"},
    Severity.WARNING: {"bg_color": "#DDEBF7", "border": _THICK, "border_color": "#1F4E79"},
}
_GRAVEST = tuple(_MARKS)
_COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("No."), 6),
    (N_("Severity"), 10),
    (N_("Sheet"), 18),
    (N_("Cell"), 10),
    (N_("In the cell"), 18),
    (N_("Finding"), 60),
    (N_("What to do"), 50),
)
_CELL_COLUMN = 3
_MOST_LINKS = 60_000
"""Excel opens no sheet with more than 65,530 links."""
_LONGEST_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_NARROW, _WIDE, _LOOKED_AT = 9, 40, 40
_FIRST_WIDE_LETTER = "\u2e80"

Words = Callable[[Finding], str]
Marks = Mapping[tuple[int, int], Sequence[Finding]]


def mark(
    workbook: Workbook,
    findings: Sequence[Finding],
    words: Words,
    say: Callable[[str], str] = str,
) -> bytes:
    """Return the workbook as xlsx: faulty cells coloured, framed and commented, and a list.

    Parameters
    ----------
    workbook
        The file as it was read, whatever its format.
    findings
        What is wrong with it, in the order in which it is listed.
    words
        Says a finding in one sentence, in the reader's language.
    say
        Puts headings and hints into the reader's language.
    """
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheets = [sheet for sheet in workbook.sheets if sheet.name != LIST]
        titles = titles_for(sheet.name for sheet in sheets)
        _List(book, titles, say).write(findings, words)
        copies = _Copies(book, words, say)
        for sheet in sheets:
            own = [finding for finding in findings if finding.sheet == sheet.name]
            copies.add(sheet, titles[sheet.name], own)
    return stream.getvalue()


def titles_for(names: Iterable[str]) -> dict[str, str]:
    """Return a title that Excel accepts for every name of a sheet.

    Examples
    --------
    >>> titles_for(["9月", "1/2", "1:2"])
    {'9月': '9月', '1/2': '1_2', '1:2': '1_2 2'}
    """
    titles: dict[str, str] = {}
    taken = {LIST.casefold(), "history"}
    for name in names:
        bare = _FORBIDDEN.sub("_", name)[:_LONGEST_TITLE] or "_"
        title, number = bare, 1
        while title.casefold() in taken:
            number += 1
            title = f"{bare[: _LONGEST_TITLE - 5]} {number}"
        taken.add(title.casefold())
        titles[name] = title
    return titles


def _places(finding: Finding) -> list[tuple[int, int]]:
    """Return the cells a finding speaks of; F7/G7 are two."""
    found = []
    for written in finding.cell.split("/"):
        with suppress(InputError):
            found.append(place(written))
    return found


class _List:
    """The first sheet: every finding with a link to its cell."""

    def __init__(self, book: Any, titles: Mapping[str, str], say: Callable[[str], str]) -> None:  # noqa: ANN401 (the library has no types)
        self._sheet = book.add_worksheet(LIST)
        self._titles = titles
        self._say = say
        self._text = book.add_format({**_FONT, **STYLES["text"]})
        self._header = book.add_format({**_FONT, **STYLES["header"]})
        self._link = book.add_format(
            {**_FONT, **STYLES["text"], "font_color": "#0B3FA8", "underline": 1}
        )
        self._kinds = {
            severity: book.add_format({**_FONT, **look, "text_wrap": True})
            for severity, look in _MARKS.items()
        }

    def write(self, findings: Sequence[Finding], words: Words) -> None:
        for column, (heading, width) in enumerate(_COLUMNS):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, self._say(heading), self._header)
        self._sheet.freeze_panes(1, 0)
        for row, finding in enumerate(findings, start=1):
            self._write_finding(row, finding, words(finding))
        if findings:
            self._sheet.autofilter(0, 0, len(findings), len(_COLUMNS) - 1)

    def _write_finding(self, row: int, finding: Finding, sentence: str) -> None:
        hint = _advice(finding, self._say)
        severity = self._say(SEVERITIES[finding.severity])
        cells = (severity, finding.sheet, finding.cell, finding.value, sentence, hint)
        self._sheet.write_number(row, 0, row, self._text)
        for column, text in enumerate(cells, start=1):
            look = self._kinds[finding.severity] if column == 1 else self._text
            self._sheet.write_string(row, column, text, look)
        target = self._target(finding)
        if target and row < _MOST_LINKS:
            self._sheet.write_url(row, _CELL_COLUMN, target, self._link, finding.cell or "→")

    def _target(self, finding: Finding) -> str:
        if finding.sheet not in self._titles:
            return ""
        title = self._titles[finding.sheet].replace("'", "''")
        cell = finding.cell.partition("/")[0] if _places(finding) else "A1"
        return f"internal:'{title}'!{cell}"


class _Copies:
    """The sheets as they were delivered, with marks."""

    def __init__(self, book: Any, words: Words, say: Callable[[str], str]) -> None:  # noqa: ANN401 (as above)
        self._book = book
        self._words = words
        self._say = say
        self._plain = book.add_format(_FONT)
        self._merged = book.add_format({**_FONT, "align": "center", "border": 1})
        self._looks = {
            severity: book.add_format({**_FONT, **look}) for severity, look in _MARKS.items()
        }

    def add(self, sheet: Sheet, title: str, findings: Sequence[Finding]) -> None:
        copy = self._book.add_worksheet(title)
        self._set_widths(copy, sheet)
        heads = self._merge(copy, sheet)
        marks = _marks(findings)
        for row, line in enumerate(sheet.rows):
            for column, cell in enumerate(line):
                if cell is not None and (row, column) not in marks:
                    look = self._merged if (row, column) in heads else self._plain
                    _write(copy, (row, column), cell, look)
        for at, own in marks.items():
            self._mark(copy, at, _cell(sheet, at), own)
        if sheet.hidden and not findings:  # what is to be corrected must be seen
            copy.hide()

    def _set_widths(self, copy: Any, sheet: Sheet) -> None:  # noqa: ANN401 (as above)
        for column in range(sheet.width):
            shown = (row[column] for row in islice(sheet.rows, _LOOKED_AT))
            width = max((_width(str(cell)) for cell in shown if cell is not None), default=0)
            copy.set_column(column, column, min(max(width + 2, _NARROW), _WIDE), self._plain)

    def _merge(self, copy: Any, sheet: Sheet) -> set[tuple[int, int]]:  # noqa: ANN401 (as above)
        for block in sheet.merged:
            with suppress(OverlappingRange):
                copy.merge_range(*block, "", self._merged)
        return {block[:2] for block in sheet.merged}

    def _mark(
        self,
        copy: Any,  # noqa: ANN401 (as above)
        at: tuple[int, int],
        cell: Cell,
        findings: Sequence[Finding],
    ) -> None:
        gravest = min((finding.severity for finding in findings), key=_GRAVEST.index)
        _write(copy, at, cell, self._looks[gravest])
        said = "\n".join(map(self._said, findings))
        copy.write_comment(*at, said, {"author": "", "x_scale": 2.5, "y_scale": 1.5})

    def _said(self, finding: Finding) -> str:
        kind = self._say(SEVERITIES[finding.severity])
        return f"【{kind}】{self._words(finding)} {_advice(finding, self._say)}".rstrip()


def _marks(findings: Iterable[Finding]) -> Marks:
    marks: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        for at in _places(finding):
            marks[at].append(finding)
    return marks


def _cell(sheet: Sheet, at: tuple[int, int]) -> Cell:
    """Return a cell, nothing where a finding names one beyond the sheet."""
    row, column = at
    return sheet[at] if row < len(sheet.rows) and column < sheet.width else None


def _write(copy: Any, at: tuple[int, int], cell: Cell, look: Any) -> None:  # noqa: ANN401 (as above)
    """Write a value as what it is; text never becomes a formula, a link or a number."""
    match cell:
        case None:
            copy.write_blank(*at, None, look)
        case bool():
            copy.write_boolean(*at, cell, look)
        case str():
            copy.write_string(*at, cell, look)
        case _:
            copy.write_number(*at, cell, look)


def _width(text: str) -> int:
    """Width in columns: Chinese letters take two."""
    return max(
        sum(2 if letter >= _FIRST_WIDE_LETTER else 1 for letter in line)
        for line in text.split("\n")
    )


def _advice(finding: Finding, say: Callable[[str], str]) -> str:
    return say(finding.hint).format(**finding.values) if finding.hint else ""
