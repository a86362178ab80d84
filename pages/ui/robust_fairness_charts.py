"""Pictures of fairness: money per head by institution and by group, now and proposed."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from lib.model.evaluation import Outcome
from lib.model.fairness.groups import Grouping, by_group
from lib.model.fairness.spread import people, per_head
from pages.ui import chart_look, formats, robust_fairness_tables, state
from pages.ui.text import _, name, short_name

_NOW, _RISES, _FALLS, _SAME = "#7A7A7A", "#0072B2", "#D55E00", "#009E73"
_GRID = "rgba(127,127,127,0.25)"
_FONT = 13


def heads(baseline: Outcome, proposed: Outcome, height: int) -> go.Figure:
    """Draw the amount per head of every institution, the highest on top."""
    before, after = per_head(baseline), per_head(proposed)
    order = sorted(range(len(after)), key=lambda i: (-after[i], i))
    labels = [short_name(proposed.areas[i]) for i in order]
    hints = [_hint(name(proposed.areas[i]), before[i], after[i]) for i in order]
    pairs = [(float(before[i]), float(after[i])) for i in order]
    mean = float(np.average(after, weights=people(proposed)))
    return _figure(_dumbbells(pairs, hints), labels, height, mean)


def groups(way: Grouping, baseline: Outcome, proposed: Outcome, height: int) -> go.Figure:
    """Draw the amount per head of every group."""
    found = by_group(way, baseline, proposed)
    pairs = [(result.yuan_before or 0.0, result.yuan_after or 0.0) for result in found]
    labels = [
        _("{group} ({count})").format(
            group=robust_fairness_tables.group_name(way.code, result.group), count=len(result.areas)
        )
        for result in found
    ]
    hints = [_hint(label, *pair) for label, pair in zip(labels, pairs, strict=True)]
    mean = float(np.average(per_head(proposed), weights=people(proposed)))
    return _figure(_dumbbells(pairs, hints, words=True), labels, height, mean)


def _dumbbells(
    pairs: list[tuple[float, float]], hints: list[str], *, words: bool = False
) -> list[dict[str, Any]]:
    """Draw now as an open ring, proposed as a filled dot, a line between."""
    rows = list(range(len(pairs)))
    colours = [_colour(*pair) for pair in pairs]
    lines: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for pair in pairs for x in (*pair, None)],
        "y": [y for row in rows for y in (row, row, None)],
        "line": {"color": _NOW, "width": 2},
        "hoverinfo": "skip",
    }
    ends = [
        {
            "type": "scatter",
            "mode": "markers+text" if words and place else "markers",
            "x": [pair[place] for pair in pairs],
            "y": rows,
            "marker": {
                "size": 10,
                "symbol": ("circle-open", "circle")[place],
                "color": (_NOW, colours)[place],
            },
            "text": [formats.number(pair[1], 2) for pair in pairs],
            "textposition": "top center",
            "textfont": {"size": _FONT, "color": state.ink()},
            "cliponaxis": False,
            "hovertext": hints,
            "hoverinfo": "text",
        }
        for place in (0, 1)
    ]
    return [lines, *ends]


def _colour(before: float, after: float) -> str:
    if np.isclose(before, after):
        return _SAME
    return _RISES if after > before else _FALLS


def _hint(label: str, before: float, after: float) -> str:
    words = _("{area}: {before} → {after} yuan per head ({change})")
    return words.format(
        area=label,
        before=formats.number(float(before), 2),
        after=formats.number(float(after), 2),
        change=formats.signed(float(after - before), 2),
    )


def _figure(traces: list[dict[str, Any]], labels: list[str], height: int, mean: float) -> go.Figure:
    down = {
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
        "tickfont": {"size": _FONT - 1},
        "range": [len(labels) - 0.4, -0.8],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }
    layout = {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 0, "b": 22},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "xaxis": {"fixedrange": True, "gridcolor": _GRID, "zeroline": False},
        "yaxis": down,
        "shapes": [
            {
                "type": "line",
                "x0": mean,
                "x1": mean,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": _NOW, "dash": "dot", "width": 1.5},
                "layer": "below",
            }
        ],
    }
    return go.Figure(data=traces, layout=layout)
