"""Weights for a wish: the nearest weights that give a result, or why none do."""

from fractions import Fraction

import streamlit as st

from lib.model.reach.granting import Granted, Reason, Refused
from lib.model.reach.wishes import (
    AtLeast,
    HeadSpread,
    LossLimit,
    RankWithin,
    ScoreSpread,
    Wish,
    is_money,
)
from lib.model.scenarios import Scenario
from pages.ui import formats, load, remarks, robust_reach_parts, state
from pages.ui.load import reach
from pages.ui.load.reach import Question
from pages.ui.text import _

_WISHED = "reach wishes"
_FEN = 100
_PERCENT = 100


def show(scenario: Scenario, asked: Question) -> None:
    """Ask for wishes in a form, then say the weights or why there are none."""
    wishes: tuple[Wish, ...] = state.draft(_WISHED, tuple)
    if not wishes:
        st.markdown("#### " + _("Say what should come out; the nearest weights are calculated."))
    else:
        with st.container(gap="xsmall"):
            with st.spinner(_("Calculating …")):
                answer = reach.granted(asked, wishes)
            _answer(scenario, asked, wishes, answer)
    _form(scenario)


def _answer(
    scenario: Scenario, asked: Question, wishes: tuple[Wish, ...], answer: Granted | Refused
) -> None:
    if isinstance(answer, Granted):
        words = _("Possible: {moved} points moved between items, checked by a full run.")
        st.markdown(f"#### {words.format(moved=formats.score(answer.moved))}")
        said = [_came_to(w, v) for w, v in zip(wishes, answer.values, strict=True)]
        st.markdown("  \n".join(f"✓ {line}" for line in said))
        if any(is_money(wish) for wish in wishes):
            st.caption(_(remarks.NOT_OFFICIAL))
        robust_reach_parts.weights_found(scenario, answer.weights, "wish")
        return
    st.markdown(f"#### {_refused(asked, answer)}")
    st.markdown("  \n".join(f"✗ {_why(reason)}" for reason in answer.reasons))
    st.caption(_("Allow larger moves of the weights above, unlock items, or wish for less."))


def _refused(asked: Question, answer: Refused) -> str:
    weights = robust_reach_parts.range_words(asked)
    if not answer.reasons:
        words = _("No weights were confirmed: with {weights}, rounding stands in the way.")
    elif answer.certain:
        words = _("No weights can: with {weights}, this cannot come out.")
    else:
        words = _("No weights were found: with {weights}, this does not come out.")
    return words.format(weights=weights)


def _why(reason: Reason) -> str:
    reached = _worded(reason.wish, reason.reachable)
    if reason.alone:
        words = _("Wished: {wish}. At best: {reached}.")
    else:
        words = _("Wished: {wish}. Together with the other wishes, at best: {reached}.")
    return words.format(wish=_worded(reason.wish, reason.wish.limit), reached=reached)


def _came_to(wish: Wish, value: Fraction) -> str:
    return _("Wished: {wish}; comes to: {value}").format(
        wish=_worded(wish, wish.limit), value=_worded(wish, value)
    )


def _worded(wish: Wish, value: Fraction) -> str:
    """Say a wish with some value in the place of its limit."""
    match wish:
        case AtLeast(area):
            words = _("{area} receives {amount}")
            filled = {"area": robust_reach_parts.called(area), "amount": formats.yuan(int(value))}
        case LossLimit():
            words = _("nobody loses more than {share}")
            filled = {"share": formats.percent(value, 2)}
        case HeadSpread():
            words = _("most per resident {times} times the least")
            filled = {"times": formats.number(value, 4)}
        case ScoreSpread():
            words = _("best and last score {points} points apart")
            filled = {"points": formats.score(value)}
        case RankWithin(area):
            words = _("{area} at rank {rank}")
            filled = {"area": robust_reach_parts.called(area), "rank": formats.number(value)}
    return words.format(**filled)


def _form(scenario: Scenario) -> None:
    """Ask for wishes; what is left empty is not wished for."""
    with st.form("wishes", border=True):
        left, middle, right = st.columns(3, gap="medium")
        with left:
            area = robust_reach_parts.institution(
                _("Who receives more"), "wish area", "", none=True
            )
            more = st.number_input(
                _("at least so much more than now (%)"),
                0.0,
                100.0,
                value=1.0,
                step=0.1,
                key="wish more",
            )
        with middle:
            ranked = robust_reach_parts.institution(
                _("Who ranks better"), "wish ranked", "", none=True
            )
            count = len(load.outcome().areas)
            rank = st.number_input(
                _("rank or better"), 1, count, value=min(3, count), key="wish rank"
            )
        with right:
            loss = _limit(_("Nobody loses more than (%)"), "wish loss")
            heads = _limit(_("Most per resident at most so many times the least"), "wish heads")
            spread = _limit(_("Best and last score at most so many points apart"), "wish spread")
        st.caption(_now_words(scenario))
        if st.form_submit_button(_("Find weights"), icon=":material/search:", type="primary"):
            wished = (
                _more(scenario, area, more),
                RankWithin(ranked, Fraction(int(rank))) if ranked else None,
                None if loss is None else LossLimit(loss / _PERCENT),
                None if heads is None else HeadSpread(heads),
                None if spread is None else ScoreSpread(spread),
            )
            _look_for(tuple(filter(None, wished)))


def _look_for(wishes: tuple[Wish, ...]) -> None:
    if not wishes:
        st.warning(_("Nothing is wished for yet: choose an institution, or enter a limit."))
        return
    state.replace_draft(_WISHED, wishes)
    st.rerun()


def _now_words(scenario: Scenario) -> str:
    """Say what holds now, so that wishes can be set against it."""
    now = load.reconsider(scenario)
    scores = [Fraction(score) for score in now.scores.published if score is not None]
    rows = now.allocation.rows if now.allocation else ()
    heads = [Fraction(row.amount, row.population) for row in rows if row.population]
    least = min(heads, default=Fraction(0))
    apart = max(scores) - min(scores) if scores else None
    words = _("Now: most per resident {times} times the least; best and last score {points} apart.")
    return words.format(
        times=formats.number(max(heads) / least if least else None, 3),
        points=formats.score(apart),
    )


def _limit(label: str, key: str) -> Fraction | None:
    value = st.number_input(
        label, 0.0, 100.0, value=None, step=0.1, key=key, placeholder=_("no wish")
    )
    return None if value is None else Fraction(str(value))


def _more(scenario: Scenario, area: str, percent: float) -> AtLeast | None:
    """Wish for a share more than the amount now, in whole fen."""
    allocation = load.reconsider(scenario).allocation
    if not area or allocation is None:
        return None
    amount = allocation.row(area).amount * (1 + Fraction(str(percent)) / _PERCENT)
    return AtLeast(area, Fraction(-(-amount.numerator // amount.denominator)))
