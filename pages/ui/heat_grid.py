"""The heat grid: every area by every indicator, each cell a colour and a sign."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap

import plotly.graph_objects as go
import streamlit as st

from lib.model.indicators import Indicator
from lib.model.observations import Status
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from pages.ui import formats, lights, load, state
from pages.ui.figures import Figures, judged, marks, written
from pages.ui.text import _, name

KEY = "heat grid"
MOST_NUMBERS = 18
"""With more columns than this a cell has room for a sign only."""

_FILLS = {
    "green": "rgba(0,158,115,0.20)",  # what is well stays quiet; what is not stands out
    "amber": "rgba(230,159,0,0.50)",
    "red": "#B84A00",
    NO_LIGHT: "rgba(127,127,127,0.14)",
}
_STATUS_SIGNS = {Status.MISSING: "?", Status.NOT_APPLICABLE: "/", Status.EXEMPT: "×"}
_ROW, _ROW_BESIDE_NUMBERS = 20, 23  # pixels
_WIDTH = 1060  # pixels of a 1366 screen left by the sidebar; wider screens only gain
_GAP = 0.4  # of a column, between two service items
_WHOLE_GAP = 0.35  # of a row, below the whole
_HAN, _LATIN = 12.5, 6.6  # pixels of a letter at the size of the headings


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where columns and rows lie, in the units of the axes."""

    x: dict[str, float]
    y: dict[str, float]
    numbers: bool
    label: int
    """Pixels for the names of the rows."""

    @property
    def right(self) -> float:
        return max(self.x.values()) + 0.5

    @property
    def pixels(self) -> float:
        """Width of a column on the narrowest screen."""
        return (_WIDTH - self.label - 48) / (self.right + 0.5)


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
    laid = _lay_out(figures)
    groups = {light: [] for light in lights.SIGNS}  # type: dict[str, list[Progress]]
    for cell in figures.cells.values():
        groups[cell.light].append(cell)
    drawn = go.Figure([t for light, cells in groups.items() for t in _cells(light, cells, laid)])
    drawn.add_trace(_reds(figures, laid))
    heading = _headings(figures, laid)
    _style(drawn, figures, laid, heading)
    return drawn


def sign(progress: Progress) -> str:
    """Return the sign of a figure: its light, or which of the reasons there is none."""
    if judged(progress) or progress.value is not None:
        return lights.SIGNS[progress.light] if judged(progress) else "·"
    return _STATUS_SIGNS.get(progress.status, "＊")


def _choose() -> None:
    """Remember the chosen cell: the address keeps the indicator, the filters the area."""
    event = state.picked(KEY)
    points = event["selection"]["points"] if isinstance(event, dict) else []
    area, _slash, indicator = (
        str(points[0].get("customdata", "")).partition("/") if points else ("", "", "")
    )
    if indicator in load.indicators():
        select(indicator, area)


def select(indicator: str, area: str = "") -> None:
    """Turn to one indicator, and to an institution if it is one."""
    state.put("coverage view", "indicator")
    state.put("coverage indicator", indicator)
    if area in load.institutions():
        state.choose(unit=area)


def _lay_out(figures: Figures) -> _Layout:
    numbers = len(figures.indicators) <= MOST_NUMBERS
    x: dict[str, float] = {}
    for group, members in enumerate(_by_item(figures.indicators)):
        for indicator in members:
            x[indicator.code] = len(x) + (0 if numbers else group * _GAP)
    y = {figures.whole.code: 0.0}
    y.update({a.code: line + 1 + _WHOLE_GAP for line, a in enumerate(figures.areas)})
    return _Layout(x, y, numbers, label=250 if state.language() == "en" else 172)


def _by_item(indicators: tuple[Indicator, ...]) -> list[list[Indicator]]:
    return [list(members) for _item, members in groupby(indicators, lambda i: i.service_item)]


def _cells(light: str, cells: list[Progress], laid: _Layout) -> list[go.Bar | go.Scatter]:
    """Fill the cells of one light, and write their signs in a colour that can be read on it."""
    x = [laid.x[p.indicator.code] for p in cells]
    y = [laid.y[p.area.code] for p in cells]
    fill = go.Bar(
        x=x,
        base=[at - 0.46 for at in y],
        y=[0.92] * len(cells),
        width=0.94 if laid.numbers else 0.9,
        marker={"color": _FILLS[light], "line": {"width": 0}},
        customdata=[f"{p.area.code}/{p.indicator.code}" for p in cells],
        hovertext=[_hint(p) for p in cells],
        hoverinfo="text",
        unselected={"marker": {"opacity": 1}},
    )
    text = go.Scatter(
        x=x,
        y=y,
        mode="text",
        text=[_inside(p, laid) for p in cells],
        textfont={
            "size": 13 if laid.numbers else 9,
            **({"color": "#FFFFFF"} if light == "red" else {}),
        },
        hoverinfo="skip",
    )
    return [fill, text]


