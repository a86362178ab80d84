"""Ranks within reach: who can come first, who can pass whom, and with which weights."""

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from lib.model.reach.corridor import Corridor
from lib.model.reach.ranks import Reached
from lib.model.scenarios import Scenario
from pages.ui import chart_look, formats, robust_reach_parts, state, tables
from pages.ui.load import reach
from pages.ui.load.reach import Question
from pages.ui.text import _, listed, name, plain, short_name

_CHART = 400  # pixels: 22 institutions without scrolling
_FONT = 13
_NAMED = 3
_BOUND, _REACHED, _DOT = "rgba(86,180,233,0.40)", "#0072B2", "#D55E00"
_PROVED = "reach proved"
_Ends = dict[str, tuple[Reached, Reached]]


def show(scenario: Scenario, asked: Question) -> None:
    """Say who can lead and how many pairs never swap, draw the corridors, then give weights."""
    found = reach.bounds(asked)
    ranks = _ranks(found)
    with st.container(gap="xsmall"):
        st.markdown(f"#### {headline(found, asked)}")
        ends = _proved(asked)
        st.caption(_explained(found, ends))
        st.plotly_chart(
            _figure(found, ranks, ends),
            key="reach ranks",
            theme=None,
            config={"displayModeBar": False},
            alt=_("Best and worst rank within reach of each institution; the same in the table."),
        )
    _prove(found, asked, ends)
    _witness(scenario, asked, found, ranks)
    with st.expander(_("Table"), key="reach table", on_change="rerun") as table:
        if table.open:
            tables.twin(_rows(found, ranks, ends), "ranks_within_reach")


def headline(found: Corridor, asked: Question) -> str:
    """Say in one sentence how far weights could change the ranking."""
    areas = found.forms.areas
    leaders = [plain(short_name(areas[line])) for line in found.could_lead()]
    first = _("{count} institutions").format(count=len(leaders))
    if len(leaders) <= _NAMED:
        first = listed(leaders)
    return _(
        "With {weights}, only {leaders} can come first; {never} of {pairs} pairs ({share}) "
        "never change places."
    ).format(
        weights=robust_reach_parts.range_words(asked),
        leaders=first,
        never=found.never,
        pairs=found.pairs,
        share=formats.percent(found.never / found.pairs, 0) if found.pairs else formats.MISSING,
    )


def _explained(found: Corridor, ends: _Ends) -> str:
    words = _("Light bar: no allowed weights lead beyond it (proved). Diamond: rank now.")
    if ends:
        words += " " + _("Dark bar: reached, each end with weights that the engine has run.")
    if found.forms.loose.any():
        loose = [
            plain(short_name(area))
            for area, flag in zip(found.forms.areas, found.forms.loose, strict=True)
            if flag
        ]
        words += " " + _(
            "For {areas} the score is not linear in the weights (absent parts): "
            "bars that concern them may be a little too long."
        ).format(areas=listed(loose))
    return words


def _ranks(found: Corridor) -> list[int]:
    weights = found.box.named(found.box.now)
    return [rank or len(found.forms.areas) for rank in found.forms.run(weights).ranks]


def _proved(asked: Question) -> _Ends:
    kept: tuple[Question | None, _Ends] = state.draft(_PROVED, lambda: (None, {}))
    return kept[1] if kept[0] == asked else {}


def _prove(found: Corridor, asked: Question, ends: _Ends) -> None:
    """Offer to find weights for both ends of every bar: some seconds."""
    if ends or not st.button(
        _("Find the ranks really reached (some seconds)"), icon=":material/verified:"
    ):
        return
    bar = st.progress(0.0)
    reached: _Ends = {}
    for number, area in enumerate(found.forms.areas, start=1):
        reached[area.code] = _both(asked, area.code)
        bar.progress(number / len(found.forms.areas), text=name(area))
    state.replace_draft(_PROVED, (asked, reached))
    st.rerun()


def _both(asked: Question, area: str) -> tuple[Reached, Reached]:
    return reach.reached(asked, area, upwards=True), reach.reached(asked, area, upwards=False)


