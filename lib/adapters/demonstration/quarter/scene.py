"""What the rooms of the demonstration draw from."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

import numpy as np
import pandas as pd

from lib.model.indicators import Indicator
from lib.model.journal import Draft, Posting
from lib.model.observations import last_day, parse_period
from lib.model.quarters import Quarter, quarter_of
from lib.model.roster import Roster


@dataclass(frozen=True, eq=False)
class Scene:
    """The county of the demonstration, on the last day of its figures."""

    roster: Roster
    observations: pd.DataFrame
    """Figures of the demonstration, so that the work agrees with them."""
    indicators: Mapping[str, Indicator]
    seed: int

    @cached_property
    def day(self) -> date:
        """Last day of the last month with figures."""
        return last_day(int(self.observations["month"].max()))

    @property
    def quarter(self) -> Quarter:
        """The quarter that ends with the figures: the one under review."""
        return quarter_of(self.day)

    def dice(self, room: str) -> np.random.Generator:
        """Return the dice of a room: the same for the same seed, another for each room."""
        return np.random.default_rng([self.seed, zlib.crc32(room.encode())])

    def counts(self, indicator: str, period: str) -> dict[str, tuple[int, int]]:
        """Return numerator and denominator by area, for a month such as "2025-12"."""
        return self._counts.get((indicator, parse_period(period)), {})

    @cached_property
    def _counts(self) -> dict[tuple[str, int], dict[str, tuple[int, int]]]:
        names = ["indicator", "month", "area_code", "numerator", "denominator"]
        found: dict[tuple[str, int], dict[str, tuple[int, int]]] = {}
        for indicator, month, area, part, whole in zip(
            *(self.observations[name].tolist() for name in names), strict=True
        ):
            found.setdefault((indicator, month), {})[area] = part, whole
        return found


def as_posted(drafts: Iterable[Draft], after: int = 0) -> tuple[Posting, ...]:
    """Return drafts as they will stand in the journal, so that the next deed sees them.

    Parameters
    ----------
    drafts
        Oldest first.
    after
        Number of the posting before the first of them.
    """
    typed = datetime.combine(date(2025, 1, 1), time())  # no rule reads it
    return tuple(
        Posting(number, one.book, one.subject, one.kind, one.content, "示例", typed)
        for number, one in enumerate(drafts, after + 1)
    )
