"""The fewest points that must change hands between weights to reverse two institutions.

Size is the sum of absolute changes (L1), half of which is what some items give to
others. The best change takes from the item that helps least and gives to the one
that helps most, step by step: it equals the linear programme, in exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.model.numbers import Numbers, exact
from lib.model.reach.box import Box, best, snap, snap_finely
from lib.model.reach.linear import Forms
from lib.model.scores import PERCENT

_ROUNDS = 6
_CUTS = 90
_FINEST = 10**15
_BEYOND = Fraction(1, 10**5)
_TIED = Fraction(1, 10**12)
_FURTHER = tuple(Fraction(n, 100) for n in (100, 110, 130, 170, 250, 400, 800))
"""How far beyond the tie weights in hundredths are looked for, in steps that surely show."""
_SMALLEST_STEP = Fraction(1, 10**4)


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of weights that makes something level."""

    moved: Fraction
    """Points that some items give to others: half of the sum of absolute changes."""
    tie: dict[str, Fraction]
    """Weights at which it is level."""
    gap: Fraction
    """What the engine still finds apart at the tie, points of score."""
    proposal: dict[str, Fraction] | None
    """Weights in hundredths, run by the engine, at which it is surely reversed; or none found."""
    exact: bool
    """Whether no smaller change can do it; else it is the smallest that was found."""


def flip(found: Forms, pair: tuple[str, str], box: Box) -> Flip | None:
    """Find the smallest change within the allowed weights that reverses two institutions.

    None if no allowed weights do. The reversal shows in the ranking: where published
    scores rank, the proposal leads by a rounding step or more.
    """
    first, second = (found.line(area) for area in pair)
    ahead, behind = (
        (first, second) if _lead(found, first, second, box.now) >= 0 else (second, first)
    )

    def lead(weights: Numbers) -> Fraction:
        return _lead(found, behind, ahead, weights)

    def worth(weights: Numbers) -> Numbers:
        near, far = _tangent(found, weights, behind), _tangent(found, weights, ahead)
        return near - far

    return _smallest(found, box, (lead, worth), certain=not found.loose[[first, second]].any())


def cross(found: Forms, area: str, line: Fraction, box: Box) -> Flip | None:
    """Find the smallest change that brings an institution over a line of the score, or under it."""
    at = found.line(area)
    above = _score(found, at, box.now) >= line
    sign = -1 if above else 1

    def lead(weights: Numbers) -> Fraction:
        return sign * (_score(found, at, weights) - line)

    def worth(weights: Numbers) -> Numbers:
        difference: Numbers = sign * (_tangent(found, weights, at) - line / PERCENT * found.common)
        return difference

    return _smallest(found, box, (lead, worth), certain=not found.loose[at])


def least_moves(box: Box, worth: Numbers, need: Fraction) -> Numbers | None:
    """Return the allowed weights nearest to those now with worth @ weights >= need.

    Parameters
    ----------
    box
        Weights that are allowed.
    worth
        What a point of each item is worth, exact, shape (items,).
    need
        What has to be reached.

    Returns
    -------
    Numbers or None
        Exact weights with the least sum of absolute changes; None if none will do.

    Notes
    -----
    Givers in rising, takers in falling order of worth: every step gains the most for
    each point moved, and gains only fall, so that no other change is smaller.

    Examples
    --------
    >>> from lib.model.reach.box import around
    >>> box = around({"a": Fraction(40), "b": Fraction(60)}, Fraction(5))
    >>> found = least_moves(box, np.array([Fraction(1), Fraction(1, 2)]), Fraction(71))
    >>> [str(weight) for weight in found]
    ['42', '58']
    """
    weights = box.now.copy()
    missing = need - worth @ weights
    order = np.argsort(worth, kind="stable").tolist()
    giver, taker = 0, len(order) - 1
    while missing > 0 and giver < taker:
        low, high = order[giver], order[taker]
        gain = worth[high] - worth[low]
        if gain <= 0:
            return None
        give, take = weights[low] - box.low[low], box.high[high] - weights[high]
        step = min(give, take, missing / gain)
        weights[low] -= step
        weights[high] += step
        missing -= step * gain
        giver += int(step == give)
        taker -= int(step == take)
    return weights if missing <= 0 else None


