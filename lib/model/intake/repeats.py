"""Repeats: figures of the same area, indicator and month that a file gives twice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.plans import Plan, Role
from lib.model.intake.sheets import address
from lib.model.numbers import Integers
from lib.model.observations import Status

_SAID = ["numerator", "denominator", "value", "status"]
_TWICE = N_("{count} figures of this row already stand in row {row} of {other}.")
_SAME = N_("{count} figures of this row already stand in row {row} of {other}; they are read once.")


def without(
    figures: pd.DataFrame, lengths: Integers, plan: Plan
) -> tuple[pd.DataFrame, Integers, list[Finding]]:
    """Keep one figure for each area, indicator and month.

    A row twice on one sheet is a mistake. On two sheets the same figure is harmless, and a
    figure goes before its being missing.

    Parameters
    ----------
    figures
        Columns of `figures.COLUMNS`.
    lengths
        Months each of them counts.
    plan
        Tells which column names the areas.

    Returns
    -------
    figures, lengths and findings
        Without the repeated ones; a finding for each row that repeats another.
    """
    key = _key(figures)
    if not pd.Series(key).duplicated().any():
        return figures, lengths, []
    is_missing = (figures["status"] == int(Status.MISSING)).to_numpy()
    order = np.lexsort((np.arange(len(key)), is_missing, key))
    is_first = np.r_[True, key[order][1:] != key[order][:-1]]
    kept_at = order[np.flatnonzero(is_first)[np.cumsum(is_first) - 1]]
    again = ~is_first
    pairs = figures.iloc[order[again]].reset_index(drop=True)
    first = figures.iloc[kept_at[again]].reset_index(drop=True)
    keep = np.sort(order[is_first])
    return figures.iloc[keep].reset_index(drop=True), lengths[keep], _told(pairs, first, plan)


def _key(figures: pd.DataFrame) -> Integers:
    areas, _ = pd.factorize(figures["area_code"])
    codes, names = pd.factorize(figures["indicator"])
    months = figures["month"].to_numpy()
    spread = int(months.max(initial=0)) + 1
    key: Integers = (areas.astype(np.int64) * max(len(names), 1) + codes) * spread + months
    return key


def _told(again: pd.DataFrame, first: pd.DataFrame, plan: Plan) -> list[Finding]:
    areas = {
        sheet.sheet: next((c.column for c in sheet.columns if c.role is Role.AREA), 0)
        for sheet in plan.sheets
    }
    differs = (again[_SAID] != first[_SAID]).any(axis=1) & (again["status"] != int(Status.MISSING))
    wrong = differs | (again["sheet"] == first["sheet"])
    rows = again.assign(wrong=wrong, other=first["sheet"], other_row=first["row"])
    findings = []
    for _, group in rows.groupby(["sheet", "row"], sort=False):
        sheet, row = str(group["sheet"].iloc[0]), int(group["row"].iloc[0])
        is_wrong = bool(group["wrong"].any())
        told = group[group["wrong"]].iloc[0] if is_wrong else group.iloc[0]
        findings.append(
            Finding(
                "area_twice",
                Severity.ERROR if is_wrong else Severity.WARNING,
                _TWICE if is_wrong else _SAME,
                sheet=sheet,
                cell=address(row - 1, areas[sheet]),
                hint=N_("Delete one of the rows, correct its name, or leave one sheet out."),
                values={
                    "count": len(group),
                    "row": int(told["other_row"]),
                    "other": str(told["other"]),
                },
            )
        )
    return findings
