"""Doubts: what is missing or uncertain about a sheet or a column, as findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.errors import N_
from lib.model.indicators import Direction, Indicator, Unit
from lib.model.intake.column_values import is_share_unclear
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.grids import column, text
from lib.model.intake.layouts import BY_HAND
from lib.model.intake.pairing import Column, Pair
from lib.model.intake.plans import Basis, ColumnPlan, Part, Role, Shape, SheetPlan
from lib.model.intake.sheets import LIST, NOTES, Sheet, address
from lib.model.intake.understanding import EMPTY, HIDDEN
from lib.model.numbers import Flags, Integers

_ALONE = {
    Part.NUMERATOR: (
        "numerator_alone",
        N_("“{heading}” is not read: its denominator is not on the sheet."),
    ),
    Part.DENOMINATOR: (
        "denominator_alone",
        N_("“{heading}” is not read: its numerator is not on the sheet."),
    ),
}
_ALONE_HINT = N_("Say which column holds the other count, or deliver both on one sheet.")


def skipped(sheet: Sheet, plan: SheetPlan, *, nothing_read: bool) -> Iterator[Finding]:
    """Tell that a sheet is left out, unless it is empty or somebody decided so.

    Parameters
    ----------
    sheet, plan
        The sheet and its plan.
    nothing_read
        Whether no sheet of the file is read, which is a mistake.
    """
    if (plan.reason in (EMPTY, BY_HAND) or sheet.name in (NOTES, LIST)) and not nothing_read:
        return
    if sheet.hidden and not nothing_read:
        if any(text(cell) for row in sheet.rows for cell in row):
            yield Finding("hidden_sheet", Severity.WARNING, HIDDEN, sheet=sheet.name)
        return
    severity = Severity.ERROR if nothing_read else Severity.WARNING
    yield Finding("sheet_skipped", severity, plan.reason, sheet=sheet.name)


def of_sheet(plan: SheetPlan) -> Iterator[Finding]:
    """Ask for the month of a sheet, and whether its counts are since January."""
    roles = {known.role for known in plan.columns}
    if not plan.period and Role.PERIOD not in roles:
        contradicting = bool(plan.period_found)
        yield Finding(
            "period_unknown",
            Severity.QUESTION,
            N_("Sheet and file name different months: {words}.")
            if contradicting
            else N_("Neither the sheet nor the name of the file says which month it is of."),
            sheet=plan.sheet,
            hint=N_("Choose the month."),
            values={"words": plan.period_found},
        )
    if plan.basis is Basis.UNKNOWN:
        yield Finding(
            "basis_unknown",
            Severity.QUESTION,
            N_("It is not said whether the figures count since 1 January or one month alone."),
            sheet=plan.sheet,
            value=plan.period_found,
            hint=N_("Choose one; the answer is remembered for this layout."),
        )


def of_columns(sheet: Sheet, plan: SheetPlan) -> Iterator[Finding]:
    """Tell which columns are not read, and ask about those only resembling."""
    for known in plan.columns:
        if known.role is Role.UNKNOWN and _has_cells(sheet, plan, known):
            yield _heading(
                "column_unknown",
                Severity.WARNING,
                N_("“{heading}” is not read: it is not known what the column holds."),
                (plan, known),
                N_("Say what it is, or that it is not needed."),
            )
        elif known.role is Role.FIGURE and known.confidence < 1:
            yield _heading(
                "column_unknown",
                Severity.QUESTION,
                N_("“{heading}” is perhaps {codes}."),
                (plan, known),
                N_("Confirm it, choose what it is, or say that it is not needed."),
            )
    if plan.shape is Shape.WIDE:
        yield from _without_the_other(plan)


def _has_cells(sheet: Sheet, plan: SheetPlan, known: ColumnPlan) -> bool:
    return any(map(text, column(sheet, known.column, plan.header[1] + 1)))


def _without_the_other(plan: SheetPlan) -> Iterator[Finding]:
    parts: dict[str, set[Part]] = {}
    for known in plan.columns:
        for slot in known.slots:
            parts.setdefault(slot.indicator, set()).add(slot.part)
    for known in plan.columns:
        for part, (rule, message) in _ALONE.items():
            if known.slots and all(
                slot.part is part and parts[slot.indicator] == {part} for slot in known.slots
            ):
                yield _heading(rule, Severity.WARNING, message, (plan, known), _ALONE_HINT)


def _heading(
    rule: str, severity: Severity, message: str, at: tuple[SheetPlan, ColumnPlan], hint: str
) -> Finding:
    plan, known = at
    codes = "、".join(dict.fromkeys(slot.indicator for slot in known.slots))
    return Finding(
        rule,
        severity,
        message,
        sheet=plan.sheet,
        cell=address(plan.header[1], known.column),
        value=known.heading,
        hint=hint,
        values={"heading": known.heading or address(0, known.column)[:-1], "codes": codes},
    )


def of_shares(sheet: str, rate: Column, indicator: Indicator, is_body: Flags) -> Iterator[Finding]:
    """Ask whether 0.643 means 64.3 %, where no counts tell."""
    if indicator.unit is not Unit.PERCENT:
        return
    unclear = is_share_unclear(rate.values, rate.plan.unit) & is_body
    numbers = rate.values.numbers[is_body]
    all_small = not (numbers > 1).any()
    if not unclear.any() or (indicator.direction is Direction.LOWER and not all_small):
        return
    first = int(np.flatnonzero(unclear)[0])
    value = text(rate.values.cells[first])
    yield Finding(
        "fraction_in_percent",
        Severity.QUESTION,
        N_("{count} cells of “{heading}” are at most 1, such as {value}: per cent, or share of 1?"),
        sheet=sheet,
        cell=str(rate.addresses[first]),
        value=value,
        hint=N_("Say how the column is written, or correct the cells."),
        values={"count": int(unclear.sum()), "heading": rate.plan.heading, "value": value},
    )


def of_pair(sheet: str, found: Pair, columns: Mapping[Part, Column]) -> Iterator[Finding]:
    """Tell which rows lack one of the two counts; they are read as missing."""
    rate = columns.get(Part.RATE, columns.get(Part.VALUE))
    above, below = columns.get(Part.NUMERATOR), columns.get(Part.DENOMINATOR)
    if above is None or below is None:
        return
    body = ~found.is_total
    if above.values.is_blank[body].all() and found.lone_denominators.size:
        yield _rows(
            "denominator_alone",
            N_("“{heading}” is empty in all rows; the figures are read as missing."),
            (sheet, above),
            int(found.lone_denominators[0]),
        )
    else:
        for at in _of(found.lone_denominators, body):
            message = N_("“{heading}” is empty beside its denominator; read as missing.")
            yield _rows("denominator_alone", message, (sheet, above), at)
    for at in _of(found.lone_numerators, body):
        message = N_("“{heading}” is missing beside its numerator; the figure is read as missing.")
        yield _rows("numerator_alone", message, (sheet, below), at)
    if rate is not None:
        for at in _of(found.lone_rates, body):
            message = N_("The rate in “{heading}” is not stored: both its counts are missing.")
            yield _rows("numerator_alone", message, (sheet, rate), at)


def _of(positions: Integers, body: Flags) -> Iterator[int]:
    return (int(at) for at in positions if body[at])


def _rows(rule: str, message: str, at: tuple[str, Column], position: int) -> Finding:
    sheet, known = at
    return Finding(
        rule,
        Severity.WARNING,
        message,
        sheet=sheet,
        cell=str(known.addresses[position]),
        value=text(known.values.cells[position]),
        hint=N_("Enter the count, or 不适用 if there is none."),
        values={"heading": known.plan.heading},
    )
