"""What-if: move a weight, and see at once whose money moves."""

import streamlit as st

from lib.model import scenarios
from pages.ui import change_panel, frame, load, scenario_address, scenario_toolbar, weight_sliders

frame.ensure()

_PANEL = 596  # pixels: the scales end where a screen of 768 ends, and scroll inside


@frame.fragment
def scales() -> None:
    """Draw what is moved and what it does; both react together."""
    draft = scenario_address.read()
    proposed = scenarios.apply(load.rules(), draft.scenario)
    hand, result = st.columns([36, 64], gap="medium")
    with hand:
        scenario_toolbar.show(draft)
        weight_sliders.show(draft, proposed, _PANEL)
    with result:
        change_panel.show(draft.scenario)


scales()
