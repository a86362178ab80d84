"""The board of rectification: how it stands, what needs a decision today, who is behind."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.quarters import Quarter
from lib.model.rectification.items import Item
from lib.model.rectification.rates import Rates
from lib.model.rectification.states import State
from pages.ui import chart_look, formats, load, picking, rectification_groups, state, widgets
from pages.ui import rectification_go as go_to
from pages.ui import rectification_words as words
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, rectification
from pages.ui.text import N_, _, short_name

_DECIDE, _CHART = "decide today", "items by institution"
_HEIGHT = 372  # pixels: ten decisions in sight
_ROW, _BELOW = 21, 60  # pixels of the chart
_STACK = (words.OVERDUE, "open", State.CLOSED)
_STACK_WORDS = {
    words.OVERDUE: N_("Past the deadline"),
    "open": N_("Open, in time"),
    State.CLOSED: N_("Closed out"),
}
_STACK_COLOURS = {
    words.OVERDUE: words.COLOURS[words.OVERDUE],
    "open": "#56B4E9",
    State.CLOSED: "rgba(0,158,115,0.35)",
}
_STACK_INK = {words.OVERDUE: "#FFFFFF", "open": "#1B2A33"}
_PATTERNS: dict[str, dict[str, object]] = {
    words.OVERDUE: {
        "shape": "/",
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.4)",
        "solidity": 0.2,
    },
    "open": {},
    State.CLOSED: {},
}
_SOON = 3  # days
_QUIET: Any = {"delta_color": "off", "delta_arrow": "off"}


def show(heading: DeltaGenerator) -> None:
    """Show the headline, the rates against last quarter, the decisions and the institutions."""
    ledger, quarter = rectification.ledger(), clock.quarter()
    now, before = rectification.rates(quarter), rectification.rates(quarter.later(-1))
    with heading:
        _headline(now, before, quarter)
    if not ledger.items:
        widgets.nothing(
            _("The ledger is empty."),
            _("Open an item in the view “Ledger of items”, or turn an alert into one."),
        )
        return
    _metrics(now, before)
    decisions, institutions = st.columns([56, 44], gap="medium")
    with decisions:
        _decisions(clock.today())
    with institutions:
        _institutions(tuple(ledger.items.values()))
    rectification_groups.show(quarter)


def _headline(now: Rates, before: Rates, quarter: Quarter) -> None:
    said = _(
        "**{open}** items are open, **{overdue}** of them past the deadline; closing rate of "
        "{quarter}: **{rate}** ({change} on the quarter before)"
    )
    known = now.closing is not None and before.closing is not None
    change = now.closing - before.closing if now.closing and before.closing else None
    conclude(
        said.format(
            open=len(rectification.ledger().open),
            overdue=len(rectification.overdue()),
            quarter=formats.period(str(quarter)),
            rate=formats.percent(now.closing),
            change=formats.points_of_percent(change) if known else formats.MISSING,
        ),
    )


def _metrics(now: Rates, before: Rates) -> None:
    """Show the five rates of the quarter, each with its parts and with last quarter's."""
    shown = (
        (_("Closing rate"), now.closing, before.closing, (now.closed, now.due)),
        (_("Closed on time"), now.punctual, before.punctual, (now.on_time, now.due)),
        (_("Came back"), now.recurrence, before.recurrence, (now.recurred, now.may_recur)),
    )
    places = st.columns(5, gap="small", border=True)
    for place, (label, rate, then, parts) in zip(places, shown, strict=False):
        named = f"{label} · {parts[0]}/{parts[1]}"
        place.metric(named, formats.percent(rate), _then(formats.percent(then)), **_QUIET)
    days = (_("Days past the deadline"), now.overdue_days, before.overdue_days, 0)
    mean = (_("Average days to close"), now.mean_days, before.mean_days, 1)
    for place, (label, value, before_it, decimals) in zip(places[3:], (days, mean), strict=True):
        written = [formats.number(number, decimals) for number in (value, before_it)]
        place.metric(label, written[0], _then(written[1]), **_QUIET)


def _then(value: str) -> str:
    return _("before: {value}").format(value=value)


