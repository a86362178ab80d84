"""A small still map of the county: every institution coloured by its score, marked by its rank."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model import classes
from lib.model.classes import NO_DATA, Classes
from lib.model.scores import Scores
from pages.ui import formats, frame
from pages.ui.load import shapes
from pages.ui.text import _, name

_HEIGHT = 196  # pixels
_SHADES = ("#DCECF2", "#A9CEDD", "#6BAAC4", "#2B7C9C", "#0A4A62")
"""One hue, light to dark: five steps of the theme's sequential palette."""
_UNKNOWN = "#B9B9B9"  # never the lowest class
_DARK_FROM = 3
_LON_PER_LAT = 0.918  # cosine of 23.4 degrees north: a kilometre is as long in both directions


def show(scores: Scores, height: int = _HEIGHT) -> None:
    """Draw the map; choosing an institution leads to its profile."""
    placed = _sorted(scores)
    chosen = st.plotly_chart(
        figure(scores, placed, height),
        key="county map",
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=_("Map of the institutions by score and rank; the same in the table below."),
    )
    st.caption(_legend(placed))
    if points := chosen["selection"]["points"]:
        frame.go("profile", unit=scores.areas[points[0]["point_index"]].code)


def figure(scores: Scores, placed: Classes, height: int = _HEIGHT) -> go.Figure:
    """Make the map: one outline per class, and a rank at every seat."""
    drawn = go.Figure([*_outlines(placed), _ranks(scores, placed)])
    axis = {"visible": False, "fixedrange": True}
    drawn.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        xaxis={**axis, "constrain": "domain"},
        yaxis={**axis, "scaleanchor": "x", "scaleratio": 1 / _LON_PER_LAT},
        dragmode=False,
        clickmode="event+select",
    )
    return drawn


def _sorted(scores: Scores) -> Classes:
    values = {area.code: scores.of(area.code) for area in scores.areas}
    return classes.classify(values, classes.quantile_edges(values, len(_SHADES)))


def _outlines(placed: Classes) -> Iterator[go.Scatter]:
    """Draw all areas of a class as one line with gaps: few shapes are quick to draw."""
    for number in sorted({*placed.place.values(), NO_DATA}):
        members = {code for code, place in placed.place.items() if place == number}
        lons, lats = shapes.rings(members)
        yield go.Scatter(
            x=lons,
            y=lats,
            mode="lines",
            fill="toself",
            fillcolor=_UNKNOWN if number == NO_DATA else _SHADES[number],
            line={"color": "#FFFFFF", "width": 1},
            hoverinfo="skip",
        )


def _ranks(scores: Scores, placed: Classes) -> go.Scatter:
    """Write the ranks where there is room; they are also what the reader points at."""
    places = shapes.label_places("institutions")
    at = [places.get(area.code, (None, None)) for area in scores.areas]
    dark = [placed.place[area.code] >= _DARK_FROM for area in scores.areas]
    return go.Scatter(
        x=[lon for lon, _lat in at],
        y=[lat for _lon, lat in at],
        mode="markers+text",
        marker={"size": 20, "opacity": 0},
        text=[str(rank) if rank else "" for rank in scores.ranks],
        textfont={"size": 14, "color": ["#FFFFFF" if d else "#1B2A33" for d in dark]},
        hovertext=_hints(scores),
        hoverinfo="text",
    )


def _hints(scores: Scores) -> Sequence[str]:
    words = _("{institution}: {score} points, {rank}")
    return [
        words.format(
            institution=escape(name(area)),
            score=formats.score(scores.of(area.code)),
            rank=formats.rank(scores.rank_of(area.code)),
        )
        for area in scores.areas
    ]


def _legend(placed: Classes) -> str:
    """Say what colour and number mean, and that the borders are not to be relied on."""
    notice = shapes.map_notice()
    said = [_("Number: rank. Darker: better ({range})").format(range=_range(placed.edges))]
    if placed.without_data:
        said.append(_("grey: {count} without a score").format(count=placed.without_data))
    if notice.is_schematic("institutions"):
        said.append(_("schematic, not for boundaries"))
    if notice.review_number:
        said.append(_("Map review number {number}").format(number=notice.review_number))
    return " · ".join(said)


def _range(edges: Sequence[Fraction]) -> str:
    """Write the edges between the colours."""
    return " / ".join(formats.score(edge, 1) for edge in edges)
