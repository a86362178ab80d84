"""An appeal on the screen: the figure as it stands, as it should be, and what that does."""

from __future__ import annotations

import streamlit as st

from lib.model import appeals
from lib.model.appeals import Correction, Mark
from lib.model.indicators import Indicator
from lib.model.observations import month_name
from lib.model.roster import Area
from pages.ui import appeal_hearing, appeal_words, formats, load, state, widgets
from pages.ui.figure_words import counts
from pages.ui.text import _, name, plain

_KEPT = "appeals"
_CLINIC_LEVEL = "V"
_MOST = 10**9
_MOST_KEPT = 20


def ask() -> None:
    """Choose a figure and say what it should be."""
    called = {code: _called(code) for code in _appealable()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            _("Indicator"), list(called), format_func=called.__getitem__, key="appeal what"
        )
        who = {one.code: name(one) for one in _areas(load.indicators()[code])}
        area = st.selectbox(
            _("Institution or clinic"),
            list(who),
            format_func=who.__getitem__,
            key=f"appeal who {state.filters().unit} {code}",
        )
    mark = appeals.first_mark(load.dataset(), load.rules(), area, code)
    if mark is None:
        st.caption(_("No counts of it were used: only a reported figure can be appealed."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _counts(mark, load.indicators()[code])


def entered() -> tuple[Correction, ...]:
    """Return the corrections that are looked at, in the order they were entered."""
    kept: tuple[Correction, ...] = state.draft(_KEPT, tuple)
    return kept


def nothing_yet(unit: str) -> None:
    """Say what the page is for."""
    who = name(load.institutions()[unit]) if unit else _("an institution")
    widgets.nothing(
        _("Nothing is appealed yet."),
        plain(
            _(
                "Enter the figure that {who} holds to be right: its own change and everybody's "
                "show at once. Nothing is stored, and the first mark stays."
            ).format(who=who)
        ),
    )


def show() -> None:
    """Ask for a correction; what was entered stands above what it does, and can be taken back."""
    with st.container(border=True, gap="small"):
        ask()
    corrections = entered()
    if not corrections:
        nothing_yet(state.filters().unit)
        return
    _list(corrections)
    hearing = appeals.hear(load.dataset(), load.rules(), load.outcome(), corrections)
    own = {appeal_words.institution_of(c.first.area) for c in corrections}
    appeal_hearing.show(hearing, own, _("appeal"))


def _list(corrections: tuple[Correction, ...]) -> None:
    """List the corrections before they are heard: one that is refused can be taken back too."""
    st.dataframe([_correction(c) for c in corrections], hide_index=True)
    st.button(_("Take all back"), icon=":material/undo:", on_click=state.drop_draft, args=(_KEPT,))


def _counts(mark: Mark, indicator: Indicator) -> None:
    """Ask for both counts, the first mark beside them."""
    for label, count, key in (
        (indicator.numerator, mark.numerator, _key("n", mark)),
        (indicator.denominator, mark.denominator, _key("d", mark)),
    ):
        st.number_input(plain(name(label)), 0, _MOST, key=state.preset(key, count))
    st.button(
        _("Show what it does"),
        type="primary",
        icon=":material/balance:",
        on_click=_enter,
        args=(mark,),
    )
    st.caption(
        _("First mark ({month}): {counts}").format(
            month=formats.period(month_name(mark.month)),
            counts=counts(mark.numerator, mark.denominator, indicator),
        )
    )


def _key(part: str, mark: Mark) -> str:
    return f"appeal {part} {mark.area} {mark.indicator} {mark.month}"


def _enter(mark: Mark) -> None:
    """Take over what stands in the fields now."""
    part, whole = (int(str(state.picked(_key(one, mark)))) for one in ("n", "d"))
    others = tuple(c for c in entered() if c.first != mark)
    state.replace_draft(_KEPT, (*others, Correction(mark, part, whole))[-_MOST_KEPT:])


def _appealable() -> list[str]:
    """List scored indicators whose counts may be shown one by one."""
    rules = load.rules()
    return [c for c in rules.tree.indicators if not rules.indicators[c].sensitive]


def _called(code: str) -> str:
    return f"{code} {name(load.indicators()[code].name)}"


def _areas(indicator: Indicator) -> list[Area]:
    """List who reports an indicator: institutions, or their clinics; the chosen one's first."""
    unit = state.filters().unit
    if indicator.level == _CLINIC_LEVEL:
        clinics = load.roster().of_kind("clinic")
        return [c for c in clinics if not unit or c.parent_code == unit]
    institutions = load.institutions()
    return [institutions[unit]] if unit else list(institutions.values())


def _correction(correction: Correction) -> dict[str, object]:
    first, indicator = correction.first, load.indicators()[correction.first.indicator]
    return {
        _("Indicator"): _called(first.indicator),
        _("Area"): name(load.roster().find(first.area)),
        _("Month"): formats.period(month_name(first.month)),
        _("First mark"): counts(first.numerator, first.denominator, indicator),
        _("As appealed"): counts(correction.numerator, correction.denominator, indicator),
    }
