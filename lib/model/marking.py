"""Marks: the attainment of every part of the tree for every area, vetoes included."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.errors import N_
from lib.model.aggregation import Parts, Treatment, treatments
from lib.model.authenticity import deflation
from lib.model.measures import Measures, compare_at
from lib.model.notices import Notice
from lib.model.numbers import Flags, Numbers
from lib.model.observations import Status
from lib.model.rules import Rules, Veto, VetoEffect
from lib.model.scoring import attain
from lib.model.tree import Tree


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What weights are applied to. Weights play no part in it."""

    values: Numbers
    """Values as compared with targets, shape (areas, indicators); None without one."""
    cut: Numbers
    """Authenticity factor of every measure, shape (areas, indicators)."""
    parts: Parts
    """Attainment and treatment of every leaf."""
    ceiling: tuple[Fraction | None, ...]
    """Highest score an area may keep after a veto; None without one."""
    barred: Flags
    """Areas whose performance money a veto withholds."""
    notices: tuple[Notice, ...]


def mark(measures: Measures, rules: Rules, tree: Tree) -> Marks:
    """Score every value and treat every gap.

    Parameters
    ----------
    measures
        Status and value of every area and indicator of the tree.
    rules
        Scoring functions, treatments, authenticity, vetoes.
    tree
        The tree of `rules`, or a part of it.

    Raises
    ------
    ParameterError
        If a scoring function lacks its target.
    """
    cut, notices = deflation.factors(measures, rules.authenticity)
    raw = deflation.cut_values(measures, cut, rules.authenticity)
    values = compare_at(raw, rules.comparison_decimals)
    parts = _parts(measures, values, rules, tree)
    ceiling, barred, vetoed = _apply_vetoes(measures, values, rules, parts, tree)
    return Marks(values, cut, parts, ceiling, barred, notices + vetoed)


def _parts(measures: Measures, values: Numbers, rules: Rules, tree: Tree) -> Parts:
    columns = {indicator.code: column for column, indicator in enumerate(measures.indicators)}
    shape = (len(measures.areas), len(tree.leaves))
    attainment = np.full(shape, Fraction(0), dtype=object)
    treatment = np.zeros(shape, dtype=np.int64)
    for position, leaf in enumerate(tree.leaves):
        column = columns[leaf.indicator]
        treatment[:, position] = treatments(measures.status[:, column], rules.treatments)
        known = measures.status[:, column] == Status.REPORTED
        attainment[known, position] = attain(rules.scoring[leaf.code], values[known, column])
    attainment[treatment == Treatment.FULL] = Fraction(1)
    kinds = tuple(area.kind for area in measures.areas)
    return Parts(kinds, attainment, treatment)


def _apply_vetoes(
    measures: Measures, values: Numbers, rules: Rules, parts: Parts, tree: Tree
) -> tuple[tuple[Fraction | None, ...], Flags, tuple[Notice, ...]]:
    """Take away what vetoes take; every one that strikes is named."""
    columns = {indicator.code: column for column, indicator in enumerate(measures.indicators)}
    ceiling: list[Fraction | None] = [None] * len(measures.areas)
    barred = np.zeros(len(measures.areas), dtype=bool)
    notices: list[Notice] = []
    for veto in rules.vetoes:
        if veto.indicator not in columns:
            continue
        for line, value in enumerate(values[:, columns[veto.indicator]]):
            if value is None or not _strikes(veto, value):
                continue
            notices.append(_struck(measures, line, veto, value))
            if veto.effect == VetoEffect.TOTAL and veto.cap is not None:
                ceiling[line] = min(filter(None, (ceiling[line], veto.cap)))
            elif veto.effect == VetoEffect.FUNDS:
                barred[line] = True
            else:
                parts.attainment[line, _reach(tree, veto.on)] = Fraction(0)
    return tuple(ceiling), barred, tuple(notices)


def _strikes(veto: Veto, value: Fraction) -> bool:
    return value < veto.limit if veto.below else value > veto.limit


def _reach(tree: Tree, code: str) -> slice:
    if code in tree.positions:
        return slice(tree.positions[code], tree.positions[code] + 1)
    node = tree.node(code)
    return slice(node.start, node.stop)


def _struck(measures: Measures, line: int, veto: Veto, value: Fraction) -> Notice:
    words: Mapping[VetoEffect, str] = {
        VetoEffect.INDICATOR: N_(
            "{area}: {indicator} is {value}; a veto takes the points of {on}."
        ),
        VetoEffect.ITEM: N_("{area}: {indicator} is {value}; a veto takes all points of {on}."),
        VetoEffect.TOTAL: N_("{area}: {indicator} is {value}; a veto caps the score at {cap}."),
        VetoEffect.FUNDS: N_("{area}: {indicator} is {value}; a veto withholds performance money."),
    }
    return Notice(
        words[veto.effect],
        severity="error",
        values={
            "area": measures.areas[line].name,
            "indicator": veto.indicator,
            "value": f"{float(value):g}",
            "on": veto.on,
            "cap": "" if veto.cap is None else f"{float(veto.cap):g}",
        },
        area=measures.areas[line].code,
    )
