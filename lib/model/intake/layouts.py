"""Layouts (表样): how sheets were read before, and how a person corrects a plan.

A layout is told by its headings alone, so the next delivery of the same report is read as the
last one was. Everything here takes a plan and gives a new one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lib.errors import N_, InputError
from lib.model.intake import headings
from lib.model.intake.plans import Basis, ColumnPlan, Part, Plan, Role, Shape, SheetPlan, Slot
from lib.model.observations import month_name, parse_period

BY_HAND = N_("Left out by hand.")
NO_AREA = N_(
    "No column holds the names of institutions or clinics of the county, so no figure can be "
    "given to anybody. If one does, say which; otherwise leave the sheet out."
)
NO_FIGURES = N_(
    "No heading names a figure of the catalogue of indicators. If a column holds one, say "
    "which indicator it belongs to; otherwise leave the sheet out."
)
SHARES = ("percent", "fraction")
"""What a person may answer in place of a unit where 0.64 may mean 0.64 % or 64 %."""

_YEAR = re.compile(r"20\d\d年?")


def digest(plan: SheetPlan) -> str:
    """Identify the layout of a sheet: SHA-256 of its shape and headings.

    Spaces, brackets, width of letters and years do not matter, nor do the name of the sheet,
    rows and empty columns.
    """
    told = [plan.shape.value, [_plain(column.heading) for column in plan.columns]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def remembered(plan: SheetPlan, layouts: Mapping[str, SheetPlan]) -> SheetPlan | None:
    """Find how a sheet with the same headings was read before, whatever it was taken for now."""
    digests = (digest(replace(plan, shape=shape)) for shape in Shape)
    return next((layouts[known] for known in digests if known in layouts), None)


def apply(known: SheetPlan, proposed: SheetPlan) -> SheetPlan:
    """Read a sheet as the same layout was read before.

    Roles, figures and units are taken over and certain; name of the sheet, rows, month and the
    headings as written stay those of the sheet at hand. What a figure counts is taken over
    only where the sheet does not say it.
    """
    if len(known.columns) != len(proposed.columns):
        return proposed
    columns = tuple(
        replace(then, column=now.column, heading=now.heading, confidence=1.0, suggestions=())
        for then, now in zip(known.columns, proposed.columns, strict=True)
    )
    basis = known.basis if proposed.basis is Basis.UNKNOWN else proposed.basis
    return replace(proposed, shape=known.shape, columns=columns, basis=basis, reason=known.reason)


def shaped(plan: SheetPlan) -> SheetPlan:
    """Tell the shape of a sheet from the roles of its columns, or why it cannot be read."""
    roles = {column.role for column in plan.columns}
    if Role.AREA not in roles:
        return replace(plan, shape=Shape.SKIPPED, reason=NO_AREA)
    if Role.FIGURE not in roles:
        return replace(plan, shape=Shape.SKIPPED, reason=NO_FIGURES)
    shape = Shape.LONG if Role.INDICATOR in roles else Shape.WIDE
    return replace(plan, shape=shape, reason="")


def with_column(
    plan: Plan, sheet: str, column: int, role: Role, slots: tuple[Slot, ...] = ()
) -> Plan:
    """Say what a column is. There is one column of areas: another one becomes its parent.

    Raises
    ------
    InputError
        If the file has no such sheet, or the sheet no such column.
    """

    def corrected(old: SheetPlan) -> SheetPlan:
        if column not in {known.column for known in old.columns}:
            raise InputError(
                N_("The sheet “{sheet}” has no column number {column}."),
                sheet=sheet,
                column=column + 1,
            )
        columns = (_told(known, column, role, slots) for known in old.columns)
        return shaped(replace(old, columns=tuple(columns)))

    return _with_sheet(plan, sheet, corrected)


def _told(known: ColumnPlan, column: int, role: Role, slots: tuple[Slot, ...]) -> ColumnPlan:
    if known.column == column:
        fed = slots if role is Role.FIGURE else ()
        return replace(known, role=role, slots=fed, confidence=1.0, suggestions=())
    if role is Role.AREA and known.role is Role.AREA:
        return replace(known, role=Role.PARENT)
    return known


def with_unit(plan: Plan, sheet: str, column: int, unit: str) -> Plan:
    """Say in which unit a column is written: a unit such as ‰ or 万元, or one of `SHARES`.

    Raises
    ------
    InputError
        If the file has no such sheet.
    """

    def corrected(old: SheetPlan) -> SheetPlan:
        columns = (
            replace(known, unit=unit) if known.column == column else known for known in old.columns
        )
        return replace(old, columns=tuple(columns))

    return _with_sheet(plan, sheet, corrected)


def with_period(plan: Plan, sheet: str, month: str, basis: Basis) -> Plan:
    """Say which month the figures of a sheet are of, and what they count.

    Parameters
    ----------
    plan, sheet
        The plan, and the name of one of its sheets.
    month
        Such as 2025-09 or 2025Q3; empty where a column tells.
    basis
        Since 1 January, or of the month alone.

    Raises
    ------
    InputError
        If the file has no such sheet, or the text is not a period.
    """
    written = month_name(parse_period(month)) if month else ""

    def dated(old: SheetPlan) -> SheetPlan:
        words = old.period_found if written == old.period else ""
        return replace(old, period=written, period_found=words, basis=basis)

    return _with_sheet(plan, sheet, dated)


def with_name(plan: Plan, written: str, code: str) -> Plan:
    """Say which area a name means; an empty code leaves its rows out."""
    return replace(plan, names={**plan.names, written: code})


def skipped(plan: Plan, sheet: str) -> Plan:
    """Leave a sheet out.

    Raises
    ------
    InputError
        If the file has no such sheet.
    """
    return _with_sheet(plan, sheet, lambda old: replace(old, shape=Shape.SKIPPED, reason=BY_HAND))


def taken_up(plan: Plan, sheet: str) -> Plan:
    """Read a sheet that was left out, as far as its columns say how.

    Raises
    ------
    InputError
        If the file has no such sheet.
    """
    return _with_sheet(plan, sheet, shaped)


def to_json(plan: SheetPlan) -> dict[str, Any]:
    """Write a layout down as JSON values."""
    columns = [
        {
            "column": column.column,
            "heading": column.heading,
            "role": column.role.value,
            "slots": [[slot.indicator, slot.part.value] for slot in column.slots],
            "unit": column.unit,
        }
        for column in plan.columns
    ]
    return {
        "sheet": plan.sheet,
        "shape": plan.shape.value,
        "header": list(plan.header),
        "columns": columns,
        "basis": plan.basis.value,
        "reason": plan.reason,
    }


def from_json(written: Mapping[str, Any]) -> SheetPlan:
    """Read a layout written by `to_json`; what a person confirmed is certain."""
    columns = tuple(
        ColumnPlan(
            int(column["column"]),
            column["heading"],
            Role(column["role"]),
            tuple(Slot(indicator, Part(part)) for indicator, part in column["slots"]),
            column["unit"],
        )
        for column in written["columns"]
    )
    first, last = written["header"]
    return SheetPlan(
        sheet=written["sheet"],
        shape=Shape(written["shape"]),
        header=(int(first), int(last)),
        columns=columns,
        basis=Basis(written["basis"]),
        reason=written["reason"],
    )


def _with_sheet(plan: Plan, sheet: str, corrected: Callable[[SheetPlan], SheetPlan]) -> Plan:
    if sheet not in {known.sheet for known in plan.sheets}:
        raise InputError(N_("The file has no sheet “{sheet}”."), sheet=sheet)
    sheets = tuple(corrected(old) if old.sheet == sheet else old for old in plan.sheets)
    return replace(plan, sheets=sheets)


def _plain(heading: str) -> str:
    parts = (headings.normalise(part) for part in _YEAR.sub("", heading).split("/"))
    return "/".join(part for part in parts if part)
