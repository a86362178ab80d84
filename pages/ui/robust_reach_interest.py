"""Whom does a proposal serve: what each gains of the most that any allowed weights could give."""

from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from lib.model.reach.interest import Interest, Meter
from lib.model.scenarios import Scenario
from pages.ui import (
    chart_look,
    formats,
    remarks,
    robust_reach_parts,
    state,
    tables,
    widgets,
)
from pages.ui.load import reach
from pages.ui.load.reach import Question
from pages.ui.text import _, name, short_name

_CHART = 400
_WORDS_AT = 104
_FONT = 13
_GAINS, _LOSES = "#2C7C95", "#E59A4A"
_PERCENT = 100
_SUSPECT = Fraction(1, 2)
"""Share of the greatest gain from which a proposal looks made for somebody."""


def show(scenario: Scenario, asked: Question) -> None:
    """Say whom the proposal serves most, draw every institution's share, then the figures."""
    if not scenario.items:
        widgets.nothing(
            _("There is no proposal of item weights to judge."),
            _("Move item weights on the page Weights, then look at “The proposal” here."),
        )
        return
    found = reach.meter(asked)
    with st.container(gap="xsmall"):
        st.markdown(f"#### {headline(found)}")
        st.caption(_explained(found))
        st.plotly_chart(
            _figure(found),
            key="reach interest",
            theme=None,
            config={"displayModeBar": False},
            alt=_("Share of its greatest gain that each institution gets; the same in the table."),
        )
    tables.twin(_rows(found), "self_interest", _(remarks.NOT_OFFICIAL))


def headline(found: Meter) -> str:
    """Say in one sentence whom the proposal serves most."""
    served = found.served()
    if not served:
        return _("This proposal gives nobody more: it serves no institution by itself.")
    first = served[0]
    words = _(
        "This proposal looks most as if made for {area}: it gains {gain}, {share} of the most "
        "that any weights could give it."
    )
    if (first.share or 0) < _SUSPECT:
        words = _(
            "This proposal is not made for anybody: {area}, which it serves best, gains {gain}, "
            "only {share} of the most that weights could give it."
        )
    return words.format(
        area=robust_reach_parts.called(first.area.code),
        gain=formats.yuan(first.gain, sign=True),
        share=formats.percent(first.share, 0),
    )


def _explained(found: Meter) -> str:
    words = _(
        "100%: no weights serve it better, each item moving by ±{points} points at most; "
        "0: as under the rules in force. {unofficial}"
    )
    if not found.certain:
        words = _(
            "100%: no better weights for it were found, each item moving by ±{points} points at "
            "most; 0: as under the rules in force. {unofficial}"
        )
    return words.format(points=formats.score(found.points), unofficial=_(remarks.NOT_OFFICIAL))


def _ordered(found: Meter) -> list[Interest]:
    return sorted(
        found.interests, key=lambda i: (-(i.share if i.share is not None else -1), i.area.code)
    )


def _figure(found: Meter) -> go.Figure:
    ordered = _ordered(found)
    shares = [float(i.share or 0) * _PERCENT for i in ordered]
    shown = [max(share, -100.0) for share in shares]
    bars: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": shown,
        "y": [short_name(i.area) for i in ordered],
        "marker": {"color": [_GAINS if share > 0 else _LOSES for share in shares]},
        "hoverinfo": "skip",
    }
    said: dict[str, Any] = {
        "type": "scatter",
        "x": [_WORDS_AT] * len(ordered),
        "y": bars["y"],
        "mode": "text",
        "text": [_beside(i) for i in ordered],
        "textposition": "middle right",
        "textfont": {"size": _FONT - 1, "color": state.ink()},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return go.Figure(
        data=[bars, said],
        layout={
            "height": _CHART,
            "margin": {"l": 0, "r": 0, "t": 24, "b": 0},
            "showlegend": False,
            **chart_look.plain(_FONT),
            "bargap": 0.3,
            "xaxis": {
                "range": [min(0.0, *shown), _WORDS_AT + 50],
                "tickvals": [0, 50, 100],
                "ticktext": ["0", "50%", "100%"],
                "side": "top",
                "fixedrange": True,
                "gridcolor": "rgba(127,127,127,0.25)",
            },
            "yaxis": {"autorange": "reversed", "fixedrange": True, "dtick": 1, "automargin": True},
        },
    )


def _beside(interest: Interest) -> str:
    sign = "▲" if interest.gain > 0 else "▼" if interest.gain < 0 else "■"
    gain = formats.yuan(interest.gain, sign=True)
    return f"{sign} {formats.percent(interest.share, 0)} ({gain})"


def _rows(found: Meter) -> list[dict[str, object]]:
    return [
        {
            _("Institution"): name(i.area),
            _("Gain"): formats.yuan(i.gain, sign=True),
            _("Greatest gain"): formats.yuan(i.most, sign=True),
            _("Share of the greatest"): formats.percent(i.share),
        }
        for i in _ordered(found)
    ]
