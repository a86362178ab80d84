"""Relations between counts (勾稽关系), as a CSV file that people edit in Excel or WPS."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from lib.adapters.rule_files.texts import read_text
from lib.errors import N_, ParameterError
from lib.model.documents import one_of, place, words
from lib.model.indicators import Indicator, Origin
from lib.model.intake.checks import Relation
from lib.model.intake.plans import Part
from lib.model.parameters import Text

HEADER = (
    "part_indicator",
    "part",
    "whole_indicator",
    "whole",
    "reason_zh",
    "reason_en",
    "source",
)
_PARTS = (Part.NUMERATOR, Part.DENOMINATOR)


def load_relations(path: Path, indicators: Mapping[str, Indicator]) -> tuple[Relation, ...]:
    """Load which counts are part of which others.

    Parameters
    ----------
    path
        CSV with the columns of `HEADER`, UTF-8, with or without a byte order mark.
    indicators
        The catalogue; every relation is between two of them.

    Raises
    ------
    ParameterError
        Naming the file, the line and what is wrong: other columns, an unknown indicator or
        word, an empty cell, a relation that stands twice or holds a count against itself.
    """
    relations: dict[tuple[str, ...], Relation] = {}
    for line, row in _rows(path):
        where = f"{path.name}, {line}"
        relation = _relation(where, row, indicators)
        key = tuple(row[:4])
        if key in relations or key[:2] == key[2:]:
            raise ParameterError(
                N_("{where}: the relation of {part} to {whole} stands twice, or is with itself."),
                hint=N_("Keep one line for each relation."),
                where=where,
                part=key[0],
                whole=key[2],
            )
        relations[key] = relation
    return tuple(relations.values())


def _relation(where: str, row: list[str], indicators: Mapping[str, Indicator]) -> Relation:
    cells = dict(zip(HEADER, row, strict=True))
    for name in ("part_indicator", "whole_indicator"):
        one_of(place(where, name), cells[name], tuple(indicators))
    reason = (words(place(where, name), cells[name]) for name in ("reason_zh", "reason_en"))
    return Relation(
        cells["part_indicator"],
        Part(one_of(place(where, "part"), cells["part"], _PARTS)),
        cells["whole_indicator"],
        Part(one_of(place(where, "whole"), cells["whole"], _PARTS)),
        Text(*reason),
        Origin(one_of(place(where, "source"), cells["source"], tuple(Origin))),
    )


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error as error:
        raise ParameterError(
            N_("{file}, line {line}: the file is not valid CSV: {problem}."),
            file=path.name,
            line=reader.line_num,
            problem=error,
        ) from error
    for line, cells in rows or [(1, [])]:
        if len(cells) != len(HEADER) or (line == 1) != (tuple(cells) == HEADER):
            raise ParameterError(
                N_("{file}, line {line}: expected the columns {columns}."),
                hint=N_("Put cells that contain a comma in quotes."),
                file=path.name,
                line=line,
                columns=", ".join(HEADER),
            )
    return rows[1:]
