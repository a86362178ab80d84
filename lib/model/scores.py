"""Scores: marks under weights, rescaled to 100, published and ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.model.aggregation import leaf_points
from lib.model.marking import Marks, mark
from lib.model.measures import Measures
from lib.model.numbers import Flags, Numbers, exact, known, round_half_up, sum_of_products
from lib.model.ranking import rank
from lib.model.roster import Area
from lib.model.rules import Basis, Rules
from lib.model.tree import Tree

PERCENT = 100


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores of areas, in the order of their codes."""

    areas: tuple[Area, ...]
    tree: Tree
    measures: Measures
    marks: Marks
    points: Numbers
    """Points each leaf stands for once gaps are treated, shape (areas, leaves)."""
    earned: Numbers
    """Points earned, shape (areas,)."""
    full_mark: Numbers
    """Points that could be earned, shape (areas,)."""
    full: Numbers
    """Score, 0 to 100, full precision; None where nothing is scored."""
    published: Numbers
    """Score with its declared decimals; None where nothing is scored."""
    ranks: tuple[int | None, ...]

    def line(self, code: str) -> int:
        """Return the position of an area.

        Raises
        ------
        InputError
            If it was not scored.
        """
        return self.measures.line(code)

    def of(self, area: str) -> Fraction | None:
        """Return the published score of an area, or None."""
        score: Fraction | None = self.published[self.line(area)]
        return score

    def rank_of(self, area: str) -> int | None:
        """Return the rank of an area, or None."""
        return self.ranks[self.line(area)]

    def part(self, area: str, code: str) -> tuple[Fraction, Fraction]:
        """Return points earned and full mark of a node or leaf of the tree for an area."""
        line = self.line(area)
        if code in self.tree.positions:
            run = slice(self.tree.positions[code], self.tree.positions[code] + 1)
        else:
            node = self.tree.node(code)
            run = slice(node.start, node.stop)
        points = self.points[line, run]
        earned = (points * self.marks.parts.attainment[line, run]).sum()
        return Fraction(earned), Fraction(points.sum())


def score(measures: Measures, rules: Rules, tree: Tree | None = None) -> Scores:
    """Score measured areas: attainments, points, score, rank."""
    tree = rules.tree if tree is None else tree
    return weigh(measures, mark(measures, rules, tree), rules, tree)


def weigh(measures: Measures, marks: Marks, rules: Rules, tree: Tree) -> Scores:
    """Apply the weights of a tree to marks that are already made.

    Only this step and what follows depends on weights, so a change of weights
    need not mark again.
    """
    kinds = {area.kind for area in measures.areas}
    points = leaf_points(tree, {kind: tree.points(kind) for kind in kinds}, marks.parts)
    earned = sum_of_products(points, marks.parts.attainment)
    full_mark = sum_of_products(points, np.ones_like(points))
    full = _rescale(earned, full_mark, marks.ceiling)
    scored = known(full)
    published = full.copy()
    published[scored] = round_half_up(full[scored], rules.score_decimals)
    basis = published if rules.rank_basis == Basis.PUBLISHED else full
    return Scores(
        areas=measures.areas,
        tree=tree,
        measures=measures,
        marks=marks,
        points=points,
        earned=earned,
        full_mark=full_mark,
        full=full,
        published=published,
        ranks=_ranks(basis, scored),
    )


def county_score(scores: Scores) -> Fraction | None:
    """Return the mean score, weighted by residents: the score of the county.

    Examples
    --------
    None where no scored area has residents.
    """
    pairs = [
        (Fraction(score), area.population)
        for score, area in zip(scores.full, scores.areas, strict=True)
        if score is not None and area.population
    ]
    people = sum(count for _, count in pairs)
    return sum((s * n for s, n in pairs), Fraction()) / people if people else None


def _rescale(earned: Numbers, full_mark: Numbers, ceiling: Sequence[Fraction | None]) -> Numbers:
    """Bring points to 0-100 of each area's own full mark, below any ceiling of a veto."""
    full = np.full(len(earned), None, dtype=object)
    for line, (points, most) in enumerate(zip(earned, full_mark, strict=True)):
        if most > 0:
            scored = PERCENT * Fraction(points) / most
            limit = ceiling[line]
            full[line] = scored if limit is None else min(scored, limit)
    return full


def _ranks(basis: Numbers, scored: Flags) -> tuple[int | None, ...]:
    ranks: list[int | None] = [None] * len(basis)
    placed = rank(exact(basis[scored])) if scored.any() else np.zeros(0, dtype=np.int64)
    for line, place in zip(np.flatnonzero(scored).tolist(), placed.tolist(), strict=True):
        ranks[line] = place
    return tuple(ranks)
