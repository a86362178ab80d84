"""The money side of a scenario: pool, formula, pass line, bounds, rounding."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

import streamlit as st

from lib.model.allocation import resolve_pool
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import AllocationRules, BelowPassLine, Formula
from pages.ui import load, scenario_address, scenario_words, state
from pages.ui.scenario_address import Draft
from pages.ui.text import N_, _

_FEN_PER_UNIT = {"zh": 1_000_000, "en": 100_000_000}  # 万元; million yuan
_DECIMALS = {"zh": "%.4f", "en": "%.6f"}
_LARGEST = 1e8
_PERCENT = 100
_MOST_PERCENT = 1000.0
Rule: TypeAlias = str


def show(draft: Draft) -> None:
    """Draw a control for each money rule that a scenario may change."""
    money = load.rules().allocation
    if money is None:
        st.caption(_("This scheme shares no money."))
        return
    values = _values(draft, money)
    _pool(values["pool"], money)
    _choice(N_("Formula"), "formula", values, tuple(Formula))
    _slider(N_("Share paid by head β"), "base_share", values, off=values["formula"] == Formula.F1)
    _slider(N_("Pass line"), "pass_line", values, per=1)
    _choice(N_("A score below the pass line"), "below_pass_line", values, tuple(BelowPassLine))
    low, high = st.columns(2)
    with low:
        _bound(N_("Floor"), "floor_share", values)
    with high:
        _bound(N_("Cap"), "cap_share", values)
    _slider(N_("Village share"), "village_share", values)
    _choice(N_("Rounded to"), "rounding_unit", values, tuple(ROUNDING_UNITS))


def _values(draft: Draft, money: AllocationRules) -> dict[Rule, object]:
    """Return what holds under the draft, rule by rule."""
    asked = draft.scenario
    rules = _in_force(money)
    return {n: v if (w := getattr(asked, n)) is None else w for n, v in rules.items()}


def _in_force(money: AllocationRules) -> dict[Rule, object]:
    return {
        "pool": resolve_pool(money, load.outcome().areas),
        "formula": money.formula,
        "base_share": money.base_share,
        "pass_line": money.pass_line,
        "below_pass_line": money.below_pass_line,
        "floor_share": money.floor_share,
        "cap_share": money.cap_share,
        "village_share": money.village_share["default"],
        "rounding_unit": money.rounding_unit,
    }


def _pool(fen: object, money: AllocationRules) -> None:
    lang = state.language()
    scale = _FEN_PER_UNIT[lang]
    st.number_input(
        _("Pool, million yuan"),
        min_value=0.0,
        max_value=_LARGEST,
        step=1.0 if lang == "en" else 100.0,
        format=_DECIMALS[lang],
        key=scenario_address.show_value("money pool", int(str(fen)) / scale),
        help=_("In force: {rule}.").format(
            rule=_("subsidy per head × residents served") if money.pool is None else _("a sum")
        ),
        on_change=_take,
        args=("pool", lambda shown: round(Fraction(str(shown)) * scale)),
    )


def _choice(label: str, rule: Rule, values: dict[Rule, object], choices: tuple[str, ...]) -> None:
    st.selectbox(
        _(label),
        [str(choice) for choice in choices],
        format_func=lambda code: _(scenario_words.CHOICES[code]),
        key=scenario_address.show_value(f"money {rule}", str(values[rule])),
        on_change=_take,
        args=(rule, {str(choice): choice for choice in choices}.__getitem__),
    )


def _slider(
    label: str,
    rule: Rule,
    values: dict[Rule, object],
    *,
    per: int = _PERCENT,
    off: bool = False,
) -> None:
    """Draw a share in percent, or points of 100 where `per` is 1."""
    value = Fraction(str(values[rule])) * per
    st.slider(
        _(label),
        min_value=0.0,
        max_value=100.0,
        step=1.0,
        format="%.4g" if per == 1 else "%.4g%%",
        key=scenario_address.show_value(f"money {rule}", float(round(value, 2))),
        disabled=off,
        on_change=_take,
        args=(rule, lambda shown: Fraction(str(shown)) / per),
    )


def _bound(label: str, rule: Rule, values: dict[Rule, object]) -> None:
    """Draw a floor or a cap in percent of the entitlement; empty is as in force."""
    now = values[rule]
    st.number_input(
        f"{_(label)} (%)",
        min_value=0.0,
        max_value=_MOST_PERCENT,
        value=None,
        step=5.0,
        format="%.4g",
        placeholder=_("none"),
        key=scenario_address.show_value(
            f"money {rule}", None if now is None else float(Fraction(str(now)) * _PERCENT)
        ),
        help=_("Share of what the subsidy per head would give the institution."),
        on_change=_take,
        args=(rule, lambda shown: None if shown is None else Fraction(str(shown)) / _PERCENT),
    )


def _take(rule: Rule, convert: Callable[[object], object]) -> None:
    """Take over what a control shows now."""
    money = load.rules().allocation
    if money is not None:
        shown = state.picked(f"money {rule}")
        scenario_address.set_money(rule, convert(shown), _in_force(money)[rule])
