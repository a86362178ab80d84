"""A small still map of one block: its members by rank, the others in grey."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go
import streamlit as st

from lib.model.blocks.membership import Block
from pages.ui import chart_look, load, state
from pages.ui.load import shapes
from pages.ui.text import _, short_name

_HEIGHT = 300  # pixels
_MEMBER, _HOME, _OTHER = "#6BAAC4", "#2B7C9C", "#E3E6E8"
_INK = "#1B2A33"
_LON_PER_LAT = 0.918  # cosine of 23.4 degrees north: a kilometre is as long in both directions


def show(block: Block) -> None:
    """Draw the map, with what its colours mean below."""
    st.plotly_chart(
        _figure(block),
        key=f"block map {block.code}",
        theme=None,
        config={"displayModeBar": False},
        alt=_("Map of the members of the block; the same in the table."),
    )
    said = [_("Blue: members, with their rank in the county")]
    if block.itself:
        said.append(_("dark: the lead hospital itself"))
    if shapes.map_notice().is_schematic("institutions"):
        said.append(_("schematic, not for boundaries"))
    st.caption(" · ".join(said))


def _figure(block: Block) -> go.Figure:
    axis = {"visible": False, "fixedrange": True}
    drawn = go.Figure([*_outlines(block), _labels(block)])
    drawn.update_layout(
        **chart_look.plain(13),
        height=_HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        xaxis={**axis, "constrain": "domain"},
        yaxis={**axis, "scaleanchor": "x", "scaleratio": 1 / _LON_PER_LAT},
    )
    return drawn


def _outlines(block: Block) -> Iterator[go.Scatter]:
    members = {area.code for area in block.members}
    home = {block.itself} & members
    others = set(load.institutions()) - members
    for codes, colour in ((others, _OTHER), (members - home, _MEMBER), (home, _HOME)):
        lons, lats = shapes.rings(codes)
        yield go.Scatter(
            x=lons,
            y=lats,
            mode="lines",
            fill="toself",
            fillcolor=colour,
            line={"color": "#FFFFFF", "width": 1},
            hoverinfo="skip",
        )


def _labels(block: Block) -> go.Scatter:
    places, scores = shapes.label_places("institutions"), load.outcome().scores
    known = [area for area in block.members if area.code in places]
    return go.Scatter(
        x=[places[area.code][0] for area in known],
        y=[places[area.code][1] for area in known],
        mode="text",
        text=[f"{short_name(area)}<br>{scores.rank_of(area.code) or ''}" for area in known],
        textfont={
            "size": 13 if state.language() == "zh" else 10,
            "color": ["#FFFFFF" if area.code == block.itself else _INK for area in known],
        },
        hoverinfo="skip",
    )
