"""Observations and results as Parquet: for many counties, where CSV is too slow.

The columns are those of the CSV file; counts are whole numbers or null, everything else is
text. What is read is checked as strictly as a CSV file is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lib.errors import N_, ImportRejectedError, InputError, Problem
from lib.model.numbers import Flags
from lib.model.observations import (
    COLUMNS,
    NO_COUNT,
    STATUSES,
    Dataset,
    Status,
    identify,
    month_name,
    parse_period,
)
from lib.model.roster import Roster

_CODE = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("area_code", _CODE),
        ("indicator", _CODE),
        ("period", _CODE),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("value", pa.string()),
        ("status", _CODE),
    ]
)
"""Columns of a file of observations; null where there is no count or no value."""
_SHOWN = 50
_KEY = ["area_code", "indicator", "month"]


def write_observations(observations: pd.DataFrame, path: Path) -> None:
    """Write observations, rows as in `Dataset`, whole or not at all.

    Parameters
    ----------
    observations
        Columns of `lib.model.observations.COLUMNS`.
    path
        File to write; its folder exists.
    """
    months = {int(m): month_name(int(m)) for m in observations["month"].unique()}
    values = observations["value"].astype("string")
    codes = {int(status): status.code for status in Status}
    counts = {
        name: observations[name].astype("Int64").mask(observations[name] == NO_COUNT)
        for name in ("numerator", "denominator")
    }
    file = pd.DataFrame(
        {
            "area_code": observations["area_code"].astype("category"),
            "indicator": observations["indicator"].astype("category"),
            "period": observations["month"].map(months).astype("category"),
            **counts,
            "value": values.mask(values == ""),
            "status": observations["status"].map(codes).astype("category"),
        }
    )
    _put(pa.Table.from_pandas(file, SCHEMA, preserve_index=False), path)


def write_table(rows: Sequence[Mapping[str, object]], schema: pa.Schema, path: Path) -> None:
    """Write a table of results, whole or not at all."""
    _put(pa.Table.from_pylist([dict(row) for row in rows], schema=schema), path)


def read_dataset(roster: Roster, path: Path, indicators: Collection[str]) -> Dataset:
    """Read the observations of a roster.

    Raises
    ------
    InputError
        If the file is not there, is no Parquet, or has other columns.
    ImportRejectedError
        With the first faulty cells; nothing is kept of such a file.
    """
    table = _read(path).to_pandas()
    if problems := _problems(table, {a.code for a in roster.areas}, set(indicators)):
        raise ImportRejectedError(path.name, tuple(problems[:_SHOWN]))
    observations = _typed(table)
    twice = observations.duplicated(_KEY).to_numpy()
    if twice.any():
        found = _faulty(table, "period", twice, N_("the same figure twice"))
        raise ImportRejectedError(path.name, tuple(found[:_SHOWN]))
    return Dataset(roster, observations, identify(observations, roster))


def _put(table: pa.Table, path: Path) -> None:
    draft = path.with_name(f".{path.name}")
    pq.write_table(table, draft)
    draft.replace(path)


def _read(path: Path) -> pa.Table:
    try:
        table = pq.read_table(path)
        return table.select(SCHEMA.names).cast(SCHEMA)
    except FileNotFoundError:
        raise InputError(
            N_("The file {file} does not exist."),
            hint=N_("Check the name and the folder."),
            file=path.name,
        ) from None
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, KeyError) as error:
        raise InputError(
            N_("{file} does not hold observations in Parquet: {reason}."),
            hint=N_("Its columns must be {columns}."),
            file=path.name,
            reason=str(error).splitlines()[0],
            columns=", ".join(SCHEMA.names),
        ) from error


def _problems(table: pd.DataFrame, areas: set[str], indicators: set[str]) -> list[Problem]:
    """Collect faulty cells; rows are counted from 1, as Parquet viewers do."""
    reported = (table["status"] == Status.REPORTED.code).to_numpy()
    counted, valued = (table[name].notna().to_numpy() for name in ("denominator", "value"))
    halved = counted != table["numerator"].notna().to_numpy()
    negative = (table[["numerator", "denominator"]].min(axis=1) < 0).to_numpy()
    rules: tuple[tuple[str, Flags, str], ...] = (
        ("area_code", ~_among(table["area_code"], areas), N_("unknown area")),
        ("indicator", ~_among(table["indicator"], indicators), N_("unknown indicator")),
        ("period", ~_among(table["period"], _periods(table["period"])), N_("not a period")),
        ("status", ~_among(table["status"], set(STATUSES)), N_("unknown status")),
        (
            "value",
            reported & (counted == valued),
            N_("a reported figure needs either counts or a value"),
        ),
        ("value", ~reported & (counted | valued), N_("a figure beside a status without one")),
        ("numerator", reported & (halved | negative), N_("counts come in pairs, not negative")),
        ("value", valued & ~_numbers(table["value"]), N_("not a number")),
    )
    return [problem for name, wrong, said in rules for problem in _faulty(table, name, wrong, said)]


def _faulty(table: pd.DataFrame, column: str, wrong: Flags, message: str) -> list[Problem]:
    if not wrong.any():
        return []
    cells = table[column].to_numpy()
    return [Problem(column, int(at) + 1, message, str(cells[at])) for at in np.flatnonzero(wrong)]


def _among(cells: pd.Series[str], allowed: set[str]) -> Flags:
    known: Flags = cells.isin(allowed).to_numpy()
    return known


def _periods(cells: pd.Series[str]) -> set[str]:
    return {cell for cell in cells.dropna().unique() if _is_period(cell)}


def _is_period(cell: str) -> bool:
    try:
        parse_period(cell)
    except InputError:
        return False
    return True


def _numbers(cells: pd.Series[str]) -> Flags:
    finite: Flags = np.isfinite(pd.to_numeric(cells, errors="coerce").to_numpy(dtype=float))
    return finite


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    months = {period: parse_period(period) for period in table["period"].cat.categories}
    statuses = {code: int(status) for code, status in STATUSES.items()}
    counts = {
        name: table[name].astype("Int64").fillna(NO_COUNT).astype("int64")
        for name in ("numerator", "denominator")
    }
    typed = pd.DataFrame(
        {
            "area_code": table["area_code"].cat.remove_unused_categories(),
            "indicator": table["indicator"].cat.remove_unused_categories(),
            "month": table["period"].map(months).astype("int64"),
            **counts,
            "value": table["value"].astype(object).where(table["value"].notna(), ""),
            "status": table["status"].map(statuses).astype("int64"),
            "row": np.arange(1, len(table) + 1),
        }
    )
    return typed[list(COLUMNS)]
