"""The nearest weights that grant wishes, or why no allowed weights do.

A linear or mixed-integer programme (HiGHS) finds them; the engine then runs them.
What the engine does not confirm, to the fen and to the published score, is not
reported: the programme is asked again for a little more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lib.errors import N_, InputError
from lib.model.allocation import Allocation
from lib.model.numbers import Numbers
from lib.model.reach.box import Box, snap, snap_finely
from lib.model.reach.linear import Forms, sandwich
from lib.model.reach.purse import greatest, is_linear, paid, purse
from lib.model.reach.wishes import (
    AtLeast,
    Ground,
    RankWithin,
    Rows,
    Wish,
    is_met,
    is_money,
    measured,
    rows,
    with_limit,
)
from lib.model.scenarios import apply
from lib.model.scores import Scores

_SAFETIES = (0.0, 1e-6, 1e-5, 5e-5, 1e-4, 3e-4, 1e-3)
"""Shares by which more is asked until the engine, which rounds, confirms."""
_SECONDS = 5.0
_HALVINGS = 14


@dataclass(frozen=True, slots=True)
class Granted:
    """Weights that the engine confirmed."""

    weights: dict[str, Fraction]
    """Points of 100 by item."""
    moved: Fraction
    """Points that some items give to others."""
    values: tuple[Fraction, ...]
    """What each wish came to, in the unit of its limit."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a wish is not granted."""

    wish: Wish
    reachable: Fraction
    """The best that allowed weights give of it, run by the engine."""
    alone: bool
    """Whether it fails by itself; else only together with the other wishes."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No allowed weights grant the wishes."""

    reasons: tuple[Reason, ...]
    """Empty where the programme has an answer but the engine, which rounds, denies each."""
    certain: bool
    """Whether it is proved; else nothing was found."""


def grant(found: Forms, wishes: Sequence[Wish], box: Box) -> Granted | Refused:
    """Find the allowed weights, nearest to those now, that grant all wishes.

    Parameters
    ----------
    found
        Scores as functions of item weights.
    wishes
        What is wished for, at least one.
    box
        Weights that are allowed.

    Raises
    ------
    InputError
        If nothing is wished for, or a wish about money meets a formula whose amounts
        are not a ratio of linear functions of the weights.
    """
    if not wishes:
        raise InputError(N_("Nothing is wished for."), hint=N_("Choose at least one wish."))
    here = ground(found, box, money=any(is_money(wish) for wish in wishes))
    granted, possible = _try(found, box, here, wishes)
    if granted is not None:
        return granted
    certain = not found.loose.any() and (here.purse is None or here.purse.certain)
    reasons = () if possible else _reasons(found, box, here, wishes)
    return Refused(reasons, bool(certain and reasons))


def _try(
    found: Forms, box: Box, ground: Ground, wishes: Sequence[Wish]
) -> tuple[Granted | None, bool]:
    """Ask for ever more until the engine confirms; also tell if the programme had an answer."""
    already = _granted(found, ground, box, wishes, box.now)
    if already is not None:
        return already, True
    possible = False
    for safety in _SAFETIES:
        weights = _solve(box, [rows(wish, ground, safety) for wish in wishes])
        if weights is None:
            return None, possible
        possible = True
        for rounded in (snap(box, weights), snap_finely(box, weights)):
            if rounded is None:
                continue
            granted = _granted(found, ground, box, wishes, rounded)
            if granted is not None:
                return granted, True
    return None, possible


def _granted(
    found: Forms, ground: Ground, box: Box, wishes: Sequence[Wish], weights: Numbers
) -> Granted | None:
    """Ask the engine whether some weights grant all wishes."""
    values = _confirmed(found, ground, box, wishes, weights)
    if not all(is_met(w, v) for w, v in zip(wishes, values, strict=True)):
        return None
    return Granted(box.named(weights), Fraction(sum(abs(weights - box.now)) / 2), values)


def _confirmed(
    found: Forms, ground: Ground, box: Box, wishes: Sequence[Wish], weights: Numbers
) -> tuple[Fraction, ...]:
    """Run the engine and measure every wish."""
    scores, allocation = _result(found, ground, box.named(weights))
    return tuple(measured(wish, ground, scores, allocation) for wish in wishes)


def _result(
    found: Forms, ground: Ground, weights: dict[str, Fraction]
) -> tuple[Scores, Allocation | None]:
    return (found.run(weights), None) if ground.purse is None else paid(found, weights)


