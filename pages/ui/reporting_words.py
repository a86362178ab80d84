"""How reports are put into words: a sign, a colour and a word for every state."""

from datetime import datetime
from fractions import Fraction

from babel.dates import format_skeleton

from lib.model.observations import first_day, month_name
from lib.model.reporting import Report, ReportState
from pages.ui import formats, load, state
from pages.ui.text import N_, _, name

WAITING = "waiting"
"""Not sent, and the deadline is not over."""
SIGNS = {
    ReportState.APPROVED: "✓",
    ReportState.SUBMITTED: "●",
    ReportState.RETURNED: "↩",
    ReportState.NONE: "✕",
    WAITING: "·",
}
WORDS = {
    ReportState.APPROVED: N_("approved"),
    ReportState.SUBMITTED: N_("reported, to be checked"),
    ReportState.RETURNED: N_("sent back"),
    ReportState.NONE: N_("no report"),
    WAITING: N_("not due yet"),
}
MARKDOWN_COLOURS = {
    ReportState.APPROVED: "green",
    ReportState.SUBMITTED: "blue",
    ReportState.RETURNED: "orange",
    ReportState.NONE: "red",
    WAITING: "gray",
}
_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}


def shown_state(report: Report, now: datetime) -> str:
    """Return the state a reader is told: a report that may still come is not missing."""
    if report.state == ReportState.NONE and not report.deadline.days_late(now):
        return WAITING
    return report.state


def stated(code: str) -> str:
    """Write a state as its sign and its word.

    Examples
    --------
    >>> stated("waiting")
    '· 未到期'
    """
    return f"{SIGNS[code]} {_(WORDS[code])}"


def coloured(code: str) -> str:
    """Write a state for Markdown, its sign in colour."""
    return f":{MARKDOWN_COLOURS[code]}[{SIGNS[code]}] {_(WORDS[code])}"


def late(report: Report, now: datetime) -> str:
    """Say by how many days a report was or is late; nothing in time."""
    days = report.days_late(now)
    return _("{days} d late").format(days=days) if days else ""


def cut(share: Fraction | None) -> str:
    """Write how much is there, cut to a tenth of a percent: 100% means that nothing is missing.

    Examples
    --------
    >>> cut(Fraction(9999, 10_000)), cut(Fraction(1)), cut(None)
    ('99.9%', '100.0%', '—')
    """
    return formats.percent(None if share is None else Fraction(int(share * 1000), 1000))


def month(code: int) -> str:
    """Write a month for reading.

    Examples
    --------
    >>> month(2025 * 12 + 8)
    '2025年9月'
    """
    return formats.period(month_name(code))


def short_month(code: int) -> str:
    """Write a month without its year, but for January.

    Examples
    --------
    >>> short_month(2025 * 12 + 8), short_month(2025 * 12)
    ('9月', '2025年1月')
    """
    skeleton = "yMMM" if code % 12 == 0 else "MMM"
    return str(format_skeleton(skeleton, first_day(code), locale=_LOCALES[state.language()]))


def moment(when: datetime | None) -> str:
    """Write day and time, without the year.

    Examples
    --------
    >>> moment(datetime(2025, 10, 9, 23, 59)), moment(None)
    ('10月9日 23:59', '—')
    """
    if when is None:
        return formats.MISSING
    day = format_skeleton("MMMd", when, locale=_LOCALES[state.language()])
    return f"{day} {when:%H:%M}"


def called(code: str) -> str:
    """Name an institution; the code where the roster has none."""
    found = load.institutions().get(code)
    return code if found is None else name(found)
