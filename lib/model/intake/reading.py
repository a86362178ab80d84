"""Reading (读取): figures out of a file by a plan, and everything that stands in their way.

Whatever is not read has a finding: a sheet, a column, a row, a cell. The same file and plan
give the same figures whatever the order of rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake import doubts, repeats
from lib.model.intake.adding_up import add_up
from lib.model.intake.figures import COLUMNS, Reading, table
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.months import length
from lib.model.intake.plans import Basis, Plan, Shape
from lib.model.intake.sheet_reading import Block, read_sheet
from lib.model.intake.sheets import Workbook
from lib.model.intake.understanding import Known
from lib.model.numbers import Flags, Integers
from lib.model.observations import NO_COUNT, Status


def read(
    workbook: Workbook, plan: Plan, known: Known, before: pd.DataFrame
) -> tuple[Reading, tuple[Finding, ...]]:
    """Read the figures of a file.

    Parameters
    ----------
    workbook
        The file as delivered.
    plan
        How it is understood, corrected or not.
    known
        Catalogue and roster the plan was made with.
    before
        Figures in force, with the columns of `figures.COLUMNS`; used where the file counts
        single months, which are added to the month before.

    Returns
    -------
    Reading and findings
        Figures and totals, each with its cells; what is wrong or doubtful, sheet by sheet.
    """
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    nothing_read = all(each.shape is Shape.SKIPPED for each in plan.sheets)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for each in plan.sheets:
        if each.shape is Shape.SKIPPED:
            findings += doubts.skipped(sheets[each.sheet], each, nothing_read=nothing_read)
            continue
        read_blocks, told = read_sheet(sheets[each.sheet], each, known, plan.names)
        blocks += read_blocks
        findings += told
    if not blocks:
        return Reading(table(), table()), _once(findings)
    figures, totals, lengths = _tables(blocks)
    figures, lengths, twice = repeats.without(figures, lengths, plan)
    summed, lacking = add_up(figures, lengths, known.indicators, before)
    reading = Reading(_judged(summed), _lifted(totals, figures, summed))
    return reading, _once([*findings, *twice, *lacking, *_of_nobody(summed)])


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Tell of a column once, though it feeds several indicators."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.key, finding)
    return tuple(first.values())


def _tables(blocks: Sequence[Block]) -> tuple[pd.DataFrame, pd.DataFrame, Integers]:
    """Make one table of figures and one of totals, and how many months each figure counts."""
    sizes = [len(block.lines.rows) for block in blocks]
    pairs = [block.pair for block in blocks]
    spans = [
        length(block.plan.period_found) if block.plan.basis is Basis.SINGLE else 0
        for block in blocks
    ]
    is_total = np.concatenate([pair.is_total for pair in pairs])
    columns = {
        "area_code": np.concatenate([pair.areas for pair in pairs]),
        "indicator": _repeated([block.indicator for block in blocks], sizes),
        "month": np.concatenate([block.lines.months for block in blocks]),
        "numerator": np.concatenate([pair.numerators for pair in pairs]),
        "denominator": np.concatenate([pair.denominators for pair in pairs]),
        "value": np.concatenate([pair.texts for pair in pairs]),
        "status": np.concatenate([pair.statuses for pair in pairs]),
        "stated": np.concatenate([pair.stated for pair in pairs]),
        "sheet": _repeated([block.plan.sheet for block in blocks], sizes),
        "row": np.concatenate([b.lines.rows + b.plan.header[1] + 2 for b in blocks]),
        "cells": np.concatenate([pair.cells for pair in pairs]),
    }
    dated = np.concatenate([block.lines.months for block in blocks]) > 0
    whole = pd.DataFrame({n: pd.Series(columns[n], dtype=kind) for n, kind in COLUMNS.items()})
    whole = whole[dated]
    is_total = is_total[dated]
    totals = whole[is_total].reset_index(drop=True)
    totals["area_code"] = pd.Series("", index=totals.index, dtype=object)
    lengths = np.repeat(np.array(spans, dtype=np.int64), sizes)[dated][~is_total]
    return whole[~is_total].reset_index(drop=True), totals, lengths


def _repeated(texts: Sequence[str], sizes: Sequence[int]) -> np.ndarray:
    return np.repeat(np.array(texts, dtype=object), sizes)


def _nobody(figures: pd.DataFrame) -> Flags:
    reported = (figures["status"] == int(Status.REPORTED)).to_numpy()
    nobody: Flags = reported & (figures["denominator"] == 0).to_numpy()
    return nobody


def _judged(figures: pd.DataFrame) -> pd.DataFrame:
    """Nobody to serve is not applicable; somebody served of nobody is a mistake, read as none."""
    nobody = _nobody(figures)
    if not nobody.any():
        return figures
    none = nobody & (figures["numerator"] == 0).to_numpy()
    judged = figures.copy()
    judged.loc[none, "status"] = int(Status.NOT_APPLICABLE)
    judged.loc[nobody & ~none, "status"] = int(Status.MISSING)
    judged.loc[nobody, ["numerator", "denominator"]] = NO_COUNT
    judged.loc[nobody, "stated"] = np.nan
    return judged


def _of_nobody(figures: pd.DataFrame) -> list[Finding]:
    wrong = figures[_nobody(figures) & (figures["numerator"] > 0).to_numpy()]
    return [
        Finding(
            "zero_denominator",
            Severity.ERROR,
            N_("{numerator} counted, but the denominator is 0."),
            sheet=sheet,
            cell=cells.split("/")[1],
            value="0",
            hint=N_("Enter the denominator, or 0 in both cells where there is nobody to serve."),
            values={"numerator": numerator},
        )
        for sheet, cells, numerator in zip(
            wrong["sheet"], wrong["cells"], wrong["numerator"].tolist(), strict=True
        )
    ]


def _lifted(totals: pd.DataFrame, raw: pd.DataFrame, summed: pd.DataFrame) -> pd.DataFrame:
    """Add to totals of single months what was added to their rows, so that they still agree."""
    if summed is raw or totals.empty:
        return totals
    keys = ["sheet", "indicator", "month"]
    counts = ["numerator", "denominator"]
    kept = (summed[counts[1]] != NO_COUNT) & (raw[counts[1]] != NO_COUNT)
    rises = (summed[counts] - raw[counts])[kept].groupby([raw.loc[kept, key] for key in keys]).sum()
    added = totals[keys].merge(rises, how="left", left_on=keys, right_index=True)[counts]
    lifted = totals.copy()
    for name in counts:
        amounts = totals[name].to_numpy().copy()
        rise = added[name].to_numpy()
        at = ~np.isnan(rise) & (amounts != NO_COUNT)
        amounts[at] += rise[at].astype(np.int64)
        lifted[name] = amounts
    return lifted
