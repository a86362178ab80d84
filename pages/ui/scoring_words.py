"""Scoring functions in sentences: from a value to a share of the full mark."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from lib.model.indicators import Indicator
from lib.model.scoring import Scoring
from pages.ui import formats, rule_words
from pages.ui.text import N_, fill, listed


def sentence(rule: Scoring, indicator: Indicator) -> str:
    """Say how a value becomes an attainment between 0 and full marks."""
    values = {
        "target": in_unit(rule.target, indicator),
        "floor": in_unit(rule.floor, indicator),
        "base": formats.percent(rule.base, 0),
        "step": in_unit(rule.step, indicator),
        "deduction": formats.exact(rule.deduction),
        "of": formats.exact(rule.of),
        "answer": rule_words.word("scoring", rule.answer),
        "bands": listed(f"{formats.percent(s)} → {formats.percent(a)}" for s, a in rule.bands),
    }
    return fill(_SCORING[rule.function, rule.direction](rule), values)


def in_unit(value: Fraction | None, indicator: Indicator) -> str:
    """Write a target or floor in the unit of its indicator, without idle decimals."""
    return formats.in_unit(value, indicator.unit, 2).replace(".00", "")


def _always(template: str) -> Callable[[Scoring], str]:
    return lambda _rule: template


_STEPS = {
    "ceil": N_("every step of {step} begun short of {target} costs {deduction} of {of} points"),
    "floor": N_("every whole step of {step} short of {target} costs {deduction} of {of} points"),
    "proportional": N_("each {step} short of {target} costs {deduction} of {of} points, in parts"),
}
_CHECKLIST = {
    "share": N_("the share of the checklist that is met"),
    "deductions": N_("full marks of {of}, less the deductions found"),
}
_AMONG = {
    False: N_("from the worst area (0) to the best (full marks)"),
    True: N_("by place among the areas: {bands}"),
}
_SCORING: dict[tuple[str, str], Callable[[Scoring], str]] = {
    ("S1", "higher"): _always(N_("value ÷ {target}, full marks at most")),
    ("S1", "lower"): _always(N_("{target} ÷ value, full marks at most")),
    ("S2", "higher"): _always(
        N_("below {floor} nothing; from {floor} ({base}) in proportion to full marks at {target}")
    ),
    ("S2", "lower"): _always(
        N_("above {floor} nothing; from {floor} ({base}) in proportion to full marks at {target}")
    ),
    **{("S3", way): lambda rule: _STEPS[rule.count] for way in ("higher", "lower")},
    **{("S4", way): lambda rule: _CHECKLIST[rule.mode] for way in ("higher", "lower")},
    **{
        ("S5", way): _always(N_("full marks for “{answer}”, else nothing"))
        for way in ("higher", "lower")
    },
    **{("S6", way): lambda rule: _AMONG[bool(rule.bands)] for way in ("higher", "lower")},
}
