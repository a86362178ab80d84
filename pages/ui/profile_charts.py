"""The charts of a profile: its items and dimensions beside the county, and its course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model import appraisal
from lib.model.appraisal import Part
from lib.model.roster import Area
from lib.model.scores import county_score
from pages.ui import figures, formats, load, tables
from pages.ui.headlines import headline
from pages.ui.text import Bilingual, _, name

_OWN, _COUNTY = "#0072B2", "#E69F00"
_ROW, _COURSE = 17, 210  # pixels
_LONGEST = 14
_CONFIG = {"displayModeBar": False, "staticPlot": True}


def parts(area: Area) -> tables.Rows:
    """Show what share of the points it earns, by item and dimension; return it as a table."""
    scores, rules = figures.visible(), load.outcome().rules
    items = appraisal.parts(scores, appraisal.item_groups(scores.tree), area.code)
    dimensions = appraisal.parts(scores, appraisal.dimension_groups(rules), area.code)
    names: Mapping[str, Bilingual] = {**load.service_items(), **load.dimensions()}
    headline(_("Share of points earned"), _("bar: this institution · ◆ county"))
    words = [name(names[part.code]) for part in (*items, *dimensions)]
    st.plotly_chart(
        _bars((*items, *dimensions), words, len(items)),
        key="parts",
        config=_CONFIG,
        alt=_("Share of the points earned by service item and dimension; as a table below."),
    )
    return [
        {
            _("Part"): word,
            _("Points earned"): formats.score(part.earned),
            _("Full mark"): formats.score(part.full_mark),
            _("Share"): formats.percent(part.share),
            _("County"): formats.percent(part.county),
        }
        for word, part in zip(words, (*items, *dimensions), strict=True)
    ]


def _bars(found: Sequence[Part], words: Sequence[str], items: int) -> go.Figure:
    """Draw items on top, dimensions below them after a gap."""
    rows = [row if row < items else row + 0.6 for row in range(len(found))]
    own = go.Bar(
        x=[_float(part.share) for part in found],
        y=rows,
        orientation="h",
        width=0.78,
        marker={"color": _OWN},
        text=[formats.percent(part.share, 0) for part in found],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        constraintext="none",
        textfont={"color": "#FFFFFF", "size": 12},
    )
    county = go.Scatter(
        x=[_float(part.county) for part in found],
        y=rows,
        mode="markers",
        marker={"symbol": "diamond", "size": 11, "color": _COUNTY, "line": {"width": 1}},
    )
    drawn = go.Figure([own, county])
    drawn.update_layout(
        height=int(_ROW * (len(found) + 0.6)) + 8,
        margin={"l": 0, "r": 8, "t": 0, "b": 0},
        showlegend=False,
        font={"size": 13},
        xaxis={"range": [0, 1.03], "visible": False},
        yaxis={
            "autorange": "reversed",
            "tickvals": rows,
            "ticktext": [_cut(word) for word in words],
            "tickfont": {"size": 13},
        },
    )
    return drawn


def course(area: Area) -> tables.Rows:
    """Show its score at the end of every quarter beside the county; return it as a table."""
    days = load.quarter_ends()
    held = [load.scores(day) for day in days]
    known = [area.code in scores.measures.lines for scores in held]
    own = [s.of(area.code) if k else None for s, k in zip(held, known, strict=True)]
    ranks = [s.rank_of(area.code) if k else None for s, k in zip(held, known, strict=True)]
    county = [county_score(scores) for scores in held]
    names = [f"{day.year % 100}Q{(day.month + 2) // 3}" for day in days]
    headline(_("Score by quarter"), _("● this institution, number: rank · ◆ county"))
    drawn = go.Figure(
        [
            _line(names, own, _OWN, "circle", [formats.number(rank) for rank in ranks]),
            _line(names, county, _COUNTY, "diamond", None),
        ]
    )
    drawn.update_layout(
        height=_COURSE,
        margin={"l": 0, "r": 12, "t": 24, "b": 0},
        showlegend=False,
        xaxis={"type": "category"},
    )
    alt = _("Score at the end of every quarter; as a table below.")
    st.plotly_chart(drawn, key="course", config=_CONFIG, alt=alt)
    return [
        {
            _("Until"): formats.day(day),
            _("Score"): formats.score(score),
            _("Rank"): rank,
            _("County score"): formats.score(mean),
        }
        for day, score, rank, mean in zip(days, own, ranks, county, strict=True)
    ]


def _line(
    names: Sequence[str],
    values: Sequence[Fraction | None],
    colour: str,
    symbol: str,
    words: Sequence[str] | None,
) -> go.Scatter:
    return go.Scatter(
        x=list(names),
        y=[_float(value) for value in values],
        mode="lines+markers" if words is None else "lines+markers+text",
        line={"color": colour, "width": 2},
        marker={"symbol": symbol, "size": 8},
        text=None if words is None else list(words),
        textfont={"size": 14},
        cliponaxis=False,
        textposition="top center",
    )


def _cut(word: str) -> str:
    return escape(word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…")


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
