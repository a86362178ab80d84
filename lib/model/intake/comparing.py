"""What an import would change of what is stored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.model.intake.figures import Stage
from lib.model.observations import NO_COUNT, Status

_KEY = ["area_code", "indicator", "month"]
_SAID = ["numerator", "denominator", "value", "status"]
_PLACE = ["sheet", "row", "cells"]
COLUMNS = (*_KEY, *(f"{name}_before" for name in _SAID), *_SAID, "points", *_PLACE)
"""Columns of `Difference.changes`: counts, value and status before and after, and the change of
the rate in percentage points, NaN where one of the two has no rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Figures of a file against those stored of the same stage."""

    stage: Stage
    new: int
    """Figures the store does not have."""
    unchanged: int
    withdrawn: int
    """Changed ones that were reported and would no longer be."""
    changes: pd.DataFrame
    """Changed figures, columns of `COLUMNS`, the greatest change first."""

    @property
    def changed(self) -> int:
        """Return how many figures would change."""
        return len(self.changes)


def compare(figures: pd.DataFrame, stored: pd.DataFrame, stage: Stage) -> Difference:
    """Compare the figures of a file with those stored.

    Stored figures that the file does not have stay as they are and are not counted.

    Parameters
    ----------
    figures
        Of the file, columns of `figures.COLUMNS`.
    stored
        In the store now, of the same stage, the same columns.
    stage
        Of both.

    Examples
    --------
    >>> from lib.model.intake.figures import table
    >>> row = ("B01", "EHR01", 24308, 90, 100, "", 0, float("nan"), "S", 2, "C2/D2")
    >>> difference = compare(table([row]), table(), Stage.CLAIMED)
    >>> difference.new, difference.changed
    (1, 0)
    """
    before = stored[[*_KEY, *_SAID]]
    both = figures.merge(before, on=_KEY, how="left", suffixes=("", "_before"), indicator="found")
    known = both["found"] == "both"
    same = np.logical_and.reduce([_same(both, name) for name in _SAID])
    changed = both[known.to_numpy() & ~same]
    reported = int(Status.REPORTED)
    withdrawn = (changed["status_before"] == reported) & (changed["status"] != reported)
    return Difference(
        stage,
        new=int((~known).sum()),
        unchanged=int((known & same).sum()),
        withdrawn=int(withdrawn.sum()),
        changes=_by_size(changed),
    )


def _same(both: pd.DataFrame, name: str) -> np.ndarray:
    return (both[name] == both[f"{name}_before"]).to_numpy(dtype=bool)


def _by_size(changed: pd.DataFrame) -> pd.DataFrame:
    """Order by the change of the rate, then of the numerator; without a rate last."""
    points = 100 * (_rate(changed, "") - _rate(changed, "_before"))
    moved = (changed["numerator"] - changed["numerator_before"]).abs()
    ordered = changed.assign(points=points, size=points.abs(), moved=moved).sort_values(
        ["size", "moved", *_KEY], ascending=[False, False, True, True, True], na_position="last"
    )
    whole = {f"{name}_before": "int64" for name in ("numerator", "denominator", "status")}
    return ordered[list(COLUMNS)].astype(whole).reset_index(drop=True)


def _rate(changed: pd.DataFrame, when: str) -> pd.Series[float]:
    counted = (changed[f"denominator{when}"] > 0) & (changed[f"numerator{when}"] != NO_COUNT)
    counted &= changed[f"status{when}"] == int(Status.REPORTED)
    whole = changed[f"denominator{when}"].where(counted)
    return changed[f"numerator{when}"] / whole
