"""The village share tried out: another share, another split, another floor, clinic by clinic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import plotly.graph_objects as go
import streamlit as st

from lib.errors import ModelError
from lib.model.evaluation import Outcome
from lib.model.roster import Area
from lib.model.rules import AllocationRules, VillageSplit
from pages.ui import (
    allocation_parts,
    formats,
    frame,
    load,
    remarks,
    scenario_words,
    state,
    tables,
    village_words,
)
from pages.ui.load import village
from pages.ui.load.village import Split
from pages.ui.text import N_, _, fill, name, plain, short_name

_BEFORE, _AFTER = "#E69F00", "#0072B2"
_ROW, _LEAST = 21, 180  # pixels
_PERCENT = 100
_FEN = 100
_MOST_FLOOR = 1e7
_SHARE, _SPLIT, _FLOOR = "village trial share", "village trial split", "village trial floor"


def show(outcome: Outcome, area: Area) -> None:
    """Let the reader change share, split and floor; show every clinic before and after."""
    rules = outcome.rules.allocation
    if rules is None or outcome.villages is None or not outcome.villages.of(area.code):
        st.caption(_("The village share is not split over clinics here."))
        return
    tried = _tried(rules, area.code)
    try:
        before = village.split(outcome, area.code, rules)
        after = village.split(outcome, area.code, tried)
    except ModelError as error:
        frame.show(error)
        return
    st.markdown(f"#### {plain(_news(before, after))}")
    told = [allocation_parts.two_parts(after.row), *village_words.band(tried, after.row)]
    st.markdown(f":small[{'　'.join(told)}　:gray[{_(remarks.NOT_OFFICIAL)}]]")
    if any(row.amount < (tried.village_floor or 0) for row in after.clinics):
        st.warning(
            _("The village share does not reach this least for every clinic: all receive the same.")
        )
    for notice in after.notices:
        st.warning(fill(notice.message, notice.values))
    _compared(area, before, after)


def controls(outcome: Outcome, area: Area) -> None:
    """Draw what can be changed; it begins with the rules in force."""
    rules = outcome.rules.allocation
    if rules is None:
        return
    share, split, floor, back = st.columns([4, 4, 3, 2], gap="medium", vertical_alignment="bottom")
    with share:
        st.slider(
            _("Village share ρ"),
            min_value=0.0,
            max_value=100.0,
            step=0.5,
            format="%.4g%%",
            key=state.preset(_key(_SHARE, area), _start(rules, area.code)[_SHARE]),
            help=village_words.declared(rules),
        )
    with split:
        st.selectbox(
            _("Village split"),
            [str(choice) for choice in VillageSplit],
            format_func=lambda code: _(scenario_words.CHOICES[code]),
            key=state.preset(_key(_SPLIT, area), _start(rules, area.code)[_SPLIT]),
        )
    with floor:
        st.number_input(
            _("Least for each clinic (yuan)"),
            min_value=0.0,
            max_value=_MOST_FLOOR,
            step=1000.0,
            format="%.2f",
            key=state.preset(_key(_FLOOR, area), _start(rules, area.code)[_FLOOR]),
        )
    with back:
        st.button(
            _("Rules in force again"),
            key="village trial reset",
            icon=":material/restart_alt:",
            on_click=_reset,
            args=(rules, area),
        )


def _tried(rules: AllocationRules, area: str) -> AllocationRules:
    """Return the rules with what the controls show now."""
    start = _start(rules, area)
    shown = {key: state.picked(f"{key} {area}") for key in start}
    values = {key: start[key] if now is None else now for key, now in shown.items()}
    share = Fraction(str(values[_SHARE])) / _PERCENT
    floor = round(Fraction(str(values[_FLOOR])) * _FEN)
    return replace(
        rules,
        village_share={**rules.village_share, area: share},
        village_split=VillageSplit(str(values[_SPLIT])),
        village_floor=floor or None,
    )


def _start(rules: AllocationRules, area: str) -> Mapping[str, object]:
    """Return what the controls show under the rules in force."""
    return {
        _SHARE: float(village_words.share(rules, area) * _PERCENT),
        _SPLIT: str(rules.village_split),
        _FLOOR: (rules.village_floor or 0) / _FEN,
    }


def _key(key: str, area: Area) -> str:
    return f"{key} {area.code}"


def _reset(rules: AllocationRules, area: Area) -> None:
    for key, value in _start(rules, area.code).items():
        state.put(_key(key, area), value)


def _news(before: Split, after: Split) -> str:
    """Say first what the trial does to the villages as a whole, then to the clinics."""
    moved = after.row.village - before.row.village
    gains, losses = _sides(before, after)
    values = {
        "count": len(after.clinics),
        "money": formats.wan(after.row.village),
        "mean": formats.wan(after.row.village // len(after.clinics)),
        "moved": formats.wan(moved, sign=True),
        "gains": gains,
        "losses": losses,
    }
    if not gains and not losses:
        return fill(N_("{count} clinics share {money}, {mean} each on average"), values)
    return fill(
        N_("Villages {moved}: {money} for {count} clinics; ▲ {gains} gain, ▼ {losses} lose"),
        values,
    )


def _sides(before: Split, after: Split) -> tuple[int, int]:
    moves = [b.amount - a.amount for a, b in zip(before.clinics, after.clinics, strict=True)]
    return sum(move > 0 for move in moves), sum(move < 0 for move in moves)


def _compared(area: Area, before: Split, after: Split) -> None:
    """Draw every clinic before and after, and its figures beside it."""
    roster = load.roster()
    names = [short_name(roster.find(row.area)) for row in after.clinics]
    picture, table = st.columns([9, 11], gap="medium")
    with picture:
        st.plotly_chart(
            _dumbbells(names, before, after),
            config={"displayModeBar": False},
            theme=None,
            alt=_("Every clinic's amount before and after; the figures stand beside it."),
        )
    rows: list[dict[str, object]] = [
        {
            _("Village clinic"): name(roster.find(new.area)),
            _("Before (yuan)"): old.amount / _FEN,
            _("After (yuan)"): new.amount / _FEN,
            _("Change (yuan)"): (new.amount - old.amount) / _FEN,
            _("Change (%)"): _PERCENT * (new.amount / old.amount - 1) if old.amount else None,
        }
        for old, new in zip(before.clinics, after.clinics, strict=True)
    ]
    with table:
        st.dataframe(
            rows,
            hide_index=True,
            row_height=28,
            height=28 * len(rows) + 42,
            column_config={
                title: st.column_config.NumberColumn(format="%.1f" if "%" in title else "%,.2f")
                for title in list(rows[0])[1:]
            },
            placeholder="",
        )
        tables.download(rows, "-".join((_("Village trial"), area.code)))


def _dumbbells(names: list[str], before: Split, after: Split) -> go.Figure:
    """Draw a line for each clinic: a hollow diamond before, a filled dot after."""
    lines: list[float | None] = []
    heights: list[int | None] = []
    for at, (old, new) in enumerate(zip(before.clinics, after.clinics, strict=True)):
        lines += [old.amount / _FEN, new.amount / _FEN, None]
        heights += [at, at, None]
    places = list(range(len(names)))
    drawn = go.Figure(
        [
            go.Scatter(x=lines, y=heights, mode="lines", line_color="#8C99A1", showlegend=False),
            _dots(_("before"), before, "diamond-open", _BEFORE),
            _dots(_("after"), after, "circle", _AFTER),
        ]
    )
    drawn.update_layout(
        height=max(_LEAST, _ROW * len(names) + 70),
        margin={"l": 0, "r": 12, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13, "color": state.ink()},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        xaxis={
            "rangemode": "tozero",
            "zeroline": False,
            "automargin": True,
            "tickformat": ",",
            "gridcolor": "rgba(127,127,127,0.25)",
        },
        yaxis={
            "autorange": "reversed",
            "tickvals": places,
            "ticktext": names,
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
    )
    return drawn


def _dots(label: str, split: Split, symbol: str, colour: str) -> go.Scatter:
    return go.Scatter(
        name=label,
        x=[row.amount / _FEN for row in split.clinics],
        y=list(range(len(split.clinics))),
        mode="markers",
        marker={"symbol": symbol, "size": 11, "color": colour, "line": {"width": 2}},
        customdata=[formats.yuan(row.amount) for row in split.clinics],
        hovertemplate="%{customdata}<extra>" + label + "</extra>",
    )
