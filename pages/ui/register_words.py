"""Words, signs and small tables that the views of the registers share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from lib.model.registers import cells
from lib.model.registers.accreditation import Level, Standing
from lib.model.registers.declarations import Register, Shape, Value
from pages.ui import chart_look, formats, load, picking, state, tables
from pages.ui.headlines import headline
from pages.ui.load import registers
from pages.ui.text import N_, _, listed, name

LEVELS = {
    Level.NONE: N_("not reached"),
    Level.BASIC: N_("Basic standard"),
    Level.RECOMMENDED: N_("Recommended standard"),
}
SIGNS = {Level.NONE: "○", Level.BASIC: "●", Level.RECOMMENDED: "★"}
STEPS = {
    "": N_("not begun"),
    "self": N_("self-assessed"),
    "county": N_("reviewed by the county"),
    "prefecture": N_("reviewed by the prefecture"),
    "province": N_("reviewed by the province"),
}
_COLOURS = ("#0072B2", "#E69F00", "#009E73")
_SYMBOLS = ("circle", "diamond", "square")
_PLACES = ("top center", "top center", "bottom center")
_HEIGHT, _ROW_HEIGHT, _TREND = 614, 26, 210  # pixels


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a trend: what it is, and its values by year, in percent or as counted."""

    title: str
    values: Mapping[int, float | None]


def institutions(rows: Mapping[str, Mapping[str, object]], stem: str, note: str = "") -> str:
    """Show a table with a line for each institution; return the code of the one picked.

    Parameters
    ----------
    rows
        Cells by heading, by area code.
    stem
        Name of the file, and of the table.
    note
        What has to be known to read it.
    """
    key = f"register table {stem}"
    st.dataframe(
        tables.readable(list(rows.values())),
        hide_index=True,
        height=_HEIGHT,
        row_height=_ROW_HEIGHT,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if note:
            st.caption(note, width="stretch")
        tables.download(list(rows.values()), stem, note)
    line = picking.line(key)
    codes = list(rows)
    return codes[line] if line is not None and line < len(codes) else ""


def level(standing: Standing) -> str:
    """Say which level holds, with its sign; a lapsed one is called so."""
    if standing.lapsed is not Level.NONE:
        return _("▼ lapsed: {level}").format(level=_(LEVELS[standing.lapsed]))
    return f"{SIGNS[standing.level]} {_(LEVELS[standing.level])}"


def cell(register: Register, code: str, value: Value) -> str:
    """Write a value of a row as people read it."""
    column = register.columns[code]
    if value is None:
        return formats.MISSING
    if column.shape is Shape.AREA:
        area = load.institutions().get(str(value))
        return str(value) if area is None else name(area)
    if column.shape is Shape.YUAN and isinstance(value, int):
        return formats.yuan(value, unit=False)
    if column.shape is Shape.COUNT and isinstance(value, int):
        return formats.number(value)
    return str(cells.written(column, value, str, state.language()))


def short(register: Register, code: str) -> str:
    """Name a column briefly: without its unit and without “of these”."""
    said = name(register.columns[code].heading)
    return said.partition("（")[0].removeprefix("其中").removeprefix("of these ")


def row_name(register: Register, values: Mapping[str, Value]) -> str:
    """Name a row by its key: 石湾镇卫生院 · 2025."""
    return " · ".join(cell(register, code, values.get(code)) for code in register.key)


def trend(title: str, lines: Sequence[Line], unit: str = "%") -> None:
    """Draw values through the years, with their table."""
    headline(title)
    years = sorted({year for line in lines for year in line.values})
    drawn = go.Figure(
        [
            go.Scatter(
                x=[str(year) for year in years],
                y=[line.values.get(year) for year in years],
                name=line.title,
                mode="lines+markers+text",
                text=[_short(line.values.get(year), unit) for year in years],
                textposition=place,
                cliponaxis=False,
                line={"color": colour, "width": 2},
                marker={"symbol": symbol, "size": 9},
            )
            for line, colour, symbol, place in zip(lines, _COLOURS, _SYMBOLS, _PLACES, strict=False)
        ]
    )
    known = [v for line in lines for v in line.values.values() if v is not None]
    drawn.update_layout(
        **chart_look.plain(13),
        height=_TREND,
        margin={"l": 8, "r": 24, "t": 8, "b": 24},
        legend={"orientation": "h", "y": 1.18, "x": 0},
        xaxis={"type": "category", "range": [-0.35, len(years) - 0.65]},
        yaxis={"visible": False, "range": _range(known)},
    )
    said = listed(line.title for line in lines)
    st.plotly_chart(drawn, key=f"trend {title}", config={"displayModeBar": False}, alt=said)
    rows = [
        {_("Year"): str(year)} | {line.title: _short(line.values.get(year), unit) for line in lines}
        for year in years
    ]
    with st.expander(_("The chart as a table"), icon=":material/table:"):
        tables.twin(rows, title)


def percent(share: float | None) -> float | None:
    """Return a share in percent, for a chart."""
    return None if share is None else 100 * float(share)


def years_up_to(code: str) -> list[int]:
    """Return the years a register has rows of, up to the day looked at."""
    found = registers.held()
    years = {int(str(row["year"])) for row in found.rows[code]}
    return sorted(year for year in years if year <= found.day.year)


def _short(value: float | None, unit: str) -> str:
    if value is None:
        return formats.MISSING
    return f"{formats.number(value, 1)}{unit}"


def _range(known: Sequence[float]) -> list[float]:
    """Leave room for the numbers of the marks; a small change must not look like a large one."""
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = max(high - low, high * 0.3, 1.0)
    return [low - 0.25 * room, high + 0.45 * room]
