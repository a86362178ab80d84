"""Files of a register: read by its columns strictly, every bad cell named by its address.

Nothing comes in by halves: one bad cell, and the whole file is refused with all of its findings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lib.errors import N_, Message
from lib.model.intake import personal
from lib.model.intake.findings import Finding, FindingsError, Severity
from lib.model.intake.names import NameIndex
from lib.model.intake.sheets import NOTES, Cell, Sheet, Workbook, address
from lib.model.registers import cells
from lib.model.registers.cells import HIDDEN, Fault
from lib.model.registers.declarations import Column, Register, Value, Values
from lib.model.registers.ledger import Check, Entry, Rows, Wish

_HEADER_WITHIN = 12
"""Rows among which the header is looked for: titles may stand above it."""
_LEFT = N_("Download the template anew; headings, their spelling and number must stay.")
_FIX = N_("Correct the cell and bring the file in again.")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file, with where its cells stand."""

    row: int
    """Counted from 0."""
    values: Values


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read without a finding."""

    file: str
    wishes: tuple[Wish, ...]
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Desk:
    """All that reading a file needs to know."""

    register: Register
    names: NameIndex
    rows: Rows
    """What stands in the book."""
    seen: Mapping[str, int]
    """Last posting of every subject of the book."""
    check: Check


def read(workbook: Workbook, desk: Desk) -> Reading:
    """Read a file as rows of a register.

    Parameters
    ----------
    workbook
        The file; its first sheet that is not of explanations is read.
    desk
        The register, and what stands in it.

    Raises
    ------
    FindingsError
        With every bad cell, or column, and its address.
    """
    if found := personal.refuse(workbook):
        raise FindingsError(workbook.file, found)
    sheets = [sheet for sheet in workbook.sheets if sheet.rows and sheet.name != NOTES]
    if not sheets:
        raise FindingsError(workbook.file, [_finding(N_("The file has no rows to read."), "")])
    reader = _Reader(sheets[0], desk)
    lines = reader.lines()
    if not lines and not reader.findings:
        reader.findings.append(_finding(N_("The file has no rows to read."), sheets[0].name))
    reader.check(lines)
    if reader.findings:
        raise FindingsError(workbook.file, reader.findings)
    return reader.reading(workbook.file, lines)


def rows(
    register: Register, entries: Sequence[Entry], area: Callable[[str], str], unseen: Unseen
) -> list[dict[str, object]]:
    """Write rows as they stand in a file that `read` takes back.

    Parameters
    ----------
    register
        Their register.
    entries
        The rows.
    area
        Names an institution by its code.
    unseen
        Tells the columns of a row that are not shown; they are left as they stand when the file
        comes back.
    """
    return [
        {
            column.heading.zh: HIDDEN
            if code in hidden
            else cells.written(column, entry.values.get(code), area)
            for code, column in register.columns.items()
        }
        for entry in entries
        for hidden in [unseen(entry)]
    ]


Unseen = Callable[[Entry], frozenset[str]]


class _Reader:
    """One sheet on its way to rows."""

    def __init__(self, sheet: Sheet, desk: Desk) -> None:
        self.sheet, self.desk = sheet, desk
        self.findings: list[Finding] = []
        self.columns: dict[str, int] = {}

    def lines(self) -> list[Line]:
        """Return the rows below the header; without a header there are none."""
        header = self._header()
        if header is None:
            message = N_("No row of headings was found: {headings}.")
            named = [column.heading for column in self._keys()]
            self.findings.append(_finding(message, self.sheet.name, hint=_LEFT, headings=named))
            return []
        self._match(header)
        if self.findings:
            return []
        below = range(header + 1, len(self.sheet.rows))
        return [self._line(row) for row in below if not self._is_aside(row)]

    def check(self, lines: Sequence[Line]) -> None:
        """Find rows that come twice, and what is wrong with each as it would stand."""
        if self.findings:
            return
        register, first = self.desk.register, dict[str, int]()
        for line in lines:
            subject = register.subject(line.values)
            if subject in first:
                message = N_("The same row stands in line {line} already.")
                self._tell(line.row, register.key[0], message, line=first[subject] + 1)
            first.setdefault(subject, line.row)
        entries = {register.subject(o.values): o.values for o in lines}
        standing = {**self.desk.rows, **{s: Entry(s, v, 0) for s, v in entries.items()}}
        for line in lines:
            for fault in self.desk.check(register, line.values, standing):
                self._blame(line.row, fault)

    def reading(self, file: str, lines: Sequence[Line]) -> Reading:
        """Return the rows with what they would change."""
        register, standing = self.desk.register, self.desk.rows
        subjects = [register.subject(line.values) for line in lines]
        wishes = tuple(
            Wish(line.values, f"{file}!{line.row + 1}", self.desk.seen.get(subject, 0))
            for line, subject in zip(lines, subjects, strict=True)
        )
        before = [standing.get(subject) for subject in subjects]
        same = sum(
            entry is not None and dict(entry.values) == dict(line.values)
            for entry, line in zip(before, lines, strict=True)
        )
        new = sum(entry is None for entry in before)
        return Reading(file, wishes, new, len(lines) - new - same, same)

    def _header(self) -> int | None:
        needed = {column.heading.zh for column in self._keys()}
        for row, found in enumerate(self.sheet.rows[:_HEADER_WITHIN]):
            if needed <= {_heading(cell) for cell in found}:
                return row
        return None

    def _match(self, header: int) -> None:
        known = {column.heading.zh: code for code, column in self.desk.register.columns.items()}
        for column, cell in enumerate(self.sheet.rows[header]):
            heading = _heading(cell)
            if not heading:
                continue
            place = address(header, column)
            if heading not in known:
                message = N_("“{text}” is no column of this register.")
                self._told(message, place, heading, hint=_LEFT, text=heading)
            elif known[heading] in self.columns:
                message = N_("The column “{text}” stands twice.")
                self._told(message, place, heading, hint=_LEFT, text=heading)
            else:
                self.columns[known[heading]] = column
        for heading, code in known.items():
            if code not in self.columns:
                place = address(header, 0)
                message = N_("The column “{text}” is missing.")
                self._told(message, place, "", hint=_LEFT, text=heading)

    def _is_aside(self, row: int) -> bool:
        """Tell whether a row is empty, or a remark below the table in its first cell."""
        filled = [cell for cell in self.sheet.rows[row] if cell is not None and str(cell).strip()]
        key = [self.sheet[row, self.columns[code]] for code in self.desk.register.key]
        return not filled or (
            len(filled) == 1
            and isinstance(self.sheet[row, 0], str)
            and str(self.sheet[row, 0]).startswith(("示例数据", "Demonstration data", "注"))
            and sum(cell is not None for cell in key) <= 1
        )

    def _line(self, row: int) -> Line:
        values: dict[str, Value] = {}
        hidden = []
        for code, column in self.desk.register.columns.items():
            cell = self.sheet[row, self.columns[code]]
            if isinstance(cell, str) and cell.strip() == HIDDEN:
                hidden.append(code)
                continue
            try:
                values[code] = cells.read(column, cell, self._area)
            except cells.CellError as error:
                message = error.message
                self._told(
                    message, address(row, self.columns[code]), str(cell), hint=_FIX, **error.values
                )
                values[code] = None
        self._uncover(row, values, hidden)
        return Line(row, {code: values.get(code) for code in self.desk.register.columns})

    def _uncover(self, row: int, values: dict[str, Value], hidden: Sequence[str]) -> None:
        """Keep what stands where a file says that a count is not shown."""
        register = self.desk.register
        known = all(values.get(code) is not None for code in register.key)
        entry = self.desk.rows.get(register.subject(values)) if known else None
        for code in hidden:
            if entry is None:
                message = N_("Nothing stands here yet that could be kept; enter the count.")
                self._tell(row, code, message)
            else:
                values[code] = entry.values.get(code)

    def _area(self, written: str) -> str:
        return self.desk.names.resolve(written).code

    def _keys(self) -> list[Column]:
        return [self.desk.register.columns[code] for code in self.desk.register.key]

    def _blame(self, row: int, fault: Fault) -> None:
        self._tell(row, fault.column or self.desk.register.key[0], fault.message, **fault.values)

    def _tell(self, row: int, code: str, message: str, **values: object) -> None:
        column = self.columns[code]
        cell = self.sheet[row, column]
        said = "" if cell is None else str(cell)
        self._told(message, address(row, column), said, hint=_FIX, **values)

    def _told(
        self, message: str, place: str, value: str, *, hint: Message, **values: object
    ) -> None:
        self.findings.append(
            Finding(
                "register",
                Severity.ERROR,
                message,
                sheet=self.sheet.name,
                cell=place,
                value=value[:60],
                hint=hint,
                values=values,
            )
        )


def _heading(cell: Cell) -> str:
    return cells.tidy(str(cell)).removesuffix("*").strip() if isinstance(cell, str) else ""


def _finding(message: str, sheet: str, hint: str = "", **values: object) -> Finding:
    return Finding("register", Severity.ERROR, message, sheet=sheet, hint=hint, values=values)
