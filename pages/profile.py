"""Profile."""

import streamlit as st

from pages.ui import frame, state

frame.ensure()

st.write(state.filters().period)