_Aim = tuple[Callable[[Numbers], Fraction], Callable[[Numbers], Numbers]]


def _smallest(found: Forms, box: Box, aim: _Aim, *, certain: bool) -> Flip | None:
    """Follow the aim to where it is level, then beyond it to weights in hundredths."""
    tie = _reach(box, aim, found.common, Fraction(0))
    if tie is None:
        return None
    fine = snap_finely(box, tie)
    level = tie if fine is None else fine
    moved = sum(abs(tie - box.now)) / 2
    proposal = _proposal(found, box, aim)
    return Flip(Fraction(moved), box.named(level), aim[0](level), proposal, bool(certain))


def _reach(box: Box, aim: _Aim, common: Numbers, lead: Fraction) -> Numbers | None:
    """Find the least move to a lead; scores that bend are followed by their tangents.

    Where scores are linear the first step arrives.
    """
    weights = box.now
    for _ in range(_ROUNDS):
        moved = least_moves(box, aim[1](weights) - lead / PERCENT * common, Fraction(0))
        if moved is None:
            return None
        weights = exact(weight.limit_denominator(_FINEST) for weight in moved)
        if abs(aim[0](moved) - lead) <= _TIED:
            return moved
    beyond = least_moves(box, aim[1](weights) - (lead + _BEYOND) / PERCENT * common, Fraction(0))
    farthest = best(box, aim[1](weights) - lead / PERCENT * common)
    for end in (weights if beyond is None else beyond, farthest):
        if aim[0](end) >= lead:
            return _along(box, aim, lead, end)
    return None


def _along(box: Box, aim: _Aim, lead: Fraction, end: Numbers) -> Numbers:
    """Find the lead on the straight way from now to an end that has it (secant and halving)."""

    def beyond(place: Fraction) -> Fraction:
        return aim[0](box.now + place * (end - box.now)) - lead

    low, high = Fraction(0), Fraction(1)
    short, over = beyond(low), beyond(high)
    for step in range(_CUTS):
        if over <= _TIED or short >= 0:
            break
        secant = low - short * (high - low) / (over - short)
        place = ((low + high) / 2 if step % 3 == 0 else secant).limit_denominator(_FINEST)
        reached = beyond(place)
        if reached >= 0:
            high, over = place, reached
        else:
            low, short = place, reached
    way: Numbers = box.now + high * (end - box.now)
    return way


def _proposal(found: Forms, box: Box, aim: _Aim) -> dict[str, Fraction] | None:
    step = max(found.unit, _SMALLEST_STEP)
    for further in _FURTHER:
        beyond = _reach(box, aim, found.common, step * further)
        rounded = None if beyond is None else snap(box, beyond)
        if rounded is not None and aim[0](rounded) >= found.unit and aim[0](rounded) > 0:
            return box.named(rounded)
    return None


def _score(found: Forms, line: int, weights: Numbers) -> Fraction:
    """Score of an area by the engine, full precision."""
    named = dict(zip(found.items, weights.tolist(), strict=True))
    exactly = found.score(found.areas[line].code, named)
    if exactly is not None:
        return exactly
    score = found.run(named).full[line]
    return Fraction(0) if score is None else Fraction(score)


def _lead(found: Forms, first: int, second: int, weights: Numbers) -> Fraction:
    return _score(found, first, weights) - _score(found, second, weights)


def _tangent(found: Forms, weights: Numbers, line: int) -> Numbers:
    """Return what a point of each item is worth to an area, near some weights.

    Points outside the area's own full mark count at the rate that makes its score
    what it is.
    """
    gap = found.common - found.mark[line]
    outside = gap @ weights
    if outside == 0:
        straight: Numbers = found.earned[line]
        return straight
    score = _score(found, line, weights) / PERCENT
    rate = (score * (found.common @ weights) - found.earned[line] @ weights) / outside
    tangent: Numbers = found.earned[line] + rate * gap
    return tangent
