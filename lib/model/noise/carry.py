"""From drawn values to scores and yuan: the engine's own marking, on many draws at once.

Weights and gaps do not depend on values, so the settled points of the evaluation are used
as they are; each value is cut, compared and marked anew by the engine's own functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lib.model.authenticity.deflation import factors
from lib.model.evaluation import Outcome
from lib.model.noise.payment import Marked, pay
from lib.model.noise.sampling import floats
from lib.model.numbers import Flags, Integers, Numbers, round_half_up
from lib.model.observations import NO_COUNT, Status
from lib.model.rules import Authenticity, AuthenticityMode, Veto, VetoEffect
from lib.model.scores import PERCENT
from lib.model.scoring import Scoring, attain
from lib.model.tree import Tree

Values = Mapping[str, Numbers]
"""By indicator: values in its unit, float64, shape (draws, areas), NaN where there is none."""

_NUDGE = 1e-9
"""Lifts exact halves that floats leave a trace below; no count below 10^7 lies so near one."""
_CUTTING = (AuthenticityMode.D1, AuthenticityMode.D2, AuthenticityMode.D3)
_RELATIVE = "S6"


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """What drawn values give, shape (draws, areas)."""

    full: Numbers
    """Scores, 0 to 100, full precision."""
    published: Numbers
    amounts: Integers
    """Fen; no columns where the rules share no money."""


def carry(outcome: Outcome, values: Values) -> Carried:
    """Mark, weigh and pay for many draws of the values.

    Parameters
    ----------
    outcome
        An evaluation; what is absent in it is absent in every draw, and indicators that
        are not named keep their values.
    values
        Drawn values of some indicators; at least one.

    References
    ----------
    Properties held by test: the values as they are give the outcome, scores and fen; the
    values of another dataset give the outcome of that dataset.
    """
    marked = mark(outcome, values)
    full, published = weigh(outcome, marked)
    return Carried(full, published, pay(outcome, (full, published), marked))


def weigh(outcome: Outcome, marked: Marked) -> tuple[Numbers, Numbers]:
    """Weigh draws that are marked: scores in full precision and published, (draws, areas)."""
    points = outcome.scores.points.astype(np.float64)
    earned = np.einsum("al,dal->da", points, marked.attainment, optimize=True)
    full_mark = outcome.scores.full_mark.astype(np.float64)
    scored = np.where(full_mark > 0, full_mark, np.nan)
    full = np.clip(PERCENT * earned / scored, 0, marked.ceiling)
    return full, _rounded(full, outcome.rules.score_decimals)


def centre(outcome: Outcome, marked: Marked) -> Marked:
    """Move draws so that every attainment lies around the one that was found.

    Attainment stops at the target, so draws fall short of what was found on average, as
    what was found falls short of the truth: the error is in the spread, not in the middle.
    """
    found = outcome.scores.marks.parts.attainment.astype(np.float64)
    return replace(marked, attainment=marked.attainment + (found - marked.attainment.mean(axis=0)))


def mark(outcome: Outcome, values: Values) -> Marked:
    """Mark many draws of the values; what does not move keeps its exact mark."""
    scores, rules = outcome.scores, outcome.rules
    measures, exact = scores.measures, scores.marks.values
    moved = _compared(outcome, values)
    draws = len(next(iter(values.values())))
    attainment = np.tile(scores.marks.parts.attainment.astype(np.float64), (draws, 1, 1))
    for position, leaf in enumerate(scores.tree.leaves):
        column, scoring = measures.columns[leaf.indicator], rules.scoring[leaf.code]
        there = measures.status[:, column] == Status.REPORTED
        if not there.any():
            continue
        own = attain(scoring, exact[there, column]).astype(np.float64)
        attainment[:, there, position] = own
        if leaf.indicator in moved:
            now = moved[leaf.indicator][:, there]
            still = now == floats(exact[there, column])
            if scoring.function == _RELATIVE:
                still &= still.all(axis=1, keepdims=True)
            attainment[:, there, position] = np.where(still, own, _marked(scoring, now))
    return _apply_vetoes(outcome, moved, attainment)


def _compared(outcome: Outcome, values: Values) -> dict[str, Numbers]:
    """Cut by authenticity and round as the engine does; unmoved values keep their exact ones."""
    measures, rules = outcome.scores.measures, outcome.rules
    moved, own = dict(values), np.ones(measures.status.shape)
    if rules.authenticity is not None and rules.authenticity.mode in _CUTTING:
        own = factors(measures, rules.authenticity)[0].astype(np.float64)
        moved = _cut(outcome, rules.authenticity, moved)
    for code, drawn in moved.items():
        column = measures.columns[code]
        before = floats(measures.values[:, column]) * own[:, column]
        decimals = rules.comparison_decimals
        rounded = drawn if decimals is None else _rounded(drawn, decimals)
        same = np.abs(drawn - before) <= np.abs(before) * 1e-14
        moved[code] = np.where(same, floats(outcome.scores.marks.values[:, column]), rounded)
    return moved


def _cut(outcome: Outcome, rules: Authenticity, values: Values) -> dict[str, Numbers]:
    """`deflation.cut_values` for many draws, of the samples and of what they verify."""
    measures = outcome.scores.measures
    draws = len(next(iter(values.values())))
    held = {
        code: np.tile(floats(measures.values[:, column]), (draws, 1))
        for code, column in measures.columns.items()
    }
    uncut = {**held, **values}
    cut: dict[str, Numbers] = {}
    for sampled, linked in rules.links.items():
        if sampled in measures.columns:
            size = measures.denominator[:, measures.columns[sampled]]
            usable = (size != NO_COUNT) & (size >= rules.min_sample)
            true = uncut[sampled] / measures.indicators[measures.columns[sampled]].factor
            factor = np.where(usable, _factor(rules, true), 1.0)
            cut |= {code: uncut[code] * factor for code in linked if code in uncut}
    return {**values, **cut}


def _factor(rules: Authenticity, true: Numbers) -> Numbers:
    """`deflation.factor` on floats."""
    if rules.mode == AuthenticityMode.D2:
        penalised: Numbers = np.maximum(0.0, 1 - float(rules.strength) * (1 - true))
        return penalised
    if rules.mode == AuthenticityMode.D3:
        return np.where(true >= float(rules.threshold), 1.0, true)
    return true


def _marked(scoring: Scoring, values: Numbers) -> Numbers:
    """Mark many draws; where areas are held against one another, one draw at a time."""
    if scoring.function == _RELATIVE:
        return np.stack([attain(scoring, one) for one in values])
    return attain(scoring, values)


def _apply_vetoes(outcome: Outcome, moved: Values, attainment: Numbers) -> Marked:
    """Take away what vetoes take in each draw."""
    measures, shape = outcome.scores.measures, attainment.shape[:2]
    ceiling, barred = np.full(shape, float(PERCENT)), np.zeros(shape, dtype=bool)
    for veto in outcome.rules.vetoes:
        if veto.indicator not in measures.columns:
            continue
        held = floats(outcome.scores.marks.values[:, measures.columns[veto.indicator]])
        struck = np.broadcast_to(_strikes(veto, moved.get(veto.indicator, held)), shape)
        if veto.effect == VetoEffect.TOTAL and veto.cap is not None:
            ceiling[struck] = np.minimum(ceiling[struck], float(veto.cap))
        elif veto.effect == VetoEffect.FUNDS:
            barred |= struck
        else:
            draws, lines = np.nonzero(struck)
            attainment[draws, lines, _reach(outcome.scores.tree, veto.on)] = 0.0
    return Marked(attainment, ceiling, barred)


def _strikes(veto: Veto, values: Numbers) -> Flags:
    """Tell where a veto strikes; a value that is not there (NaN) sets none off."""
    limit = float(veto.limit)
    struck: Flags = values < limit if veto.below else values > limit
    return struck


def _reach(tree: Tree, code: str) -> slice:
    if code in tree.positions:
        return slice(tree.positions[code], tree.positions[code] + 1)
    node = tree.node(code)
    return slice(node.start, node.stop)


def _rounded(values: Numbers, decimals: int) -> Numbers:
    return round_half_up(values + _NUDGE * 10.0**-decimals, decimals)
