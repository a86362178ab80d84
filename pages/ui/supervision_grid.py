"""The grid of coverage: every town by every quarter of the year, centre by centre."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model.quarters import Quarter
from lib.model.supervision.coverage import Coverage
from lib.model.supervision.visits import State
from pages.ui import chart_look, state, supervision_words, tables
from pages.ui.headlines import headline
from pages.ui.load import supervision
from pages.ui.text import _

FILLS = {
    None: "rgba(127,127,127,0.10)",
    State.PLANNED: "rgba(0,114,178,0.25)",
    State.HELD: "rgba(230,159,0,0.60)",
    State.REPORTED: "rgba(0,158,115,0.35)",
}
_ROW, _TOP, _GAP = 17, 42, 0.5
_LABELS = {"zh": 92, "en": 150}


@dataclass(frozen=True, slots=True)
class _Column:
    """A centre in a quarter, and where its column stands."""

    coverage: Coverage
    at: float


def show(quarter: Quarter) -> None:
    """Show the grid of the year with its signs explained, and its twin."""
    columns = _columns(quarter)
    headline(
        _("Towns covered in {year}").format(year=quarter.year),
        "　".join(
            f"{supervision_words.SIGNS[one]} {_(supervision_words.STATES[one])}"
            for one in (State.REPORTED, State.HELD, State.PLANNED)
        ),
    )
    st.plotly_chart(
        figure(columns, quarter),
        key=f"coverage grid {quarter}",
        config={"displayModeBar": False},
        alt=_("Which towns each centre has covered in each quarter; the same as a table below."),
    )
    with st.expander(_("The grid as a table"), icon=":material/table:"):
        tables.twin(rows(columns), f"coverage-grid-{quarter.year}")


def figure(columns: tuple[_Column, ...], quarter: Quarter) -> go.Figure:
    """Make the grid: towns downwards, the quarters of each centre to the right."""
    units = columns[0].coverage.units
    steps = list(FILLS)
    drawn = go.Figure(
        go.Heatmap(
            x=[column.at for column in columns],
            y=list(range(len(units))),
            z=[[steps.index(c.coverage.states.get(u.code)) for c in columns] for u in units],
            zmin=0,
            zmax=len(steps) - 1,
            colorscale=[(n / (len(steps) - 1), FILLS[s]) for n, s in enumerate(steps)],
            showscale=False,
            xgap=3,
            ygap=2,
            hoverinfo="skip",
        )
    )
    drawn.add_trace(_signs(columns))
    drawn.add_trace(_totals(columns))
    drawn.update_layout(_style(columns, quarter))
    return drawn


def rows(columns: tuple[_Column, ...]) -> list[dict[str, object]]:
    """Return the grid as a table."""
    return [
        {
            _("Town"): supervision_words.town(unit.code),
            **{_head(c): _told(c.coverage.states.get(unit.code)) for c in columns},
        }
        for unit in columns[0].coverage.units
    ]


def _columns(quarter: Quarter) -> tuple[_Column, ...]:
    quarters = [Quarter(quarter.year, number) for number in range(1, 5)]
    found = [supervision.centres(one) for one in quarters]
    return tuple(
        _Column(found[q][centre], centre * (len(quarters) + _GAP) + q)
        for centre in range(len(found[0]))
        for q in range(len(quarters))
    )


def _head(column: _Column) -> str:
    return f"{supervision_words.area(column.coverage.body)} {column.coverage.quarter}"


def _told(one: State | None) -> str:
    return "" if one is None else supervision_words.stated(one)


def _signs(columns: tuple[_Column, ...]) -> go.Scatter:
    cells = [
        (column, line, unit.code)
        for column in columns
        for line, unit in enumerate(column.coverage.units)
        if unit.code in column.coverage.states
    ]
    return go.Scatter(
        x=[column.at for column, _line, _code in cells],
        y=[line for _column, line, _code in cells],
        mode="text",
        text=[supervision_words.SIGNS[c.coverage.states[code]] for c, _line, code in cells],
        textfont={"size": 11, "color": state.ink()},
        hovertext=[
            escape(
                f"{_head(c)} {supervision_words.town(code)} "
                f"{supervision_words.stated(c.coverage.states[code])}"
            )
            for c, _line, code in cells
        ],
        hoverinfo="text",
    )


def _totals(columns: tuple[_Column, ...]) -> go.Scatter:
    """Write how many of how many below each column; what falls short is marked."""
    today = [c.coverage for c in columns]
    return go.Scatter(
        x=[column.at for column in columns],
        y=[len(columns[0].coverage.units)] * len(columns),
        mode="text",
        text=[f"<b>{len(c.covered)}</b>{'' if c.passes else '▼'}" for c in today],
        textfont={"size": 12, "color": state.ink()},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _style(columns: tuple[_Column, ...], quarter: Quarter) -> dict[str, object]:
    units = columns[0].coverage.units
    below = supervision.bottom(quarter.later(-1))
    marked = {u.code for u in units if set(u.institutions) & set(below)}
    names = [escape(supervision_words.town(u.code)) for u in units]
    heads = [
        f"<b>{c.coverage.quarter.number}</b>" if c.coverage.quarter == quarter else str(n)
        for c in columns
        for n in [c.coverage.quarter.number]
    ]
    ticks = [
        f"{name} ▼" if unit.code in marked else name
        for name, unit in zip(names, units, strict=True)
    ]
    centres = {c.coverage.body: c.at for c in columns}
    total = "".join(["<b>", _("Covered"), "</b>"])
    return {
        **chart_look.plain(),
        "height": _TOP + _ROW * (len(units) + 1) + 6,
        "margin": {"l": _LABELS[state.language()], "r": 0, "t": _TOP, "b": 4},
        "showlegend": False,
        "annotations": [
            {
                "x": last - 1.5,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 20,
                "text": f"<b>{escape(supervision_words.area(code))}</b>",
                "showarrow": False,
                "font": {"size": 13},
            }
            for code, last in centres.items()
        ],
        "xaxis": {
            "side": "top",
            "tickvals": [column.at for column in columns],
            "ticktext": [_("Q{number}").format(number=head) for head in heads],
            "ticks": "",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "tickvals": list(range(len(units) + 1)),
            "ticktext": [*ticks, total],
            "range": [len(units) + 0.5, -0.5],
            "ticks": "",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    }
