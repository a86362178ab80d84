"""Points on unverified figures (未核实分值): how much of a score rests on figures nobody checked.

A figure is verified when the store has a verified or final stage of it; a sum of clinics is
when every clinic's figure is. Missing figures that keep their points count as unverified.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import pandas as pd

from lib.model.evaluation import Outcome
from lib.model.numbers import Numbers
from lib.model.observations import NO_COUNT, Status
from lib.model.roster import Area, Roster
from lib.model.scores import Scores

Figure: TypeAlias = tuple[str, str, int]
"""Area, indicator, month counted from year 0."""
CHECKED = ("verified", "final")
"""Stages after which a figure counts as verified."""
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Debt:
    """Points of 100 of one institution that rest on figures nobody checked."""

    area: Area
    unchecked: Fraction
    """On figures that are reported and not verified."""
    missing: Fraction
    """On figures that are not there and keep their points all the same."""
    items: Mapping[str, Fraction]
    """Both together by service item; items without such points are left out."""

    @property
    def points(self) -> Fraction:
        """Return all unverified points, 0 to 100."""
        return self.unchecked + self.missing


def checked(stages: pd.DataFrame) -> frozenset[Figure]:
    """Read from a table of stages which figures were verified.

    Parameters
    ----------
    stages
        Columns `area_code`, `indicator`, `month` and, for each of `CHECKED`, a column
        `…_rate` that is NaN where the figure never came to that stage.
    """
    rates = stages[[f"{stage}_rate" for stage in CHECKED]]
    rows = stages.loc[rates.notna().any(axis=1), ["area_code", "indicator", "month"]]
    return frozenset(
        (str(area), str(code), int(month)) for area, code, month in rows.itertuples(index=False)
    )


def debts(outcome: Outcome, roster: Roster, verified: Collection[Figure]) -> tuple[Debt, ...]:
    """Add up the effective points of every institution's unverified figures.

    A figure that is copied down from the county is verified where the county's is.

    Parameters
    ----------
    outcome
        An evaluation.
    roster
        The roster on its day: which clinics make up the sums of an institution.
    verified
        Figures that were verified, of institutions or of their clinics.

    Returns
    -------
    tuple of Debt
        In the order of area codes; 100 points each where nothing is verified.
    """
    scores = outcome.scores
    weights = scores.points / scores.full_mark[:, None] * _PERCENT
    return tuple(
        _debt(scores, line, weights[line], _unverified(scores, roster, line, verified))
        for line in range(len(scores.areas))
    )


def of_county(found: Collection[Debt]) -> Fraction:
    """Return the mean of the unverified points, every institution counting the same."""
    return sum((debt.points for debt in found), Fraction()) / len(found) if found else Fraction()


def _debt(scores: Scores, line: int, weights: Numbers, unverified: list[bool]) -> Debt:
    measures, leaves = scores.measures, scores.tree.leaves
    reported = [
        measures.status[line, measures.column(leaf.indicator)] == Status.REPORTED for leaf in leaves
    ]
    owed = [
        Fraction(weight) if open_ else Fraction()
        for weight, open_ in zip(weights, unverified, strict=True)
    ]
    unchecked = sum((w for w, there in zip(owed, reported, strict=True) if there), Fraction())
    items = {
        node.code: sum(owed[node.start : node.stop], Fraction())
        for node in scores.tree.with_role("service_item")
    }
    return Debt(
        scores.areas[line],
        unchecked,
        sum(owed, Fraction()) - unchecked,
        {code: points for code, points in items.items() if points},
    )


def _unverified(
    scores: Scores, roster: Roster, line: int, verified: Collection[Figure]
) -> list[bool]:
    measures, area = scores.measures, scores.areas[line]
    parts = [child.code for child in roster.children(area.code)]
    level = {indicator.code: indicator.level for indicator in measures.indicators}
    found = []
    for leaf in scores.tree.leaves:
        column = measures.column(leaf.indicator)
        month = int(measures.month[line, column])
        source = area.parent_code if level[leaf.indicator] == "C" else area.code
        is_sum = measures.rows[line, column] == NO_COUNT and bool(parts)
        whole = is_sum and (source, leaf.indicator, month) in verified
        codes = parts if is_sum else [source]
        sound = whole or all((code, leaf.indicator, month) in verified for code in codes)
        found.append(not sound or measures.status[line, column] != Status.REPORTED)
    return found
