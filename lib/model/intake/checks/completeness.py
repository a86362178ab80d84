"""Areas that are not there, or lack figures others have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import CLINICS, FROM_STORE, INSTITUTIONS, Facts
from lib.model.intake.checks.telling import Names, Sentence
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Flags, Integers
from lib.model.observations import Status

_SHOWN = 8
_HINT = N_("Ask for the figures, or accept with a note: they will count as missing.")
_ABSENT = Sentence(
    "area_missing",
    Severity.WARNING,
    N_("{area} has no figures for {month}; {present} of {expected} areas have."),
    _HINT,
    shows="",
)
_NO_CLINIC = Sentence(
    "area_missing",
    Severity.WARNING,
    N_("None of the {count} clinics of {area} has figures for {month}."),
    _HINT,
    shows="",
)
_LACKS = Sentence(
    "area_missing",
    Severity.WARNING,
    N_("{area} lacks {count} of {expected} figures for {month}: {listing}."),
    _HINT,
)
_LACKS_MANY = Sentence(
    "area_missing",
    Severity.WARNING,
    N_("{area} lacks {count} of {expected} figures for {month}: {listing} and others."),
    _HINT,
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find areas without the figures that most others of the file have.

    A file with fewer than half of the institutions is the report of some of them; what the
    others owe is a matter of the reporting calendar. Figures in the store are not missing.
    """
    del background
    for month in np.unique(facts.figures["month"].to_numpy()).tolist():
        lines = facts.lines[(facts.lines["month"] == month).to_numpy()]
        for tier in (INSTITUTIONS, CLINICS):
            if (table := _table(facts, lines, tier)) is not None:
                yield from _absent(facts, table, month)
                yield from _lacking(facts, table, month)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Which areas of a tier have a figure of which indicator, in one month."""

    tier: int
    areas: Integers
    """Positions of the areas expected."""
    indicators: Integers
    """Positions of the indicators most of those present have."""
    there: Flags
    """Shape (areas, indicators)."""
    present: Flags
    """Areas with any of the figures."""
    first: pd.Series[int]
    """Figure in the file of each area that a finding points at."""


def _table(facts: Facts, lines: pd.DataFrame, tier: int) -> _Table | None:
    in_month = np.flatnonzero(facts.tier == tier)
    current = {area.code for area in facts.roster.areas}
    areas = np.array([at for at in in_month if facts.areas[at].code in current], dtype=np.int64)
    fresh = lines[(lines["at"] != FROM_STORE).to_numpy() & np.isin(lines["area"], areas)]
    if fresh.empty:
        return None
    there = np.zeros((len(facts.areas), len(facts.indicators)), dtype=bool)
    told = lines[lines["told"].to_numpy()]
    there[told["area"], told["of"]] = True
    named = np.unique(fresh["of"].to_numpy())
    present: Flags = np.asarray(there[areas][:, named].any(axis=1))
    common = there[areas[present]][:, named].sum(axis=0) * 2 > present.sum()
    return _Table(
        tier,
        areas,
        named[common],
        there[areas][:, named[common]],
        present,
        _first(fresh, len(facts.figures)),
    )


def _first(fresh: pd.DataFrame, size: int) -> pd.Series[int]:
    """Return the first empty cell of each area in the file, its first figure where none is."""
    rank = fresh["at"] + size * fresh["told"]
    return rank.groupby(fresh["area"]).min() % size


def _absent(facts: Facts, table: _Table, month: int) -> Iterator[Finding]:
    if table.present.sum() * 2 < len(table.areas) and table.tier == INSTITUTIONS:
        return
    above = facts.parent[table.areas]
    answered = np.isin(above, above[table.present]) | (table.tier == INSTITUTIONS)
    missing = table.areas[~table.present & answered]
    count, expected = int(table.present[answered].sum()), int(answered.sum())
    yield from facts.teller.tell(
        _ABSENT,
        _rows(facts, table, missing, month),
        present=[count] * len(missing),
        expected=[expected] * len(missing),
    )
    silent, sizes = np.unique(above[~answered & (above >= 0)], return_counts=True)
    if len(silent) * 2 < len(np.unique(above)):
        rows = _rows(facts, table, silent, month)
        yield from facts.teller.tell(_NO_CLINIC, rows, count=sizes)


def _lacking(facts: Facts, table: _Table, month: int) -> Iterator[Finding]:
    lacks = ~table.there & table.present[:, np.newaxis]
    count = lacks.sum(axis=1)
    for sentence, chosen in (
        (_LACKS, (count > 0) & (count <= _SHOWN)),
        (_LACKS_MANY, count > _SHOWN),
    ):
        wrong = np.flatnonzero(chosen)
        yield from facts.teller.tell(
            sentence,
            _rows(facts, table, table.areas[wrong], month),
            count=count[wrong],
            expected=[len(table.indicators)] * len(wrong),
            listing=[_listing(facts, table.indicators[lacks[line]]) for line in wrong],
        )


def _listing(facts: Facts, positions: Integers) -> Names:
    codes = [facts.indicators[at].code for at in positions[:_SHOWN]]
    return Names(facts.teller.indicators[code] for code in codes)


def _rows(facts: Facts, table: _Table, areas: Integers, month: int) -> pd.DataFrame:
    """Return a row for each area: its empty cell in the file, or its sheet where it has none."""
    first = int(table.first.min())
    at = [int(table.first.get(area, first)) for area in areas.tolist()]
    rows = facts.figures.take(at)
    own = np.isin(areas, table.first.index.to_numpy())
    empty = (rows["status"] == int(Status.MISSING)).to_numpy()
    return rows.assign(
        area_code=[facts.areas[area].code for area in areas],
        month=month,
        cells=np.where(own & empty, rows["cells"], ""),
    )
