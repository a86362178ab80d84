"""The catalogue in CSV files: indicators, their sources, service items, dimensions.

Read strictly: the columns are exactly those named, every row has all of them, and
no row stands twice. All cells are text.
"""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from lib.adapters.rule_files.texts import read_text, refusal
from lib.errors import N_
from lib.model.documents import Document
from lib.model.indicators import (
    COLUMNS,
    Dimension,
    Indicator,
    Origin,
    Source,
    parse_indicators,
    parse_sources,
)
from lib.model.parameters import Text
from lib.model.service_items import ServiceItems, parse_dimensions, parse_service_items

_NAMES = frozenset({"name_zh", "name_en"})
_T = TypeVar("_T")


def load_indicators(path: Path) -> dict[str, Indicator]:
    """Load the catalogue of indicators, by code.

    Raises
    ------
    ParameterError
        Naming the file, the line, the column and the value at fault.
    """
    return _load(path, COLUMNS, parse_indicators)


def load_sources(path: Path) -> dict[Origin, Source]:
    """Load the kinds of documents that define indicators, by code.

    Raises
    ------
    ParameterError
        Naming the file, the line, the column and the value at fault.
    """
    return _load(path, _NAMES | {"authority", "confidence"}, parse_sources)


def load_dimensions(path: Path) -> dict[Dimension, Text]:
    """Load the names of the four dimensions.

    Raises
    ------
    ParameterError
        Naming the file, the line and what is wrong.
    """
    return _load(path, _NAMES, parse_dimensions)


def load_service_items(path: Path) -> ServiceItems:
    """Load the list of service items through the years.

    Raises
    ------
    ParameterError
        Naming the file, the line, the column and the value at fault.
    """
    columns = _NAMES | {"code", "group", "valid_from", "valid_to"}
    document = _read(path, columns, key=("code", "valid_from"))
    with document.located():
        return parse_service_items(document.content)


def _load(
    path: Path, columns: Collection[str], parse: Callable[[Mapping[str, dict[str, str]]], _T]
) -> _T:
    """Read rows by their code, which the row itself no longer holds."""
    document = _read(path, {*columns, "code"}, key=("code",))
    rows = {
        code: {column: cell for column, cell in row.items() if column != "code"}
        for code, row in document.content.items()
    }
    with document.located():
        return parse(rows)


def _read(path: Path, columns: Collection[str], *, key: tuple[str, ...]) -> Document:
    reader = csv.reader(io.StringIO(read_text(path)), strict=True)
    rows = _numbered(path.name, reader)
    _, header = next(rows, (1, []))
    _check_header(path.name, header, columns)
    content: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, cells in rows:
        row = _row(path.name, line, header, cells)
        name = " ".join(row[column] for column in key)
        if name in content:
            raise refusal(
                N_("{file}, line {line}: “{key}” already stands on line {first}."),
                path.name,
                line,
                hint=N_("Keep one of the two."),
                key=name,
                first=lines[name],
            )
        content[name], lines[name] = row, line
    return Document(path.name, content, lines)


def _numbered(file: str, reader: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 (csv has no public type)
    try:
        for cells in reader:
            if any(cells):  # a spreadsheet may leave empty lines at the end
                yield reader.line_num, cells
    except csv.Error as error:
        raise refusal(
            N_("{file}, line {line}: the file is not valid CSV: {problem}."),
            file,
            reader.line_num,
            problem=error,
        ) from error


def _check_header(file: str, header: list[str], columns: Collection[str]) -> None:
    missing = sorted(set(columns) - set(header))
    unknown = sorted({name for name in header if name not in columns or header.count(name) > 1})
    if missing or unknown:
        raise refusal(
            N_(
                "{file}, line {line}: columns missing: {missing}; unknown or repeated: {unknown}. "
                "The header must have exactly these: {columns}."
            ),
            file,
            1,
            missing=", ".join(missing) or "–",
            unknown=", ".join(unknown) or "–",
            columns=", ".join(sorted(columns)),
        )


def _row(file: str, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise refusal(
            N_("{file}, line {line}: {found} cells where the header has {expected}."),
            file,
            line,
            hint=N_("Put cells that contain a comma in quotes."),
            found=len(cells),
            expected=len(header),
        )
    return dict(zip(header, cells, strict=True))
