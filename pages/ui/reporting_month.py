"""One month's reports: the list, approving and sending back, the deadline."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import streamlit as st

from lib.model.deadlines import Deadline
from lib.model.observations import first_day
from lib.model.reporting import Report, ReportState, Standing, Verdict
from pages.ui import formats, reporting_words, state, tables
from pages.ui.deeds import attempt
from pages.ui.load import reports
from pages.ui.text import _, listed, plain

_FIRST = (ReportState.NONE, ReportState.RETURNED, ReportState.SUBMITTED, ReportState.APPROVED)
_REASON, _FILE = 150, 90  # pixels
_TABLE_HEIGHT = 830  # pixels: 22 institutions without scrolling


def headline(month: int, standing: Standing, deadline: Deadline) -> None:
    """Say in one line how the month stands."""
    states = standing.states
    words = _(
        "{month}: **{reported}** of **{expected}** have reported (**{in_time}** in time), "
        "**{none}** not, **{returned}** sent back; due **{due}**"
    )
    st.header(
        words.format(
            month=reporting_words.month(month),
            expected=standing.expected,
            reported=standing.reported,
            in_time=standing.in_time,
            none=states[ReportState.NONE],
            returned=states[ReportState.RETURNED],
            due=reporting_words.moment(deadline.closes),
        ),
        anchor=False,
    )


def remarks(standing: Standing) -> str:
    """Say how many are checked and to be checked, and how complete the figures are."""
    counts = [
        f"{reporting_words.coloured(code)} **{standing.states[code]}**"
        for code in (ReportState.SUBMITTED, ReportState.APPROVED)
    ]
    share = _("completeness **{share}**").format(share=reporting_words.cut(standing.share.rate))
    return "　".join([*counts, share])


def show(month: int, found: Collection[Report], now: datetime) -> None:
    """Show what can be done, then the list."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        versions = _choose(month, found)
        _approve(month, versions)
        _send_back(month, versions)
        _deadline(month)
    listed_rows = rows(found, now)
    st.dataframe(
        listed_rows,
        hide_index=True,
        height=_height(len(listed_rows)),
        column_config={
            _("Reason"): st.column_config.TextColumn(width=_REASON),
            _("File"): st.column_config.TextColumn(width=_FILE),
        },
    )
    tables.download(listed_rows, "-".join([_("Reports"), reporting_words.month(month)]))


def rows(found: Collection[Report], now: datetime) -> list[dict[str, object]]:
    """Return what the list says of each report."""
    return [
        {
            _("Institution"): reporting_words.called(r.area_code),
            _("State"): reporting_words.stated(reporting_words.shown_state(r, now)),
            _("Came first"): reporting_words.moment(r.received_at),
            _("Days late"): r.days_late(now),
            _("Version"): len(r.submissions),
            _("Figures there / due"): _there(r),
            _("Decided by"): _decided(r),
            _("Reason"): "" if r.decision is None else r.decision.reason,
            _("File"): r.submissions[-1].file if r.submissions else "",
        }
        for r in sorted(found, key=lambda r: _FIRST.index(r.state))
    ]


def _there(report: Report) -> str:
    share = report.share
    return f"{share.part}/{share.whole} · {reporting_words.cut(share.rate)}"


def _decided(report: Report) -> str:
    last = report.decision
    return "" if last is None else f"{last.actor} {reporting_words.moment(last.at)}"


def _choose(month: int, found: Collection[Report]) -> dict[str, int]:
    """Ask which reports; return the version that is on the screen of each."""
    sent = {r.area_code: r for r in found if r.submissions}
    key = f"reports chosen {month} {sum(len(r.decisions) for r in found)}"  # empty once decided

    def all_waiting() -> None:
        waiting = [c for c, r in sent.items() if r.state == ReportState.SUBMITTED]
        state.put(key, waiting)

    chosen = st.multiselect(
        _("Reports to decide on"),
        sent,
        key=key,
        format_func=lambda code: _of_choice(sent[code]),
        placeholder=_("Choose institutions"),
        width="stretch",
    )
    st.button(
        _("All to be checked"),
        key="all waiting",
        on_click=all_waiting,
        icon=":material/select_all:",
    )
    return {code: len(sent[code].submissions) for code in chosen}


def _of_choice(report: Report) -> str:
    sign = reporting_words.SIGNS[report.state]
    return f"{sign} {reporting_words.called(report.area_code)}"


def _approve(month: int, versions: Mapping[str, int]) -> None:
    label = _("Approve ({count})").format(count=len(versions))
    if st.button(
        label, key="approve", disabled=not versions, icon=":material/check:", type="primary"
    ):
        attempt(
            lambda: reports.decide(versions, month, Verdict.APPROVED, state.author()),
            _("Approved: {areas}.").format(areas=_names(versions)),
        )


def _send_back(month: int, versions: Mapping[str, int]) -> None:
    with st.popover(_("Send back"), disabled=not versions, icon=":material/undo:"):
        reason = st.text_area(
            _("Why, as the institution will read it"), key=f"return reason {month}", max_chars=300
        )
        if st.button(_("Send back ({count})").format(count=len(versions)), key="send back"):
            attempt(
                lambda: reports.decide(versions, month, Verdict.RETURNED, state.author(reason)),
                _("Sent back: {areas}.").format(areas=_names(versions)),
            )


def _deadline(month: int) -> None:
    current = reports.register().calendar.deadline(month)
    moved = reports.is_moved(month)
    with st.popover(_("Deadline"), icon=":material/event:"):
        st.markdown(f"**{reporting_words.moment(current.closes)}**")
        st.caption(plain(current.why))
        day = st.date_input(
            _("Last day"),
            value=current.day,
            min_value=first_day(month + 1),
            key=f"last day {month}",
        )
        reason = st.text_input(_("Reason"), key=f"deadline reason {month}", max_chars=200)
        if st.button(_("Move the deadline"), key="move deadline"):
            attempt(
                lambda: reports.set_deadline(month, day, state.author(reason)),
                _("The deadline was moved to {day}.").format(day=formats.day(day)),
            )
        if moved and st.button(_("Back to the calendar"), key="reset deadline"):
            attempt(
                lambda: reports.set_deadline(month, None, state.author(reason)),
                _("The deadline is that of the calendar again."),
            )


def _names(codes: Collection[str]) -> str:
    return listed(plain(reporting_words.called(code)) for code in codes)


def _height(count: int) -> int:
    return min(_TABLE_HEIGHT, 35 * (count + 1) + 3)
