"""Where things tip: on each slider, and with the fewest points moved over all weights.

On a slider the others re-share the rest in proportion, as the screen does. Scores
along it come from the engine's own composition, so every kind of absent part and
every ceiling is in them; between two steps they are taken as straight, which they
are wherever scores are linear in the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, floor

import numpy as np

from lib.model.allocation import PERCENT
from lib.model.evaluation import Outcome
from lib.model.numbers import Numbers
from lib.model.rules import Basis, BelowPassLine, Rules
from lib.model.scenarios import STEPS_PER_POINT, TOTAL, Scenario, leaf_factors, reshare
from lib.model.scores import weigh
from lib.model.simulation import composites
from lib.model.weight_moves import Part, ask, asked, in_force

NEAREST = 3
"""Marks of a slider on each side of where it stands."""
_STEPS = 20
"""Straight pieces into which a slider is cut; scores bend little within one."""
_TWO = 2  # a weight alone cannot move: another has to give or take
_LAST_HUNDREDTHS = 12
"""Hundredths beyond a mark in which the rounding of the other weights still matters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a slider where a rank, a grade or the pass line tips."""

    points: Fraction
    """Points of 100 at which it happens, in hundredths."""
    kind: str
    """`rank`, `grade` or `pass`."""
    areas: tuple[str, ...]
    """The two that are level, or the one at the line."""


def marks(
    outcome: Outcome,
    part: Part,
    locked: frozenset[str],
    scenario: Scenario | None = None,
) -> dict[str, tuple[Mark, ...]]:
    """Find the nearest places on every slider where something tips.

    Parameters
    ----------
    outcome
        Evaluation by the rules in force.
    part
        Sliders of items or of dimensions.
    locked
        Weights that keep their points; they have no marks.
    scenario
        Where the sliders stand; None for the rules in force.

    Returns
    -------
    dict
        By code of the slider: its marks in rising order, at most `NEAREST` on each side.

    Notes
    -----
    Scores are compared in full precision. Where published scores rank, two
    institutions are level from half a rounding step before the mark to half a
    step after it; grades and the pass line are met where the rounded score meets them.
    """
    return _marks(outcome, scenario or Scenario(), (part, locked), NEAREST)


def _marks(
    outcome: Outcome,
    start: Scenario,
    sliders: tuple[Part, frozenset[str]],
    nearest: int | None,
    pair: tuple[str, str] | None = None,
) -> dict[str, tuple[Mark, ...]]:
    part, locked = sliders
    now = asked(outcome.rules, start, part)
    free = [code for code in now if code not in locked]
    most = TOTAL - sum((now[code] for code in now if code in locked), Fraction())
    if len(free) < _TWO or most <= 0:
        return {}
    places = np.linspace(0, float(most), _STEPS + 1)
    paths = np.concatenate([_path(now, free, code, places) for code in free])
    scores = _scores(outcome, start, part, paths).reshape(len(free), len(places), -1)
    return {
        code: _nearest(_crossings(outcome, scores[n], places, pair), now[code], nearest)
        for n, code in enumerate(free)
    }


def flips_on_sliders(
    outcome: Outcome,
    part: Part,
    pair: tuple[str, str],
    locked: frozenset[str],
    scenario: Scenario | None = None,
) -> dict[str, Fraction]:
    """Return, by slider, the nearest hundredth that reverses the order of two institutions.

    The engine has run the weights that the slider gives there. Sliders that cannot do it
    are left out.
    """
    start = scenario or Scenario()
    now = asked(outcome.rules, start, part)
    before = _lead(outcome, start, pair)
    found = {}
    for code, places in _marks(outcome, start, (part, locked), None, pair).items():
        nearest = sorted(places, key=lambda m: abs(m.points - now[code]))
        for points in _outward(nearest, now[code]):
            weights = reshare(now, code, points, locked)
            if before * _lead(outcome, ask(outcome.rules, start, part, weights), pair) < 0:
                found[code] = points
                break
    return found


def _outward(nearest: list[Mark], now: Fraction) -> Iterator[Fraction]:
    """Go on from each mark by hundredths: the other weights are rounded there."""
    for mark in nearest:
        way = 1 if mark.points > now else -1
        for further in range(_LAST_HUNDREDTHS):
            points = mark.points + Fraction(way * further, STEPS_PER_POINT)
            if 0 <= points <= TOTAL:
                yield points


def _lead(outcome: Outcome, scenario: Scenario, pair: tuple[str, str]) -> Fraction:
    """Run the engine: by how much the first leads the second, full precision."""
    rules = outcome.rules
    tree = rules.tree.rescaled(leaf_factors(rules, scenario))
    scores = weigh(outcome.scores.measures, outcome.scores.marks, rules, tree)
    first, second = (scores.full[scores.line(area)] for area in pair)
    return Fraction(first - second) if first is not None and second is not None else Fraction(0)


def _path(now: Mapping[str, Fraction], free: list[str], code: str, places: Numbers) -> Numbers:
    """Weights with one slider at each place and the other free ones in proportion."""
    weights = np.array([float(weight) for weight in now.values()])
    codes = list(now)
    others = np.array([c in free and c != code for c in codes])
    base = weights * others
    base = base if base.sum() > 0 else others.astype(np.float64)
    rest = places[-1] - places
    path = np.where(others, rest[:, np.newaxis] * (base / base.sum()), weights)
    path[:, codes.index(code)] = places
    return path


def _scores(outcome: Outcome, scenario: Scenario, part: Part, weights: Numbers) -> Numbers:
    """Compose scores, float64, for many weights of items or dimensions, shape (draws, areas)."""
    rules = outcome.rules
    now = in_force(rules, part)
    fixed = leaf_factors(rules, ask(rules, scenario, part, now))
    columns = [list(now).index(c) if c in now else None for c in _owners(rules, part)]
    ratios = weights / np.array([float(w) for w in now.values()])
    factors = np.stack(
        [np.ones(len(weights)) if c is None else ratios[:, c] for c in columns], axis=-1
    ) * np.array([float(fixed[leaf.code]) for leaf in rules.tree.leaves])
    together = composites(outcome, tuple((factors.min(axis=0) > 0).tolist()))
    ceiling = np.array([PERCENT if c is None else float(c) for c in outcome.scores.marks.ceiling])
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = np.minimum(together.scores(together.matrix @ factors.T).T, ceiling)
    return found


def _owners(rules: Rules, part: Part) -> list[str]:
    """Return the item or the dimension of every leaf."""
    if part == Part.DIMENSION:
        return [str(rules.indicators[leaf.indicator].dimension) for leaf in rules.tree.leaves]
    owners = [""] * len(rules.tree.leaves)
    for node in rules.tree.with_role("service_item"):
        owners[node.start : node.stop] = [node.code] * (node.stop - node.start)
    return owners


def _crossings(
    outcome: Outcome, scores: Numbers, places: Numbers, pair: tuple[str, str] | None
) -> list[tuple[float, str, tuple[str, ...]]]:
    """List where two scores meet, or a score meets a line: place, kind, areas."""
    codes = [area.code for area in outcome.areas]
    if pair is not None:
        first, second = np.array([outcome.scores.line(a) for a in pair]).reshape(2, 1)
    else:
        first, second = np.triu_indices(len(codes), 1)
    met: list[tuple[float, str, tuple[str, ...]]] = [
        (place, "rank", (codes[first[n]], codes[second[n]]))
        for place, n in _zeros(scores[:, first] - scores[:, second], places)
    ]
    if pair is None:
        for kind, line in _lines(outcome.rules):
            zeros = _zeros(scores - line, places)
            met += [(place, kind, (codes[n],)) for place, n in zeros]
    return met


def _zeros(values: Numbers, places: Numbers) -> list[tuple[float, int]]:
    """Find where columns change sign, straight between places."""
    left, right = values[:-1], values[1:]
    step, column = np.nonzero(np.sign(left) * np.sign(right) < 0)
    touched, at = np.nonzero(values[1:-1] == 0)
    a, b = left[step, column], right[step, column]
    found = places[step] + (places[step + 1] - places[step]) * a / (a - b)
    inside = zip(found.tolist(), column.tolist(), strict=True)
    return [*inside, *zip(places[1:-1][touched].tolist(), at.tolist(), strict=True)]


def _lines(rules: Rules) -> list[tuple[str, float]]:
    """Return the scores at which something tips: half a step lower where rounding lifts them."""
    half = 0.5 / 10**rules.score_decimals
    found = [("grade", float(lowest) - half) for lowest in rules.grades.values()]
    money = rules.allocation
    if money is not None and money.below_pass_line != BelowPassLine.KEEP:
        found.append(
            ("pass", float(money.pass_line) - half * (rules.money_basis == Basis.PUBLISHED))
        )
    return found


def _nearest(
    met: list[tuple[float, str, tuple[str, ...]]], now: Fraction, nearest: int | None
) -> tuple[Mark, ...]:
    """Keep the nearest on each side, at the first hundredth beyond where they are met."""
    here = float(now)
    ordered = sorted(met, key=lambda m: abs(m[0] - here))
    above = [_mark(m, ceil) for m in islice((m for m in ordered if m[0] > here), nearest)]
    below = [_mark(m, floor) for m in islice((m for m in ordered if m[0] <= here), nearest)]
    return tuple(sorted((*above, *below), key=lambda mark: (mark.points, mark.kind, mark.areas)))


def _mark(met: tuple[float, str, tuple[str, ...]], outward: Callable[[float], int]) -> Mark:
    place, kind, areas = met
    return Mark(Fraction(outward(place * STEPS_PER_POINT), STEPS_PER_POINT), kind, areas)
