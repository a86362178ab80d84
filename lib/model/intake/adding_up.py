"""Adding up: figures of a single month (当月) become figures since 1 January (年内累计).

What is stored is cumulative. A count of one month is added to that of the month before, from
the same file where it has it, from the store otherwise; January is the first.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Accrual, Indicator
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags, Integers
from lib.model.observations import NO_COUNT, Status, month_name

Held = dict[tuple[str, str], tuple[int, int]]
"""Numerator and denominator by area and indicator."""

_MONTHS = 12
_LACKS = (
    "month_before_missing",
    N_("{count} figures of this row count one period alone, but those of {before} are missing."),
    N_("Import {before} first, or deliver counts since 1 January."),
)
_RATES = (
    "basis_unknown",
    N_("{count} rates of this row are of one period alone; rates cannot be added up."),
    N_("Deliver the counts, or the rate since 1 January."),
)


def add_up(
    figures: pd.DataFrame,
    lengths: Integers,
    indicators: Mapping[str, Indicator],
    before: pd.DataFrame,
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Make figures of single months cumulative. States at a date (stocks) stay as they are.

    Parameters
    ----------
    figures
        Columns of `figures.COLUMNS`; raw counts, zero denominators included.
    lengths
        How many months each row counts, its own the last; 0 if all since 1 January.
    indicators
        Tell what accrues.
    before
        Figures in force, of which those of the month before are used.

    Returns
    -------
    DataFrame and findings
        Rows that cannot be added up are missing in the table, each with a finding.
    """
    stocks = [code for code, known in indicators.items() if known.accrual is Accrual.STOCK]
    flows = [code for code, known in indicators.items() if known.accrual is Accrual.FLOW]
    wanted = (lengths > 0) & ~figures["indicator"].isin(stocks).to_numpy()
    wanted &= (figures["status"] == int(Status.REPORTED)).to_numpy()
    if not wanted.any():
        return figures, ()
    added = figures.copy()
    valued = wanted & (figures["value"] != "").to_numpy()
    earlier = figures["month"].to_numpy() % _MONTHS + 1 - lengths > 0
    late = valued & earlier
    counted = wanted & ~valued & earlier
    lacking = np.zeros(len(figures), dtype=bool)
    months = figures["month"].to_numpy()
    for month, length in sorted(
        set(zip(months[counted].tolist(), lengths[counted].tolist(), strict=True))
    ):
        rows = np.flatnonzero(counted & (months == month) & (lengths == length))
        held = _held(before, month - length) | _held(added, month - length)
        lacking[rows] = _add(added, rows, held, flows)
    _empty(added, lacking | late)
    return added, (
        *_told(figures, lengths, lacking, _LACKS),
        *_told(figures, lengths, late, _RATES),
    )


def _held(figures: pd.DataFrame, month: int) -> Held:
    """Return the counts of a month; nobody to serve counts as none of none."""
    rows = figures[(figures["month"] == month).to_numpy()]
    nobody = (rows["status"] == int(Status.NOT_APPLICABLE)).to_numpy()
    counted = nobody | (rows["denominator"] != NO_COUNT).to_numpy()
    counts = np.where(nobody[:, None], 0, rows[["numerator", "denominator"]].to_numpy())
    keys = zip(rows["area_code"][counted], rows["indicator"][counted], strict=True)
    pairs = ((above, below) for above, below in counts[counted].tolist())
    return dict(zip(keys, pairs, strict=True))


def _add(figures: pd.DataFrame, rows: Integers, held: Held, flows: list[str]) -> Flags:
    """Add what is held to some rows, in place; tell which of them it lacks.

    A flow has the base of the whole year below it, such as the residents: only what was
    done is added. Of a cohort both grow.
    """
    keys = zip(
        figures["area_code"].to_numpy()[rows], figures["indicator"].to_numpy()[rows], strict=True
    )
    found = [held.get(key) for key in keys]
    lacking = np.array([counts is None for counts in found], dtype=bool)
    counts = np.array([counts or (0, 0) for counts in found], dtype=np.int64)
    counts[figures["indicator"].isin(flows).to_numpy()[rows], 1] = 0
    for column, name in enumerate(("numerator", "denominator")):
        amounts = figures[name].to_numpy().copy()
        amounts[rows] += counts[:, column]
        figures[name] = amounts
    stated = figures["stated"].to_numpy().copy()
    stated[rows] = np.nan  # it is of the month, the counts no longer are
    figures["stated"] = stated
    return lacking


def _empty(figures: pd.DataFrame, chosen: Flags) -> None:
    figures.loc[chosen, ["numerator", "denominator"]] = NO_COUNT
    figures.loc[chosen, "value"] = ""
    figures.loc[chosen, "status"] = int(Status.MISSING)


def _told(
    figures: pd.DataFrame, lengths: Integers, chosen: Flags, words: tuple[str, str, str]
) -> list[Finding]:
    """One finding for each row of a sheet."""
    rule, message, hint = words
    rows = figures[chosen].assign(length=lengths[chosen])
    return [
        Finding(
            rule,
            Severity.ERROR,
            message,
            sheet=str(sheet),
            cell=str(group["cells"].iloc[0]).partition("/")[0],
            hint=hint,
            values={
                "count": len(group),
                "before": month_name(int((group["month"] - group["length"]).iloc[0])),
            },
        )
        for (sheet, _), group in rows.groupby(["sheet", "row"], sort=False)
    ]
