"""Files on their way into the store, for the page that takes them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256

import pandas as pd
import streamlit as st

from lib.adapters.rule_files import catalogue
from lib.adapters.store import imports, observations, undoing
from lib.adapters.store.deliveries import Receipt
from lib.adapters.store.imports import ImportRecord
from lib.adapters.store.observations import Origin, Version
from lib.adapters.workbooks import marked, templates
from lib.deliveries import Consent, Desk, Examination, consent_key
from lib.model.authors import Author
from lib.model.indicators import Indicator
from lib.model.intake.figures import Stage
from lib.model.intake.findings import Finding
from lib.model.intake.plans import Plan
from lib.model.intake.sheets import Workbook
from lib.model.observations import month_name, month_of, parse_period
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Area
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import kept

__all__ = ["Examination", "ImportRecord", "Receipt", "Version"]

_KEPT = 4  # files open at a time


@dataclass(slots=True)
class Job:
    """A file being stored in the background: leaving the page does not stop it."""

    future: Future[Receipt] | None = None
    done: int = 0
    whole: int = 0

    def advance(self, done: int, whole: int) -> None:
        """Note how far it has come."""
        self.done, self.whole = done, whole


def opened(content: bytes, name: str) -> Workbook:
    """Open an uploaded file.

    Raises
    ------
    InputError
        If it cannot be read, or holds personal data.
    """
    return _opened(sha256(content).hexdigest(), name, content)


def proposed(workbook: Workbook) -> Plan:
    """Say how a file is understood, with what people answered before."""
    return _desk().propose(workbook)


def examined(workbook: Workbook, plan: Plan, stage: Stage) -> Examination:
    """Read and check a file by a plan, and compare it with the store."""
    facts = (workbook.sha256, workbook.file, repr(plan), stage, observations.revision(kept.store()))
    key = sha256("\x1f".join(map(str, facts)).encode()).hexdigest()
    return _examined(key, workbook, plan, stage)


def keep(examination: Examination, consent: Consent, author: Author) -> Job:
    """Begin to store an examined file, or return the job that does it already."""
    jobs = _jobs()
    if consent.key not in jobs or _failed(jobs[consent.key]):
        job = jobs[consent.key] = Job()
        desk = _desk()
        job.future = _worker().submit(desk.keep, examination, consent, author, job.advance)
    return jobs[consent.key]


def job(consent_key: str) -> Job | None:
    """Return the storing that was begun under a key, if any was."""
    return _jobs().get(consent_key)


def key(examination: Examination) -> str:
    """Return what identifies the storing of this file as it is understood now."""
    return consent_key(examination)


def listing() -> tuple[ImportRecord, ...]:
    """Return all imports, newest first."""
    return imports.listing(kept.store())


def undo(import_id: int, author: Author) -> Receipt:
    """Take an import back."""
    return undoing.undo(kept.store(), import_id, author)


def history(area: str, indicator: str, month: int) -> tuple[Version, ...]:
    """Return every version of a figure, with where each came from."""
    return observations.history(kept.store(), area, indicator, month)


def origin(number: int) -> Origin | None:
    """Return where a stored figure was read."""
    return observations.origin(kept.store(), number)


def stages(months: Sequence[int]) -> pd.DataFrame:
    """Return claimed, verified, appealed and final side by side, where there is more than one."""
    return observations.stages(kept.store(), months)


def marked_file(
    examination: Examination, words: Callable[[Finding], str], say: Callable[[str], str]
) -> bytes:
    """Make the uploaded workbook with its faulty cells marked."""
    return marked.mark(examination.workbook, examination.findings, words, say)


def template(item: str, month: str, say: Callable[[str], str]) -> bytes:
    """Make the workbook of a service item to fill in."""
    day = state.last_day(month)
    found = catalogue.load_service_items(Project().data / "service_items.csv").on(day)[item]
    every = list(figure_indicators().values())
    return templates.template(found, every, load.roster(), parse_period(month), say)


def asked_for(item: str, month: str) -> tuple[Indicator, ...]:
    """Return the indicators that the template of a service item asks for."""
    day = state.last_day(month)
    every = figure_indicators().values()
    return tuple(i for i in every if i.service_item == item and i.in_use(day))


def figure_indicators() -> Mapping[str, Indicator]:
    """Return every indicator figures may be of, by code."""
    return _indicators(load.version())


def reporting_areas() -> tuple[Area, ...]:
    """Return the institutions and clinics that figures may be of, institutions first."""
    roster = load.roster()
    return (*roster.of_kind(*INSTITUTION_KINDS), *roster.of_kind(CLINIC))


def months_to_report() -> tuple[str, ...]:
    """Return the months figures may be of, newest first: this year's so far and two before."""
    now = month_of(state.today())
    return tuple(month_name(month) for month in range(now, (now // 12 - 2) * 12 - 1, -1))


def is_sensitive(indicator: str) -> bool:
    """Tell whether single figures of an indicator could point at a person."""
    return figure_indicators()[indicator].sensitive


def _desk() -> Desk:
    return Desk(Project(), kept.store(), state.today())


def _failed(job: Job) -> bool:
    return job.future is not None and job.future.done() and job.future.exception() is not None


@st.cache_resource(max_entries=2, show_spinner=False)
def _indicators(version: str) -> dict[str, Indicator]:
    return Project().indicators()


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _opened(digest: str, name: str, _content: bytes) -> Workbook:
    return _desk().open_file(_content, name)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _examined(key: str, _workbook: Workbook, _plan: Plan, _stage: Stage) -> Examination:
    return _desk().examine(_workbook, _plan, _stage)


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}


@st.cache_resource(show_spinner=False)
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
