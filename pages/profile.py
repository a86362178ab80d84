"""Profile: one institution on one page, to read and to print."""

import streamlit as st

from pages.ui import (
    frame,
    profile_charts,
    profile_parts,
    profile_registers,
    profile_tables,
    tables,
)
from pages.ui.text import _

frame.ensure()

area = profile_parts.chosen()
profile_parts.head(area)
profile_parts.figures(area)
profile_parts.money(area)
good, bad = st.columns(2, gap="small", wrap=False)
with good, st.container(border=True, height="stretch", gap="xsmall"):
    profile_parts.strengths(area)
with bad, st.container(border=True, height="stretch", gap="xsmall"):
    profile_parts.gaps(area)
items, time = st.columns([3, 2], gap="small", wrap=False)
with items, st.container(border=True, height="stretch", gap="xsmall"):
    parts = profile_charts.parts(area)
with time, st.container(border=True, height="stretch", gap="xsmall"):
    course = profile_charts.course(area)
    profile_parts.notices(area)
profile_tables.indicators(area)
profile_registers.strip(area)
profile_tables.clinics(area)
with st.expander(_("Charts as tables"), icon=":material/table:"):
    tables.twin(parts, f"parts-{area.code}")
    tables.twin(course, f"course-{area.code}")
st.caption(_("To print: Ctrl+P, A4 portrait."))
