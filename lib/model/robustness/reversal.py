"""Guard against rank reversal: one institution less must not change the others' order.

A score measured against targets depends on its own institution alone. Only scoring
by position among the others (S6) can turn the order of two institutions when a third
one goes; then the pairs are named, with the indicators to blame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from lib.model.evaluation import Outcome
from lib.model.measures import Measures
from lib.model.numbers import Numbers
from lib.model.roster import Area
from lib.model.rules import Rules
from lib.model.scores import Scores, score

_RELATIVE = "S6"
_TABLES = (
    *("status", "numerator", "denominator", "values"),
    *("month", "rows", "reported", "expected"),
)


@dataclass(frozen=True, slots=True)
class Reversal:
    """Two institutions whose order turns when a third one is not there."""

    without: Area
    ahead: Area
    """Stands ahead of `behind` as long as `without` takes part."""
    behind: Area


def relative_leaves(rules: Rules) -> tuple[str, ...]:
    """List the leaves scored by position among the institutions."""
    return tuple(
        leaf.code for leaf in rules.tree.leaves if rules.scoring[leaf.code].function == _RELATIVE
    )


def find_reversals(outcome: Outcome) -> tuple[Reversal, ...]:
    """Find every pair that turns when some institution is left out.

    Parameters
    ----------
    outcome
        An evaluation.

    Returns
    -------
    tuple of Reversal
        None where nothing is scored by position among the institutions: held by
        test, so nothing is computed then.
    """
    if not relative_leaves(outcome.rules):
        return ()
    areas = range(len(outcome.areas))
    return tuple(turned for gone in areas for turned in reversals_without(outcome, gone))


def reversals_without(outcome: Outcome, gone: int) -> tuple[Reversal, ...]:
    """Find the pairs that turn when one institution is left out, by scoring all others again."""
    scores, left = outcome.scores, [n for n in range(len(outcome.areas)) if n != gone]
    if len(left) < 2:  # noqa: PLR2004 (no pair is left)
        return ()
    before, after = scores.published[left], _without(outcome, gone).published
    remaining = [outcome.areas[n] for n in left]
    return tuple(
        Reversal(outcome.areas[gone], remaining[ahead], remaining[behind])
        for one, other in combinations(range(len(left)), 2)
        for ahead, behind in ((one, other), (other, one))
        if _ahead(before, ahead, behind) and _ahead(after, behind, ahead)
    )


def _ahead(published: Numbers, one: int, other: int) -> bool:
    first, second = published[one], published[other]
    return first is not None and second is not None and bool(first > second)


def _without(outcome: Outcome, gone: int) -> Scores:
    measures = outcome.scores.measures
    tables = {name: np.delete(getattr(measures, name), gone, axis=0) for name in _TABLES}
    areas = tuple(area for n, area in enumerate(measures.areas) if n != gone)
    lines = {area.code: n for n, area in enumerate(areas)}
    left: Measures = replace(measures, areas=areas, lines=lines, **tables)
    return score(left, outcome.rules)
