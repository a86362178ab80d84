"""Who has to be reminded of a month's report, and the words to do it with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from lib.model.deadlines import Deadline
from lib.model.reporting import Need, Reminder, Report, remind
from pages.ui import load, reporting_words, tables, widgets
from pages.ui.load import reports
from pages.ui.text import N_, _, listed, name

_NEEDS = {
    Need.NONE: N_("No report ({count}): {areas}"),
    Need.RETURNED: N_("Sent back, to be sent again ({count}): {areas}"),
    Need.INCOMPLETE: N_("Incomplete ({count}): {areas}"),
}
_SHORT = {
    Need.NONE: N_("no report"),
    Need.RETURNED: N_("sent back"),
    Need.INCOMPLETE: N_("incomplete"),
}
_SINCE = {Need.NONE: N_("{days} d overdue"), Need.RETURNED: N_("sent back {days} d ago")}
_NAMED = 3  # indicators named to an institution


def show(month: int, found: Sequence[Report], now: datetime) -> None:
    """Show the list and, ready to copy, the message."""
    wanted = remind(found, reports.completeness(), now)
    if not wanted:
        widgets.nothing(
            _("Nobody has to be reminded: every report of {month} is in and complete.").format(
                month=reporting_words.month(month)
            ),
            _("Choose another month above."),
        )
        return
    said, told = st.columns([2, 3], gap="medium")
    with said:
        st.caption(_("To copy into WeChat, or to read out on the telephone"))
        st.code(message(month, wanted, now), language=None, wrap_lines=True)
    with told:
        listed_rows = rows(wanted)
        st.dataframe(listed_rows, hide_index=True)
        tables.download(listed_rows, "-".join([_("Reminders"), reporting_words.month(month)]))


def message(month: int, wanted: Sequence[Reminder], now: datetime) -> str:
    """Write the message to all who have to be reminded."""
    due: Deadline = wanted[0].report.deadline
    opening = _("[Monthly report] The report of {month} was due by {due}.")
    if not due.days_late(now):
        opening = _("[Monthly report] The report of {month} is due by {due}.")
    lines = [
        opening.format(month=reporting_words.month(month), due=reporting_words.moment(due.closes))
    ]
    for need, template in _NEEDS.items():
        named = [_named(reminder) for reminder in wanted if reminder.need == need]
        if named:
            lines.append(_(template).format(count=len(named), areas=listed(named)))
    lines.append(_("Please send it as soon as you can; call the county office if you cannot."))
    if load.is_demonstration():
        lines.append(_("Demonstration data: every figure is made up by a program."))
    return "\n".join(lines)


def rows(wanted: Sequence[Reminder]) -> list[dict[str, object]]:
    """Return the list as a table."""
    return [
        {
            _("Institution"): reporting_words.called(r.report.area_code),
            _("Needed"): _(_SHORT[r.need]),
            _("Days since"): r.days,
            _("Figures missing"): r.report.share.missing,
            _("Most missing"): listed(_indicator(code, count) for code, count in r.missing),
            _("Reason"): _reason(r),
        }
        for r in wanted
    ]


def _named(reminder: Reminder) -> str:
    called = reporting_words.called(reminder.report.area_code)
    if reminder.need == Need.INCOMPLETE:
        first = [_indicator(*counted) for counted in reminder.missing[:_NAMED]]
        more = _(" and others") if len(reminder.missing) > _NAMED else ""
        return _("{area} ({missing} missing: {what}{more})").format(
            area=called,
            missing=reminder.report.share.missing,
            what=listed(first),
            more=more,
        )
    reason = _reason(reminder)
    since = _(_SINCE[reminder.need]).format(days=reminder.days) if reminder.days else ""
    what = _("{reason}; {since}").format(reason=reason, since=since) if reason and since else ""
    told = what or reason or since
    return _("{area} ({what})").format(area=called, what=told) if told else called


def _reason(reminder: Reminder) -> str:
    decision = reminder.report.decision
    return "" if decision is None else decision.reason


def _indicator(code: str, count: int) -> str:
    known = reports.indicators().get(code)
    called = code if known is None else name(known.name)
    return (
        called if count == 1 else _("{indicator} x {count}").format(indicator=called, count=count)
    )
