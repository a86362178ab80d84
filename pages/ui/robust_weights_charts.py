"""Pictures of other weights: a strip of ranks for every institution, bars for items."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from lib.model.robustness.spread import Spread
from pages.ui import chart_look, formats
from pages.ui.text import _, name, short_name

_FONT = 12
_SHADES = [[0, "rgba(0,114,178,0)"], [0.02, "rgba(0,114,178,0.12)"], [1, "rgba(0,114,178,0.85)"]]
_NOW, _BAR = "#D55E00", "#2C7C95"
_SHOWN = 0.045
"""Least share that is written into its field."""


def order(spread: Spread) -> list[int]:
    """Return the lines of the institutions, the first rank on top."""
    codes = [area.code for area in spread.areas]
    return sorted(range(len(codes)), key=lambda n: (spread.ranks_now[n], codes[n]))


def ranks(spread: Spread, height: int) -> go.Figure:
    """Draw how often each institution has each rank; a frame marks its rank now."""
    lines = order(spread)
    shares = spread.counts[lines] / spread.draws
    labels = [f"{short_name(spread.areas[n])} {spread.ranks_now[n]}" for n in lines]
    places = list(range(1, shares.shape[1] + 1))
    strip = {
        "type": "heatmap",
        "x": places,
        "y": list(range(len(lines))),
        "z": shares.round(4).tolist(),
        "zmin": 0,
        "zmax": 1,
        "colorscale": _SHADES,
        "showscale": False,
        "text": [[_percent(share) for share in row] for row in shares],
        "texttemplate": "%{text}",
        "textfont": {"size": _FONT - 2},
        "xgap": 1,
        "ygap": 1,
        "hovertext": [[_hint(spread, n, place) for place in places] for n in lines],
        "hoverinfo": "text",
    }
    across = {
        "tickvals": places,
        "side": "top",
        "fixedrange": True,
        "range": [0.5, len(places) + 0.5],
        "zeroline": False,
        "showgrid": False,
    }
    down = {
        "tickvals": list(range(len(lines))),
        "ticktext": labels,
        "fixedrange": True,
        "range": [len(lines) - 0.5, -0.5],
        "zeroline": False,
        "showgrid": False,
    }
    frames = [_frame(int(spread.ranks_now[n]), line) for line, n in enumerate(lines)]
    return _figure([strip], height, (across, down), shapes=frames)


def _frame(place: int, line: int) -> dict[str, Any]:
    """Frame the rank that an institution has now."""
    corners = {"x0": place - 0.5, "x1": place + 0.5, "y0": line - 0.5, "y1": line + 0.5}
    return {"type": "rect", **corners, "line": {"width": 2, "color": _NOW}}


def bars(
    labels: Sequence[str], values: Sequence[float], texts: Sequence[str], height: int
) -> go.Figure:
    """Draw one bar for each item, the greatest on top, its figure beside it."""
    found = {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(labels))),
        "text": list(texts),
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": _BAR},
        "hovertext": [f"{label}: {text}" for label, text in zip(labels, texts, strict=True)],
        "hoverinfo": "text",
    }
    most = max([*values, 1e-9])
    across = {"visible": False, "fixedrange": True, "range": [min([0.0, *values]), most * 1.35]}
    down = {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "fixedrange": True,
        "range": [len(labels) - 0.5, -0.5],
        "zeroline": False,
        "showgrid": False,
    }
    return _figure([found], height, (across, down))


def _percent(share: float) -> str:
    return formats.number(float(np.round(100 * share))) if share >= _SHOWN else ""


def _hint(spread: Spread, line: int, place: int) -> str:
    return _("{area}: rank {rank} in {share} of the draws").format(
        area=name(spread.areas[line]),
        rank=place,
        share=formats.percent(float(spread.counts[line, place - 1] / spread.draws)),
    )


def _figure(
    traces: list[dict[str, Any]],
    height: int,
    axes: tuple[dict[str, Any], dict[str, Any]],
    **layout: Any,  # noqa: ANN401 (whatever a layout takes)
) -> go.Figure:
    bare = {
        "height": height,
        "margin": {"l": 0, "r": 4, "t": 4, "b": 0},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "xaxis": {**axes[0], "automargin": True},
        "yaxis": {**axes[1], "automargin": True},
    }
    return go.Figure(data=traces, layout={**bare, **layout})
