"""Values of rules in words: codes named, shares as percentages, tables read out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from lib.model.numbers import fraction
from lib.model.parameters import Parameter
from pages.ui import formats, load, state
from pages.ui.scenario_words import CHOICES
from pages.ui.text import N_, _, fill, listed

FUNCTIONS = {
    "S1": N_("S1 share of the target"),
    "S2": N_("S2 floor to target"),
    "S3": N_("S3 points off in steps"),
    "S4": N_("S4 checklist"),
    "S5": N_("S5 yes or no"),
    "S6": N_("S6 among the areas"),
}
TREATMENTS = {
    "share": N_("shared equally among its siblings"),
    "reweight": N_("spread over its siblings in proportion"),
    "shrink": N_("taken off the full mark"),
    "zero": N_("kept, and nothing earned"),
    "full": N_("kept, and earned in full"),
    "scored": N_("scored"),
}
MODES = {
    "D0": N_("D0 nothing beyond its own score"),
    "D1": N_("D1 the value times the share found true"),
    "D2": N_("D2 the share found false counts several times"),
    "D3": N_("D3 as D1, only below a threshold"),
    "D4": N_("D4 the paid workload times the share found true"),
}
_BASES = {
    "published": N_("the published score"),
    "full": N_("the score in full precision"),
}
_BY_RULE: Mapping[str, Mapping[str, str]] = {
    "rank_basis": _BASES,
    "money_basis": _BASES,
    "target_basis": {
        "full": N_("the target of the year"),
        "expected": N_("the share of the target that is due"),
    },
    "status_treatment": TREATMENTS,
    "pool": {"per_head": N_("subsidy per head × residents served")},
    "nobody_passes": {
        "carry_over": N_("carried over"),
        "population": N_("shared by residents"),
    },
    "advance_base": {
        "entitlement": N_("subsidy per head × residents"),
        "pool": N_("the pool"),
    },
    "award": {"excess": N_("residents × points above the line"), "equal": N_("equal parts")},
    "rank_awards": {"equal": N_("equal parts")},
    "coefficient": {"weighted": N_("weighted by residents"), "simple": N_("simple")},
    "item_pools": {
        "by_points": N_("by the points of the items"),
        "respread": N_("spread over the other items"),
        "carry_over": N_("carried over"),
    },
    "veto_money": {
        "performance": N_("performance money"),
        "amount": N_("whole amount"),
        "redistribute": N_("shared by the others"),
        "carry_over": N_("carried over"),
    },
    "recovery": {
        "next_instalment": N_("kept from the first instalment of next year"),
        "refund": N_("paid back"),
    },
    "scoring": FUNCTIONS,
    "authenticity": MODES,
    "vetoes": {
        "indicator": N_("its own points are lost"),
        "item": N_("the points of a part are lost"),
        "total": N_("the score is capped"),
        "funds": N_("performance money is withheld"),
    },
}
CODES = {**CHOICES, **FUNCTIONS}
"""Codes that mean one thing wherever they stand."""
_KEYS = {
    "default": N_("all others"),
    "missing": N_("Not reported"),
    "not_applicable": N_("Not applicable"),
    "exempt": N_("Exempt"),
    "function": N_("function"),
    "base": N_("attainment at the floor"),
    "target": N_("target"),
    "floor": N_("floor"),
    "mode": N_("mode"),
    "strength": N_("strength"),
    "threshold": N_("threshold"),
    "min_sample": N_("smallest sample"),
    "links": N_("cuts"),
    "indicator": N_("indicator"),
    "below": N_("below"),
    "above": N_("above"),
    "effect": N_("effect"),
    "on": N_("on"),
    "cap": N_("cap"),
    "share": N_("share"),
    "excellent": N_("excellent"),
    "good": N_("good"),
    "pass": N_("pass"),
    "green": N_("green"),
    "amber": N_("amber"),
    "linear": N_("in step with the months"),
    "campaign": N_("campaign"),
    "M": N_("monthly"),
    "Q": N_("quarterly"),
    "H": N_("half-yearly"),
    "A": N_("yearly"),
    "step": N_("step"),
    "deduction": N_("deduction"),
    "of": N_("full mark"),
    "count": N_("steps that count"),
    "answer": N_("answer"),
    "from": N_("from"),
    "rate": N_("rate"),
    "by": N_("shared by"),
    "top": N_("first places"),
    "bottom": N_("last places"),
    "cap_share": N_("cap"),
    "alpha": N_("steepness"),
    "least": N_("least"),
    "most": N_("most"),
    "mean": N_("mean"),
    "shares": N_("shares"),
    "targets": N_("target populations"),
    "regulation": N_("regulation coefficients"),
    "empty": N_("unclaimed pools"),
    "scope": N_("of what"),
    "then": N_("then"),
    "down": N_("fall at most"),
    "up": N_("rise at most"),
    "before": N_("last year's amounts"),
    "up_to": N_("up to"),
    "factor": N_("factor"),
}
_UNITS = {
    "point": N_("{amount} points"),
    "decimals": N_("{amount} decimals"),
    "month": N_("{amount} months"),
    "day": N_("{amount} days"),
    "person": N_("{amount} persons"),
    "yuan": N_("{amount} yuan"),
    "fen": N_("{amount} fen"),
    "percent": "{amount}%",
}


def value(parameter: Parameter, raw: Any) -> str:  # noqa: ANN401 (as the file has it)
    """Put the value of a parameter into words; a weight tree is only counted."""
    if raw is None:
        return _("ended")
    if parameter.name == "tree":
        return fill(N_("{count} indicators; see the tab of weights"), {"count": _leaves(raw)})
    return _said(parameter, raw)


def word(rule: str, code: str) -> str:
    """Name a code as one rule means it; a code that has no name stands for itself."""
    if code == "none":
        return _("none")
    return _({**CODES, **_BY_RULE.get(rule, {})}.get(code, code))


def key(code: str) -> str:
    """Name a setting inside a rule, or an indicator or institution."""
    return _(_KEYS[code]) if code in _KEYS else code


def _said(parameter: Parameter, raw: Any) -> str:  # noqa: ANN401 (as the file has it)
    if isinstance(raw, Mapping):
        pairs = [f"{key(str(k))}{_colon()}{_nested(parameter, v)}" for k, v in raw.items()]
        return _semicolon().join(pairs) or _("in step with the months")
    if isinstance(raw, list):
        return listed(_nested(parameter, member) for member in raw)
    if isinstance(raw, str) and not _is_number(raw):
        return word(parameter.name, raw)
    if isinstance(raw, date):
        return formats.day(raw)
    return _number(parameter, raw)


def _nested(parameter: Parameter, raw: Any) -> str:  # noqa: ANN401 (as the file has it)
    """Write what stands inside a table; a table inside a table is set in brackets."""
    said = _said(parameter, raw)
    if isinstance(raw, Mapping) and raw:
        return f"[{said}]"
    return said


def _number(parameter: Parameter, raw: object) -> str:
    number = fraction(raw, where=parameter.name)
    if parameter.unit == "/1":
        return formats.percent(number)
    written = formats.exact(number)
    return _(_UNITS[parameter.unit]).format(amount=written) if parameter.unit in _UNITS else written


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def _leaves(tree: Mapping[str, Any]) -> int:
    """Count the indicators of a weight tree as the file has it."""
    nested = [c["children"] for c in tree.values() if isinstance(c, Mapping) and "children" in c]
    return len(tree) - len(nested) + sum(_leaves(children) for children in nested)


def indicator(code: str) -> str:
    """Name an indicator, its code before it."""
    known = load.rules().indicators
    return f"{code} {known[code].name.of(state.language())}" if code in known else code


def _colon() -> str:
    return ": " if state.language() == "en" else "："


def _semicolon() -> str:
    return "; " if state.language() == "en" else "；"
