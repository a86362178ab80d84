"""What-if: move a weight, and see at once whose money moves."""

import streamlit as st

from pages.ui import change_panel, frame, load, scenario_address, scenario_toolbar, weight_sliders

frame.ensure()


@frame.fragment
def scales() -> None:
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


scales()
