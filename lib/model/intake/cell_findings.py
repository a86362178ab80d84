"""Cell findings: what is wrong in a single cell of figures, in words."""

from __future__ import annotations

from collections.abc import Iterator

from lib.errors import N_
from lib.model.intake.column_values import Faults
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.grids import text
from lib.model.intake.plans import ColumnPlan
from lib.model.intake.sheets import Sheet, address

_CORRECT = N_("Correct the cell, or empty it where there is no figure.")
_WORDS = {
    "not_a_number": (Severity.ERROR, N_("“{value}” is no figure for “{heading}”."), _CORRECT),
    "compound_cell": (
        Severity.ERROR,
        N_("“{value}” in “{heading}” is more than one figure."),
        N_("Give each figure a cell of its own."),
    ),
    "bound_value": (
        Severity.ERROR,
        N_("“{value}” in “{heading}” is a demand, not what was counted."),
        N_("Enter the figure that was counted."),
    ),
    "suppressed_value": (
        Severity.WARNING,
        N_("“{value}” in “{heading}” hides a small count; it is read as missing."),
        N_("Ask for the exact count: small counts are hidden by the dashboard itself."),
    ),
    "negative_number": (
        Severity.ERROR,
        N_("{value} in “{heading}” is negative; there is no such count or rate."),
        _CORRECT,
    ),
    "not_whole": (
        Severity.ERROR,
        N_("{value} in “{heading}” is not a whole number, but people and services are counted."),
        N_("Correct the cell; if it is a rate, say so for the column."),
    ),
}
_ROUNDED = (
    Severity.WARNING,
    N_("{value} in “{heading}” is rounded to whole yuan."),
    N_("Nothing to do, if the cents do not matter."),
)


def told(
    faults: Faults, sheet: Sheet, column: ColumnPlan, rows: list[int], *, money: bool = False
) -> Iterator[Finding]:
    """Put faults of a column into words.

    Parameters
    ----------
    faults
        Rules and positions.
    sheet, column
        Where the column lies.
    rows
        Row of the sheet, from 0, of every position.
    money
        Whether the column holds amounts, which may have decimals.
    """
    for rule, position in faults:
        place = rows[position], column.column
        rounded = money and rule == "not_whole"
        severity, message, hint = _ROUNDED if rounded else _WORDS[rule]
        value = text(sheet[place])
        yield Finding(
            rule,
            severity,
            message,
            sheet=sheet.name,
            cell=address(*place),
            value=value,
            hint=hint,
            values={"value": value, "heading": column.heading},
        )
