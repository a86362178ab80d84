"""Pictures of the survey: dots with whiskers, half-widths, and shares drawn to the mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from lib.model.surveys.estimates import Count, Estimate, in_order
from lib.model.surveys.questionnaires import SurveyRules
from lib.model.surveys.sample_sizes import half_width
from pages.ui import chart_look, formats, load, state, survey_words
from pages.ui.load.surveys import Compared
from pages.ui.text import _, name, short_name

_FONT = 13
_BLUE, _ORANGE, _GREY = "#0072B2", "#D55E00", "rgba(127,127,127,0.55)"
COLOURS = {"green": "#009E73", "amber": "#0072B2", "red": "#D55E00", "": "#7F7F7F"}
SYMBOLS = {"green": "circle", "amber": "diamond", "red": "triangle-down", "": "circle"}
_SHADE = "rgba(127,127,127,0.10)"


def ranking(one: Compared, height: int) -> go.Figure:
    """Draw every institution's share with its interval, the highest on top, and the target."""
    ordered = in_order(e for e in one.result.estimates if e.count.sample)
    drawn = go.Figure([_dots(ordered, one, verdict) for verdict in COLOURS])
    names = [_label(e, one) for e in ordered]
    drawn.update_layout(_rows(names, height, _reach([e.count for e in ordered])))
    drawn.update_layout(shapes=[*_target(one), *_apart(ordered)], annotations=_target_word(one))
    return drawn


def classes(county: Estimate, rules: SurveyRules) -> go.Figure:
    """Draw the share of each class of respondents with its interval."""
    asked = [(code, c) for code, c in county.by_class.items() if c.sample]
    counts = [count for _code, count in asked]
    names = [name(rules.classes[code].name) for code, _count in asked]
    texts = [f"{formats.percent(c.share)} · {survey_words.counted(c)}" for c in counts]
    drawn = go.Figure([_whiskers(counts, list(range(len(counts))), _BLUE, "circle", texts)])
    low, high = _reach(counts)
    drawn.add_trace(
        go.Scatter(
            x=[high] * len(counts),
            y=list(range(len(counts))),
            mode="text",
            text=texts,
            textposition="middle right",
            textfont={"size": _FONT - 1},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    drawn.update_layout(_rows(names, 34 * len(counts) + 30, (low, high + (high - low) * 0.9)))
    drawn.update_xaxes(showticklabels=False, showgrid=False)
    return drawn


def widths(share: float, sample: int, effect: float) -> go.Figure:
    """Draw how the half-width falls with the sample."""
    sizes = [*range(10, 100, 2), *range(100, 1001, 10)]
    drawn = go.Figure(
        [
            go.Scatter(
                x=sizes,
                y=[100 * half_width(share, size, effect=effect) for size in sizes],
                mode="lines",
                line={"color": _BLUE, "width": 3},
                hovertemplate="n = %{x}: ±%{y:.1f}<extra></extra>",
            ),
            go.Scatter(
                x=[sample],
                y=[100 * half_width(share, sample, effect=effect)],
                mode="markers+text",
                marker={"color": _ORANGE, "size": 12, "symbol": "diamond"},
                text=[f"n = {sample}"],
                textposition="top right",
                hoverinfo="skip",
            ),
        ]
    )
    drawn.update_layout(
        height=300,
        margin={"l": 50, "r": 10, "t": 10, "b": 44},
        showlegend=False,
        **chart_look.plain(_FONT),
        xaxis={"title": _("Valid answers"), "gridcolor": _SHADE, "fixedrange": True},
        yaxis={
            "title": _("Half-width (pp)"),
            "gridcolor": _SHADE,
            "rangemode": "tozero",
            "fixedrange": True,
        },
    )
    return drawn


def pulled(one: Compared, height: int) -> go.Figure:
    """Draw each raw share, and where it is drawn to."""
    ordered = in_order(e for e in one.result.estimates if e.count.sample and e.shrunk is not None)
    raw = [100 * (e.count.share or 0.0) for e in ordered]
    shrunk = [100 * (e.shrunk or 0.0) for e in ordered]
    lines = list(range(len(ordered)))
    drawn = go.Figure(
        [
            go.Scatter(
                x=[x for a, b in zip(raw, shrunk, strict=True) for x in (a, b, None)],
                y=[y for line in lines for y in (line, line, None)],
                mode="lines",
                line={"color": _GREY, "width": 2},
                hoverinfo="skip",
                showlegend=False,
            ),
            _points(raw, lines, _("raw"), ("circle-open", _ORANGE)),
            _points(shrunk, lines, _("shrunk"), ("diamond", _BLUE)),
        ]
    )
    least, most = min([*raw, *shrunk]), max([*raw, *shrunk])
    drawn.update_layout(_rows([_label(e, one) for e in ordered], height, (least - 2, most + 2)))
    drawn.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        margin={"l": 0, "r": 8, "t": 30, "b": 24},
    )
    return drawn


def _points(xs: list[float], ys: list[int], called: str, look: tuple[str, str]) -> go.Scatter:
    symbol, colour = look
    return go.Scatter(
        x=xs,
        y=ys,
        mode="markers",
        name=called,
        marker={"symbol": symbol, "color": colour, "size": 10, "line": {"width": 2}},
        hovertemplate="%{x:.1f}%<extra></extra>",
    )


def _dots(ordered: Sequence[Estimate], one: Compared, verdict: str) -> go.Scatter:
    """Draw the institutions of one verdict: its own colour and its own sign."""
    places = [
        place
        for place, e in enumerate(ordered)
        if survey_words.verdict(e.count.interval, one.target) == verdict
    ]
    small = [ordered[place].small for place in places]
    symbols = [SYMBOLS[verdict] + ("-open" if is_small else "") for is_small in small]
    hints = [_hint(ordered[place], one) for place in places]
    counts = [ordered[place].count for place in places]
    return _whiskers(counts, places, COLOURS[verdict], symbols, hints)


def _whiskers(
    counts: Sequence[Count],
    places: Sequence[int],
    colour: str,
    symbols: str | list[str],
    hints: list[str],
) -> go.Scatter:
    shares = [100 * (count.share or 0.0) for count in counts]
    ends = [count.interval or (0.0, 1.0) for count in counts]
    return go.Scatter(
        x=shares,
        y=list(places),
        mode="markers",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [100 * high - share for (_low, high), share in zip(ends, shares, strict=True)],
            "arrayminus": [
                share - 100 * low for (low, _high), share in zip(ends, shares, strict=True)
            ],
            "color": colour,
            "thickness": 2,
            "width": 4,
        },
        marker={"color": colour, "size": 9, "symbol": symbols},
        hovertext=hints,
        hoverinfo="text",
    )


