"""Overview: how the county stands, in ten seconds."""

import streamlit as st

from lib.model import appraisal, movement
from pages.ui import county_map, frame, load, overview_parts, strip

frame.ensure()

outcome = load.outcome()
quarter, year = load.previous_quarter(), load.year_before()
past = overview_parts.Past(
    quarter=None if quarter is None else load.outcome(quarter),
    year=None if year is None else load.outcome(year),
)
items = appraisal.item_standings(load.county_progress(), outcome.rules)
red = (
    ()
    if quarter is None
    else movement.newly("red", load.county_progress(quarter), load.county_progress())
)

overview_parts.figures(outcome, past)
left, right = st.columns([2, 3], gap="small")
with left, st.container(border=True, gap=None):
    strip.show(items)
with right:
    overview_parts.podium(outcome, past)
    places, words = st.columns(2, gap="small")
    with places:
        county_map.show(outcome.scores)
    with words:
        overview_parts.changed(outcome, past, red)
        overview_parts.deciding(appraisal.decisions(outcome), outcome)
