"""The list of figures that are behind and getting worse (双红)."""

from collections.abc import Callable
from fractions import Fraction

import streamlit as st

from lib.model.falling import Falling, falling_behind
from pages.ui import (
    coverage_choice,
    figures,
    formats,
    lights,
    load,
    picking,
    state,
    tables,
    widgets,
)
from pages.ui.figures import Figures
from pages.ui.text import _, name

_PICK, _ONLY_RED = "falling table", "only red"
_HEIGHT = 470  # pixels
_AREA, _INDICATOR = 180, 250


def show(found: Figures) -> None:
    """Show what is below its schedule and lags more than at the end of the quarter before."""
    day = load.previous_quarter()
    if day is None:
        widgets.nothing(
            _("There is no earlier quarter to compare with."),
            _("Choose a later month at the top of the page."),
        )
        return
    listed = falling_behind(found.parts(), figures.read(day).parts())
    red = tuple(f for f in listed if f.now.light == "red")
    words = _(
        "**{count}** figures are behind and lag more than on {day}; **{red}** of them are red."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        only_red = st.toggle(_("Only red lights"), key=state.preset(_ONLY_RED, value=bool(red)))
        st.markdown(
            words.format(count=len(listed), red=len(red), day=formats.day(day)), width="stretch"
        )
    _table(red if only_red else listed)


def row(falling: Falling) -> dict[str, object]:
    """Return what the table says of one figure."""
    now, before, unit = falling.now, falling.before, falling.now.indicator.unit
    lag_then = max(Fraction(0), falling.lag - falling.worse)
    return {
        _("Area"): name(now.area),
        _("Indicator"): name(now.indicator.name),
        _("Light"): lights.shown(now.light),
        _("Now"): figures.written(now, 2),
        _("Due"): formats.in_unit(now.expected, unit, 2),
        _("Behind schedule by"): formats.percent(falling.lag),
        _("The quarter before"): formats.percent(lag_then),
        _("Light then"): lights.shown(before.light),
        _("To target"): now.needed_by_year_end,
    }


def _table(listed: tuple[Falling, ...]) -> None:
    rows = [row(f) for f in listed]
    st.dataframe(
        rows,
        hide_index=True,
        height=_HEIGHT,
        placeholder=formats.MISSING,
        column_config={
            _("Area"): st.column_config.TextColumn(width=_AREA),
            _("Indicator"): st.column_config.TextColumn(width=_INDICATOR),
            _("To target"): st.column_config.NumberColumn(format="localized"),
        },
        key=_PICK,
        on_select=_to_indicator(listed),
        selection_mode="single-row",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        tables.download(rows, "-".join([_("Falling behind twice"), state.filters().period]))
        st.caption(_("Tick a row to see its indicator."), width="stretch")


def _to_indicator(listed: tuple[Falling, ...]) -> Callable[[], None]:
    def turn() -> None:
        line = picking.line(_PICK)
        if line is not None:
            now = listed[line].now
            coverage_choice.turn_to(now.indicator.code, now.area.code)

    return turn
