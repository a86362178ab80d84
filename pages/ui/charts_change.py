"""Pictures of a change: bars in yuan, a slope of ranks, a map in five bands."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import cos, radians
from typing import Any, TypeAlias

import plotly.graph_objects as go
import streamlit as st

from lib.model.comparison import BANDS, LARGE, SMALL, Change
from pages.ui import formats, state
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
_BESIDE = 0.35  # of the width: room for what is written beside a bar
_LEFT, _RIGHT = 0, 1
_GAP = (None, None)
Hints: TypeAlias = Mapping[str, str]
_STAYS, _RISES, _FALLS = "rgba(140,153,161,0.6)", COLOURS["big_gain"], COLOURS["big_loss"]


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


def bars(changes: Sequence[Change], hints: Hints, height: int) -> go.Figure:
    """Make a diverging bar for each institution, the greatest gain on top."""
    ordered = sorted(changes, key=lambda c: (-c.difference, c.area.code))
    yuan = [c.difference / 100 for c in ordered]
    bar = {
        "type": "bar",
        "x": yuan,
        "y": [short_name(c.area) for c in ordered],
        "orientation": "h",
        "marker": {"color": [COLOURS[c.band] for c in ordered]},
        "text": [_beside(c) for c in ordered],
        "textposition": "outside",
        "textfont": {"size": _FONT - 1, "color": state.ink()},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [hints[c.area.code] for c in ordered],
        "hoverinfo": "text",
    }
    across = {"range": _room(yuan), "visible": False, "fixedrange": True}
    down = {
        "autorange": "reversed",
        "fixedrange": True,
        "tickfont": {"size": _FONT},
        "dtick": 1,
        "automargin": True,
    }
    return _figure([bar], height, (across, down), bargap=0.3)


def slope(changes: Sequence[Change], hints: Hints, height: int) -> go.Figure:
    """Draw ranks before and after as lines, labelled at both ends; far movers stand out."""
    ranked = [c for c in changes if c.places is not None]
    before = _positions(ranked, [c.rank_before for c in ranked])
    after = _positions(ranked, [c.rank_after for c in ranked])
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "x": [_LEFT, _RIGHT, None] * len(lines),
            "y": [y for code in lines for y in (before[code], after[code], None)],
            "mode": "lines",
            "line": {"color": colour, "width": width},
            "hoverinfo": "skip",
        }
        for colour, width in ((_STAYS, 1.2), (_RISES, 3), (_FALLS, 3))
        if (lines := [c.area.code for c in ranked if _colour(c) == colour])
    ]
    traces += [
        {
            "type": "scatter",
            "x": [x] * len(ranked),
            "y": [places[c.area.code] for c in ranked],
            "mode": "markers+text",
            "text": [_end(c, side) for c in ranked],
            "textposition": f"middle {side}",
            "textfont": {"size": _FONT - 1, "color": state.ink()},
            "marker": {"size": 6, "color": [_colour(c) for c in ranked]},
            "hovertext": [hints[c.area.code] for c in ranked],
            "hoverinfo": "text",
            "cliponaxis": False,
        }
        for x, places, side in ((_LEFT, before, "left"), (_RIGHT, after, "right"))
    ]
    across = {"range": [-0.85, 2.05], "visible": False, "fixedrange": True}
    down = {"range": [len(ranked) + 0.6, 0.4], "visible": False, "fixedrange": True}
    return _figure(traces, height, (across, down))


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


def _room(yuan: Sequence[float]) -> list[float]:
    """Span the bars, with room for the words on the sides that have bars."""
    low, high = min(0.0, *yuan), max(0.0, *yuan)
    if low == high:
        return [-1, 1]
    sides = (low < 0) + (high > 0)
    words = (high - low) / (1 - sides * _BESIDE) * _BESIDE
    return [low - words * (low < 0), high + words * (high > 0)]


def _beside(change: Change) -> str:
    if not change.difference:
        return "0"
    moved = amount(change.difference, unit=False)
    return f"{moved} ({formats.signed_percent(change.share, 1)})"


def _end(change: Change, side: str) -> str:
    """Label an end of a line: rank and name; the number of places where it arrives."""
    if side == "left":
        return f"{short_name(change.area)} {change.rank_before}"
    places = change.places or 0
    moved = f" {'▲' if places > 0 else '▼'}{abs(places)}" if places else ""
    label = f"{change.rank_after} {short_name(change.area)}{moved}"
    return f"<b>{label}</b>" if abs(places) >= FAR else label


def _on_map(change: Change) -> str:
    sign = "" if change.band == "same" else f"<br>{SIGNS[change.band]}"
    return f"{short_name(change.area)}{sign}"


def _colour(change: Change) -> str:
    places = change.places or 0
    if abs(places) < FAR:
        return _STAYS
    return _RISES if places > 0 else _FALLS


def _positions(changes: Sequence[Change], ranks: Sequence[int | None]) -> dict[str, int]:
    """Give each a line of its own; equal ranks stand below each other, by code."""
    ordered = sorted(zip(ranks, changes, strict=True), key=lambda rc: (rc[0] or 0, rc[1].area.code))
    return {change.area.code: line for line, (_rank, change) in enumerate(ordered, start=1)}


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the outer rings; what lies within a hole is drawn by its own area."""
    shapes = geometry["coordinates"]
    return [s[0] for s in (shapes if geometry["type"] == "MultiPolygon" else [shapes])]


def _figure(
    traces: list[dict[str, Any]],
    height: int,
    axes: tuple[dict[str, Any], dict[str, Any]],
    **layout: Any,  # noqa: ANN401 (whatever a layout takes)
) -> go.Figure:
    """Make a bare figure at once: every later update of one costs milliseconds."""
    bare = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "font": {"size": _FONT, "family": st.get_option("theme.font"), "color": state.ink()},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "uirevision": "change",
        "template": "none",
        "xaxis": axes[0],
        "yaxis": axes[1],
    }
    return go.Figure(data=traces, layout={**bare, **layout})


def share_of(part: int, whole: int) -> str:
    """Write a part of the pool as a percentage."""
    return formats.percent(Fraction(part, whole), 2) if whole else formats.MISSING