def ground(found: Forms, box: Box, *, money: bool) -> Ground:
    """Gather what wishes are written in; amounts only where money is asked about.

    Raises
    ------
    InputError
        If amounts are not a ratio of linear functions of the weights, or there are none.
    """
    both = sandwich(found, box)
    held, before = None, np.zeros(len(found.areas))
    if money:
        rules = apply(found.outcome.rules, found.scenario).allocation
        if rules is not None and not is_linear(rules):
            raise InputError(
                N_(
                    "Wishes about money are offered for the formulas F1 and F2 without floor, "
                    "cap, rank awards and corridor."
                ),
                hint=N_("Wish for ranks or scores, or choose another formula on the page Weights."),
            )
        held = purse(found, both, box)
        amounts = paid(found, box.named(box.now))[1].amounts()
        before = np.array([float(amounts[area.code]) for area in found.areas])
    return Ground(
        lines={area.code: line for line, area in enumerate(found.areas)},
        shares=((both.low + both.high) / 2).astype(np.float64),
        common=found.common.astype(np.float64),
        people=np.array([float(area.population or 0) for area in found.areas]),
        before=before,
        step=float(found.unit),
        purse=held,
    )


def _solve(box: Box, parts: Sequence[Rows]) -> Numbers | None:
    """Move as few points as possible; None where no allowed weights satisfy the rows.

    Variables: weights, points taken, points given, then each wish's own.
    """
    low, room, _ = box.floats()
    items, own = len(low), [part.own.shape[1] for part in parts]
    width = 3 * items + sum(own)
    now = box.now.astype(np.float64)
    shift = np.hstack([np.eye(items), np.eye(items), -np.eye(items), np.zeros((items, sum(own)))])
    total = np.concatenate([np.ones(items), np.zeros(width - items)])
    constraints = [LinearConstraint(shift, now, now), LinearConstraint(total, now.sum(), now.sum())]
    least, most, whole = np.zeros(width), np.full(width, np.inf), np.zeros(width)
    least[:items], most[:items] = low, low + room
    start = 3 * items
    for part, count in zip(parts, own, strict=True):
        run = slice(start, start + count)
        left = np.zeros((len(part.items), width))
        left[:, :items], left[:, run] = part.items, part.own
        constraints.append(LinearConstraint(left, 0, np.inf))
        least[run] = 0 if part.whole else -np.inf
        most[run], whole[run] = (1 if part.whole else np.inf), part.whole
        if part.budget is not None:
            chosen = np.zeros(width)
            chosen[run] = 1
            constraints.append(LinearConstraint(chosen, -np.inf, part.budget))
        start += count
    cost = np.concatenate([np.zeros(items), np.ones(2 * items), np.zeros(sum(own))])
    answer = milp(
        cost,
        constraints=constraints,
        bounds=Bounds(least, most),
        integrality=whole,
        options={"time_limit": _SECONDS},
    )
    return None if answer.x is None else np.clip(answer.x[:items], low, low + room)


def _reasons(found: Forms, box: Box, ground: Ground, wishes: Sequence[Wish]) -> tuple[Reason, ...]:
    """Name the wishes that fail alone; if none does, those without which the rest holds."""
    alone = [w for w in wishes if _solve(box, [rows(w, ground, 0.0)]) is None]
    if alone:
        return tuple(Reason(w, _reachable(found, box, ground, w, ()), alone=True) for w in alone)
    reasons = []
    for position, wish in enumerate(wishes):
        others = [w for n, w in enumerate(wishes) if n != position]
        if _solve(box, [rows(w, ground, 0.0) for w in others]) is not None:
            reached = _reachable(found, box, ground, wish, others)
            reasons.append(Reason(wish, reached, alone=False))
    return tuple(reasons)


def _reachable(
    found: Forms, box: Box, ground: Ground, wish: Wish, others: Sequence[Wish]
) -> Fraction:
    """Return the best value of a wish that weights give which grant the others too."""
    if isinstance(wish, AtLeast) and not others and ground.purse is not None:
        best = greatest(ground.purse, sandwich(found, box), box, ground.lines[wish.area])
        return _confirmed(found, ground, box, [wish], best)[0]
    start = _solve(box, [rows(w, ground, 0.0) for w in others]) if others else None
    begun = None if start is None else snap_finely(box, start)
    reached = box.now if begun is None else begun
    kept, asked = _confirmed(found, ground, box, [wish], reached)[0], wish.limit
    for _ in range(_HALVINGS):
        middle = (kept + asked) / 2
        if isinstance(wish, RankWithin):
            middle = Fraction(int(middle))
            if middle in (kept, asked):
                break
        parts = [rows(w, ground, 0.0) for w in (with_limit(wish, middle), *others)]
        weights = _solve(box, parts)
        rounded = None if weights is None else snap_finely(box, weights)
        if rounded is None:
            asked = middle
        else:
            kept, reached = middle, rounded
    return _confirmed(found, ground, box, [wish], reached)[0]
