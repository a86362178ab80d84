"""What the reader of the coverage screen chooses: the view, an institution, an indicator."""

import streamlit as st

from pages.ui import figures, load, state
from pages.ui.text import N_, _, name

VIEWS = {
    "grid": N_("Heat grid"),
    "indicator": N_("One indicator"),
    "falling": N_("Falling behind twice"),
}
_VIEW, _INDICATOR = "coverage view", "coverage indicator"


def turn_to(indicator: str, area: str = "") -> None:
    """Turn to one indicator, and to an institution if it is one; for callbacks."""
    state.put(_VIEW, "indicator")
    state.put(_INDICATOR, indicator)
    if area in load.institutions():
        state.choose(unit=area)


def view() -> str:
    """Let the reader turn between the views; the address keeps which."""
    asked = state.address("coverage", "grid")
    chosen = st.segmented_control(
        _("View"),
        VIEWS,
        key=state.preset(_VIEW, asked if asked in VIEWS else "grid"),
        format_func=lambda code: _(VIEWS[code]),
        label_visibility="collapsed",
        required=True,
    )
    state.set_address(coverage="" if chosen == "grid" else str(chosen))
    return str(chosen)


def institution() -> None:
    """Ask for an institution: its clinics are shown, or its own counter."""
    institutions = load.institutions()
    by_clinic = state.filters().level == figures.BY_CLINIC
    nobody = _("Choose an institution") if by_clinic else name(load.county())
    st.selectbox(
        _("Institution"),
        [state.NOBODY, *institutions],
        key="unit",
        format_func=lambda code: name(institutions[code]) if code else nobody,
        label_visibility="collapsed",
        width=250,
    )


def indicator() -> str:
    """Ask for an indicator of the chosen item; the address keeps which."""
    offered = figures.offered()
    wanted = state.picked(_INDICATOR) or state.address("indicator")
    state.put(_INDICATOR, wanted if wanted in offered else next(iter(offered)))
    code = st.selectbox(
        _("Indicator"),
        offered,
        key=_INDICATOR,
        format_func=lambda code: f"{code} {name(offered[code].name)}",
        label_visibility="collapsed",
        width="stretch",
    )
    state.set_address(indicator=code)
    return code


def obstacle() -> tuple[str, str] | None:
    """Return why there is nothing to show, and what to do about it; None if there is."""
    offered = figures.offered().values()
    if not offered:
        return _("This service item has no indicator on this day."), _("Choose another one.")
    if state.filters().level != figures.BY_CLINIC:
        return None
    if not any(map(figures.made_by_clinics, offered)):
        return (
            _("The figures of this service item are produced by the institutions."),
            _("Turn to the level of institutions at the top of the page."),
        )
    if not state.filters().unit:
        return _("Clinics are shown one institution at a time."), _("Choose an institution above.")
    return None
