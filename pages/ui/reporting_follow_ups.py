"""Figures somebody has to look into: opened with a note and an owner, closed with an outcome."""

from __future__ import annotations

import streamlit as st

from lib.model.follow_ups import LONGEST_NAME, LONGEST_NOTE, FollowUp, Matter
from pages.ui import formats, load, reporting_words, state, tables, widgets
from pages.ui.deeds import attempt
from pages.ui.headlines import headline
from pages.ui.load import reports
from pages.ui.text import _, name


def show(month: int) -> None:
    """Show what is open and what was closed; open another one, or close one."""
    found = reports.follow_up_list()
    if found:
        listed_rows = rows(found)
        st.dataframe(listed_rows, hide_index=True)
        tables.download(listed_rows, _("Follow-ups"))
    else:
        widgets.nothing(
            _("No figure is being followed up."),
            _("Open one below: which figure, what is odd about it, who looks into it."),
        )
    waiting = [f for f in found if f.is_open]
    entry, closing = st.columns(2, gap="medium")
    with entry:
        _open(month, len(found))
    if waiting:
        with closing:
            _close(waiting)


def rows(found: tuple[FollowUp, ...]) -> list[dict[str, object]]:
    """Return the list as a table."""
    return [
        {
            _("No."): f.number,
            _("State"): _("○ open") if f.is_open else _("✓ closed"),
            _("Institution"): reporting_words.called(f.matter.area_code),
            _("Indicator"): _indicator(f.matter.indicator),
            _("Month"): reporting_words.month(f.matter.month),
            _("What is odd about it"): f.matter.note,
            _("Owner"): f.matter.owner,
            _("Opened by"): _who(f.opened_by, formats.day(f.opened_at.date())),
            _("Closed by"): _who(f.closed_by, formats.day(f.closed_at.date()))
            if f.closed_at
            else "",
            _("Outcome"): f.outcome,
        }
        for f in found
    ]


def _open(month: int, kept: int) -> None:
    """Ask for a matter; the form is empty again once there is one more."""
    institutions, indicators = load.institutions(), reports.indicators()
    with st.form(f"follow-up {month} {kept}"):
        headline(_("Follow up a figure"))
        area = st.selectbox(
            _("Institution"), institutions, format_func=lambda code: name(institutions[code])
        )
        indicator = st.selectbox(_("Indicator"), indicators, format_func=_indicator)
        when = st.selectbox(
            _("Month"),
            reports.months(),
            index=reports.months().index(month),
            format_func=reporting_words.month,
        )
        note = st.text_area(_("What is odd about it"), max_chars=LONGEST_NOTE)
        owner = st.text_input(_("Owner"), max_chars=LONGEST_NAME)
        if st.form_submit_button(_("Open the follow-up"), icon=":material/flag:"):
            attempt(
                lambda: reports.open_follow_up(
                    Matter(str(area), str(indicator), int(when), note, owner), state.author()
                ),
                _("It is being followed up."),
            )


def _close(waiting: list[FollowUp]) -> None:
    with st.form(f"closing {len(waiting)}"):
        headline(_("Close a follow-up"))
        chosen = st.selectbox(_("Follow-up"), waiting, format_func=_summary)
        outcome = st.text_area(_("Outcome"), max_chars=LONGEST_NOTE)
        if st.form_submit_button(_("Close it"), icon=":material/check:"):
            attempt(
                lambda: reports.close_follow_up(chosen.number, outcome, state.author()),
                _("Follow-up {number} is closed.").format(number=chosen.number),
            )


def _summary(follow_up: FollowUp) -> str:
    matter = follow_up.matter
    parts = (
        f"{follow_up.number}",
        reporting_words.called(matter.area_code),
        _indicator(matter.indicator),
        reporting_words.month(matter.month),
    )
    return " · ".join(parts)


def _indicator(code: str) -> str:
    known = reports.indicators().get(code)
    return code if known is None else f"{code} {name(known.name)}"


def _who(person: str | None, day: str) -> str:
    return f"{person} {day}"
