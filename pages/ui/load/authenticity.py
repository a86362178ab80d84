"""Authenticity checks: read from the journal, estimated, screened; drawn and registered.

Caches are keyed by the files, the figures and the number of the last posting of the book.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.adapters.store import imports
from lib.adapters.store.imports import Receipt
from lib.errors import N_, InputError
from lib.model.authenticity import book, conclusions, risk, screening
from lib.model.authenticity.book import BOOK, Ledger, Moved
from lib.model.authenticity.checking import Check
from lib.model.authenticity.conclusions import Conclusion, Shown
from lib.model.authenticity.practice import Practice, PracticeHistory, parse_practice
from lib.model.authenticity.risk import Risk
from lib.model.authenticity.screening import Flag, Screen
from lib.model.authenticity.wishes import Wish
from lib.model.authors import Author
from lib.model.intake.figures import Stage
from lib.model.journal import Attachment
from lib.model.observations import Status, month_of
from lib.model.quarters import Quarter
from lib.model.roster import CLINIC
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal, kept, transfers
from pages.ui.load.transfers import Result

_PROJECT = Project()
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check showed, in counts only: for notices and reports (通报)."""

    area_code: str
    kind: str
    shown: tuple[Shown, ...]
    verified: int
    false: int
    unreachable: int


@dataclass(frozen=True, slots=True)
class Transferable:
    """Verified counts of one institution and indicator beside the figure in force."""

    area_code: str
    indicator: str
    true: int
    verified: int
    before: tuple[int, int] | None
    """True and sampled as they count now; None where there is no figure of the month."""

    @property
    def is_new(self) -> bool:
        """Tell whether the transfer changes the counts."""
        return self.before != (self.true, self.verified)


def practice(quarter: Quarter) -> Practice:
    """Return sizes, limits and prices in force at the end of a quarter."""
    return _history(load.version()).on(quarter.last)


def ledger() -> Ledger:
    """Return what stands in the book."""
    return _ledger(journal.version(BOOK))


def ledger_version() -> str:
    """Return what changes with the book: a key of caches."""
    return journal.version(BOOK)


def results(quarter: Quarter | None = None) -> tuple[Conclusion, ...]:
    """Return the checks that speak for a quarter, the one under review unless told."""
    return _results(load.version(), journal.version(BOOK), quarter or clock.quarter())


def findings(quarter: Quarter | None = None) -> tuple[Finding, ...]:
    """Return what the checks of a quarter showed to be wrong; sensitive kinds are left out."""
    return tuple(
        Finding(
            one.area_code,
            one.kind.code,
            one.shown,
            one.tally.verifiable,
            one.tally.false,
            one.tally.unreachable,
        )
        for one in results(quarter)
        if one.shown and not one.kind.sensitive
    )


def screen(quarter: Quarter | None = None) -> Screen:
    """Return what is too perfect in the figures of a quarter."""
    return _screen(load.version(), quarter or clock.quarter())


def flags(quarter: Quarter | None = None) -> tuple[Flag, ...]:
    """Return the flags of a quarter, the rarest first."""
    return screen(quarter).flags


def risks(quarter: Quarter | None = None) -> tuple[Risk, ...]:
    """Return the risk score of every institution, the greatest first."""
    wanted = quarter or clock.quarter()
    found, raised = results(wanted), flags(wanted)
    return risk.risks(tuple(load.institutions()), found, raised, practice(wanted))


def clinics(institution: str, quarter: Quarter) -> tuple[str, ...]:
    """Return the codes of the village stations of an institution."""
    areas = load.roster().on(quarter.last).children(institution)
    return tuple(area.code for area in areas if area.kind == CLINIC)


def draw(wish: Wish, quarter: Quarter, key: str, author: Author) -> str:
    """Draw a sample and keep it; returns its number.

    Raises
    ------
    InputError
        As `book.draw_sample`.
    """
    held, codes = practice(quarter), clinics(wish.area_code, quarter)
    posted = journal.post(
        lambda postings: book.draw_sample(postings, wish, held, codes), key, author, BOOK
    )
    return posted[0].subject


def register(check: Check, seen: int, files: Sequence[Attachment], who: tuple[str, Author]) -> None:
    """Register the results of a sample under a key, by an author.

    Raises
    ------
    InputError
        As `book.register`.
    """
    key, author = who
    journal.post(lambda postings: book.register(postings, check, seen, files), key, author, BOOK)


def transferable(quarter: Quarter) -> tuple[Transferable, ...]:
    """Return the verified counts of a quarter beside the figures in force of its last month."""
    rows = load.dataset().observations
    here = rows[(rows["month"] == month_of(quarter.last)).to_numpy()]
    found = conclusions.counts(results(quarter))
    here = here[here["indicator"].isin(list(found)).to_numpy()]
    here = here[(here["status"] == Status.REPORTED).to_numpy()]
    columns = (here[name].tolist() for name in ("area_code", "indicator"))
    counted = zip(here["numerator"].tolist(), here["denominator"].tolist(), strict=True)
    before = dict(zip(zip(*columns, strict=True), counted, strict=True))
    return tuple(
        Transferable(area, code, *pair, before.get((area, code)))
        for code, areas in found.items()
        for area, pair in areas.items()
    )


def is_transferred(quarter: Quarter) -> bool:
    """Tell whether the counts of a quarter, as they stand, are verified figures already."""
    own = [moved for moved in ledger().moved if moved.quarter == str(quarter)]
    if not own or own[-1].counts != _counts(quarter):
        return False
    record = imports.find(kept.store(), own[-1].import_id)
    return record is not None and not record.is_undone


def transfer(quarter: Quarter, title: str, key: str, author: Author) -> Receipt:
    """Make the verified counts of a quarter figures of its last month.

    Raises
    ------
    InputError
        If there are none, or the month is closed.
    """
    rows = transferable(quarter)
    if not rows:
        raise InputError(
            N_("No result of {quarter} is registered yet; there is nothing to transfer."),
            hint=N_("Register the results of its samples first."),
            quarter=str(quarter),
        )
    month = month_of(quarter.last)
    place = f"{BOOK} {quarter}"
    found = [
        Result(row.area_code, row.indicator, month, row.true, row.verified, place) for row in rows
    ]
    counts = _counts(quarter)
    receipt = transfers.transfer(found, Stage.VERIFIED, title, key, author)
    moved = Moved(str(quarter), counts, receipt.import_id)
    journal.post(lambda _: book.note_transfer(moved), f"{key} noted", author, BOOK)
    return receipt


def _counts(quarter: Quarter) -> dict[str, dict[str, tuple[int, int]]]:
    return conclusions.counts(results(quarter))


@st.cache_resource(max_entries=2, show_spinner=False)
def _history(version: str) -> PracticeHistory:
    return _PROJECT.read("authenticity.yaml", parse_practice)


@st.cache_resource(max_entries=2, show_spinner=False)
def _ledger(version: str) -> Ledger:
    return book.stand(journal.postings(BOOK))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _results(version: str, posted: str, quarter: Quarter) -> tuple[Conclusion, ...]:
    return conclusions.conclude(ledger(), quarter, practice(quarter))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _screen(version: str, quarter: Quarter) -> Screen:
    indicators, day = load.indicators(), quarter.last
    lines = screening.station_lines(
        load.dataset().observations, load.roster().on(day), indicators, quarter
    )
    asked = screening.target_shares(load.rules(day).targets, indicators)
    return screening.screen(lines, asked, practice(quarter).family_chance)