def _hint(estimate: Estimate, one: Compared) -> str:
    lines = [
        f"<b>{escape(survey_words.called(estimate.area_code))}</b>",
        f"{formats.percent(estimate.count.share)} ({survey_words.counted(estimate.count)})",
        survey_words.interval(estimate.count.interval),
        survey_words.judged(survey_words.verdict(estimate.count.interval, one.target)),
    ]
    return "<br>".join(lines)


def _label(estimate: Estimate, one: Compared) -> str:
    """Name an institution with its band and, where it is small, its sample."""
    area = load.institutions().get(estimate.area_code)
    called = escape(estimate.area_code if area is None else short_name(area))
    band = one.bands.get(estimate.area_code, "") if len(set(one.bands.values())) > 1 else ""
    small = f" n={estimate.count.sample}" if estimate.small else ""
    return f"{called}{small}  <b>{band}</b>"


def _reach(counts: Sequence[Count]) -> tuple[float, float]:
    ends = [end for count in counts if count.interval for end in count.interval]
    return max(0.0, 100 * min(ends, default=0.0) - 1), min(101.0, 100 * max(ends, default=1.0) + 1)


def _target(one: Compared) -> list[dict[str, Any]]:
    if one.target is None:
        return []
    aim = float(one.target.value)
    line = {"color": state.ink(), "width": 1.5, "dash": "dash"}
    return [{"type": "line", "x0": aim, "x1": aim, "yref": "paper", "y0": 0, "y1": 1, "line": line}]


def _apart(ordered: Sequence[Estimate]) -> list[dict[str, Any]]:
    """Draw a line above the small samples: they are not ranked."""
    small = sum(e.small for e in ordered)
    if not 0 < small < len(ordered):
        return []
    line, place = {"color": _GREY, "width": 1}, len(ordered) - small - 0.5
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": place, "y1": place, "line": line}
    ]


def _target_word(one: Compared) -> list[dict[str, Any]]:
    if one.target is None:
        return []
    words = _("target {target}").format(target=formats.in_unit(one.target.value, "percent", 0))
    return [
        {
            "x": float(one.target.value),
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": words,
            "showarrow": False,
            "font": {"size": _FONT - 1},
        }
    ]


def _rows(names: Sequence[str], height: int, across: tuple[float, float]) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 20, "b": 24},
        "showlegend": False,
        **chart_look.plain(_FONT),
        "xaxis": {
            "range": list(across),
            "fixedrange": True,
            "gridcolor": _SHADE,
            "zeroline": False,
            "ticksuffix": "%",
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": list(names),
            "tickfont": {"size": _FONT - 1},
            "range": [len(names) - 0.4, -0.6],
            "fixedrange": True,
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
        },
    }
