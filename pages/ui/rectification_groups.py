"""Rates of the ledger by institution, lead hospital, class, source, severity and quarter."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.model.problems import Found, ProblemClass, Severity
from lib.model.quarters import Quarter, parse_quarter
from lib.model.rectification.items import Item
from lib.model.rectification.rates import Rates
from pages.ui import formats, load, problem_words, state, tables
from pages.ui import rectification_words as words
from pages.ui.headlines import headline
from pages.ui.load import rectification
from pages.ui.text import N_, _, name

_GROUP = "rates by"


def show(quarter: Quarter) -> None:
    """Show the rates of every group, and offer them as a file: the twin of the chart."""
    ways = _ways()
    with st.container(horizontal=True, vertical_alignment="center"):
        headline(_("Rates of {quarter}").format(quarter=formats.period(str(quarter))))
        way = st.segmented_control(
            _("Rates by"),
            ways,
            key=state.preset(_GROUP, "institution"),
            format_func=lambda code: _(_WAY_WORDS[code]),
            label_visibility="collapsed",
            required=True,
        )
    key, named = ways[str(way)]
    if way == "quarter":
        found = {str(q): rectification.rates(q) for q in _quarters(quarter)}
    else:
        found = rectification.grouped(key, quarter)
    tables.twin(
        [rate_row(named(code), row) for code, row in found.items()], _("Rectification rates")
    )


def rate_row(called: str, row: Rates) -> dict[str, object]:
    """Write the rates of a group as a line of a table."""
    return {
        _("Group"): called,
        _("Items found"): row.opened,
        _("Items due"): row.due,
        _("Items closed"): row.closed,
        _("Closing rate"): formats.percent(row.closing),
        _("Closed on time"): formats.percent(row.punctual),
        _("Past the deadline"): row.overdue,
        _("Days past the deadline"): row.overdue_days,
        _("Came back"): formats.percent(row.recurrence),
        _("Average days to close"): formats.number(row.mean_days, 1),
    }


_WAY_WORDS = {
    "institution": N_("Institution"),
    "body": N_("Lead hospital"),
    "class": N_("Problem class"),
    "source": N_("Source of the problem"),
    "severity": N_("Severity of the problem"),
    "quarter": N_("Quarter found"),
}


def _ways() -> dict[str, tuple[Callable[[Item], str], Callable[[str], str]]]:
    areas = load.institutions()
    roster = {area.code: area for area in load.roster().areas}

    def called(code: str) -> str:
        return name(roster[code]) if code in roster else code

    def block(item: Item) -> str:
        return areas[item.area_code].block if item.area_code in areas else ""

    return {
        "institution": (lambda item: item.area_code, called),
        "body": (block, called),
        "class": (
            lambda i: i.problem.problem_class,
            lambda c: _(problem_words.CLASSES[ProblemClass(c)]),
        ),
        "source": (lambda i: i.problem.found, lambda c: _(problem_words.SOURCES[Found(c)])),
        "severity": (
            lambda i: i.problem.severity,
            lambda c: _(problem_words.SEVERITIES[Severity(c)]),
        ),
        "quarter": (lambda i: i.problem.quarter, words.quarter),
    }


def _quarters(last: Quarter) -> list[Quarter]:
    """Return the quarters with items up to the one under review, newest first."""
    known = sorted({i.problem.quarter for i in rectification.ledger().items.values()}, reverse=True)
    asked = [parse_quarter(code) for code in known]
    return [quarter for quarter in asked if quarter <= last.later()]
