"""Steps of marks: values near which a hundredth takes or gives points at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

import numpy as np

from lib.model.causes.jumps import GRID, Worth, jumps
from lib.model.evaluation import Outcome
from lib.model.numbers import Numbers
from lib.model.observations import Status
from lib.model.rules import Rules, Veto
from lib.model.scores import PERCENT, Scores, score
from lib.model.scoring import attain

LEAST = Fraction(1, 10)
"""Points of 100 that a step of marks must give."""
HUNDREDTH = Fraction(1, GRID)
RELATIVE = "S6"
"""Scoring function in which the values of the others count too."""


@dataclass(frozen=True, slots=True)
class Step:
    """One value near one institution at which its score jumps."""

    line: int
    """Position of the institution."""
    leaf: str
    own: Fraction
    """Value as it is compared with targets, in the indicator's unit."""
    at: Fraction
    """First value behind the step, upwards."""
    points: Fraction
    """Points of 100 that going up over it gives; negative where lower is better."""


def near(outcome: Outcome, reach: Fraction) -> tuple[Step, ...]:
    """Find the steps of scoring within reach of every reported value."""
    scores = outcome.scores
    found = []
    for position, leaf in enumerate(scores.tree.leaves):
        column = scores.measures.column(leaf.indicator)
        for line in range(len(scores.areas)):
            weight = PERCENT * scores.points[line, position] / scores.full_mark[line]
            if scores.measures.status[line, column] != Status.REPORTED or not weight:
                continue
            own = Fraction(scores.marks.values[line, column])
            worth = points_at(outcome, (line, column), leaf.code, weight)
            found += [
                Step(line, leaf.code, own, place * HUNDREDTH, gain)
                for place, gain in jumps(worth, _around(own, reach), LEAST)
            ]
    return tuple(found)


def points_at(outcome: Outcome, cell: tuple[int, int], leaf: str, weight: Fraction) -> Worth:
    """Return the points of 100 that a value in hundredths would earn, others standing still."""
    line, column = cell
    scoring = outcome.rules.scoring[leaf]
    counted = np.arange(len(outcome.scores.areas)) == line
    if scoring.function == RELATIVE:
        counted = outcome.scores.measures.status[:, column] == Status.REPORTED
    values: Numbers = outcome.scores.marks.values[counted, column]
    own = int(counted[:line].sum())

    def worth(place: int) -> Fraction:
        moved = values.copy()
        moved[own] = place * HUNDREDTH
        return Fraction(weight * attain(scoring, moved)[own])

    return worth


def vetoes_near(outcome: Outcome, reach: Fraction) -> tuple[tuple[int, Veto, Fraction], ...]:
    """Return who stands near the limit of a veto: position, veto, value as compared."""
    scores = outcome.scores
    found = []
    for veto in outcome.rules.vetoes:
        column = scores.measures.columns.get(veto.indicator)
        if column is None:
            continue
        for line, own in enumerate(scores.marks.values[:, column].tolist()):
            if own is not None and abs(own - veto.limit) <= reach:
                found.append((line, veto, Fraction(own)))
    return tuple(found)


def scored_at(scores: Scores, rules: Rules, cell: tuple[int, int], value: Fraction) -> Scores:
    """Score anew with one value, as compared with targets, replaced; vetoes included."""
    line, column = cell
    values, cut = scores.measures.values.copy(), scores.marks.cut[line, column]
    values[line, column] = value / cut if cut else value
    return score(replace(scores.measures, values=values), rules)


def edge(veto: Veto) -> Fraction:
    """Return the first value behind the limit of a veto, upwards."""
    return veto.limit if veto.below else veto.limit + HUNDREDTH


def _around(own: Fraction, reach: Fraction) -> tuple[int, int]:
    return max(floor((own - reach) * GRID), 0), floor((own + reach) * GRID)
