"""Long tables: one row a figure, with its indicator and status in columns of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.cells import Kind, parse
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.grids import column, text, written
from lib.model.intake.lines import Lines
from lib.model.intake.pairing import Pair
from lib.model.intake.plans import Role, SheetPlan
from lib.model.intake.sheets import Sheet, address
from lib.model.intake.understanding import Known
from lib.model.numbers import Integers
from lib.model.observations import STATUSES, Status

_WORDS = {**STATUSES, "已报": Status.REPORTED, "已上报": Status.REPORTED, "正常": Status.REPORTED}
_KINDS = {
    Kind.MISSING: Status.MISSING,
    Kind.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Kind.EXEMPT: Status.EXEMPT,
}
_SILENT, _UNKNOWN = -1, -2


def split(
    sheet: Sheet, plan: SheetPlan, known: Known, rows: Lines
) -> tuple[dict[str, Integers], list[Finding]]:
    """Sort the rows by indicator.

    Parameters
    ----------
    sheet, plan
        The sheet and how it is understood.
    known
        Catalogue and its names.
    rows
        Rows of figures.

    Returns
    -------
    dict and findings
        Positions in the lines by code; a finding for each name that is no indicator.
    """
    below = plan.header[1] + 1
    places = rows.rows.tolist()
    columns = [each.column for each in plan.columns if each.role is Role.INDICATOR]
    codes = np.full(len(places), "", dtype=object)
    for number in reversed(columns):
        cells = column(sheet, number, below, fill=True)
        words = written(cells)
        meant = {word: known.vocabulary.indicator(word) for word in set(words)}
        found = np.array([meant[words[row]] for row in places], dtype=object)
        codes = np.where(found == "", codes, found)
    numbers, names = pd.factorize(codes)
    groups = {str(name): np.flatnonzero(numbers == at) for at, name in enumerate(names)}
    unknown = groups.pop("", np.array([], dtype=np.int64))
    cells = column(sheet, columns[0], below, fill=True)
    return groups, _unknown(sheet, cells, (below, columns[0]), rows.rows[unknown].tolist())


def _unknown(
    sheet: Sheet, cells: Sequence[object], at: tuple[int, int], rows: Iterable[int]
) -> list[Finding]:
    below, number = at
    findings: dict[object, Finding] = {}
    for row in rows:
        if cells[row] not in findings:
            value = text(sheet[below + row, number])
            findings[cells[row]] = Finding(
                "indicator_unknown",
                Severity.WARNING,
                N_("“{name}” is no indicator of the catalogue; its rows are not read."),
                sheet=sheet.name,
                cell=address(below + row, number),
                value=value,
                hint=N_("Correct the name or code, or accept that the rows are left out."),
                values={"name": value},
            )
    return list(findings.values())


def set_statuses(
    sheet: Sheet, plan: SheetPlan, read: Sequence[tuple[Lines, Pair]]
) -> list[Finding]:
    """Enter the statuses that a column states, in place; tell which contradict their figures."""
    number = next((each.column for each in plan.columns if each.role is Role.STATUS), None)
    if number is None:
        return []
    below = plan.header[1] + 1
    cells = written(column(sheet, number, below))
    codes = {word: _status(word) for word in set(cells)}
    stated = np.array([codes[word] for word in cells], dtype=np.int64)
    findings = []
    for rows, found in read:
        said = stated[rows.rows]
        reported = found.statuses == Status.REPORTED
        against = (said >= 0) & (reported != (said == Status.REPORTED))
        free = (said >= 0) & ~against
        found.statuses[free] = said[free]
        for rule, wrong in (("status_contradicted", against), ("status_unknown", said == _UNKNOWN)):
            places = rows.rows[wrong & ~found.is_total].tolist()
            findings += [_finding(sheet, rule, (below + row, number), cells[row]) for row in places]
    return findings


def _status(word: str) -> int:
    if not word:
        return _SILENT
    status = _WORDS.get(word.casefold(), _KINDS.get(parse(word).kind))
    return _UNKNOWN if status is None else int(status)


def _finding(sheet: Sheet, rule: str, place: tuple[int, int], value: str) -> Finding:
    message = N_("The status is “{value}”, but the figure beside it says otherwise.")
    hint = N_("A reported figure needs counts or a value, any other status none.")
    if rule == "status_unknown":
        message = N_("“{value}” is no status.")
        hint = N_("Write 已报, 缺报, 不适用 or 豁免.")
    return Finding(
        rule,
        Severity.ERROR,
        message,
        sheet=sheet.name,
        cell=address(*place),
        value=value,
        hint=hint,
        values={"value": value},
    )
