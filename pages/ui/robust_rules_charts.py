"""Plain bars for what the rules do: one or two bars a line, each with its number."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from pages.ui import chart_look, state

COLOURS = ("#2C7C95", "#E59A4A")
_PATTERNS = ("", "/")
_FONT, _LINE = 13, 21  # pixels
_ROOM = 1.25  # of the longest bar: what is written beside it


def bars(
    labels: Sequence[str],
    series: Mapping[str, Sequence[tuple[float, str]]],
    key: str,
    alt: str,
) -> None:
    """Draw horizontal bars, the first line on top.

    Parameters
    ----------
    labels
        Name of each line.
    series
        By legend: for each line its length and what is written beside it.
    key
        Key of the element.
    alt
        What it shows, for those who cannot see it.
    """
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": legend,
            "x": [length for length, _words in cells],
            "y": list(labels),
            "text": [words for _length, words in cells],
            "textposition": "outside",
            "textfont": {"size": _FONT - 1, "color": state.ink()},
            "cliponaxis": False,
            "constraintext": "none",
            "marker": {
                "color": COLOURS[number],
                "pattern": {
                    "shape": _PATTERNS[number],
                    "fillmode": "overlay",
                    "fgcolor": "#FFFFFF",
                    "size": 6,
                },
            },
            "hoverinfo": "y+text",
        }
        for number, (legend, cells) in enumerate(series.items())
    ]
    lengths = [length for cells in series.values() for length, _words in cells]
    low, high = min(0.0, *lengths), max(0.0, *lengths)
    both = len(series) > 1
    figure = go.Figure(
        data=traces,
        layout={
            "height": 30 * both + _LINE * len(labels) * len(series) ** 0.4 + 8,
            "margin": {"l": 0, "r": 0, "t": 26 * both, "b": 4},
            "showlegend": both,
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
            **chart_look.plain(_FONT),
            "bargap": 0.25,
            "xaxis": {
                "visible": False,
                "fixedrange": True,
                "range": [low * _ROOM, high * _ROOM or 1],
            },
            "yaxis": {"autorange": "reversed", "fixedrange": True, "automargin": True, "dtick": 1},
        },
    )
    st.plotly_chart(figure, key=key, theme=None, config={"displayModeBar": False}, alt=alt)
