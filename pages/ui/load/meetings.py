"""Meetings and their agendas, read from the store and posted to it."""

from collections.abc import Callable, Sequence

import streamlit as st

from lib.model.authors import Author
from lib.model.journal import Draft, Posting
from lib.model.meetings import records
from lib.model.meetings.agendas import Agenda, parse_agendas
from lib.model.meetings.records import Decision, Meeting
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal

_PROJECT = Project()


def agendas() -> dict[str, Agenda]:
    """Return the kinds of meetings, by code."""
    return _agendas(load.version())


def listing() -> tuple[Meeting, ...]:
    """Return all meetings, newest first."""
    return _listing(f"{load.version()}|{journal.version(records.BOOK)}")


def overdue() -> tuple[Decision, ...]:
    """Return the decisions past their deadline that are not carried out, the longest first."""
    today = clock.today()
    return tuple(d for d in records.open_decisions(listing()) if d.is_overdue(today))


def find(number: str) -> Meeting | None:
    """Return a meeting; None if there is none of this number."""
    return next((meeting for meeting in listing() if meeting.number == number), None)


def post(
    decide: Callable[[Sequence[Posting]], Sequence[Draft]], key: str, author: Author
) -> tuple[Posting, ...]:
    """Post to the book of meetings; see the store."""
    return journal.post(decide, key, author, records.BOOK)


@st.cache_resource(max_entries=2, show_spinner=False)
def _agendas(version: str) -> dict[str, Agenda]:
    return _PROJECT.read("meeting.yaml", parse_agendas)


@st.cache_resource(max_entries=2, show_spinner=False)
def _listing(version: str) -> tuple[Meeting, ...]:
    return records.stand(journal.postings(records.BOOK))
