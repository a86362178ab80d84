"""Figures: typed observations read from a file, each with the cells it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

COLUMNS = {
    "area_code": "object",
    "indicator": "object",
    "month": "int64",  # counted from year 0, see observations.parse_period
    "numerator": "int64",  # NO_COUNT where there is none
    "denominator": "int64",
    "value": "object",  # decimal number as text, empty where there are counts
    "status": "int64",  # observations.Status
    "stated": "float64",  # rate written in the file, in the indicator's unit; NaN if none
    "sheet": "object",
    "row": "int64",  # from 1, as a spreadsheet counts
    "cells": "object",  # addresses the figure came from, "F7/G7"
}
"""Columns of a table of figures and their types."""


class Stage(StrEnum):
    """How far a figure has come (申报、核实、申诉、终定). Each is kept beside the others."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    APPEALED = "appealed"
    FINAL = "final"


IN_FORCE = (Stage.FINAL, Stage.VERIFIED, Stage.CLAIMED)
"""Which one counts, the first there is: an appeal counts only once it is decided."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a file says, by a plan."""

    figures: pd.DataFrame
    """Columns of `COLUMNS`; one row for each area, indicator and month."""
    totals: pd.DataFrame
    """The same columns for rows of totals, kept apart; `area_code` empty."""

    def months(self) -> tuple[int, ...]:
        """Return the months with figures, oldest first."""
        return tuple(int(month) for month in np.unique(self.figures["month"].to_numpy()))


def table(rows: Iterable[tuple[object, ...]] = ()) -> pd.DataFrame:
    """Make a table of figures from rows in the order of `COLUMNS`.

    Examples
    --------
    >>> list(table().columns) == list(COLUMNS), len(table())
    (True, 0)
    """
    return pd.DataFrame(list(rows), columns=list(COLUMNS)).astype(COLUMNS)
