"""The list of known headings in data/headings.csv, which people extend as reports change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from lib.adapters.rule_files.texts import read_text
from lib.errors import N_, ParameterError
from lib.model.intake.headings import Alias, normalise
from lib.model.intake.plans import Part

COLUMNS = ("indicator", "part", "heading", "source")


def load_headings(path: Path) -> tuple[Alias, ...]:
    """Load the other wordings of headings, strictly.

    The header is exactly `COLUMNS`; indicator, part and heading are filled; no row stands twice.
    Several indicators may share a heading.

    Parameters
    ----------
    path
        CSV file in UTF-8, with or without a byte order mark.

    Raises
    ------
    ParameterError
        Naming the file, the line, and what is wrong there.
    """
    seen: dict[tuple[str, Part, str], int] = {}
    aliases = []
    for line, cells in _rows(path):
        alias = _alias(path.name, line, cells)
        said = (alias.indicator, alias.part, "/".join(map(normalise, alias.heading.split("/"))))
        if said in seen:
            raise ParameterError(
                N_("{file}, line {line}: “{heading}” already stands on line {first}."),
                hint=N_("Keep one of the two; spaces, units and width of letters do not count."),
                file=path.name,
                line=line,
                heading=alias.heading,
                first=seen[said],
            )
        seen[said] = line
        aliases.append(alias)
    return tuple(aliases)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise ParameterError(
                N_("{file}, line 1: the header is “{found}”, not “{expected}”."),
                file=path.name,
                found=",".join(header),
                expected=",".join(COLUMNS),
            )
        yield from ((reader.line_num, cells) for cells in reader if any(cells))
    except csv.Error as error:
        raise ParameterError(
            N_("{file}, line {line}: the file is not valid CSV: {problem}."),
            file=path.name,
            line=reader.line_num,
            problem=error,
        ) from error


def _alias(file: str, line: int, cells: list[str]) -> Alias:
    if len(cells) != len(COLUMNS):
        raise ParameterError(
            N_("{file}, line {line}: {found} cells where the header has {expected}."),
            hint=N_("Put cells that contain a comma in quotes."),
            file=file,
            line=line,
            found=len(cells),
            expected=len(COLUMNS),
        )
    indicator, part, heading, source = (cell.strip() for cell in cells)
    if part not in list(Part):
        raise ParameterError(
            N_("{file}, line {line}: “{part}” is no part of an indicator."),
            hint=N_("Write one of {known}."),
            file=file,
            line=line,
            part=part,
            known=", ".join(Part),
        )
    if not indicator or not all(normalise(word) for word in heading.split("/")):
        raise ParameterError(
            N_("{file}, line {line}: the indicator or the heading is empty."),
            hint=N_("A heading needs words besides its unit."),
            file=file,
            line=line,
        )
    return Alias(indicator, Part(part), heading, source)
