"""The money side of a scenario: pool, formula, overlays, village share, rounding."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

import streamlit as st

from lib.model.allocation import resolve_pool
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.formulas.chain import WEIGHED
from lib.model.rules import AllocationRules, BelowPassLine, Formula
from lib.model.scenarios import USUAL_RANK_AWARDS
from pages.ui import allocation_formulas, load, scenario_address, scenario_words, state
from pages.ui.scenario_address import Draft
from pages.ui.text import N_, _

_FEN_PER_UNIT = {"zh": 1_000_000, "en": 100_000_000}  # 万元; million yuan
_DECIMALS = {"zh": "%.4f", "en": "%.6f"}
_LARGEST = 1e8
_PERCENT = 100
_FEN = 100
_MOST_PERCENT = 1000.0
_STEEPEST = 5.0
Rule: TypeAlias = str


def show(draft: Draft) -> None:
    """Draw a control for each money rule that a scenario may change and that matters."""
    money = load.rules().allocation
    if money is None:
        st.caption(_("This scheme shares no money."))
        return
    values = _values(draft, money)
    _pool(values["pool"], money)
    _formula(values, money)
    _overlays(values, money)
    _slider(N_("Village share"), "village_share", values)
    _choice(N_("Rounded to"), "rounding_unit", values, tuple(ROUNDING_UNITS))


def _formula(values: Mapping[Rule, object], money: AllocationRules) -> None:
    """Choose the formula, say what it does, and draw the parameters it reads."""
    _choice(N_("Formula"), "formula", values, tuple(Formula))
    chosen = Formula(str(values["formula"]))
    st.caption(_(allocation_formulas.IN_ONE_LINE[chosen]))
    if lacking := _lacking(chosen, money):
        st.caption(f":orange[▲ {_(lacking)}]")
    if chosen == Formula.F2:
        _slider(N_("Share paid by head β"), "base_share", values)
    if chosen == Formula.F4A:
        _price(values)
    if chosen == Formula.F5:
        _steepness(values)
    if chosen in WEIGHED:
        _slider(N_("Pass line"), "pass_line", values, per=1)
        below = tuple(BelowPassLine)
        _choice(N_("A score below the pass line"), "below_pass_line", values, below)


def _lacking(formula: Formula, money: AllocationRules) -> str:
    """Name what a formula needs and the scheme does not declare."""
    if formula == Formula.F3 and not money.tiers:
        return N_("The scheme declares no tiers: F3 cannot be computed.")
    by_work = formula in (Formula.F4A, Formula.F4B)
    if by_work and not money.workload_values:
        return N_("The scheme declares no work points: F4 cannot be computed.")
    return ""


def _overlays(values: Mapping[Rule, object], money: AllocationRules) -> None:
    """Draw what may lie over any formula: bounds, rank awards, veto, corridor."""
    with st.container(border=True, gap="xsmall"):
        title = _("Over any formula")
        st.markdown(f"**{title}**")
        _pair(N_("Floor"), "floor_share", N_("Cap"), "cap_share", values)
        label = _("Rank bonus and malus")
        st.toggle(
            label,
            key=scenario_address.show_value("money rank_awards", bool(values["rank_awards"])),
            help=_("The last lose a share of their amounts, and the first share it."),
            on_change=_take,
            args=("rank_awards", bool),
        )
        if values["rank_awards"]:
            _slider(N_("Share the last lose"), "rank_share", values)
        _slider(N_("Share a veto takes"), "veto_share", values)
        if money.corridor is None or not money.corridor.before:
            st.caption(_("No corridor of change: last year's amounts are not declared."))
            return
        st.caption(_("Change against last year, at most"))
        _pair(N_("Fall"), "corridor_down", N_("Rise"), "corridor_up", values)


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
        "rank_awards": money.rank_awards is not None,
        "rank_share": (money.rank_awards or USUAL_RANK_AWARDS).share,
        "veto_share": money.veto_money.share,
        "corridor_down": None if money.corridor is None else money.corridor.down,
        "corridor_up": None if money.corridor is None else money.corridor.up,
        "alpha": money.coefficient.alpha,
        "unit_price": money.unit_price,
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


def _price(values: Mapping[Rule, object]) -> None:
    now = values["unit_price"]
    st.number_input(
        _("Price of a work point (yuan)"),
        min_value=0.01,
        max_value=_LARGEST,
        value=None,
        step=1.0,
        format="%.2f",
        placeholder=_("none"),
        key=scenario_address.show_value(
            "money unit_price", None if now is None else int(str(now)) / _FEN
        ),
        on_change=_take,
        args=(
            "unit_price",
            lambda shown: None if shown is None else round(Fraction(str(shown)) * _FEN),
        ),
    )


def _steepness(values: Mapping[Rule, object]) -> None:
    st.slider(
        _("Steepness α"),
        min_value=0.0,
        max_value=_STEEPEST,
        step=0.1,
        key=scenario_address.show_value("money alpha", float(Fraction(str(values["alpha"])))),
        help=_("1: money moves as the score does; 2: twice as far."),
        on_change=_take,
        args=("alpha", lambda shown: Fraction(str(shown))),
    )


def _choice(
    label: str, rule: Rule, values: Mapping[Rule, object], choices: tuple[str, ...]
) -> None:
    st.selectbox(
        _(label),
        [str(choice) for choice in choices],
        format_func=lambda code: _(scenario_words.CHOICES[code]),
        key=scenario_address.show_value(f"money {rule}", str(values[rule])),
        on_change=_take,
        args=(rule, {str(choice): choice for choice in choices}.__getitem__),
    )


def _slider(label: str, rule: Rule, values: Mapping[Rule, object], *, per: int = _PERCENT) -> None:
    """Draw a share in percent, or points of 100 where `per` is 1."""
    value = Fraction(str(values[rule])) * per
    st.slider(
        _(label),
        min_value=0.0,
        max_value=100.0,
        step=1.0,
        format="%.4g" if per == 1 else "%.4g%%",
        key=scenario_address.show_value(f"money {rule}", float(round(value, 2))),
        on_change=_take,
        args=(rule, lambda shown: Fraction(str(shown)) / per),
    )


def _pair(low: str, lower: Rule, high: str, upper: Rule, values: Mapping[Rule, object]) -> None:
    left, right = st.columns(2)
    with left:
        _bound(low, lower, values)
    with right:
        _bound(high, upper, values)


def _bound(label: str, rule: Rule, values: Mapping[Rule, object]) -> None:
    """Draw a limit in percent; empty is as in force."""
    now = values[rule]
    entitlement = _("Share of what the subsidy per head would give the institution.")
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
        help=None if rule.startswith("corridor") else entitlement,
        on_change=_take,
        args=(rule, lambda shown: None if shown is None else Fraction(str(shown)) / _PERCENT),
    )


def _take(rule: Rule, convert: Callable[[object], object]) -> None:
    """Take over what a control shows now."""
    money = load.rules().allocation
    if money is not None:
        shown = state.picked(f"money {rule}")
        scenario_address.set_money(rule, convert(shown), _in_force(money)[rule])
