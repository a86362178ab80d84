"""The heat grid: every area by every indicator, each cell a colour and a sign."""

from __future__ import annotations

from collections import Counter
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model.observations import Status
from lib.model.progress import NO_LIGHT, Progress
from pages.ui import coverage_choice, formats, grid_layout, lights, load, picking
from pages.ui.figures import Figures, judged, marks, why, withheld, written
from pages.ui.grid_layout import Layout
from pages.ui.text import N_, _, name

KEY = "heat grid"
FILLS = {
    "green": "rgba(0,158,115,0.20)",  # what is well stays quiet; what is not stands out
    "amber": "rgba(230,159,0,0.45)",
    "red": "#B84A00",
    NO_LIGHT: "rgba(127,127,127,0.14)",
}
_SHAPES = {"green": "circle", "amber": "triangle-up", "red": "triangle-down"}
_SHAPE = 8  # pixels
_LONG = 100
_INK_ON_RED = "#FFFFFF"
_NO_TARGET, _WITHHELD = "·", "<"
_STATUS_SIGNS = {Status.MISSING: "?", Status.NOT_APPLICABLE: "/", Status.EXEMPT: "×"}
_REASONS = {
    "?": N_("not reported"),
    "/": N_("not applicable"),
    "×": N_("exempt"),
    _NO_TARGET: N_("no target"),
    _WITHHELD: N_("too few people, not shown"),
    "°": N_("older figure"),
    "*": N_("clinics missing"),
}


def show(figures: Figures) -> None:
    """Draw the grid; choosing a cell chooses its indicator and its area."""
    st.plotly_chart(
        figure(figures),
        key=KEY,
        on_select=_choose,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=_("Lights of every area and indicator; the same as a table below."),
    )


def figure(figures: Figures) -> go.Figure:
    """Make the grid: the whole on top, then its parts in the order of their codes."""
    laid = grid_layout.lay_out(figures)
    hints = _Hints(figures)
    inks = dict.fromkeys(lights.SIGNS, laid.ink) | {"red": _INK_ON_RED}
    drawn = go.Figure([_fills(figures, laid), _reds(figures, laid)])
    for light, ink in inks.items():
        cells = [p for p in figures.cells.values() if p.light == light]
        drawn.add_trace(_signs(cells, laid, ink, hints))
    drawn.update_layout(grid_layout.style(figures, laid))
    return drawn


def legend(figures: Figures) -> str:
    """Explain the lights, with how many cells have each."""
    counts = figures.lights()
    return "　".join(f"{lights.shown(light)} **{counts[light]}**" for light in lights.SIGNS)


def remarks(figures: Figures) -> str:
    """Explain the other signs that are on the grid, with how often they are."""
    counts = Counter(
        mark
        for p in figures.cells.values()
        for mark in (sign(p), *(marks(p) if grid_layout.has_numbers(figures) else ""))
    )
    return "　".join(f"{s} {_(words)} {counts[s]}" for s, words in _REASONS.items() if counts[s])


def rows(figures: Figures) -> list[dict[str, str]]:
    """Return the grid as a table: lights and figures of every area, the whole first."""
    return [
        {
            _("Area"): name(area),
            **{name(i.name): _told(figures.cells[area.code, i.code]) for i in figures.indicators},
        }
        for area in (figures.whole, *figures.areas)
    ]


def sign(progress: Progress) -> str:
    """Return the sign of a figure: its light, or which of the reasons there is none."""
    if judged(progress):
        return lights.SIGNS[progress.light]
    if progress.value is not None:
        return _NO_TARGET
    return _STATUS_SIGNS.get(progress.status, _WITHHELD)


def _choose() -> None:
    """Remember the chosen cell: the address keeps the indicator, the filters the area."""
    area, _slash, indicator = picking.point(KEY).partition("/")
    if indicator in load.indicators():
        coverage_choice.turn_to(indicator, area)


