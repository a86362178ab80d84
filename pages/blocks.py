"""Blocks: the five lead hospitals and the institutions they help."""

import streamlit as st

from pages.ui import block_activity, block_all, block_items, block_one, choices, deeds, frame, state
from pages.ui.load import blocks
from pages.ui.text import N_, _, name

EVERY = "all"
VIEWS = {
    "standing": N_("Members and scores"),
    "items": N_("Items against target"),
    "activity": N_("Activities"),
}

frame.ensure()


def choose_block() -> str:
    """Ask which block; six names beside one another would not fit in English."""
    asked = state.address("block", EVERY)
    chosen: str = st.selectbox(
        _("Block"),
        [EVERY, *found],
        key=state.preset("block which", asked if asked in found else EVERY),
        format_func=lambda one: _("All blocks") if one == EVERY else name(found[one].hospital),
        label_visibility="collapsed",
        width=280,
    )
    state.set_address(block="" if chosen == EVERY else chosen)
    return chosen


deeds.report_back()
found = {block.code: block for block in blocks.blocks()}
heading = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    code = choose_block()
    view = choices.kept(_("View"), VIEWS, lambda one: _(VIEWS[one]), address="blocks")

if code == EVERY:
    shown = {
        "standing": block_all.show,
        "items": block_items.compare,
        "activity": block_activity.compare,
    }
    shown[view](heading)
elif view == "standing":
    block_one.show(found[code], heading)
elif view == "items":
    block_items.show(found[code], heading)
else:
    block_activity.show(found[code], heading)