def decisions(day: date) -> list[tuple[Item, str]]:
    """Return the items that wait for the office, with what is to be decided; gravest first."""
    found = []
    for item in rectification.ledger().open:
        what = _wanted(item, day)
        if what:
            found.append((item, what))
    order = {State.TO_REVIEW: 1, State.NEW: 2}
    return sorted(
        found,
        key=lambda pair: (
            0 if pair[0].is_overdue(day) else order.get(pair[0].state, 3),
            -pair[0].days_over(day),
            pair[0].number,
        ),
    )


def _wanted(item: Item, day: date) -> str:
    if item.is_overdue(day) and item.state != State.TO_REVIEW:
        return _("{days} days over: summon or urge").format(days=item.days_over(day))
    if item.state == State.TO_REVIEW:
        return _("review: close out or send back")
    if item.state == State.NEW:
        return _("issue the notice")
    left = (item.deadline - day).days if item.deadline else _SOON + 1
    return _("due in {days} days: urge or extend").format(days=left) if left <= _SOON else ""


def _decisions(day: date) -> None:
    found = decisions(day)
    headline(
        _("Needs a decision today: {count}").format(count=len(found)),
        _("tick a row to open the item"),
    )
    rows = [
        {
            _("Item number"): item.number,
            _("State"): words.shown(words.stated(item, day)),
            _("To decide"): what,
            _("Institution"): words.area(item.area_code),
            _("What was found"): item.problem.evidence,
        }
        for item, what in found
    ]

    def turn() -> None:
        line = picking.line(_DECIDE)
        if line is not None:
            go_to.item(found[line][0].number)

    st.dataframe(
        rows,
        hide_index=True,
        height=_HEIGHT,
        key=_DECIDE,
        on_select=turn,
        selection_mode="single-row",
        column_config=words.columns(
            {_("Item number"): 92, _("State"): 82, _("To decide"): 172, _("Institution"): 64}
        ),
    )


def counts(items: tuple[Item, ...], day: date) -> dict[str, Counter[str]]:
    """Count the items of every institution: past the deadline, open in time, closed."""
    found: dict[str, Counter[str]] = {code: Counter() for code in load.institutions()}
    for item in items:
        kind = words.stated(item, day)
        kept = kind if kind in (words.OVERDUE, State.CLOSED) else "open"
        found.setdefault(item.area_code, Counter())[kept] += 1
    return found


def _institutions(items: tuple[Item, ...]) -> None:
    found = {c: n for c, n in counts(items, clock.today()).items() if n}
    none = _without(found)
    headline(_("Items by institution"), _("{count} without any").format(count=none) if none else "")
    order = sorted(
        found, key=lambda c: (found[c][words.OVERDUE], found[c]["open"], found[c].total())
    )
    with st.container(height=_HEIGHT, border=False):
        st.plotly_chart(_chart(order, found), key=_CHART, config={"displayModeBar": False})


def _weight(counted: Counter[str]) -> tuple[int, int, int]:
    return counted[words.OVERDUE], counted["open"], counted.total()


def _without(found: dict[str, Counter[str]]) -> int:
    return len(load.institutions()) - len(found)


def _chart(order: list[str], found: dict[str, Counter[str]]) -> go.Figure:
    areas = load.institutions()
    labels = [short_name(areas[code]) if code in areas else code for code in order]
    drawn = go.Figure(layout=chart_look.plain(13))
    for kind in _STACK:
        values = [found[code][kind] for code in order]
        drawn.add_bar(
            orientation="h",
            y=labels,
            x=values,
            name=_(_STACK_WORDS[kind]),
            text=[str(value) if value else "" for value in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 12, "color": _STACK_INK.get(kind, state.ink())},
            constraintext="none",
            marker={"color": _STACK_COLOURS[kind], "pattern": _PATTERNS[kind]},
            hovertemplate="%{y} · %{fullData.name} %{x}<extra></extra>",
        )
    drawn.update_layout(
        barmode="stack",
        height=_ROW * len(order) + _BELOW,
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        xaxis={"visible": False},
        yaxis={"automargin": True},
    )
    return drawn
