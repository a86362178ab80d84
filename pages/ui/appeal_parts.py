"""An appeal on the screen: the figure as it stands, as it should be, and what that does."""

from __future__ import annotations

import streamlit as st

from lib.model import appeals
from lib.model.appeals import Correction, Hearing, Mark
from lib.model.comparison import Change
from lib.model.indicators import Indicator
from lib.model.observations import month_name
from lib.model.roster import Area
from pages.ui import formats, load, remarks, state, tables, widgets
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


def show(hearing: Hearing, corrections: tuple[Correction, ...]) -> None:
    """Show the corrections beside the first marks, then what accepting them would do."""
    own = {_institution(c.first.area) for c in corrections}
    changes = sorted(hearing.compared.changes, key=lambda c: (c.area.code not in own, c.area.code))
    for change in changes:
        if change.area.code in own:
            st.markdown(f"#### {plain(_news(change))}")
    st.markdown(f":small[{_sum(hearing, own)}　:gray[{_(remarks.NOT_OFFICIAL)}]]")
    st.dataframe([_correction(c) for c in corrections], hide_index=True)
    st.button(_("Take all back"), icon=":material/undo:", on_click=state.drop_draft, args=(_KEPT,))
    tables.twin([_row(change) for change in changes], _("appeal"), _(remarks.NOT_OFFICIAL))


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


def _institution(area: str) -> str:
    institutions = load.institutions()
    return area if area in institutions else load.roster().find(area).parent_code


def _news(change: Change) -> str:
    return _(
        "If accepted, {who}: score {before} → {after}, rank {rank} → {rank_after}, {money}"
    ).format(
        who=name(change.area),
        before=formats.score(change.score_before),
        after=formats.score(change.score_after),
        rank=formats.rank(change.rank_before),
        rank_after=formats.rank(change.rank_after),
        money=formats.yuan(change.difference, sign=True),
    )


def _sum(hearing: Hearing, own: set[str]) -> str:
    others = [c for c in hearing.compared.changes if c.area.code not in own]
    left = (hearing.after.allocation, hearing.before.allocation)
    carried = [part.carried_over if part else 0 for part in left]
    total = hearing.spread + carried[0] - carried[1]
    return _("The other {count} together {money}; all changes add up to {total} {sign}").format(
        count=len(others),
        money=formats.yuan(sum(c.difference for c in others), sign=True),
        total=formats.yuan(total),
        sign="✓" if total == 0 else "✗",
    )


def _correction(correction: Correction) -> dict[str, object]:
    first, indicator = correction.first, load.indicators()[correction.first.indicator]
    return {
        _("Indicator"): _called(first.indicator),
        _("Area"): name(load.roster().find(first.area)),
        _("Month"): formats.period(month_name(first.month)),
        _("First mark"): counts(first.numerator, first.denominator, indicator),
        _("As appealed"): counts(correction.numerator, correction.denominator, indicator),
    }


def _row(change: Change) -> dict[str, object]:
    return {
        _("Institution"): name(change.area),
        _("Score before"): formats.score(change.score_before),
        _("Score after"): formats.score(change.score_after),
        _("Rank before"): change.rank_before,
        _("Rank after"): change.rank_after,
        _("Before, yuan"): formats.yuan(change.before, unit=False),
        _("After, yuan"): formats.yuan(change.after, unit=False),
        _("Change, yuan"): formats.yuan(change.difference, unit=False, sign=True),
    }
