"""Pictures of causes: one institution step by step, and all institutions stacked by cause."""

from typing import Any

import plotly.graph_objects as go

from lib.model.causes.ledger import (
    BOUNDS,
    CAUSES,
    MONEY,
    POPULATION,
    ROUNDING,
    SCORES,
    WEIGHTS,
    Ledger,
    Line,
)
from pages.ui import chart_look, charts_change, formats
from pages.ui.text import N_, _, short_name

WORDS = {
    WEIGHTS: N_("Change of weights"),
    SCORES: N_("Change of scores"),
    POPULATION: N_("Change of population"),
    MONEY: N_("Money rules"),
    BOUNDS: N_("Floors, caps, corridor"),
    ROUNDING: N_("Rounding"),
}
COLOURS = dict(
    zip(CAUSES, ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#8C99A1"), strict=True)
)
"""Okabe–Ito; each cause has its own hatching as well."""
PATTERNS = dict(zip(CAUSES, ("", "/", "x", ".", "\\", "-"), strict=True))
_FONT = 13


def active(ledger: Ledger) -> tuple[str, ...]:
    """Return the causes that move anything."""
    lines = (*ledger.lines, ledger.carried, ledger.pool)
    return tuple(cause for cause in CAUSES if any(line.parts[cause] for line in lines))


def waterfall(line: Line, causes: tuple[str, ...], height: int) -> go.Figure:
    """Draw how the change of one institution comes about, from top to bottom.

    Causes that leave it alone are left out.
    """
    causes = tuple(cause for cause in causes if line.parts[cause])
    yuan = [line.parts[cause] / 100 for cause in causes]
    labels = [f"{_(WORDS[cause])}<br>{signed(line.parts[cause])}" for cause in causes]
    whole = _("Change")
    bar = {
        "type": "waterfall",
        "orientation": "h",
        "measure": [*("relative" for _cause in causes), "total"],
        "y": [*labels, f"<b>{whole}<br>{signed(line.change)}</b>"],
        "x": [*yuan, 0],
        "increasing": {"marker": {"color": charts_change.COLOURS["big_gain"]}},
        "decreasing": {"marker": {"color": charts_change.COLOURS["big_loss"]}},
        "totals": {"marker": {"color": "#5B6770"}},
        "connector": {"line": {"color": "#8C99A1", "width": 1}},
        "hoverinfo": "y",
    }
    across = {"visible": False, "fixedrange": True}
    return _figure([bar], height, across)


def stacked(ledger: Ledger, causes: tuple[str, ...], height: int) -> go.Figure:
    """Draw all institutions, the greatest gain on top, each bar stacked by cause."""
    lines = sorted(ledger.lines, key=lambda line: -line.change)
    names = [short_name(line.area) if line.area else "" for line in lines]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": _(WORDS[cause]),
            "x": [line.parts[cause] / 100 for line in lines],
            "y": names,
            "marker": {
                "color": COLOURS[cause],
                "pattern": {
                    "shape": PATTERNS[cause],
                    "fillmode": "overlay",
                    "fgcolor": "#FFFFFF",
                    "size": 6,
                },
            },
            "hovertext": [
                f"{who} · {_(WORDS[cause])} {signed(line.parts[cause])}"
                for who, line in zip(names, lines, strict=True)
            ],
            "hoverinfo": "text",
        }
        for cause in causes
    ]
    across = {"fixedrange": True, "zeroline": True, "zerolinecolor": "#8C99A1"}
    across |= {"nticks": 5, "tickformat": ",.0f"}
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    return _figure(traces, height, across, barmode="relative", showlegend=True, legend=legend)


def signed(fen: int) -> str:
    """Write a part in yuan and fen, with its sign."""
    return formats.yuan(fen, sign=True)


def _figure(
    traces: list[dict[str, Any]],
    height: int,
    across: dict[str, Any],
    **layout: Any,  # noqa: ANN401 (whatever a layout takes)
) -> go.Figure:
    down = {
        "autorange": "reversed",
        "fixedrange": True,
        "tickfont": {"size": _FONT - 1},
        "dtick": 1,
        "automargin": True,
    }
    bare = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 24 if layout else 4, "b": 20 if layout else 0},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "bargap": 0.3,
        "xaxis": across,
        "yaxis": down,
    }
    return go.Figure(data=traces, layout={**bare, **layout})
