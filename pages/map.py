"""Grid map: how institutions and their clinics stand, where they are."""

import streamlit as st

from lib.model.roster import Area
from pages.ui import (
    frame,
    leaflet,
    load,
    map_controls,
    map_drawing,
    map_legend,
    map_panel,
    map_values,
    state,
    tables,
)
from pages.ui.load import maps
from pages.ui.map_values import Scope, Shown
from pages.ui.text import _

frame.ensure()

ABOVE = 280  # pixels of the window above and below the map


@frame.fragment
def explore() -> None:
    """Show the map with its legend and panel; a new colour keeps the map open."""
    unit = state.filters().unit
    areas = map_values.scope(unit, every_clinic=state.filters().level == "clinic")
    wish = map_controls.ask(clinics=areas.clinics)
    shown = map_values.shown(wish.measure, wish.indicator, areas)
    layers = map_controls.layers()
    clinic = next((a for a in areas.areas if unit and a.code == state.address("clinic")), None)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        chosen = clinic.code if clinic else ""
        drawing = map_drawing.make(shown, areas, chosen, layers)
        clicked = leaflet.show(maps.base_map(leaflet.ADDRESS), maps.draw_map(drawing), above=ABOVE)
        if clicked:
            lead_to(*down_to(clicked))
        map_legend.show(shown, _("clinics") if areas.clinics else _("institutions"))
        with st.container(horizontal=True, vertical_alignment="center"):
            map_legend.caption(shown.note, clinics=areas.clinics)
            map_controls.ask_layers()
    with right:
        describe(unit, clinic)
        if "blocks" in layers:
            map_legend.blocks()
    tables.twin(rows(shown, areas), _("Grid map"), shown.note)


def describe(unit: str, clinic: Area | None) -> None:
    """Show who is chosen, and follow the reader elsewhere."""
    chosen = map_panel.choose(unit)
    if chosen != unit:
        lead_to(chosen)
    if clinic is not None:
        if map_panel.clinic(clinic):
            lead_to(unit)
    elif unit:
        map_panel.institution(load.institutions()[unit])
    else:
        map_panel.county()


def lead_to(unit: str, clinic: str = "") -> None:
    """Show another institution, or a clinic of it, or the county again."""
    state.choose(unit=unit)
    state.set_address(clinic=clinic)
    st.rerun()


def down_to(clicked: str) -> tuple[str, str]:
    """Go from the county to an institution, from there to a clinic."""
    if clicked in load.institutions():
        return clicked, ""
    return load.roster().find(clicked).parent_code, clicked


def rows(shown: Shown, areas: Scope) -> list[dict[str, object]]:
    """List what the map shows, for those who cannot see it or want to count."""
    return [map_values.row(shown, area, areas) for area in areas.areas]


explore()
