"""Charts of the authenticity checks: intervals of false rates, the map of flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log10

import plotly.graph_objects as go
import streamlit as st

from lib.model.authenticity.conclusions import GRAVE, Shown
from lib.model.authenticity.estimation import Estimate, Tally
from lib.model.authenticity.evenness import Pattern
from lib.model.authenticity.screening import Screen
from pages.ui import authenticity_words, chart_look, formats, state
from pages.ui.text import _

_RED, _AMBER, _CALM = "#D55E00", "#E69F00", "#0072B2"
_FONT, _SMALL = 13, 11
_HEADER = 36  # pixels of the header of a table
_HEATS = ((0.0, "#F1F5F7"), (0.35, "#B4D5E2"), (0.7, "#1F6F90"), (1.0, "#053F5C"))
_DEEPEST = 8.0
_TICKS = 5
_EDGE = 0.006  # room for a mark at nought


@dataclass(frozen=True, slots=True)
class Line:
    """One institution of the board."""

    area_code: str
    tally: Tally
    estimate: Estimate | None
    shown: tuple[Shown, ...]
    waiting: int


def intervals(lines: Sequence[Line], acceptable: Fraction, row: int) -> None:
    """Draw the false rate of every line with its interval, in the rows of the table beside it."""
    drawn = [line for line in lines if line.estimate is not None]
    places = {line.area_code: place for place, line in enumerate(lines)}
    figure = go.Figure(
        data=[_points(drawn, places)],
        layout={
            **chart_look.plain(_FONT),
            "height": height(len(lines), row),
            "margin": {"l": 4, "r": 8, "t": _HEADER, "b": 2},
            "showlegend": False,
            "xaxis": {
                "side": "top",
                "tickformat": ".0%",
                "range": [-_EDGE, _right(drawn)],
                "nticks": _TICKS,
                "fixedrange": True,
                "gridcolor": "rgba(127,127,127,0.18)",
                "zeroline": False,
            },
            "yaxis": {
                "range": [len(lines) - 0.5, -0.5],
                "tickvals": list(range(len(lines))),  # on paper the table is not beside it
                "ticktext": [authenticity_words.area(line.area_code) for line in lines],
                "tickfont": {"size": _SMALL},
                "ticks": "",
                "automargin": True,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            "shapes": [_limit(1 - float(acceptable))],
        },
    )
    st.plotly_chart(
        figure,
        key="check intervals",
        theme=None,
        config={"displayModeBar": False},
        alt=_("False rate of each institution with its 95 % interval; the same in the table."),
    )


def height(lines: int, row: int) -> int:
    """Return the pixels of a table of so many lines with its header."""
    return row * lines + _HEADER + 2


def heat(found: Screen, codes: Sequence[str]) -> None:
    """Draw how rare the rarest figure of each institution and test is."""
    tests = list(Pattern)
    rarest: dict[tuple[str, Pattern], float] = {}
    for one in found.tested:
        key = (one.area_code, one.test)
        rarest[key] = min(one.p, rarest.get(key, 1.0))
    depth = [[_depth(rarest.get((code, test))) for code in codes] for test in tests]
    signs = [
        [
            "▼" if (p := rarest.get((code, test))) is not None and p < found.limit else ""
            for code in codes
        ]
        for test in tests
    ]
    figure = go.Figure(
        data=[
            {
                "type": "heatmap",
                "x": [authenticity_words.area(code) for code in codes],
                "y": [_(authenticity_words.TESTS[test]) for test in tests],
                "z": depth,
                "text": signs,
                "texttemplate": "%{text}",
                "textfont": {"color": "#FFFFFF", "size": 15},
                "zmin": 0,
                "zmax": _DEEPEST,
                "colorscale": [list(stop) for stop in _HEATS],
                "xgap": 2,
                "ygap": 2,
                "hovertemplate": "%{x} · %{y}<br>p = 10<sup>−%{z:.1f}</sup><extra></extra>",
                "colorbar": {
                    "title": {"text": _("rarity"), "side": "top"},
                    "tickvals": [0, 2, 4, 6, 8],
                    "ticktext": ["1", "10⁻²", "10⁻⁴", "10⁻⁶", "≤10⁻⁸"],
                    "thickness": 12,
                    "outlinewidth": 0,
                },
            }
        ],
        layout={
            **chart_look.plain(_FONT),
            "height": 250,
            "margin": {"l": 4, "r": 4, "t": 8, "b": 4},
            "xaxis": {"fixedrange": True, "tickangle": -45, "automargin": True, "dtick": 1},
            "yaxis": {"autorange": "reversed", "fixedrange": True, "automargin": True},
        },
    )
    st.plotly_chart(
        figure,
        key="check heat",
        theme=None,
        config={"displayModeBar": False},
        alt=_("How rare the figures of each institution are by test; the same in the table."),
    )


def _points(lines: Sequence[Line], places: dict[str, int]) -> dict[str, object]:
    shares = [float(line.tally.false_share or 0) for line in lines]
    ends = [line.estimate.share for line in lines if line.estimate is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": shares,
        "y": [places[line.area_code] for line in lines],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, end.high - x) for end, x in zip(ends, shares, strict=True)],
            "arrayminus": [max(0.0, x - end.low) for end, x in zip(ends, shares, strict=True)],
            "color": "rgba(90,110,120,0.65)",
            "thickness": 2.5,
            "width": 4,
        },
        "marker": {
            "size": 10,
            "color": [_colour(line) for line in lines],
            "symbol": [_symbol(line) for line in lines],
        },
        "text": [
            f"{authenticity_words.area(line.area_code)} {formats.percent(line.tally.false_share)} "
            f"({authenticity_words.interval(line.estimate)})"
            for line in lines
        ],
        "hoverinfo": "text",
    }


def _colour(line: Line) -> str:
    if any(one in GRAVE for one in line.shown):
        return _RED
    return _AMBER if line.shown else _CALM


def _symbol(line: Line) -> str:
    if any(one in GRAVE for one in line.shown):
        return "triangle-down"
    return "triangle-up" if line.shown else "circle"


def _right(lines: Sequence[Line]) -> float:
    ends = [line.estimate.share.high for line in lines if line.estimate is not None]
    return min(1.0, max([*ends, 0.1]) * 1.05)


def _limit(share: float) -> dict[str, object]:
    return {
        "type": "line",
        "x0": share,
        "x1": share,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": state.ink(), "width": 1, "dash": "dot"},
    }


def _depth(p: float | None) -> float | None:
    return None if p is None else min(_DEEPEST, -log10(max(p, 10**-_DEEPEST)))
