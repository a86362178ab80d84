"""How far the sheets of an xlsx package reach, and whether their formulas were calculated.

Read with patterns, not with a parser: this only has to be right about honest files and to
turn away crude ones early. What slips through meets the limits of the reading process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.refusals import too_many_cells, uncalculated

_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_HEAD = 4096
_ROW = re.compile(rb"[^>]*?\sr=[\"'](\d{1,9})[\"']")
_REFERENCE = re.compile(rb"<c\s[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,9})[\"']")
_FORMULA = re.compile(
    rb"<c(?P<head>\s[^<>]*)?>\s*<f\b[^<>]*?(?:/>|>[^<]*</f>)\s*"
    rb"(?P<value><v\s*/>|<v[^<>]*>(?P<text>[^<]*)</v>)?"
)
_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,9})[\"']")
_LINKS = re.compile(rb"<(?:\w+:)?(?:sheet|Relationship)\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"'<>]*)[\"']")
_ALL_ROWS = 1 << 20
"""Rows of a sheet as Excel has them; some programs write every one, empty."""


class Survey:
    """Goes through the parts of a package one by one."""

    def __init__(self, file: str, limits: Limits, titles: Mapping[str, str]) -> None:
        self._file = file
        self._titles = titles
        self._limits = limits
        self._cells = 0
        self._recalculate = False
        self._zeros: list[tuple[str, str]] = []
        self._calculated = False

    def visit(self, name: str, part: bytes) -> None:
        """Look at one part.

        Raises
        ------
        InputError
            If it is a sheet that reaches too far, or with a formula without a value.
        """
        if name.lower() == "xl/workbook.xml":
            self._recalculate = b'fullCalcOnLoad="1"' in part
        elif root := _ROOT.search(part[:_HEAD]):
            title = self._titles.get(name.lower(), name.rpartition("/")[2])
            self._visit_sheet(title, _without_prefix(part, root[1]))

    def conclude(self) -> None:
        """Refuse a file that asks to be recalculated and has nothing but zeros.

        Some libraries put a zero where a formula's value belongs and leave the rest to Excel.

        Raises
        ------
        InputError
            Naming the first such formula.
        """
        if self._recalculate and self._zeros and not self._calculated:
            raise uncalculated(self._file, *self._zeros[0])

    def _visit_sheet(self, name: str, part: bytes) -> None:
        if (count := part.count(b"<row")) > 2 * _ALL_ROWS:
            raise too_many_cells(self._file, name, (count, 1), self._limits)
        rows, columns = extent(part)
        self._cells += rows * columns
        allowed = self._limits
        if rows > allowed.rows or columns > allowed.columns or self._cells > allowed.cells:
            raise too_many_cells(self._file, name, (rows, columns), allowed)
        if b"<f" in part:
            self._visit_formulas(name, part)

    def _visit_formulas(self, name: str, part: bytes) -> None:
        for found in _FORMULA.finditer(part):
            head = found["head"] or b""
            at = _PLACE.search(head)
            cell = at[1].decode() if at else "?"
            if not found["text"] and not (found["value"] and _TEXT.search(head)):
                raise uncalculated(self._file, name, cell)
            if found["text"] == b"0":
                self._zeros.append((name, cell))
            else:
                self._calculated = True


def extent(part: bytes) -> tuple[int, int]:
    """Return the last row and the last column with a value, counted from 1.

    Examples
    --------
    >>> extent(b'<row r="7"><c r="B7"><v>1</v></c><c r="D7" s="1"/></row>')
    (7, 2)
    """
    rows = columns = last = 0
    for row in part.partition(b"</sheetData>")[0].split(b"<row")[1:]:
        found = _ROW.match(row)
        last = int(found[1]) if found else last + 1
        filled = _last_value(row)
        if filled < 0:
            continue
        rows = max(rows, last)
        reference = _REFERENCE.match(row, row.rfind(b"<c", 0, filled))
        columns = max(columns, _number(reference[1]) if reference else row.count(b"<c"))
    return rows, columns


def _last_value(row: bytes) -> int:
    """Find the last value, text or formula; most rows end with a value, which saves the search."""
    value = row.rfind(b"<v")
    if row.find(b"<is", value + 1) < 0 and row.find(b"<f", value + 1) < 0:
        return value
    return max(row.rfind(mark) for mark in (b"<v", b"<is", b"<f"))


def titles_of(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return the names of the sheets by the parts they are in, in small letters.

    Examples
    --------
    >>> titles_of(b'<sheet name="A&amp;B" r:id="x"/>', b'<Relationship Id="x" Target="s1.xml"/>')
    {'xl/s1.xml': 'A&B'}
    """
    names = {link.get("r:id", ""): link.get("name", "") for link in _links(workbook)}
    targets = {link.get("Id", ""): link.get("Target", "") for link in _links(relations)}
    return {
        _resolved(targets[number]): unescape(name)
        for number, name in names.items()
        if number in targets
    }


def _links(part: bytes) -> list[dict[str, str]]:
    return [
        {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(attributes)}
        for attributes in _LINKS.findall(part)
    ]


def _resolved(target: str) -> str:
    return (target[1:] if target.startswith("/") else f"xl/{target}").lower()


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _without_prefix(part: bytes, prefix: bytes | None) -> bytes:
    if not prefix:
        return part
    return part.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")
