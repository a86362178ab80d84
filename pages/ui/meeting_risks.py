"""What needs a decision of the meeting, from every room, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from lib.model import appraisal
from lib.model.authenticity.conclusions import GRAVE
from lib.model.problems import Severity
from pages.ui import formats, frame, load, supervision_words
from pages.ui.load import authenticity, clock, meetings, plans, rectification, supervision
from pages.ui.text import _, fill, listed, plain, short_name

_NAMED = 4
_TITLES = 2  # of milestones: they are sentences


@dataclass(frozen=True, slots=True)
class Risk:
    """A matter that somebody has to decide upon."""

    words: str
    """In one sentence, Markdown."""
    page: str
    """Where it is looked into."""
    grave: bool


def found() -> tuple[Risk, ...]:
    """Return what is open now, grave matters first."""
    rooms = (_evaluation, _records, _items, _centres, _milestones, _decisions)
    return tuple(sorted((r for room in rooms for r in room()), key=lambda risk: not risk.grave))


def line(risk: Risk) -> None:
    """Write a risk with its sign, and the way to where it is looked into."""
    sign = ":red[▼]" if risk.grave else ":orange[▲]"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"{sign} {risk.words}", width="stretch")
        frame.link(risk.page, "")


def _evaluation() -> Iterator[Risk]:
    outcome = load.outcome()
    waiting = appraisal.decisions(outcome)
    for notice in waiting.errors:
        yield Risk(plain(fill(notice.message, notice.values)), "overview", grave=True)
    if waiting.below_pass_line:
        names = _names([short_name(area) for area in waiting.below_pass_line])
        yield Risk(_("Below the pass line: {list}").format(list=names), "overview", grave=True)
    if waiting.recoveries:
        amount = formats.wan(sum(fen for _area, fen in waiting.recoveries))
        names = _names([short_name(area) for area, _fen in waiting.recoveries])
        words = _("Paid too much in advance, {amount}: {list}")
        yield Risk(words.format(amount=amount, list=names), "allocation", grave=False)
    if waiting.incomplete:
        names = _names([short_name(area) for area, _count in waiting.incomplete])
        words = _("Figures missing at {count} institutions: {list}")
        said = words.format(count=len(waiting.incomplete), list=names)
        yield Risk(said, "reporting", grave=False)


def _records() -> Iterator[Risk]:
    checks = authenticity.results(clock.quarter())
    false = sorted({one.area_code for one in checks if set(one.shown) & set(GRAVE)})
    if false:
        names = _names([supervision_words.area(code) for code in false])
        yield Risk(_("False records found: {list}").format(list=names), "authenticity", grave=True)


def _items() -> Iterator[Risk]:
    overdue = rectification.overdue()
    if overdue:
        severe = sum(item.problem.severity == Severity.SEVERE for item in overdue)
        names = _names(dict.fromkeys(supervision_words.area(item.area_code) for item in overdue))
        words = _("{count} items of rectification overdue, {severe} of them severe: {list}")
        said = words.format(count=len(overdue), severe=severe, list=names)
        yield Risk(said, "rectification", grave=severe > 0)


def _centres() -> Iterator[Risk]:
    for one in supervision.centres(clock.quarter()):
        if not one.passes:
            words = _("{body} covered {covered} of {base} towns, {needed} are needed")
            said = words.format(
                body=plain(supervision_words.area(one.body)),
                covered=len(one.covered),
                base=one.base,
                needed=one.needed,
            )
            yield Risk(said, "supervision", grave=False)


def _milestones() -> Iterator[Risk]:
    late = plans.late()
    if late:
        names = _names([reached.milestone.title for reached in late], _TITLES)
        words = _("{count} milestones are late: {list}")
        yield Risk(words.format(count=len(late), list=names), "plan", grave=False)


def _decisions() -> Iterator[Risk]:
    late = meetings.overdue()
    if late:
        names = _names([decision.resolution.owner for decision in late])
        words = _("{count} earlier decisions are overdue: {list}")
        yield Risk(words.format(count=len(late), list=names), "meeting", grave=False)


def _names(names: Sequence[str] | dict[str, None], most: int = _NAMED) -> str:
    """Name the first, and how many there are if that is more."""
    known = list(names)
    more = _(" … {count} in all").format(count=len(known)) if len(known) > most else ""
    return listed(plain(name) for name in known[:most]) + more
