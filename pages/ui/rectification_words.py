"""Words and signs of the rectification ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from lib.errors import Message
from lib.model.rectification.acts import DEED_WORDS, STATE_WORDS
from lib.model.rectification.items import Item
from lib.model.rectification.states import Deed, State
from pages.ui import formats, load, state
from pages.ui.load import clock, reports
from pages.ui.text import N_, _, name, plain, short_name

SETTLEMENT = "settlement"
OVERDUE = "overdue"
"""Shown in the place of a state whose deadline has passed."""
STATES: dict[str, Message] = {
    **{str(state): word for state, word in STATE_WORDS.items()},
    OVERDUE: N_("Past the deadline"),
}
SIGNS = {
    State.NEW: "○",
    State.ISSUED: "◔",
    State.IN_HAND: "◑",
    State.TO_REVIEW: "◕",
    State.RETURNED: "↩",
    State.CLOSED: "●",
    State.WITHDRAWN: "✕",
    OVERDUE: "▼",
}
COLOURS = {
    State.NEW: "#7F7F7F",
    State.ISSUED: "#56B4E9",
    State.IN_HAND: "#0072B2",
    State.TO_REVIEW: "#CC79A7",
    State.RETURNED: "#E69F00",
    State.CLOSED: "#009E73",
    State.WITHDRAWN: "#7F7F7F",
    OVERDUE: "#D55E00",
}
_MARKDOWN_COLOURS = {State.RETURNED: "orange", State.CLOSED: "green", OVERDUE: "red"}


def columns(widths: Mapping[str, int]) -> dict[str, ColumnConfig]:
    """Give columns their width in pixels; those of English words find their own."""
    if state.language() != "zh":
        return {}
    return {title: st.column_config.Column(width=width) for title, width in widths.items()}


def stated(item: Item, day: date | None = None) -> str:
    """Return the state that is shown: overdue goes before the step it stands at."""
    return OVERDUE if item.is_overdue(day or clock.today()) else item.state


def shown(code: str) -> str:
    """Write a state as its sign and its word."""
    return f"{SIGNS[code]} {_(STATES[code])}"


def badge(item: Item) -> str:
    """Write number and state of an item for Markdown, the sign in colour."""
    code = stated(item)
    colour = _MARKDOWN_COLOURS.get(code, "blue")
    return f":{colour}[{SIGNS[code]}] {plain(item.number)} {_(STATES[code])}"


def deed(code: Deed) -> str:
    """Name a deed."""
    return _(DEED_WORDS[code])


def place(item: Item) -> str:
    """Name the institution of an item, and the clinic if it is about one."""
    problem, roster = item.problem, load.institutions()
    known = roster.get(problem.area_code)
    called = problem.area_code if known is None else name(known)
    return f"{called} · {clinic(problem.clinic)}" if problem.clinic else called


def clinic(code: str) -> str:
    """Name a village clinic."""
    found = {area.code: area for area in load.roster().of_kind("clinic")}
    return name(found[code]) if code in found else code


def indicator(code: str) -> str:
    """Name an indicator by its code; nothing for none."""
    known = reports.indicators().get(code)
    return code if known is None else f"{code} {name(known.name)}"


def purpose(code: str) -> str:
    """Name a payment: 2025-1 is an instalment, 2025-settlement the settlement."""
    year, _dash, part = code.partition("-")
    if year.isdecimal() and part.isdecimal():
        return _("{year} instalment {n}").format(year=year, n=part)
    if year.isdecimal() and part == SETTLEMENT:
        return _("{year} settlement").format(year=year)
    return code


def quarter(code: str) -> str:
    """Write a quarter for reading; whatever else it may be, as it is."""
    return formats.period(code) if "Q" in code else code


def area(code: str) -> str:
    """Name an institution by its place."""
    known = load.institutions().get(code)
    return code if known is None else short_name(known)
