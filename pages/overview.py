"""Overview: how the county stands, in ten seconds."""

import streamlit as st

from lib.model import appraisal, movement
from pages.ui import county_map, frame, load, overview_parts, state, strip, tables
from pages.ui.text import _

frame.ensure()

outcome = load.outcome()
quarter = load.previous_quarter()
past = overview_parts.Past(None if quarter is None else load.scores(quarter))
before = () if quarter is None else load.county_progress(quarter)
items = appraisal.item_standings(load.county_progress(), load.progress(), outcome.rules)

overview_parts.figures(outcome, past)
left, right = st.columns([9, 14], gap="small")
with left, st.container(border=True, gap=None):
    strip.show(strip.national(items))
with right:
    overview_parts.podium(outcome, past)
    chart, words = st.columns(2, gap="small")
    with chart, st.container(gap=None):
        county_map.show(outcome.scores)
    with words, st.container(border=True, gap="xsmall"):
        overview_parts.changed(outcome, past, movement.newly("red", before, load.county_progress()))
        overview_parts.deciding(appraisal.decisions(outcome), outcome)
period = state.filters().period
with st.expander(_("Service items and ranking as tables"), icon=":material/table:"):
    tables.twin(strip.rows(items), f"items-{period}")
    tables.twin(overview_parts.ranking_rows(outcome, past), f"ranking-{period}")
