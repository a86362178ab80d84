"""Observations in CSV files, read strictly: nothing is guessed and nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd

from lib.errors import N_, ImportRejectedError, InputError, Problem
from lib.model.observations import (
    COLUMNS,
    NO_COUNT,
    STATUSES,
    Dataset,
    Status,
    identify,
    parse_period,
)
from lib.model.roster import Roster

HEADER = ("area_code", "indicator", "period", "numerator", "denominator", "value", "status")
_COUNT = re.compile(r"\d{1,15}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d{1,2})?")
_SHOWN = 50


def load_dataset(
    roster: Roster, path: Path, indicators: Collection[str], *, demonstration: bool = False
) -> Dataset:
    """Load the observations of a roster.

    Parameters
    ----------
    roster
        Areas the observations may be of.
    path
        CSV with the columns of `HEADER`, UTF-8, with or without a byte order mark.
    indicators
        Codes the observations may be of.
    demonstration
        Whether the figures are invented (示例数据).

    Raises
    ------
    InputError
        If the file cannot be read as such a table.
    ImportRejectedError
        With one problem for every faulty cell; nothing is kept of such a file.
    """
    text = _read(path)
    problems = _problems(text, {area.code for area in roster.areas}, set(indicators))
    if problems:
        raise ImportRejectedError(path.name, tuple(problems[:_SHOWN]))
    observations = _typed(text)
    fingerprint = identify(observations, roster)
    return Dataset(roster, observations, fingerprint, demonstration=demonstration)


def _read(path: Path) -> pd.DataFrame:
    try:
        text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            N_("The file {file} does not exist."),
            hint=N_("Check the name and the folder."),
            file=path.name,
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(
            N_("{file} is not a table in UTF-8: {reason}."),
            hint=N_("Save it as “CSV UTF-8” and try again."),
            file=path.name,
            reason=str(error).strip(),
        ) from error
    if tuple(text.columns) != HEADER:
        raise InputError(
            N_("The first line of {file} must be {header}; it is {found}."),
            file=path.name,
            header=",".join(HEADER),
            found=",".join(map(str, text.columns)),
        )
    return text


def _problems(text: pd.DataFrame, areas: set[str], indicators: set[str]) -> list[Problem]:
    """Collect every faulty cell, column by column; rows as a spreadsheet counts them."""
    reported = text["status"] == Status.REPORTED.code
    counted = text["denominator"] != ""
    valued = text["value"] != ""
    found = [
        *_faulty(text, "area_code", ~text["area_code"].isin(areas), N_("unknown area")),
        *_faulty(text, "indicator", ~text["indicator"].isin(indicators), N_("unknown indicator")),
        *_faulty(text, "period", ~_known_periods(text["period"]), N_("not a period")),
        *_faulty(text, "status", ~text["status"].isin(STATUSES), N_("unknown status")),
        *_faulty(
            text,
            "value",
            reported & (counted == valued),
            N_("a reported figure needs either counts or a value"),
        ),
        *_faulty(
            text,
            "value",
            ~reported & (counted | valued),
            N_("a figure beside a status without one"),
        ),
        *_faulty(text, "value", valued & ~_match(text["value"], _NUMBER), N_("not a number")),
    ]
    for name in ("numerator", "denominator"):
        wrong = reported & counted & ~_match(text[name], _COUNT)
        found += _faulty(text, name, wrong, N_("not a whole number of at most 15 digits"))
    key = ["area_code", "indicator", "period"]
    return found + _faulty(text, "period", text.duplicated(key), N_("the same figure twice"))


def _faulty(text: pd.DataFrame, column: str, wrong: pd.Series[bool], message: str) -> list[Problem]:
    rows = np.flatnonzero(wrong.to_numpy())
    cells = text[column].to_numpy()
    return [Problem(column, int(row) + 2, message, str(cells[row])) for row in rows]


def _match(cells: pd.Series[str], pattern: re.Pattern[str]) -> pd.Series[bool]:
    fits = {cell: pattern.fullmatch(cell) is not None for cell in cells.unique()}
    return cells.map(fits).astype(bool)


def _known_periods(cells: pd.Series[str]) -> pd.Series[bool]:
    def known(cell: str) -> bool:
        try:
            parse_period(cell)
        except InputError:
            return False
        return True

    return cells.map({cell: known(cell) for cell in cells.unique()}).astype(bool)


def _typed(text: pd.DataFrame) -> pd.DataFrame:
    months = {period: parse_period(period) for period in text["period"].unique()}
    statuses = {code: int(status) for code, status in STATUSES.items()}
    typed = pd.DataFrame(
        {
            "area_code": text["area_code"].astype("category"),
            "indicator": text["indicator"].astype("category"),
            "month": text["period"].map(months).astype("int64"),
            "numerator": _counts(text["numerator"]),
            "denominator": _counts(text["denominator"]),
            "value": text["value"].astype(object),
            "status": text["status"].map(statuses).astype("int64"),
            "row": np.arange(2, len(text) + 2),
        }
    )
    return typed[list(COLUMNS)]


def _counts(cells: pd.Series[str]) -> pd.Series[int]:
    return cells.where(cells != "", str(NO_COUNT)).astype("int64")
