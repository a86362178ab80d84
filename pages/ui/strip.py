"""The strip of service items: how far each is, and how many institutions are behind in it."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model.appraisal import ItemStanding
from lib.model.progress import NO_LIGHT
from pages.ui import formats, frame, lights, load, state
from pages.ui.headlines import headline
from pages.ui.text import _, name

_HEIGHT = {False: 430, True: 570}  # pixels: fourteen bars, on a page and on the stage
_LETTERS = {False: 15, True: 19}  # pixels
_LONGEST = {"zh": 8, "en": 16}
_FIGURES = {False: 112, True: 146}  # pixels right of the bars
_TEXT_FROM = 0.2  # share of a bar that has room for a number
_ON = {"green": "#FFFFFF", "amber": "#1B2A33", "red": "#FFFFFF", NO_LIGHT: "#FFFFFF"}


def national(standings: Sequence[ItemStanding]) -> tuple[ItemStanding, ...]:
    """Keep the services to residents: the items that the nation numbers."""
    return tuple(standing for standing in standings if standing.code.isdigit())


def show(standings: Sequence[ItemStanding], *, large: bool = False) -> None:
    """Draw one bar per service item; choosing one leads to its indicators."""
    headline(_("Service items"), _legend())
    chosen = st.plotly_chart(
        figure(standings, large=large),
        key="strip",
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=_("Figures of the institutions by light and service item; as a table below."),
    )
    if points := chosen["selection"]["points"]:
        frame.go("coverage", item=standings[points[0]["point_index"]].code)


def figure(standings: Sequence[ItemStanding], *, large: bool = False) -> go.Figure:
    """Make the bars: the share of each light among the figures of the institutions."""
    names = {code: name(text) for code, text in load.service_items().items()}
    hints = [hint(standing, names[standing.code]) for standing in standings]
    drawn = go.Figure([_bars(light, standings, hints) for light in lights.SIGNS])
    if large:
        drawn.update_traces(textfont={"size": _LETTERS[large] - 3})
    drawn.update_layout(
        annotations=[
            {"x": 1, "xshift": 6, "y": row, "text": _reached(s), "xanchor": "left"}
            | {"showarrow": False}
            for row, s in enumerate(standings)
        ],
        height=_HEIGHT[large],
        margin={"l": 0, "r": _FIGURES[large], "t": 0, "b": 0},
        barmode="stack",
        showlegend=False,
        bargap=0.26,
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "tickfont": {"size": _LETTERS[large]},
            "tickvals": list(range(len(standings))),
            "ticktext": [_short(names[standing.code]) for standing in standings],
        },
        font={"size": _LETTERS[large]},
        dragmode=False,
        clickmode="event+select",
    )
    return drawn


def _bars(light: str, standings: Sequence[ItemStanding], hints: Sequence[str]) -> go.Bar:
    counts = [standing.lights.get(light, 0) for standing in standings]
    shares = [n / (sum(s.lights.values()) or 1) for n, s in zip(counts, standings, strict=True)]
    pairs = zip(counts, shares, strict=True)
    return go.Bar(
        x=shares,
        y=list(range(len(standings))),
        orientation="h",
        marker={"color": lights.COLOURS[light], "line": {"width": 0}},
        text=[f"{lights.SIGNS[light]}{n}" if share >= _TEXT_FROM else "" for n, share in pairs],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": _ON[light], "size": 13},
        hovertext=hints,
        hoverinfo="text",
    )


def hint(standing: ItemStanding, item: str) -> str:
    """Say in one line what a bar shows."""
    counts = "  ".join(f"{lights.SIGNS[k]}{n}" for k, n in standing.lights.items() if n)
    words = _("{item}: reached {done} of the year's targets, due by now {due}; figures {counts}")
    return words.format(
        item=escape(item),
        done=formats.percent(standing.done),
        due=formats.percent(standing.due),
        counts=counts,
    )


def rows(standings: Sequence[ItemStanding]) -> list[dict[str, str | int]]:
    """Return the same as a table."""
    items = load.service_items()
    return [
        {
            _("Service item"): name(items[standing.code]),
            _("County"): lights.shown(standing.light),
            _("Reached"): formats.percent(standing.done),
            _("Due by now"): formats.percent(standing.due),
            **{lights.shown(light): count for light, count in standing.lights.items()},
        }
        for standing in standings
    ]


def _legend() -> str:
    signs = " ".join(lights.coloured(light) for light in lights.SIGNS if light != NO_LIGHT)
    return signs + " · " + _("right: reached / due")


def _reached(standing: ItemStanding) -> str:
    """Write the county's light, what it has reached, and what was due."""
    sign, colour = lights.SIGNS[standing.light], lights.COLOURS[standing.light]
    done, due = formats.percent(standing.done), formats.percent(standing.due, 0)
    return f"<span style='color:{colour}'>{sign}</span> <b>{done.rstrip('%')}</b>/{due}"


def _short(whole: str) -> str:
    """Cut a name to the width beside the bars; the whole one is in the hint."""
    most = _LONGEST[state.language()]
    return escape(whole if len(whole) <= most else f"{whole[: most - 1]}…")
