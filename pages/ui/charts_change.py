"""How a change is pictured: words and colours of the bars, and a map in five bands."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import cos, radians
from typing import Any, TypeAlias

import plotly.graph_objects as go

from lib.model.comparison import BANDS, LARGE, SMALL, Change
from pages.ui import chart_look, formats, state
from pages.ui.load import shapes
from pages.ui.text import N_, _, name, short_name

COLOURS = {
    "big_loss": "#B35806",
    "loss": "#E59A4A",
    "same": "#A9B4BB",
    "gain": "#6FB1C3",
    "big_gain": "#2C7C95",
}
"""Orange for less, teal for more: ends of the diverging palette of the theme."""
_DARK = frozenset({"big_loss", "big_gain"})
SIGNS = {"big_loss": "▼▼", "loss": "▼", "same": "■", "gain": "▲", "big_gain": "▲▲"}
_BAND_WORDS = {
    "big_loss": N_("≥ {large} less"),
    "loss": N_("{small}–{large} less"),
    "same": N_("within ±{small}"),
    "gain": N_("{small}–{large} more"),
    "big_gain": N_("≥ {large} more"),
}
FAR = 2
"""Places from which a mover stands out."""
_FONT = 13  # pixels
_GAP = (None, None)
Hints: TypeAlias = Mapping[str, str]
Axis: TypeAlias = Mapping[str, object]


def band_words(band: str) -> str:
    """Say what a band means, in numbers."""
    return _(_BAND_WORDS[band]).format(
        small=formats.percent(SMALL), large=formats.percent(LARGE, 0)
    )


def amount(fen: int, *, unit: bool = True) -> str:
    """Write a change where room is short: 万元 in Chinese, whole yuan in English."""
    if state.language() == "zh":
        return formats.wan(fen, unit=unit, sign=True)
    written = formats.signed(Fraction(fen, 100))
    return _("{amount} yuan").format(amount=written) if unit else written


def pattern() -> dict[str, object]:
    """Return how `amount` writes, for the browser: fen to one, decimals, and the unit."""
    if state.language() == "zh":
        return large_pattern()
    return {"per": 100, "decimals": 0, "unit": _("{amount} yuan")}


def large_pattern() -> dict[str, object]:
    """Return how `formats.wan` writes, for the browser."""
    chinese = state.language() == "zh"
    per, decimals = (1_000_000, 2) if chinese else (100_000_000, 4)
    return {"per": per, "decimals": decimals, "unit": _("{amount} m yuan")}


def beside(change: Change) -> str:
    """Say what is written beside a bar: the change, and its share of the amount before."""
    if not change.difference:
        return "0"
    moved = amount(change.difference, unit=False)
    return f"{moved} ({formats.signed_percent(change.share, 1)})"


def change_map(changes: Sequence[Change], hints: Hints, height: int) -> go.Figure:
    """Draw the service areas in the colour of their band."""
    found = {c.area.code: c for c in changes}
    features = [f for f in shapes.features("institutions") if f["id"] in found]
    traces: list[dict[str, Any]] = []
    for band in BANDS:
        inside = [f for f in features if found[f["id"]].band == band]
        points = [p for f in inside for ring in _rings(f["geometry"]) for p in (*ring, _GAP)]
        traces.append(
            {
                "type": "scatter",
                "x": [point[0] for point in points],
                "y": [point[1] for point in points],
                "mode": "lines",
                "fill": "toself",
                "fillcolor": COLOURS[band],
                "line": {"color": "#FFFFFF", "width": 1},
                "hoverinfo": "skip",
            }
        )
    places = shapes.label_places("institutions")
    traces.append(
        {
            "type": "scatter",
            "x": [places[f["id"]][0] for f in features],
            "y": [places[f["id"]][1] for f in features],
            "mode": "text",
            "text": [_on_map(found[f["id"]]) for f in features],
            "textfont": {
                "size": _FONT - 1,
                "color": [
                    "#FFFFFF" if found[f["id"]].band in _DARK else "#10191E" for f in features
                ],
            },
            "hovertext": [hints[f["id"]] for f in features],
            "hoverinfo": "text",
        }
    )
    middle = sum(at[1] for at in places.values()) / max(len(places), 1)
    across = {"visible": False, "fixedrange": True}
    down = {**across, "scaleanchor": "x", "scaleratio": 1 / cos(radians(middle))}
    return _figure(traces, height, (across, down))


def hints(changes: Sequence[Change]) -> dict[str, str]:
    """Say in one line what happens to each institution, by its code."""
    return {change.area.code: hint(change) for change in changes}


def hint(change: Change) -> str:
    """Say in one line what happens to an institution."""
    words = _("{area}: {before} → {after} ({difference}, {share}); rank {old} → {new}")
    return words.format(
        area=name(change.area),
        before=formats.yuan(change.before),
        after=formats.yuan(change.after),
        difference=formats.yuan(change.difference, sign=True),
        share=formats.signed_percent(change.share, 2),
        old=formats.number(change.rank_before),
        new=formats.number(change.rank_after),
    )


def _on_map(change: Change) -> str:
    sign = "" if change.band == "same" else f"<br>{SIGNS[change.band]}"
    return f"{short_name(change.area)}{sign}"


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the outer rings; what lies within a hole is drawn by its own area."""
    shapes = geometry["coordinates"]
    return [s[0] for s in (shapes if geometry["type"] == "MultiPolygon" else [shapes])]


def _figure(traces: list[dict[str, Any]], height: int, axes: tuple[Axis, Axis]) -> go.Figure:
    """Make a bare figure at once: every later update of one costs milliseconds."""
    layout = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "uirevision": "change",
        "xaxis": axes[0],
        "yaxis": axes[1],
    }
    return go.Figure(data=traces, layout=layout)


def share_of(part: int, whole: int) -> str:
    """Write a part of the pool as a percentage."""
    return formats.percent(Fraction(part, whole), 2) if whole else formats.MISSING
