"""What is handed to the store, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from lib.model.chain import Anchor
from lib.model.intake.figures import Stage
from lib.model.numbers import Integers
from lib.model.observations import Status

SUBMISSION = ("area_code", "month", "received_at", "figures")
"""Columns of a table of submissions."""

Progress = Callable[[int, int], None]
"""Told how many figures are done, of how many."""


@dataclass(frozen=True, slots=True, eq=False)
class Delivery:
    """What is to be stored: the figures of a file, read and checked."""

    key: str
    """Made anew for each delivery that people prepare: a second click brings the same."""
    file: str
    sha256: str
    figures: pd.DataFrame
    """Columns of `intake.figures.COLUMNS`; each figure once."""
    stage: Stage
    received_at: datetime
    note: str = ""
    warnings: tuple[str, ...] = ()
    """Sentences that were accepted."""
    demonstration: bool = False
    submissions: pd.DataFrame | None = None
    """Columns of `SUBMISSION`, areas being institutions; if None, it follows from the figures."""
    reporters: Mapping[str, str] = field(default_factory=dict)
    """Institution that reports for an area, by area code; an area not named reports itself."""
    expected_revision: int | None = None
    """Data version the author compared with; None to store whatever others did since."""

    def sent(self, written: Integers) -> pd.DataFrame:
        """Return what each institution sent of each month; a figure marked missing is not there.

        A file is the report of its newest month. That it repeats what was known of earlier
        ones makes no new report of these.

        Parameters
        ----------
        written
            Positions of the figures that are new or changed.

        Returns
        -------
        DataFrame
            Columns of `SUBMISSION`.
        """
        if self.submissions is not None:
            return self.submissions
        months = self.figures["month"].to_numpy()
        told = months == months.max(initial=0)
        told[written] = True
        all_there = self.figures.assign(told=told)
        there = all_there[all_there["status"].to_numpy() != Status.MISSING]
        by_area = {code: self.reporters.get(code, code) for code in there["area_code"].unique()}
        reports = there.groupby([there["area_code"].map(by_area), "month"])["told"]
        counts: pd.DataFrame = reports.agg(figures="size", told="any").reset_index()
        counts = counts[counts["told"].to_numpy()]
        return counts.assign(received_at=self.received_at)[list(SUBMISSION)]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import or its undoing did."""

    import_id: int
    revision: int
    """The new data version."""
    audit: Anchor
    """Number and hash of the entry in the audit log."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    """Demonstration figures that went."""
    removed: int = 0
    """Figures that undoing took out."""
    restored: int = 0
    """Figures that undoing brought back."""