def _inside(progress: Progress, laid: _Layout) -> str:
    if not laid.numbers:
        return sign(progress)
    leading = f"{lights.SIGNS[progress.light]} " if judged(progress) else ""
    return f"{leading}{written(progress)}{marks(progress)}"


def _hint(progress: Progress) -> str:
    """Say in a few lines what a cell shows. Names are data: never markup."""
    unit = progress.indicator.unit
    lines = [
        f"<b>{escape(name(progress.area))}</b>",
        escape(name(progress.indicator.name)),
        f"{written(progress)}  {lights.shown(progress.light)}"
        if judged(progress)
        else written(progress),
    ]
    if progress.target is not None:
        due = formats.in_unit(progress.expected, unit)
        whole = formats.in_unit(progress.target.value, unit)
        lines.append(_("due by now {due}, target {target}").format(due=due, target=whole))
    if progress.needed_by_year_end:
        needed = formats.number(progress.needed_by_year_end)
        lines.append(_("still needed for the target: {needed}").format(needed=needed))
    return "<br>".join(lines)


def _reds(figures: Figures, laid: _Layout) -> go.Scatter:
    """Count the red lights of each row at its end."""
    counts = [(a.code, figures.reds(a.code)) for a in (figures.whole, *figures.areas)]
    return go.Scatter(
        x=[laid.right + 0.1] * len(counts),
        y=[laid.y[code] for code, _count in counts],
        mode="text",
        text=[f"{lights.SIGNS['red']} {count}" if count else "" for _code, count in counts],
        textposition="middle right",
        textfont={"size": 12},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _headings(figures: Figures, laid: _Layout) -> dict[float, list[str]]:
    """Return the lines over the grid by where they stand: items, or single indicators."""
    if laid.numbers:
        return {laid.x[i.code]: _broken(name(i.name), laid.pixels, 4) for i in figures.indicators}
    items = load.service_items()
    heads = {}
    for members in _by_item(figures.indicators):
        places = [laid.x[i.code] for i in members]
        room = (places[-1] - places[0] + 1) * laid.pixels
        whole = name(items[members[0].service_item])
        heads[sum(places) / len(places)] = _upright(whole, room)
    return heads


def _broken(words: str, room: float, most: int) -> list[str]:
    """Break a name into lines of a width; a name that is too long ends in …"""
    latin = state.language() == "en"
    each = max(1, int(room / (_LATIN if latin else _HAN)))
    lines = (
        wrap(words, each) if latin else [words[i : i + each] for i in range(0, len(words), each)]
    )
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: each - 1]}…"]


def _upright(words: str, room: float) -> list[str]:
    """Chinese runs down in narrow lines; English is turned, so its lines stand side by side."""
    if state.language() == "en":
        return _broken(words, 19 * _LATIN, max(1, int(room / 13)))
    return _broken(words, room, 9)


def _style(
    drawn: go.Figure, figures: Figures, laid: _Layout, heading: dict[float, list[str]]
) -> None:
    row = _ROW_BESIDE_NUMBERS if laid.numbers else _ROW
    turned = not laid.numbers and state.language() == "en"
    deepest = max(len(lines) for lines in heading.values())
    top = 128 if turned else 15 * deepest + 8
    rows = len(figures.areas) + 1 + _WHOLE_GAP
    areas = (figures.whole, *figures.areas)
    drawn.update_layout(
        height=int(top + row * rows + 6),
        margin={"l": laid.label, "r": 48, "t": top, "b": 4},
        showlegend=False,
        barmode="overlay",
        hovermode="closest",
        dragmode=False,
        clickmode="event+select",
        xaxis={"visible": False, "fixedrange": True, "range": [-0.5, laid.right]},
        yaxis={
            "fixedrange": True,
            "range": [rows - 0.5, -0.5],
            "tickvals": list(laid.y.values()),
            "ticktext": [_label(area, laid, bold=area is figures.whole) for area in areas],
            "tickfont": {"size": 13},
            "showgrid": False,
            "zeroline": False,
        },
    )
    for at, lines in heading.items():
        drawn.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=4,
            text="<br>".join(escape(line) for line in lines),
            textangle=-90 if turned else 0,
            showarrow=False,
            font={"size": 12},
        )


def _label(area: Area, laid: _Layout, *, bold: bool) -> str:
    whole = name(area)
    each = int((laid.label - 10) / (_LATIN if state.language() == "en" else 13))
    cut = escape(whole if len(whole) <= each else f"{whole[: each - 1]}…")
    return f"<b>{cut}</b>" if bold else cut
