"""Rows of totals against the sum of the areas they are of."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import CLINICS, INSTITUTIONS, Facts
from lib.model.intake.checks.telling import Sentence
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Integers, Numbers
from lib.model.observations import NO_COUNT, Status

_COUNTS = ("numerator", "denominator")
_GROUP = ["sheet", "of", "month"]
_COMPLETE = N_("{indicator}, {month}: the areas add up to {sum}, the row of totals says {total}.")
_GAPS = N_(
    "{indicator}, {month}: the areas add up to {sum}, the row of totals says {total}; "
    "{present} of {expected} areas have a figure."
)
_SENTENCES = {
    (name, complete): Sentence(
        "total_differs",
        Severity.ERROR if complete else Severity.WARNING,
        _COMPLETE if complete else _GAPS,
        N_("One area or the total is wrong; correct it, or leave the row of totals out.")
        if complete
        else N_("Perhaps the areas without a figure are in the total; ask for theirs."),
        shows=name,
    )
    for name in _COUNTS
    for complete in (True, False)
}


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find totals that are not the sum of any areas they could be of.

    A row of totals may stand below or above its areas, be of the whole sheet or of the part
    since the last one, and beside clinics count the institutions alone; that it agrees with
    one of these sums is enough. Where all areas are there, a difference is an error.
    """
    del background
    if facts.totals.empty:
        return
    figures, totals = _numbered(facts.figures, facts.totals)
    sums = _sums(facts, figures, totals)
    for name in _COUNTS:
        told = (totals[name] != NO_COUNT).to_numpy()
        agrees = np.any([s[name].to_numpy() == totals[name].to_numpy() for s in sums], axis=0)
        wrong = told & ~agrees & sums[0]["present"].notna().to_numpy()
        nearest = _nearest(totals[name].to_numpy(), [s[name].to_numpy() for s in sums])
        present, expected = sums[0]["present"].to_numpy(), sums[0]["expected"].to_numpy()
        for complete in (True, False):
            chosen = wrong & ((present >= expected) == complete)
            yield from facts.teller.tell(
                _SENTENCES[name, complete],
                totals[chosen],
                sum=nearest[chosen].astype(np.int64),
                total=totals.loc[chosen, name],
                present=present[chosen].astype(np.int64),
                expected=expected[chosen].astype(np.int64),
            )


def _numbered(figures: pd.DataFrame, totals: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give each row its part of the sheet: how many rows of totals stand above it."""
    figures = figures[figures["sheet"].isin(totals["sheet"].unique())]
    rows = {sheet: np.unique(found.to_numpy()) for sheet, found in totals.groupby("sheet")["row"]}
    numbered = []
    for table in (figures, totals):
        block = np.zeros(len(table), dtype=np.int64)
        for sheet, of_totals in rows.items():
            here = (table["sheet"] == sheet).to_numpy()
            block[here] = np.searchsorted(of_totals, table["row"].to_numpy()[here])
        numbered.append(table.assign(block=block))
    return numbered[0], numbered[1]


def _sums(facts: Facts, figures: pd.DataFrame, totals: pd.DataFrame) -> list[pd.DataFrame]:
    """Return what each row of totals could be the sum of, the whole sheet first."""
    told = figures[(figures["status"] != int(Status.MISSING)).to_numpy()]
    tier = facts.tier[told["area"]]
    below = totals.assign(block=totals["block"] + 1)
    whole = _sum(told, totals, _GROUP)
    whole["expected"] = _expected(facts, told, totals)
    return [
        whole,
        _sum(told, totals, [*_GROUP, "block"]),
        _sum(told, below, [*_GROUP, "block"]),
        *(_sum(told[tier == only], totals, _GROUP) for only in (INSTITUTIONS, CLINICS)),
    ]


def _sum(told: pd.DataFrame, totals: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    counts = {name: told[name].where(told[name] != NO_COUNT) for name in _COUNTS}
    grouped = told.assign(**counts).groupby(by)
    sums = grouped[list(_COUNTS)].sum(min_count=1).assign(present=grouped["area"].nunique())
    return totals[by].merge(sums.reset_index(), on=by, how="left")


def _expected(facts: Facts, told: pd.DataFrame, totals: pd.DataFrame) -> Integers:
    """Count the areas a total should be of: all institutions, or clinics of those present."""
    tier, parent = facts.tier, facts.parent
    institutions = int((tier == INSTITUTIONS).sum())
    clinics = np.bincount(parent[(tier == CLINICS) & (parent >= 0)], minlength=len(tier))
    expected = {}
    for group, areas in told.groupby(_GROUP)["area"]:
        here = np.unique(areas.to_numpy())
        above = np.unique(parent[here[tier[here] == CLINICS]])
        own = institutions if (tier[here] == INSTITUTIONS).any() else 0
        expected[group] = own + int(clinics[above[above >= 0]].sum())
    groups = zip(*(totals[name].tolist() for name in _GROUP), strict=True)
    return np.array([expected.get(group, 0) for group in groups], dtype=np.int64)


def _nearest(total: Integers, sums: list[Numbers]) -> Numbers:
    """Of the sums a total could be of, return the one it comes closest to."""
    candidates = np.array(sums, dtype=float)
    distance = np.where(np.isnan(candidates), np.inf, np.abs(candidates - total))
    nearest: Numbers = candidates[distance.argmin(axis=0), np.arange(len(total))]
    return nearest
