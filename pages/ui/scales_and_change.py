"""The scales beside what they do, on the page of the weights and on the stage of a meeting."""

import streamlit as st

from pages.ui import change_panel, load, scenario_address, scenario_toolbar, weight_sliders


def show() -> None:
    """Draw what is moved and what it does; both react together.

    The result goes first: the way of every slider is computed while it is being read.
    """
    draft = scenario_address.read()
    hand, result = st.columns([36, 64], gap="medium")
    with hand:
        scenario_toolbar.show(draft)
    with result:
        proposed = change_panel.show(draft.scenario)
    with hand:
        weight_sliders.show(draft, load.rules(), proposed)
