"""Wishes about a result, each as linear rows over the weights and as a test of what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from lib.model.allocation import Allocation
from lib.model.numbers import Numbers
from lib.model.reach.purse import Purse
from lib.model.scores import PERCENT, Scores


@dataclass(frozen=True, slots=True)
class AtLeast:
    """An institution receives at least so much."""

    area: str
    limit: Fraction
    """Fen."""


@dataclass(frozen=True, slots=True)
class LossLimit:
    """Nobody loses more than a share of what it receives now."""

    limit: Fraction
    """Unit /1."""


@dataclass(frozen=True, slots=True)
class HeadSpread:
    """The most per resident is at most so many times the least."""

    limit: Fraction


@dataclass(frozen=True, slots=True)
class ScoreSpread:
    """The best and the last score are at most so many points apart."""

    limit: Fraction


@dataclass(frozen=True, slots=True)
class RankWithin:
    """An institution is among the first so many."""

    area: str
    limit: Fraction
    """Rank."""


Wish: TypeAlias = AtLeast | LossLimit | HeadSpread | ScoreSpread | RankWithin
RISING = (AtLeast,)
"""Wishes that ask for more, the greater their limit is."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What wishes are written in: shares and claims by item, float64, and what is paid now."""

    lines: Mapping[str, int]
    shares: Numbers
    """Score per point of item on the common full mark, shape (areas, items)."""
    common: Numbers
    people: Numbers
    before: Numbers
    """Fen paid now."""
    step: float
    """Rounding step of a score that ranks, points."""
    purse: Purse | None
    """None where amounts are not a ratio of linear functions."""

    def money(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return base (fen), claims times the pool by item, and the sum of claims by item."""
        held = self.purse
        if held is None:
            message = "asked for amounts that are not linear"
            raise ValueError(message)
        claims = held.voices.astype(np.float64)[:, np.newaxis] * self.shares
        return held.base.astype(np.float64), held.pool * claims, claims.sum(axis=0)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """left @ (weights, own variables) >= 0, homogeneous in the weights."""

    items: Numbers
    """Shape (rows, items)."""
    own: Numbers
    """Shape (rows, own variables)."""
    whole: bool = False
    """Whether own variables are yes or no, else any number."""
    budget: int | None = None
    """Most of the yes-or-no variables that may be yes."""


def is_money(wish: Wish) -> bool:
    """Tell whether a wish is about amounts."""
    return isinstance(wish, AtLeast | LossLimit | HeadSpread)


def with_limit(wish: Wish, limit: Fraction) -> Wish:
    """Ask for more or less of the same."""
    return replace(wish, limit=limit)


def rows(wish: Wish, ground: Ground, safety: float) -> Rows:
    """Write a wish as rows; `safety` asks for a little more, as a share."""
    match wish:
        case AtLeast(area, limit):
            line = ground.lines[area]
            return _at_least(ground, [line], np.array([float(limit)]), safety)
        case LossLimit(limit):
            lines = list(range(len(ground.before)))
            return _at_least(ground, lines, ground.before * (1 - float(limit)), safety)
        case HeadSpread(limit):
            return _head_spread(ground, float(limit) * (1 - safety))
        case ScoreSpread(limit):
            ends = PERCENT * ground.shares
            gap = max(float(limit) - PERCENT * safety, 0.0) * ground.common
            return _between(ends, ends, gap, 1.0)
        case RankWithin(area, limit):
            return _rank(ground, ground.lines[area], int(limit), safety)


def measured(wish: Wish, ground: Ground, scores: Scores, paid: Allocation | None) -> Fraction:
    """Return what a result gives of what is wished for, in the unit of its limit."""
    match wish:
        case AtLeast(area):
            return Fraction(_amounts(paid)[ground.lines[area]])
        case LossLimit():
            return max(
                (
                    1 - Fraction(after) / Fraction(before)
                    for before, after in zip(ground.before.tolist(), _amounts(paid), strict=True)
                    if before > 0
                ),
                default=Fraction(0),
            )
        case HeadSpread():
            heads = _heads(paid)
            return max(heads) / min(heads) if min(heads, default=Fraction(0)) > 0 else _ENDLESS
        case ScoreSpread():
            known = [score for score in scores.published if score is not None]
            return Fraction(max(known) - min(known))
        case RankWithin(area):
            return Fraction(scores.rank_of(area) or len(scores.areas))


def is_met(wish: Wish, value: Fraction) -> bool:
    """Tell whether a measured value is what was wished for."""
    return value >= wish.limit if isinstance(wish, RISING) else value <= wish.limit


_ENDLESS = Fraction(10**9)


def _amounts(paid: Allocation | None) -> list[int]:
    return [row.amount for row in paid.rows] if paid else []


def _heads(paid: Allocation | None) -> list[Fraction]:
    return [Fraction(r.amount, r.population) for r in paid.rows if r.population] if paid else []


def _at_least(ground: Ground, lines: list[int], least: Numbers, safety: float) -> Rows:
    """Write (base + pool · claim / claims) >= least, times the claims."""
    base, pooled, claims = ground.money()
    need = least * (1 + safety) - base[lines]
    left = pooled[lines] - need[:, np.newaxis] * claims
    return Rows(_even(left), np.zeros((len(lines), 0)))


def _head_spread(ground: Ground, times: float) -> Rows:
    base, pooled, claims = ground.money()
    served = ground.people > 0
    people = ground.people[served, np.newaxis]
    heads = (base[served, np.newaxis] * claims + pooled[served]) / people
    scale = np.abs(heads).max()
    return _between(heads / scale, heads / scale, np.zeros(heads.shape[1]), times)


def _between(above: Numbers, below: Numbers, gap: Numbers, times: float) -> Rows:
    """Write: all of `above` <= top, all of `below` >= low, top <= times · low + gap."""
    count = len(above)
    items = np.vstack([-above, below, gap])
    own = np.zeros((2 * count + 1, 2))
    own[:count, 0], own[count:-1, 1], own[-1] = 1, -1, (-1, times)
    return Rows(items, own)


def _rank(ground: Ground, line: int, limit: int, safety: float) -> Rows:
    """Lead every other, or be relieved of it; as many may be relieved as stand above."""
    ahead = PERCENT * (ground.shares[line] - np.delete(ground.shares, line, axis=0))
    ahead = ahead - safety * PERCENT * ground.common
    relief = np.diag(np.maximum(-ahead.min(axis=1), 0) * PERCENT + 1)
    return Rows(ahead, relief, whole=True, budget=limit - 1)


def _even(left: Numbers) -> Numbers:
    """Bring rows of money to the size of rows of points, which solvers like."""
    scaled: Numbers = left / np.maximum(np.abs(left).max(axis=1, keepdims=True), 1e-300)
    return scaled
