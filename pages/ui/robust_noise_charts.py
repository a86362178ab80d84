"""Pictures of chance: scores and amounts with error bars, coloured and lettered by band."""

from math import ceil, floor
from typing import Any

import plotly.graph_objects as go

from lib.model.noise.bands import letters
from pages.ui import chart_look, formats, state
from pages.ui.load.noise import Noise
from pages.ui.text import _, name, short_name

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe–Ito; bands beyond the sixth begin anew, their letters do not."""
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star", "cross")
_FONT = 13
_SHADE = "rgba(127,127,127,0.10)"


def scores(found: Noise, height: int) -> go.Figure:
    """Draw every score with its interval, the highest on top, a letter for its band."""
    estimate, order = found.estimate, found.estimate.order
    bars = {
        "array": [float(estimate.high[i] - estimate.scores[i]) for i in order],
        "arrayminus": [float(estimate.scores[i] - estimate.low[i]) for i in order],
    }
    traces = _traces(found, [float(estimate.scores[i]) for i in order], bars)
    least = min(float(estimate.low.min()), float(estimate.scores.min()))
    most = max(float(estimate.high.max()), float(estimate.scores.max()))
    return _figure(found, traces, height, (least - 4, most + 1), _("Score and its error"))


def amounts(found: Noise, height: int) -> go.Figure:
    """Draw the interval of every amount, in % of what is paid."""
    estimate, order = found.estimate, found.estimate.order
    paid = [row.amount for row in found.outcome.allocation.rows] if found.outcome.allocation else []
    if not paid:
        return _figure(found, [], height, (-1, 1), _("The rules share no money."))
    below = [100 * (1 - int(estimate.amount_low[i]) / paid[i]) for i in order]
    above = [100 * (int(estimate.amount_high[i]) / paid[i] - 1) for i in order]
    bars = {"array": above, "arrayminus": below}
    traces = _traces(found, [0.0] * len(order), bars)
    least, most = -max(below), max(above)
    room = (most - least) * 0.75
    traces.append(
        {
            "type": "scatter",
            "x": [most + room * 0.04] * len(order),
            "y": list(range(len(order))),
            "mode": "text",
            "text": [interval(found, i) for i in order],
            "textposition": "middle right",
            "textfont": {"size": _FONT - 1, "color": state.ink()},
            "hoverinfo": "skip",
        }
    )
    title = _("Amount: interval in % of what is paid, and in yuan")
    figure = _figure(found, traces, height, (least * 1.05, most + room), title, names=False)
    ends = [ceil(least), 0, floor(most)] if most >= 1 and least <= -1 else [0]
    figure.layout.xaxis.update(tickvals=ends, ticksuffix="%")
    return figure


def interval(found: Noise, line: int) -> str:
    """Write the interval of an amount."""
    low, high = int(found.estimate.amount_low[line]), int(found.estimate.amount_high[line])
    return f"{formats.wan(low, unit=False)} ~ {formats.wan(high)}"


def _traces(found: Noise, xs: list[float], bars: dict[str, list[float]]) -> list[dict[str, Any]]:
    """One trace for each band: its colour, its symbol, its letter."""
    order, named = found.estimate.order, letters(found.bands)
    traces = []
    for number, band in enumerate(found.bands):
        places = [place for place, line in enumerate(order) if named[line] == band.letter]
        colour = COLOURS[number % len(COLOURS)]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [xs[place] for place in places],
                "y": places,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    **{side: [values[p] for p in places] for side, values in bars.items()},
                    "color": colour,
                    "thickness": 2.5,
                    "width": 4,
                },
                "marker": {"color": colour, "size": 9, "symbol": SYMBOLS[number % len(SYMBOLS)]},
                "hovertext": [_hint(found, order[place]) for place in places],
                "hoverinfo": "text",
            }
        )
    return traces


def _hint(found: Noise, line: int) -> str:
    estimate = found.estimate
    return _("{area}: {score} ({low} ~ {high}), band {band}").format(
        area=name(estimate.areas[line]),
        score=formats.score(float(estimate.scores[line])),
        low=formats.score(float(estimate.low[line])),
        high=formats.score(float(estimate.high[line])),
        band=letters(found.bands)[line],
    )


def _figure(  # noqa: PLR0913 (what a bare figure needs)
    found: Noise,
    traces: list[dict[str, Any]],
    height: int,
    across: tuple[float, float],
    title: str,
    *,
    names: bool = True,
) -> go.Figure:
    order = found.estimate.order
    rows = {
        "tickmode": "array",
        "tickvals": list(range(len(order))),
        "ticktext": [short_name(found.estimate.areas[line]) for line in order],
        "tickfont": {"size": _FONT - 1},
        "range": [len(order) - 0.4, -0.6],
        "fixedrange": True,
        "automargin": names,
        "showticklabels": names,
        "showgrid": False,
        "zeroline": False,
    }
    layout = {
        "height": height,
        "title": {"text": title, "font": {"size": _FONT}, "x": 0, "y": 0.995, "yanchor": "top"},
        "margin": {"l": 0, "r": 0, "t": 24, "b": 22},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "xaxis": {
            "range": list(across),
            "fixedrange": True,
            "gridcolor": _SHADE,
            "zeroline": False,
        },
        "yaxis": rows,
        "shapes": _shades(found),
        "annotations": _marks(found, across) if names else [],
    }
    return go.Figure(data=traces, layout=layout)


def _shades(found: Noise) -> list[dict[str, Any]]:
    """Shade every other band, so that bands show without colour."""
    start, shades = 0, []
    for number, band in enumerate(found.bands):
        stop = start + len(band.lines)
        if number % 2 == 0:
            shades.append(
                {
                    "type": "rect",
                    "xref": "paper",
                    "x0": 0,
                    "x1": 1,
                    "y0": start - 0.5,
                    "y1": stop - 0.5,
                    "fillcolor": _SHADE,
                    "line": {"width": 0},
                    "layer": "below",
                }
            )
        start = stop
    return shades


def _marks(found: Noise, across: tuple[float, float]) -> list[dict[str, Any]]:
    """Write the letter of each band beside it, where there is room."""
    start, marks = 0, []
    for number, band in enumerate(found.bands):
        at_right = number > len(found.bands) / 2  # the last stand at the left themselves
        marks.append(
            {
                "x": across[at_right],
                "xanchor": "right" if at_right else "left",
                "y": start + (len(band.lines) - 1) / 2,
                "text": _("<b>{letter}</b> ({count})").format(
                    letter=band.letter, count=len(band.lines)
                ),
                "showarrow": False,
                "font": {"size": _FONT + 5, "color": COLOURS[number % len(COLOURS)]},
            }
        )
        start += len(band.lines)
    return marks
