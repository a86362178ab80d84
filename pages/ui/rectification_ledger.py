"""The ledger as a table to filter, one item opened beside it, and what is done to many at once."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.rectification.items import Item
from lib.model.rectification.states import State
from pages.ui import (
    formats,
    load,
    picking,
    problem_words,
    rectification_bulk,
    rectification_export,
    rectification_item,
    state,
    tables,
)
from pages.ui import rectification_go as go_to
from pages.ui import rectification_words as words
from pages.ui.headlines import conclude
from pages.ui.load import clock, rectification
from pages.ui.text import N_, _, name

EVERY, OPEN = "all", "open"
_TABLE = "ledger table"
_HEIGHT = 560  # pixels
_KEYS = {"quarter": "ledger quarter", "state": "ledger state", "area": "ledger area"}
_OTHERS = {EVERY: N_("All states"), OPEN: N_("Not closed")}


def show(heading: DeltaGenerator) -> None:
    """Show the headline, the filters, the table and beside it the item that was picked."""
    ledger = rectification.ledger()
    every = tuple(ledger.items.values())
    with heading:
        _headline(every)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _filtered((*every, *ledger.withdrawn.values()))
        st.space("stretch")
        rectification_bulk.issue(tuple(i for i in every if i.state == State.NEW))
        rectification_bulk.open_one()
    known = {item.number: item for item in (*every, *ledger.withdrawn.values())}
    number = go_to.chosen()
    if number not in known:
        st.caption(_("Tick a row: the history, evidence and next steps of the item appear."))
        _table(shown)
        return
    table, beside = st.columns([55, 45], gap="medium")
    with table:
        _table(shown)
    with beside:
        rectification_item.show(known[number])


def _headline(every: tuple[Item, ...]) -> None:
    today = clock.today()
    said = _(
        "**{count}** items in the ledger: **{closed}** closed, **{open}** open, "
        "**{overdue}** past the deadline, **{review}** to be reviewed"
    )
    conclude(
        said.format(
            count=len(every),
            closed=sum(not item.is_open for item in every),
            open=sum(item.is_open for item in every),
            overdue=sum(item.is_overdue(today) for item in every),
            review=sum(item.state == State.TO_REVIEW for item in every),
        ),
    )


def _filtered(every: tuple[Item, ...]) -> tuple[Item, ...]:
    """Let the reader narrow the ledger by quarter, state and institution."""
    quarters = sorted({item.problem.quarter for item in every}, reverse=True)
    areas = load.institutions()
    quarter = st.selectbox(
        _("Quarter found"),
        [EVERY, *quarters],
        key=state.preset(_KEYS["quarter"], EVERY),
        format_func=lambda code: _("All quarters") if code == EVERY else words.quarter(code),
        width=150,
    )
    stated = st.selectbox(
        _("State"),
        [OPEN, *words.STATES, EVERY],
        key=state.preset(_KEYS["state"], OPEN),
        format_func=lambda code: _(_OTHERS[code]) if code in _OTHERS else words.shown(code),
        width=150,
    )
    area = st.selectbox(
        _("Institution"),
        [EVERY, *areas],
        key=state.preset(_KEYS["area"], EVERY),
        format_func=lambda code: _("All institutions") if code == EVERY else name(areas[code]),
        width=230,
    )
    return tuple(
        item
        for item in every
        if quarter in (EVERY, item.problem.quarter)
        and area in (EVERY, item.area_code)
        and _has_state(item, str(stated))
    )


def _has_state(item: Item, wanted: str) -> bool:
    if wanted in _OTHERS:
        return wanted == EVERY or item.is_open
    return wanted in (item.state, words.stated(item))


def _table(shown: tuple[Item, ...]) -> None:
    today = clock.today()
    late_first = tuple(sorted(shown, key=lambda i: (-i.days_over(today) * i.is_open, i.number)))

    def pick() -> None:
        line = picking.line(_TABLE)
        if line is not None:
            go_to.choose(late_first[line].number)

    st.dataframe(
        [_row(item) for item in late_first],
        hide_index=True,
        height=_HEIGHT,
        key=_TABLE,
        on_select=pick,
        selection_mode="single-row",
        placeholder=formats.MISSING,
        column_config=words.columns(
            {
                _("Item number"): 92,
                _("State"): 82,
                _("Institution"): 64,
                _("Deadline"): 90,
                _("Days over"): 74,
                _("Severity of the problem"): 74,
                _("Problem class"): 100,
            }
        ),
    )
    rows, remark = rectification_export.rows(late_first), _("Rectification ledger")
    with st.container(horizontal=True, vertical_alignment="center"):
        tables.download(rows, remark)
        rectification_export.offer_workbook(rows)
        st.caption(_("{count} rows").format(count=len(rows)), width="stretch")


def _row(item: Item) -> dict[str, object]:
    today = clock.today()
    return {
        _("Item number"): item.number,
        _("State"): words.shown(words.stated(item, today)),
        _("Institution"): words.area(item.area_code),
        _("Deadline"): item.deadline.isoformat() if item.deadline else "",
        _("Days over"): item.days_over(today) or None,
        _("Severity of the problem"): _(problem_words.SEVERITIES[item.problem.severity]),
        _("Problem class"): _(problem_words.CLASSES[item.problem.problem_class]),
        _("What was found"): item.problem.evidence,
    }
