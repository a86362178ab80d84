"""Closing months and opening them again: a grid of all months, who did it, when and why."""

from __future__ import annotations

import streamlit as st

from lib.model.observations import month_name
from pages.ui import formats, state, tables
from pages.ui.deeds import attempt
from pages.ui.headlines import headline
from pages.ui.load import closing
from pages.ui.load.closing import ClosedPeriod, Month
from pages.ui.text import _, listed

CLOSED, OPEN, EMPTY = "■", "□", "·"
_MONTHS = 12
_LONGEST = 500
_ROW_HEIGHT = 32
_NARROW = 44  # pixels; twelve of them fit beside the forms at 1366
_NUMBERS = range(1, 13)


def show(months: tuple[Month, ...]) -> None:
    """Show the grid, and beside it what can be done."""
    shut = [month.closed for month in months if month.closed]
    seen, deeds = st.columns([3, 2], gap="medium")
    with seen:
        count = len(shut)
        headline(
            _("{count} of {total} months are closed").format(count=count, total=len(months)),
            _("a closed month takes no imports, corrections or undoing"),
        )
        st.dataframe(
            grid(months),
            hide_index=True,
            row_height=_ROW_HEIGHT,
            column_config={f"{i:02}": st.column_config.Column(width=_NARROW) for i in _NUMBERS},
        )
        st.caption(
            _("{closed} closed　{open} open　{empty} open, without figures").format(
                closed=CLOSED, open=OPEN, empty=EMPTY
            )
        )
        if shut:
            lines = rows(shut)
            st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)
            tables.download(lines, _("Closed months"))
    with deeds:
        _close([month for month in months if not month.closed])
        _reopen(shut)


def grid(months: tuple[Month, ...]) -> list[dict[str, str]]:
    """Return one line for each year, newest first, and a column for each month."""
    by_number = {month.number: month for month in months}
    years = sorted({month.number // _MONTHS for month in months}, reverse=True)
    return [
        {_("Year"): str(year)}
        | {f"{i + 1:02}": _sign(by_number.get(year * _MONTHS + i)) for i in range(_MONTHS)}
        for year in years
    ]


def rows(shut: list[ClosedPeriod]) -> list[dict[str, object]]:
    """Return the closed months as a table."""
    return [
        {
            _("Month"): month_name(period.month),
            _("Closed by"): period.actor,
            _("When"): period.at.isoformat(sep=" ", timespec="minutes"),
            _("Reason"): period.reason,
        }
        for period in shut
    ]


def _close(open_months: list[Month]) -> None:
    """Ask which months and why; the form is new once something was closed."""
    with st.form(f"close {len(open_months)}"):
        headline(_("Close months"))
        chosen = st.multiselect(
            _("Months"),
            [month.number for month in open_months],
            format_func=_called,
            placeholder=_("Choose one or more"),
        )
        reason = st.text_input(_("Reason"), key="close reason", max_chars=_LONGEST)
        if st.form_submit_button(_("Close"), icon=":material/lock:"):
            names = listed(_called(number) for number in chosen)
            if chosen:
                attempt(
                    lambda: closing.close(chosen, state.author(reason)),
                    _("Closed: {months}.").format(months=names),
                )
            else:
                st.warning(_("Choose the months first."))


def _reopen(shut: list[ClosedPeriod]) -> None:
    if not shut:
        return
    with st.form(f"reopen {len(shut)}"):
        headline(_("Open a month again"), _("for the programme office"))
        chosen = st.selectbox(_("Month"), [period.month for period in shut], format_func=_called)
        reason = st.text_input(_("Reason"), key="reopen reason", max_chars=_LONGEST)
        if st.form_submit_button(_("Open again"), icon=":material/lock_open:"):
            attempt(
                lambda: closing.reopen(int(chosen), state.author(reason)),
                _("Open again: {months}.").format(months=_called(int(chosen))),
            )


def _called(number: int) -> str:
    return formats.period(month_name(number))


def _sign(month: Month | None) -> str:
    if month is None:
        return ""
    if month.closed:
        return CLOSED
    return OPEN if month.has_figures else EMPTY
