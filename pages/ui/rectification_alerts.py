"""Alerts and broken trends: what has not become an item of the ledger yet, and one click to it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.falling import Falling
from lib.model.follow_ups import FollowUp
from lib.model.problems import Problem
from lib.model.progress import Progress
from lib.model.reporting import Report
from pages.ui import (
    deeds,
    figures,
    formats,
    rectify,
    reporting_words,
    state,
    tables,
    widgets,
)
from pages.ui import rectification_words as words
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, rectification, reports
from pages.ui.load.rectification_alerts import Alert, Kind, alerts
from pages.ui.text import N_, _, name, plain

_EVERY, _TABLE, _FORM = "all", "alerts table", "alerts to items"
_FIRST = 6
_HEIGHT = 330  # pixels
_KINDS = {
    Kind.FALLING: N_("Behind and falling"),
    Kind.REPORT: N_("Report overdue"),
    Kind.FOLLOW_UP: N_("Follow-up open"),
    Kind.BEHIND: N_("Red light"),
}
_SIGNS = {Kind.FALLING: "▼▼", Kind.REPORT: "✕", Kind.FOLLOW_UP: "○", Kind.BEHIND: "▼"}


def show(heading: DeltaGenerator) -> None:
    """Show how many alerts wait, the first ones with a button each, and all in a table."""
    found = alerts(clock.quarter())
    ledger = rectification.ledger()
    waiting = [a for a in found if a.origin not in ledger.origins and not covered(a)]
    with heading:
        _headline(waiting, len(found))
    if not found:
        widgets.nothing(
            _("There is no alert in this quarter."),
            _("Red lights, falling figures, overdue reports and open follow-ups appear here."),
        )
        return
    first, table = st.columns([36, 64], gap="medium")
    with first:
        _first(waiting)
    with table:
        _table(found)


def covered(alert: Alert) -> str:
    """Return the number of an open item about the same indicator of the same institution."""
    if not alert.indicator:
        return ""
    numbers = [
        item.number
        for item in rectification.of_institution(alert.area_code)
        if item.is_open and item.problem.indicator == alert.indicator
    ]
    return numbers[-1] if numbers else ""


def problem(alert: Alert) -> Problem:
    """Put an alert into the words of the ledger."""
    return Problem(
        alert.origin,
        alert.found,
        alert.quarter,
        alert.area_code,
        evidence(alert),
        alert.problem_class,
        alert.severity,
        item=alert.item,
        indicator=alert.indicator,
    )


def evidence(alert: Alert) -> str:
    """Say what the figures, the report or the follow-up show."""
    about = alert.about
    if isinstance(about, Falling):
        said = _("{figure}; {lag} behind schedule, {then} the quarter before")
        then = formats.percent(max(Fraction(0), about.lag - about.worse))
        return said.format(figure=_figure(about.now), lag=formats.percent(about.lag), then=then)
    if isinstance(about, Report):
        said = _("report of {month} not received; {days} days past its deadline")
        days = about.days_late(reports.now())
        return said.format(month=reporting_words.month(about.month), days=days)
    if isinstance(about, FollowUp):
        said = _("follow-up {number}: {note}")
        return said.format(number=about.number, note=about.matter.note)
    return _figure(about)


def _figure(shown: Progress) -> str:
    said = _("{indicator} {value}, due by now {due}")
    due = formats.in_unit(shown.expected, shown.indicator.unit)
    value = figures.written(shown)
    return said.format(indicator=name(shown.indicator.name), value=value, due=due)


def _headline(waiting: list[Alert], count: int) -> None:
    by_kind = Counter(alert.kind for alert in waiting)
    said = _("**{waiting}** of {count} alerts have not become items yet: {parts}")
    parts = "　".join(f"{_(_KINDS[k])} **{by_kind[k]}**" for k in Kind if by_kind[k])
    conclude(
        said.format(waiting=len(waiting), count=count, parts=parts or _("nothing waits")),
    )


def _first(waiting: list[Alert]) -> None:
    """Show the gravest alerts, one of each institution, with a button each."""
    headline(_("First of all"), _("one click opens an item"))
    seen: dict[str, Alert] = {}
    for alert in waiting:
        seen.setdefault(alert.area_code, alert)
    for alert in list(seen.values())[:_FIRST]:
        said, button = st.columns([72, 28], gap="small", vertical_alignment="center")
        place = f"**:red[{_SIGNS[alert.kind]}] {plain(words.area(alert.area_code))}**"
        said.markdown(f"{place}　:small[{plain(evidence(alert))}]")
        with button:
            rectify.offer(problem(alert), alert.origin)


def _table(found: tuple[Alert, ...]) -> None:
    """Show all alerts; those that are ticked become items together."""
    kinds = [k for k in Kind if any(a.kind == k for a in found)]
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.segmented_control(
            _("Kind of alert"),
            [_EVERY, *kinds],
            key=state.preset("alert kind", _EVERY),
            format_func=lambda c: _("All alerts") if c == _EVERY else _(_KINDS[Kind(c)]),
            label_visibility="collapsed",
            required=True,
        )
        listed = [a for a in found if chosen in (_EVERY, a.kind)]
        button = st.empty()
    rows = [_row(alert) for alert in listed]
    key = deeds.key_of(_FORM)
    picked = st.dataframe(
        rows,
        hide_index=True,
        height=_HEIGHT + 170,
        key=f"{_TABLE} {key} {chosen}",
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            _("Kind of alert"): st.column_config.TextColumn(width=92),
            _("Institution"): st.column_config.TextColumn(width=64),
            _("What was found"): st.column_config.TextColumn(width=306),
            _("Points lost"): st.column_config.NumberColumn(width=64, format="%.2f"),
            _("Item number"): st.column_config.TextColumn(width=132),
        },
    )
    ticked = [listed[line] for line in picked["selection"]["rows"]]
    new = [a for a in ticked if a.origin not in rectification.open_origins()]
    _turn(button, new)
    tables.download(rows, _("Alerts of the quarter"))


def _turn(button: DeltaGenerator, new: list[Alert]) -> None:
    label = _("Turn what is ticked into items ({count})").format(count=len(new))
    icon = ":material/assignment_add:"
    if button.button(label, key="alerts now", disabled=not new, type="primary", icon=icon):
        problems = [problem(alert) for alert in new]
        deeds.attempt_once(
            _FORM,
            lambda once: rectification.open_items(problems, once, state.author()),
            _("{count} items were opened; issue them in the ledger.").format(count=len(new)),
        )


def _row(alert: Alert) -> dict[str, object]:
    number = rectification.open_origins().get(alert.origin)
    same = covered(alert)
    return {
        _("Kind of alert"): f"{_SIGNS[alert.kind]} {_(_KINDS[alert.kind])}",
        _("Institution"): words.area(alert.area_code),
        _("What was found"): evidence(alert),
        _("Points lost"): float(formats.half_up(alert.lost, 2)) if alert.lost else None,
        _("Item number"): number or (_("see {item}").format(item=same) if same else ""),
    }
