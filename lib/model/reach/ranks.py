"""The best and the worst rank that allowed weights really give, with such weights as witness.

Counting who can be passed one by one is too hopeful: different rivals may need
different weights. A mixed-integer programme (HiGHS) chooses the rivals to pass
together. What is reported as reached was run through the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TypeAlias

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lib.model.numbers import Flags, Numbers
from lib.model.reach.box import best, snap, snap_finely
from lib.model.reach.corridor import Corridor
from lib.model.reach.linear import Forms
from lib.model.scores import PERCENT

_SECONDS = 5.0
"""Longest search for one rank."""
_TOLERANCE = 1e-6
_MARGIN = 1e-5
"""Lead, in points, by which what surely holds is told from what the solver takes for zero."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One end of the ranks of an area."""

    bound: int
    """Proved: no allowed weights pass it."""
    rank: int
    """Rank that the engine gives at the witness."""
    weights: dict[str, Fraction]
    """The witness: points of 100 by item."""

    @property
    def exact(self) -> bool:
        """Tell whether the bound is reached, so that nothing is left open."""
        return self.bound == self.rank


def reach(found: Corridor, area: str, *, upwards: bool) -> Reached:
    """Find the best (`upwards`) or worst rank of an area that allowed weights give.

    Parameters
    ----------
    found
        Bounds of all ranks, with the weights that are allowed.
    area
        Code of the area.
    upwards
        Whether the best rank is looked for, else the worst.
    """
    line = found.forms.line(area)
    outer = int((found.best if upwards else found.worst)[line])
    seen = _witnesses(found, area, found.box.now)
    if _best(seen, upwards)[0] != outer:
        seen += _witnesses(found, area, _pull(found, line, upwards=upwards))
    for hopeful in (True, False):
        if _best(seen, upwards)[0] == outer:
            break
        bound, weights = _programme(found, line, upwards=upwards, hopeful=hopeful)
        if hopeful:
            outer = max(outer, bound) if upwards else min(outer, bound)
        if weights is not None:
            seen += _witnesses(found, area, weights)
    return Reached(outer, *_best(seen, upwards))


_Witness: TypeAlias = tuple[int, dict[str, Fraction]]


def _best(seen: list[_Witness], upwards: bool) -> _Witness:  # noqa: FBT001 (a direction)
    return (min if upwards else max)(seen, key=lambda witness: witness[0])


def _witnesses(found: Corridor, area: str, weights: Numbers) -> list[_Witness]:
    """Run the engine on allowed weights, as people write them and, where need be, finer."""
    box = found.box
    if weights.dtype == object:
        tried = [weights]
    else:
        tried = [w for w in (snap(box, weights), snap_finely(box, weights)) if w is not None]
    return [(_rank(found.forms, area, box.named(w)), box.named(w)) for w in tried]


def _rank(forms: Forms, area: str, weights: dict[str, Fraction]) -> int:
    rank = forms.run(weights).rank_of(area)
    return len(forms.areas) if rank is None else rank


def _pull(found: Corridor, line: int, *, upwards: bool) -> Numbers:
    """Weights that move the area most against its open rivals together."""
    rivals = _open(found, line)
    both = found.sandwich
    mean = both.low[rivals].sum(axis=0) / Fraction(max(int(rivals.sum()), 1))
    gain = both.high[line] - mean
    return best(found.box, gain if upwards else -gain)


def _open(found: Corridor, line: int) -> Flags:
    """Rivals of which the weights decide whether they stand above the area."""
    rivals: Flags = found.passes[:, line] & ~found.below[line]
    return rivals


def _programme(
    found: Corridor, line: int, *, upwards: bool, hopeful: bool
) -> tuple[int, Numbers | None]:
    """Choose weights that leave the fewest (upwards) or the most rivals above the area.

    Variables are the weights, then one for each open rival: 1 where it is given
    up and may stand on the wrong side of the area. A hopeful programme gives every
    comparison what rounding and bounds may add, so its count is a bound of the
    rank; the other one counts only what surely holds.

    Returns
    -------
    tuple
        Rank, and the weights; none where the solver found nothing in its time.
    """
    ahead = _ahead(found, line, upwards=upwards, hopeful=hopeful)
    low, room, _ = found.box.floats()
    count, items = ahead.shape
    behind = -(np.minimum(ahead, 0) @ (low + room))
    rivals_only = np.concatenate([np.zeros(items), np.ones(count)])
    whole = float(found.box.now.sum())
    answer = milp(
        rivals_only,
        constraints=[
            LinearConstraint(np.hstack([ahead, np.diag(behind)]), 0, np.inf),
            LinearConstraint(1 - rivals_only, whole, whole),
        ],
        bounds=Bounds(
            np.concatenate([low, np.zeros(count)]), np.concatenate([low + room, np.ones(count)])
        ),
        integrality=rivals_only,
        options={"time_limit": _SECONDS},
    )
    given_up = ceil((answer.mip_dual_bound or 0) - _TOLERANCE)
    rank = found.best[line] + given_up if upwards else found.worst[line] - given_up
    return int(rank), None if answer.x is None else answer.x[:items]


def _ahead(found: Corridor, line: int, *, upwards: bool, hopeful: bool) -> Numbers:
    """Return what points of the items add to the wanted lead over each open rival, float64."""
    both, rivals = found.sandwich, _open(found, line)
    near, far = (both.high, both.low) if hopeful == upwards else (both.low, both.high)
    own, others = near[line].astype(np.float64), far[rivals].astype(np.float64)
    step = max(float(found.forms.unit), _MARGIN)
    allowance = {(True, True): float(found.forms.unit), (True, False): -_MARGIN}
    allowance |= {(False, True): 0.0, (False, False): -step}
    common = both.common.astype(np.float64) / PERCENT
    lead: Numbers = (own - others if upwards else others - own) + allowance[
        upwards, hopeful
    ] * common
    return lead