def _witness(scenario: Scenario, asked: Question, found: Corridor, ranks: list[int]) -> None:
    """Show weights that bring one institution to its best and to its worst rank."""
    first = found.forms.areas[ranks.index(min(ranks))].code
    area = robust_reach_parts.institution(_("Institution"), "reach area", first)
    for column, end, upwards in zip(
        st.columns(2, gap="medium"), _both(asked, area), (True, False), strict=True
    ):
        with column:
            words = _("At best: rank {rank}") if upwards else _("At worst: rank {rank}")
            said = words.format(rank=end.rank)
            if not end.exact:
                said += " " + _("(not beyond {bound})").format(bound=end.bound)
            st.markdown(f"**{said}**")
            robust_reach_parts.weights_found(scenario, end.weights, f"witness {upwards}")


def _figure(found: Corridor, ranks: list[int], ends: _Ends) -> go.Figure:
    """Draw a bar from best to worst rank for each institution, in the order of ranks."""
    areas = found.forms.areas
    order = sorted(range(len(areas)), key=lambda line: (ranks[line], areas[line].code))
    best, worst = found.best.tolist(), found.worst.tolist()
    labels = [short_name(areas[line]) for line in order]
    traces = [_bars(labels, [(best[n], worst[n]) for n in order], _BOUND, 0.72)]
    if ends:
        spans = [tuple(end.rank for end in ends[areas[n].code]) for n in order]
        traces.append(_bars(labels, spans, _REACHED, 0.34))
    traces += [
        {
            "type": "scatter",
            "x": [ranks[n] for n in order],
            "y": labels,
            "mode": "markers",
            "marker": {
                "symbol": "diamond",
                "size": 11,
                "color": _DOT,
                "line": {"color": "#FFFFFF", "width": 1},
            },
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "x": [len(areas) + 0.7] * len(order),
            "y": labels,
            "mode": "text",
            "text": [_span(areas[n].code, best[n], worst[n], ends) for n in order],
            "textposition": "middle right",
            "textfont": {"size": _FONT - 1, "color": state.ink()},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    return go.Figure(data=traces, layout=_layout(len(areas)))


def _bars(labels: list[str], spans: list[Any], colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "base": [low - 0.4 for low, _high in spans],
        "x": [high - low + 0.8 for low, high in spans],
        "width": width,
        "marker": {"color": colour},
        "hoverinfo": "skip",
    }


def _layout(count: int) -> dict[str, Any]:
    ticks = [1, *range(5, count + 1, 5)]
    return {
        "height": _CHART,
        "margin": {"l": 0, "r": 0, "t": 24, "b": 0},
        "showlegend": False,
        "barmode": "overlay",
        **chart_look.plain(_FONT),
        "xaxis": {
            "range": [0.4, count + 5],
            "tickvals": ticks,
            "side": "top",
            "fixedrange": True,
            "zeroline": False,
            "gridcolor": "rgba(127,127,127,0.25)",
        },
        "yaxis": {"autorange": "reversed", "fixedrange": True, "dtick": 1, "automargin": True},
    }


def _span(code: str, best: int, worst: int, ends: _Ends) -> str:
    if code in ends:
        best, worst = (end.rank for end in ends[code])
    return f"{best}" if best == worst else f"{best}–{worst}"


def _rows(found: Corridor, ranks: list[int], ends: _Ends) -> list[dict[str, object]]:
    rows = []
    for line, area in enumerate(found.forms.areas):
        row: dict[str, object] = {
            _("Institution"): name(area),
            _("Rank now"): ranks[line],
            _("Best (bound)"): int(found.best[line]),
            _("Worst (bound)"): int(found.worst[line]),
        }
        if area.code in ends:
            up, down = ends[area.code]
            row |= {_("Best (reached)"): up.rank, _("Worst (reached)"): down.rank}
        row[_("Can change places with")] = int(found.swaps[line].sum())
        rows.append(row)
    return sorted(rows, key=lambda row: str(row[_("Rank now")]).zfill(3))
