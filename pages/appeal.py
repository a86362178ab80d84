"""Appeal: what a corrected figure would do to everybody, before anybody decides."""

import streamlit as st

from lib.model import appeals
from pages.ui import appeal_parts, frame, load, state

frame.ensure()

with st.container(border=True, gap="small"):
    appeal_parts.ask()
corrections = appeal_parts.entered()
if corrections:
    rules = load.rules()
    hearing = appeals.hear(load.dataset(), rules, load.outcome(), corrections)
    appeal_parts.show(hearing, corrections)
else:
    appeal_parts.nothing_yet(state.filters().unit)