def _fills(figures: Figures, laid: Layout) -> go.Heatmap:
    """Fill the cells: one picture, which a browser draws faster than a thousand shapes."""
    steps = list(FILLS)
    last = len(steps) - 1
    places = {at: code for code, at in laid.x.items()}
    lines = {at: code for code, at in laid.y.items()}
    columns, rows = grid_layout.strips(places), grid_layout.strips(lines)
    shades = [
        [
            steps.index(figures.cells[area, code].light) if area and code else None
            for _right, code in columns[1:]
        ]
        for _bottom, area in rows[1:]
    ]
    return go.Heatmap(
        x=[edge for edge, _code in columns],
        y=[edge for edge, _code in rows],
        z=shades,
        zmin=0,
        zmax=last,
        colorscale=[(step / last, FILLS[light]) for step, light in enumerate(steps)],
        showscale=False,
        xgap=4 if laid.wide else 1,
        ygap=2,
        hoverinfo="skip",
    )


def _signs(cells: list[Progress], laid: Layout, ink: str, hints: _Hints) -> go.Scatter:
    """Draw what is in the cells of one light; it is what a pointer finds.

    A browser draws a thousand shapes far sooner than a thousand texts.
    """
    shape = _SHAPES.get(cells[0].light) if cells and not laid.wide else None
    return go.Scatter(
        x=[laid.x[p.indicator.code] for p in cells],
        y=[laid.y[p.area.code] for p in cells],
        mode="markers" if shape else "text",
        marker={"symbol": shape, "size": _SHAPE, "color": ink, "line": {"width": 0}},
        text=None if shape else [_inside(p, laid) for p in cells],
        textfont={"size": _size(laid), "color": ink},
        customdata=[f"{p.area.code}/{p.indicator.code}" for p in cells],
        hovertext=[hints.of(p) for p in cells],
        hoverinfo="text",
    )


def _size(laid: Layout) -> int:
    if not laid.wide:
        return 10
    return 13 if laid.units else 11


def _inside(progress: Progress, laid: Layout) -> str:
    if not laid.wide:
        return sign(progress)
    return _told(progress) if laid.units else _told(progress, _brief(progress))


def _brief(progress: Progress) -> str:
    """Write a figure as short as a narrow cell wants it: no unit, no decimals from 100 on."""
    if progress.value is None:
        return sign(progress)
    return formats.number(progress.value, 0 if progress.value >= _LONG else 1)


def _told(progress: Progress, figure: str = "") -> str:
    leading = f"{lights.SIGNS[progress.light]} " if judged(progress) else ""
    return f"{leading}{figure or written(progress)}{marks(progress)}"


class _Hints:
    """What a pointer is told, in a few lines. Names are data: never markup."""

    def __init__(self, figures: Figures) -> None:
        areas = (figures.whole, *figures.areas)
        self._areas = {area.code: f"<b>{escape(name(area))}</b>" for area in areas}
        self._columns = {i.code: escape(name(i.name)) for i in figures.indicators}
        whole = figures.whole.code
        self._due = {i.code: _due(figures.cells[whole, i.code]) for i in figures.indicators}
        self._needed = _("still needed for the target: {needed}")
        self._lights = {light: lights.shown(light) for light in lights.SIGNS}

    def of(self, progress: Progress) -> str:
        """Say what one cell shows."""
        code = progress.indicator.code
        light = self._lights[progress.light] if judged(progress) else ""
        lines = [self._areas[progress.area.code], self._columns[code]]
        lines.append(f"{escape(written(progress))}  {light}")
        if self._due[code]:
            lines.append(self._due[code])
        if withheld(progress):
            lines.append(escape(why(progress)))
        if progress.needed_by_year_end:
            lines.append(self._needed.format(needed=formats.number(progress.needed_by_year_end)))
        return "<br>".join(lines)


def _due(progress: Progress) -> str:
    """Say what is wanted of an indicator; it is the same for every area."""
    if progress.target is None:
        return ""
    due = formats.in_unit(progress.expected, progress.indicator.unit)
    whole = formats.in_unit(progress.target.value, progress.indicator.unit)
    return _("due by now {due}, target {target}").format(due=due, target=whole)


def _reds(figures: Figures, laid: Layout) -> go.Scatter:
    """Count the red lights of each row at its end."""
    counts = [(a.code, figures.reds(a.code)) for a in (figures.whole, *figures.areas)]
    return go.Scatter(
        x=[laid.right] * len(counts),
        y=[laid.y[code] for code, _count in counts],
        mode="text",
        text=[f"{lights.SIGNS['red']} {count}" if count else "" for _code, count in counts],
        textposition="middle right",
        textfont={"size": 12, "color": laid.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
