"""Scores as functions of the weights of service items, taken from the engine's own parts.

One point of an item earns the same wherever the weights stand, as long as points
of absent parts stay within their item: then the score is a ratio of two linear
functions of the weights. Where everybody has the same full mark, its lower part
is the same for all, and scores compare as linear functions do. Where an area's
full mark shrinks, or a whole item is absent and its points go to other items,
the score lies between two linear functions; that such a bound is not exact is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from lib.errors import N_, InputError
from lib.model.aggregation import Treatment, settle
from lib.model.evaluation import Outcome
from lib.model.numbers import Flags, Integers, Numbers, exact
from lib.model.reach.box import Box, best_ratio
from lib.model.roster import Area
from lib.model.rules import Basis, Rules
from lib.model.scenarios import TOTAL, Scenario, item_points, leaf_factors
from lib.model.scores import PERCENT, Scores, weigh
from lib.model.tree import Tree
from lib.model.weight_moves import Part, ask, asked

_HANDED = (Treatment.SHARE, Treatment.REWEIGHT)


@dataclass(frozen=True, eq=False)
class Forms:
    """What one point of each item earns each area, exact; shape (areas, items)."""

    outcome: Outcome
    scenario: Scenario
    """What is proposed besides item weights, and the item weights proposed now."""
    areas: tuple[Area, ...]
    items: tuple[str, ...]
    weights: dict[str, Fraction]
    """Points of 100 now asked for, by item."""
    earned: Numbers
    mark: Numbers
    """Full mark that one point of the item is for the area."""
    common: Numbers
    """Full mark that scores are compared on, shape (items,)."""
    handed: Numbers
    """Points that leave the item because all of it is absent."""

    @cached_property
    def loose(self) -> Flags:
        """Areas whose score is only known between two linear functions, shape (areas,)."""
        capped = np.array([c is not None for c in self.outcome.scores.marks.ceiling])
        other_mark = np.array([(row != self.common).any() for row in self.mark])
        loose: Flags = capped | other_mark
        return loose

    @property
    def unit(self) -> Fraction:
        """Difference of scores that surely shows in the ranking: a rounding step, or nothing."""
        rules = self.outcome.rules
        if rules.rank_basis == Basis.FULL:
            return Fraction(0)
        return Fraction(1, 10**rules.score_decimals)

    def line(self, area: str) -> int:
        """Return the position of an area."""
        return self.outcome.scores.line(area)

    def vector(self, weights: dict[str, Fraction]) -> Numbers:
        """Return weights in the order of the items."""
        return exact(weights[item] for item in self.items)

    def propose(self, weights: dict[str, Fraction]) -> Scenario:
        """Return the scenario with other item weights."""
        return ask(self.outcome.rules, self.scenario, Part.ITEM, weights)

    def run(self, weights: dict[str, Fraction]) -> Scores:
        """Run the engine on item weights: what every finding is checked by."""
        rules = self.outcome.rules
        tree = rules.tree.rescaled(leaf_factors(rules, self.propose(weights)))
        return weigh(self.outcome.scores.measures, self.outcome.scores.marks, rules, tree)

    def score(self, area: str, weights: dict[str, Fraction]) -> Fraction | None:
        """Return the exact score of an area by its linear functions, or None.

        They do not give it where points of an absent item go to others, or a veto caps it.
        """
        line = self.line(area)
        if self.handed[line].any() or self.outcome.scores.marks.ceiling[line] is not None:
            return None
        vector = self.vector(weights)
        return Fraction(PERCENT * (self.earned[line] @ vector) / (self.mark[line] @ vector))


@dataclass(frozen=True, slots=True, eq=False)
class Sandwich:
    """Linear functions that no score within the allowed weights lies below or above.

    score · (common @ weights) / 100 lies between low @ weights and high @ weights.
    """

    low: Numbers
    """Exact, shape (areas, items)."""
    high: Numbers
    common: Numbers


def forms(outcome: Outcome, scenario: Scenario | None = None) -> Forms:
    """Take from an evaluation what one point of each item earns each area.

    Parameters
    ----------
    outcome
        Evaluation by the rules in force.
    scenario
        Where the weights stand; None for the rules in force.

    Raises
    ------
    InputError
        If a part of the scheme lies outside every service item.
    """
    scenario = scenario or Scenario()
    rules, parts = outcome.rules, outcome.scores.marks.parts
    tree = rules.tree
    items = tuple(asked(rules, scenario, Part.ITEM))
    runs = [(tree.node(item).start, tree.node(item).stop) for item in items]
    _refuse_outside(tree, runs)
    factors = leaf_factors(rules, Scenario(dimensions=scenario.dimensions))
    shape = (len(outcome.areas), len(items))
    earned, mark, handed = (np.full(shape, Fraction(0), dtype=object) for _ in range(3))
    per_point: dict[str, Numbers] = {}
    settled: dict[tuple[str, bytes], tuple[Numbers, Numbers, Numbers]] = {}
    for line, kind in enumerate(parts.kinds):
        if kind not in per_point:
            per_point[kind] = _per_point(rules, kind, factors, runs)
        key = (kind, parts.treatment[line].tobytes())
        if key not in settled:
            settled[key] = _settled(tree, per_point[kind], parts.treatment[line], runs)
        points, mark[line], handed[line] = settled[key]
        earned[line] = _by_item(points * parts.attainment[line], runs)
    common = _by_item(per_point[parts.kinds[0]], runs)
    weights = asked(rules, scenario, Part.ITEM)
    return Forms(outcome, scenario, outcome.areas, items, weights, earned, mark, common, handed)


def sandwich(found: Forms, box: Box) -> Sandwich:
    """Enclose every score between two linear functions; the same one where the form is exact.

    Notes
    -----
    score · T = earned + score · (T − M), with T the common full mark and M the
    area's own. What is added lies between the least and the greatest score that
    the area can have; where points are handed to other items, between the least
    and the greatest attainment of its items.
    """
    low, high = found.earned.copy(), found.earned.copy()
    for line in np.flatnonzero(found.loose).tolist():
        least, greatest = _extremes(found, box, line)
        gap = found.common - found.mark[line]
        low[line] = low[line] + np.minimum(least * gap, greatest * gap)
        high[line] = high[line] + np.maximum(least * gap, greatest * gap)
        ceiling = found.outcome.scores.marks.ceiling[line]
        if ceiling is not None:
            low[line] = np.minimum(low[line], found.common * ceiling / PERCENT)
    return Sandwich(low, high, found.common)


def _extremes(found: Forms, box: Box, line: int) -> tuple[Fraction, Fraction]:
    """Least and greatest share that points outside of the linear part can earn."""
    earned, mark = found.earned[line], found.mark[line]
    if not found.handed[line].any():
        return _ratios(box, earned, mark)
    takers = _takers(found, line)
    if takers is not None and box.low[takers].sum() > 0:
        inside = exact(int(taker) for taker in takers)
        return _ratios(box, earned * inside, mark * inside)
    shares = [e / m for e, m in zip(earned, mark, strict=True) if m > 0]
    return min(shares), max(shares)


def _ratios(box: Box, above: Numbers, below: Numbers) -> tuple[Fraction, Fraction]:
    low, high = (best_ratio(box, sign * above, below) for sign in (-1, 1))
    return (
        Fraction((above @ low) / (below @ low)),
        Fraction((above @ high) / (below @ high)),
    )


def _takers(found: Forms, line: int) -> Flags | None:
    """Items that take over what absent ones hand out, in proportion; None if it is not that simple.

    It is where all that hand out lie in one group of items, and do so in proportion.
    """
    tree, parts = found.outcome.rules.tree, found.outcome.scores.marks.parts
    nodes = [tree.node(item) for item in found.items]
    absent = [node for node, left in zip(nodes, found.handed[line], strict=True) if left > 0]
    shared = [
        bool((parts.treatment[line, node.start : node.stop] == Treatment.SHARE).any())
        for node in absent
    ]
    beside = np.array([node.parent == absent[0].parent for node in nodes])
    takers: Flags = beside & (found.mark[line] > 0)
    children = tree.children[absent[0].parent or 0]
    plain = len(children) == beside.sum() and len({node.parent for node in absent}) == 1
    whole = bool((found.common - found.mark[line] == found.handed[line]).all())
    return takers if plain and whole and takers.any() and not any(shared) else None


def _per_point(
    rules: Rules, kind: str, factors: dict[str, Fraction], runs: Sequence[tuple[int, int]]
) -> Numbers:
    """Points of each leaf for one point of 100 asked for its item, before totals are restored."""
    points = rules.tree.points(kind)
    whole = points.sum()
    now = item_points(rules.tree)
    scaled = exact(
        TOTAL * mark / whole * factors[leaf.code]
        for mark, leaf in zip(points, rules.tree.leaves, strict=True)
    )
    for start, stop in runs:
        item = next(n.code for n in rules.tree.with_role("service_item") if n.start == start)
        scaled[start:stop] = scaled[start:stop] / now[item]
    return scaled


def _settled(
    tree: Tree, points: Numbers, treatment: Integers, runs: Sequence[tuple[int, int]]
) -> tuple[Numbers, Numbers, Numbers]:
    """Settle each item by itself: points of the leaves, marks of the items, points handed out."""
    alone = np.full((len(runs), len(points)), Fraction(0), dtype=object)
    for number, (start, stop) in enumerate(runs):
        alone[number, start:stop] = points[start:stop]
    settled = settle(tree, alone, treatment).sum(axis=0)
    mark = _by_item(settled, runs)
    leaving = _by_item(points * exact(int(t) for t in np.isin(treatment, _HANDED)), runs)
    return settled, mark, leaving * exact(int(full <= 0) for full in mark)


def _by_item(values: Numbers, runs: Sequence[tuple[int, int]]) -> Numbers:
    return exact(values[start:stop].sum() for start, stop in runs)


def _refuse_outside(tree: Tree, runs: Sequence[tuple[int, int]]) -> None:
    covered = {position for start, stop in runs for position in range(start, stop)}
    points = tree.points()
    if any(points[p] > 0 for p in range(len(tree.leaves)) if p not in covered):
        raise InputError(
            N_(
                "A part of this scheme lies outside every service item, so item weights alone "
                "do not make the score."
            ),
            hint=N_("Choose a scheme whose service items hold all of its points."),
        )
