"""Coverage: every area and indicator against its target, and how many are still needed."""

import streamlit as st

from pages.ui import (
    coverage_choice,
    falling_list,
    figures,
    frame,
    heat_grid,
    indicator_card,
    load,
    pace_panel,
    state,
    tables,
    widgets,
)
from pages.ui.text import _

frame.ensure()


def one_indicator(code: str) -> None:
    """Show an indicator in all areas, and its card."""
    chosen = load.indicators()[code]
    if state.filters().level == figures.BY_CLINIC and not figures.made_by_clinics(chosen):
        widgets.nothing(
            _("This figure is produced by the institution; there is none of single clinics."),
            _("Turn to the level of institutions at the top of the page."),
        )
    else:
        pace_panel.show(figures.read(), chosen)
    with st.expander(_("Definition, source and targets"), icon=":material/menu_book:"):
        indicator_card.show(chosen)


def grid() -> None:
    """Show the grid, its signs explained, and its twin as a table."""
    found = figures.read()
    heat_grid.show(found)
    st.caption(heat_grid.remarks(found))
    label = _("The grid as a table")
    twin = st.expander(label, icon=":material/table:", key="grid twin", on_change="rerun")
    with twin:
        if twin.open:
            note = figures.remark(found.cells.values())
            tables.twin(heat_grid.rows(found), f"coverage-{state.filters().period}", note)


obstacle = coverage_choice.obstacle()
with st.container(horizontal=True, vertical_alignment="center"):
    view = coverage_choice.view()
    if view == "indicator" or state.filters().level == figures.BY_CLINIC:
        coverage_choice.institution()
    code = coverage_choice.indicator() if view == "indicator" and not obstacle else ""
    if view == "grid" and not obstacle:
        st.markdown(heat_grid.legend(figures.read()), width="stretch")

if obstacle:
    widgets.nothing(*obstacle)
elif view == "grid":
    grid()
elif view == "indicator":
    one_indicator(code)
else:
    falling_list.show(figures.read())
