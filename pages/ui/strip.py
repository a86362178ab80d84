"""The strip of service items: how much of the year's targets is done, and how much is due."""

from collections.abc import Sequence
from fractions import Fraction

import plotly.graph_objects as go
import streamlit as st

from lib.model.appraisal import ItemStanding
from pages.ui import formats, frame, lights, load, state
from pages.ui.text import _, name

_HEIGHT = 424  # pixels: fourteen bars that the back of the room can read
_LONGEST = {"zh": 10, "en": 20}
_ROOM = 1.24  # of the axis: the figure stands right of a full bar


def show(standings: Sequence[ItemStanding], height: int = _HEIGHT) -> None:
    """Draw one bar per service item; choosing one leads to its indicators."""
    chosen = st.plotly_chart(
        figure(standings, height),
        key="strip",
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=_("Share of the year's targets reached by service item; the same in the table below."),
    )
    if points := chosen["selection"]["points"]:
        frame.go("coverage", item=standings[points[0]["point_index"]].code)


def figure(standings: Sequence[ItemStanding], height: int = _HEIGHT) -> go.Figure:
    """Make the bars, the first item on top, with a mark where each should be by now."""
    names = [_short(standing.code) for standing in standings]
    done = go.Bar(
        x=[_percent(s.done) for s in standings],
        y=names,
        orientation="h",
        marker_color=[lights.COLOURS[s.light] for s in standings],
        text=[f"{lights.SIGNS[s.light]} <b>{formats.percent(s.done, 0)}</b>" for s in standings],
        textposition="outside",
        cliponaxis=False,
        hovertext=[hint(s) for s in standings],
        hoverinfo="text",
    )
    due = go.Scatter(
        x=[_percent(s.due) for s in standings],
        y=names,
        mode="markers",
        marker={"symbol": "line-ns", "size": 15, "line": {"width": 3, "color": "#56646C"}},
        hoverinfo="skip",
    )
    drawn = go.Figure([done, due])
    drawn.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        bargap=0.28,
        xaxis={"range": [0, 100 * _ROOM], "visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "tickfont": {"size": 15}},
        font={"size": 15},
        dragmode=False,
        clickmode="event+select",
    )
    return drawn


def hint(standing: ItemStanding) -> str:
    """Say in one line what a bar shows."""
    counts = "  ".join(f"{lights.SIGNS[k]} {n}" for k, n in standing.lights.items() if n)
    words = _("{item}: reached {done} of the year's targets, due by now {due}; indicators {counts}")
    return words.format(
        item=name(load.service_items()[standing.code]),
        done=formats.percent(standing.done),
        due=formats.percent(standing.due),
        counts=counts,
    )


def rows(standings: Sequence[ItemStanding]) -> list[dict[str, str | int]]:
    """Return the same as a table."""
    return [
        {
            _("Service item"): name(load.service_items()[standing.code]),
            _("Light"): lights.shown(standing.light),
            _("Reached"): formats.percent(standing.done),
            _("Due by now"): formats.percent(standing.due),
            **{lights.shown(light): count for light, count in standing.lights.items()},
        }
        for standing in standings
    ]


def _short(code: str) -> str:
    """Cut a name to the width beside the bars; the whole one is in the hint."""
    whole, most = name(load.service_items()[code]), _LONGEST[state.language()]
    return whole if len(whole) <= most else f"{whole[: most - 1]}…"


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else float(100 * share)
