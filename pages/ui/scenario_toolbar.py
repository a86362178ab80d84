"""Above the scales: where to begin, back to the rules in force, save and pass on."""

import streamlit as st

from lib.model.weight_moves import PRESETS
from pages.ui import frame, scenario_address, scenario_keep, state
from pages.ui.scenario_address import Draft
from pages.ui.text import N_, _

_NAMES = {
    "baseline": N_("As in force"),
    "equal": N_("Items equal"),
    "quantity": N_("Quantity first"),
    "quality": N_("Quality first"),
    "mass": N_("Residents' view first"),
}


def show(draft: Draft) -> None:
    """Draw the presets, reset, saving and the link; say first if the address was not understood."""
    if draft.trouble is not None:
        frame.show(draft.trouble)
    with st.container(
        horizontal=True, wrap=False, vertical_alignment="center", key="scenario", gap="xsmall"
    ):
        st.selectbox(
            _("Begin from"),
            PRESETS,
            key=state.preset(scenario_address.PRESET, None),
            index=None,
            format_func=lambda code: _(_NAMES[code]),
            placeholder=_("Presets"),
            label_visibility="collapsed",
            on_change=scenario_address.start_from_preset,
        )
        st.button(
            _("Reset"),
            icon=":material/restart_alt:",
            on_click=scenario_address.reset,
            key="reset",
        )
        saving = st.popover(
            _("Save, share"), icon=":material/save:", key="save and share", on_change="rerun"
        )
        if saving.open:
            with saving:
                scenario_keep.show(draft.scenario)
                st.caption(_("This address shows the same proposal to whoever opens it."))
                st.code(state.link(), language=None, wrap_lines=True)
