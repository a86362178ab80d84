"""How complete and how fresh the figures on a page are, in one small line below its title."""

from datetime import date

import streamlit as st

from pages.ui import formats, load, reporting_words, state
from pages.ui.load import reports
from pages.ui.load.reports import Quality
from pages.ui.text import _, listed, plain, short_name

LEAST = 0.95
"""Share of the figures due below which the reader is warned."""
_NAMED = 3


def line(day: date | None = None) -> None:
    """Draw the line for the chosen period: newest month, completeness, last import, warnings."""
    if not load.periods():
        return
    found = reports.quality(day or state.filters().day)
    warned = warnings(found)
    words = " · ".join([*(f":orange[:material/warning:] {w}" for w in warned), told(found)])
    st.caption(words, help=_explained(found), width="content")


def told(found: Quality) -> str:
    """Say up to when there are figures, and how complete they are."""
    latest = formats.MISSING if found.latest is None else reporting_words.month(found.latest)
    share = reporting_words.cut(found.fresh.share.rate)
    return " · ".join(
        [_("Up to {month}").format(month=latest), _("{share} complete").format(share=share)]
    )


def warnings(found: Quality) -> list[str]:
    """Say what the reader must not overlook."""
    rate = found.fresh.share.rate
    said = []
    if rate is not None and rate < LEAST:
        missing = formats.number(found.fresh.share.missing)
        said.append(_("incomplete: {count} figures are missing").format(count=missing))
    if found.overdue:
        said.append(_("overdue: {areas}").format(areas=_overdue(found.overdue)))
    if found.latest is not None and found.latest < found.fresh.month:
        month = reporting_words.month(found.fresh.month)
        said.append(_("there are no figures of {month} yet").format(month=month))
    return said


def of_indicator(code: str) -> str:
    """Say how many figures of an indicator are there, of those due last; empty if none was due."""
    share = reports.reported(code, state.filters().day)
    if share is None:
        return ""
    part, whole = formats.number(share.part), formats.number(share.whole)
    return _("{part} of {whole} reported").format(part=part, whole=whole)


def _overdue(codes: tuple[str, ...]) -> str:
    institutions = load.institutions()
    named = [plain(short_name(institutions[c])) for c in codes[:_NAMED] if c in institutions]
    more = _(" … {count} in all").format(count=len(codes)) if len(codes) > _NAMED else ""
    return listed(named) + more


def _explained(found: Quality) -> str:
    fresh = found.fresh
    lines = [
        _("{part} of {whole} figures due in {month} are there.").format(
            part=formats.number(fresh.share.part),
            whole=formats.number(fresh.share.whole),
            month=reporting_words.month(fresh.month),
        )
    ]
    if fresh.silent:
        silent = listed(reporting_words.month(m) for m in fresh.silent)
        lines.append(_("Nothing at all is there of {months}.").format(months=silent))
    if found.last_import is not None:
        who = "" if found.last_import.demonstration else plain(found.last_import.actor)
        when = reporting_words.moment(found.last_import.at)
        lines.append(_("Last import {when} {who}").format(when=when, who=who).rstrip())
    return " ".join(lines)
