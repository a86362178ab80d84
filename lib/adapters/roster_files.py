"""The roster, as CSV files that people edit in Excel or WPS."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lib.errors import N_, ImportRejectedError, InputError, Problem
from lib.model.roster import Area, Roster

REQUIRED = ("area_code", "name", "kind", "parent_code", "population")
OPTIONAL = tuple(column.name for column in fields(Area) if column.name not in {*REQUIRED, "code"})


def read_roster(*paths: Path) -> Roster:
    """Read one roster from one or several CSV files, strictly.

    Every file has the columns of `REQUIRED` and any of `OPTIONAL`, and no
    others. Codes are text. An empty cell means: not known, or does not apply.
    A parent is empty or another row of these files.

    Parameters
    ----------
    paths
        CSV files in UTF-8, with or without a byte order mark.

    Raises
    ------
    InputError
        If a file is missing or not UTF-8, if its columns are not those above,
        or if two rows of one code overlap in time.
    ImportRejectedError
        With every faulty cell of the first file that has any: population or
        year not a whole number, a date that is none, a coordinate out of range,
        a code, name or kind left empty, a repeated row, an unknown parent.
    """
    tables = [_read_table(path) for path in paths]
    codes = {row["area_code"] for table in tables for row in table.rows}
    for table in tables:
        table.refuse_unknown_references(codes)
        if table.problems:
            raise ImportRejectedError(table.path.name, tuple(table.problems))
    return Roster(tuple(area for table in tables for area in table.areas))


@dataclass
class _Table:
    """One file on its way to the roster; row numbers count the header as row 1."""

    path: Path
    rows: list[dict[str, str]]
    areas: list[Area] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read_areas(self) -> None:
        seen: set[tuple[str, str]] = set()
        for number, row in enumerate(self.rows, 2):
            if (key := (row["area_code"], row.get("valid_from", ""))) in seen:
                message = N_("An earlier row has the same code and the same first day.")
                self.problems.append(Problem("area_code", number, message, row["area_code"]))
            seen.add(key)
            values = {column: self._cell(column, number, text) for column, text in row.items()}
            values["code"] = values.pop("area_code")
            self.areas.append(Area(**values))

    def _cell(self, column: str, number: int, text: str) -> Any:  # noqa: ANN401 (one type per column)
        try:
            return _PARSERS.get(column, str)(text)
        except ValueError as error:
            self.problems.append(Problem(column, number, str(error), text))
            return None

    def refuse_unknown_references(self, codes: set[str]) -> None:
        for number, row in enumerate(self.rows, 2):
            for column in ("parent_code", "successor"):
                if (code := row.get(column, "")) and code not in codes:
                    message = N_("No row of the roster has this code.")
                    self.problems.append(Problem(column, number, message, code))


def _read_table(path: Path) -> _Table:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(N_("There is no file {file}."), file=path.name) from error
    except UnicodeDecodeError as error:
        raise InputError(
            N_("{file} is not UTF-8 text (byte {position})."),
            hint=N_("Save it as “CSV UTF-8”."),
            file=path.name,
            position=error.start,
        ) from error
    header, *records = _split(path, text) or [[]]
    _refuse_header(path, header)
    while records and not any(records[-1]):  # Excel leaves empty lines at the end
        records.pop()
    table = _Table(path, [_row(path, header, *record) for record in enumerate(records, 2)])
    table.read_areas()
    return table


def _split(path: Path, text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise InputError(
            N_("{file} is not a well-formed CSV file near line {line}: {reason}."),
            hint=N_("Look for a quotation mark that is opened and never closed."),
            file=path.name,
            line=reader.line_num,
            reason=error,
        ) from error


def _refuse_header(path: Path, header: list[str]) -> None:
    for wrong, message in (
        (set(REQUIRED) - set(header), N_("{file} lacks the columns {columns} (row 1).")),
        (set(header) - {*REQUIRED, *OPTIONAL}, N_("{file} has unknown columns {columns} (row 1).")),
        ({c for c in header if header.count(c) > 1}, N_("{file} repeats {columns} (row 1).")),
    ):
        if wrong:
            raise InputError(
                message,
                hint=N_("The columns of a roster are described in data/roster/README.md."),
                file=path.name,
                columns=", ".join(sorted(wrong)),
            )


def _row(path: Path, header: list[str], line: int, record: list[str]) -> dict[str, str]:
    if len(record) != len(header):
        raise InputError(
            N_("{file} has {count} cells in row {line}, but {expected} columns."),
            hint=N_("Look for a missing comma, or for a comma that needs quotes around it."),
            file=path.name,
            count=len(record),
            line=line,
            expected=len(header),
        )
    return {column: cell.strip() for column, cell in zip(header, record, strict=True)}


def _filled_text(text: str) -> str:
    if not text:
        raise ValueError(N_("This cell may not be empty."))
    return text


def _whole_number(text: str) -> int | None:
    if text and not re.fullmatch(r"[0-9]+", text):
        raise ValueError(N_("Expected a whole number without separators, or nothing."))
    return int(text) if text else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007 (a day)
    except ValueError as error:
        raise ValueError(N_("Expected a date such as 2017-12-31, or nothing.")) from error


def _degrees(limit: int) -> Callable[[str], float | None]:
    def parse(text: str) -> float | None:
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or abs(float(text)) > limit:
            raise ValueError(N_("Expected decimal degrees, or nothing."))
        return float(text)

    return parse


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|") if name.strip())


_PARSERS: dict[str, Callable[[str], Any]] = {
    "area_code": _filled_text,
    "name": _filled_text,
    "kind": _filled_text,
    "aliases": _names,
    "population": _whole_number,
    "population_year": _whole_number,
    "registered": _whole_number,
    "served": _whole_number,
    "lon": _degrees(180),
    "lat": _degrees(90),
    "valid_from": _day,
    "valid_to": _day,
}
