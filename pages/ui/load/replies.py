"""The right of reply, read from the journal and the figures, and written to both.

An appeal and a decision are posted first, then the figure is stored with its stage. These are
two transactions; `carry` does the second one, as often as it is asked, and at most once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from lib.adapters.store import imports, observations, periods
from lib.adapters.store.engine import reading
from lib.errors import N_, InputError
from lib.model import appeals
from lib.model.appeals import Correction, Hearing, Mark
from lib.model.authors import Author
from lib.model.intake.figures import Stage
from lib.model.journal import Attachment
from lib.model.observations import NO_COUNT, Status, last_day, month_of
from lib.model.quarters import Quarter
from lib.model.replies import columns, deeds
from lib.model.replies.columns import Held, Line
from lib.model.replies.ledger import (
    BOOK,
    FILED,
    Appeal,
    Counts,
    Decision,
    Evidence,
    Figure,
    Filing,
    Ledger,
    Publication,
    stand,
)
from lib.model.replies.terms import Terms, parse_terms
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal, kept, reports, transfers

_PROJECT = Project()


@dataclass(frozen=True, slots=True)
class Case:
    """An appeal with what is still to be done about it."""

    appeal: Appeal
    due: date
    """Last day for the decision."""
    is_overdue: bool
    owed: tuple[Stage, ...]
    """Stages whose figure still has to be transferred."""
    astray: tuple[Stage, ...]
    """Stages of which the store holds other counts."""


def terms() -> Terms:
    """Return how long a figure may be appealed and a decision may take."""
    return _terms(load.version())


def ledger() -> Ledger:
    """Return what was published, appealed and decided."""
    return _ledger(journal.version(BOOK))


def listing(quarter: Quarter) -> tuple[Case, ...]:
    """Return the appeals of a quarter, what asks for somebody first: for page and meeting."""
    own = [a for a in ledger().appeals.values() if a.filing.quarter == str(quarter)]
    cases = [_case(appeal) for appeal in own]
    return tuple(sorted(cases, key=_urgency))


def lines(quarter: Quarter) -> tuple[Line, ...]:
    """Return the figures of a quarter that were verified, published or appealed."""
    return _lines(load.version(), journal.version(BOOK), quarter, clock.today())


def detail(figure: Figure) -> Line:
    """Return a figure with who made each column, when and why."""
    return columns.line(figure, stored(figure), ledger(), terms(), clock.today())


def stored(figure: Figure) -> Mapping[Stage, Held]:
    """Return what the store holds of a figure now, by stage, and where it came from."""
    found = observations.history(kept.store(), *figure)
    return {
        version.stage: Held(
            version.numerator or 0,
            version.denominator or 0,
            version.origin.actor,
            version.origin.at.date(),
            version.origin.file,
        )
        for version in found
        if version.to_revision is None and version.denominator is not None
    }


def publishable(quarter: Quarter) -> tuple[Mark, ...]:
    """Return the verified figures of a quarter that nobody was told of yet."""
    return tuple(
        Mark(*one.figure, *one.columns[Stage.VERIFIED].counts)
        for one in lines(quarter)
        if one.state == columns.UNPUBLISHED and Stage.VERIFIED in one.columns
    )


def publish(quarter: Quarter, note: str, key: str, author: Author) -> None:
    """Make the verified figures of a quarter known: from now the days count."""
    wish = Publication(str(quarter), clock.today(), author.name, publishable(quarter), note)
    journal.post(lambda book: deeds.publish(book, wish), key, author, BOOK)


def file(wish: Filing, files: tuple[Attachment, ...], key: str, author: Author) -> str:
    """File an appeal and store the figure as appealed; returns its number.

    Raises
    ------
    InputError
        If it may not be filed, or its month is closed.
    """
    _refuse_closed(wish.mark.month)
    evidence = tuple(Evidence(one.name, journal.fingerprint(one)) for one in files)
    claimed = stored(wish.figure).get(Stage.CLAIMED)
    told = replace(wish, evidence=evidence, claimed=None if claimed is None else claimed.counts)
    indicator = reports.indicators()[wish.mark.indicator]
    posted = journal.post(
        lambda book: deeds.file(book, told, terms(), indicator, files), key, author, BOOK
    )
    carry(posted[0].subject, author)
    return posted[0].subject


def decide(shown: Appeal, wish: Decision, key: str, author: Author) -> None:
    """Decide an appeal and store the final figure.

    Raises
    ------
    InputError
        If it may not be decided so, or its month is closed.
    """
    _refuse_closed(shown.filing.mark.month)
    indicator = reports.indicators()[shown.filing.mark.indicator]
    journal.post(lambda book: deeds.decide(book, shown, wish, indicator), key, author, BOOK)
    carry(shown.number, author)


def carry(number: str, author: Author) -> None:
    """Store the figures that an appeal has come to and the store does not hold.

    The key is made of the number and the stage, so that two who do it at once store one; after
    an undo it is another one.
    """
    appeal = ledger().appeal(number)
    mark, expected = appeal.filing.mark, appeal.expected()
    for stage in columns.owed(appeal, stored(appeal.filing.figure)):
        called = columns.title(number, stage)
        undone = sum(r.is_undone and r.file == called for r in imports.listing(kept.store()))
        result = transfers.Result(mark.area, mark.indicator, mark.month, *expected[stage], number)
        key = f"reply {number} {stage} {undone}"
        transfers.transfer([result], stage, called, key, author)


def hearing(number: str, counts: Counts) -> Hearing:
    """Return what it would do to everybody if the final counts of an appeal were these."""
    return _hearing(load.version(), journal.version(BOOK), load.scheme().code, number, counts)


def _case(appeal: Appeal) -> Case:
    held, due = stored(appeal.filing.figure), terms().due(appeal.filing.on)
    late = appeal.state == FILED and clock.today() > due
    return Case(appeal, due, late, columns.owed(appeal, held), columns.astray(appeal, held))


def _urgency(case: Case) -> tuple[bool, bool, str]:
    return case.appeal.state != FILED, not case.owed, case.appeal.number


def _refuse_closed(month: int) -> None:
    """Refuse before anything is posted what could not be stored afterwards."""
    with reading(kept.store().engine) as connection:
        periods.refuse_closed(connection, {month})


@st.cache_resource(max_entries=2, show_spinner=False)
def _terms(version: str) -> Terms:
    return _PROJECT.read("replies.yaml", parse_terms)


@st.cache_resource(max_entries=2, show_spinner=False)
def _ledger(version: str) -> Ledger:
    return stand(journal.postings(BOOK))


@st.cache_resource(max_entries=8, show_spinner=False)
def _lines(version: str, book: str, quarter: Quarter, today: date) -> tuple[Line, ...]:
    months = range(month_of(quarter.first), month_of(quarter.last) + 1)
    held = _held(months)
    known = [f for f in ledger().published if f[2] in months]
    figures = {*(f for f, of in held.items() if Stage.VERIFIED in of), *known}
    found = (columns.line(f, held.get(f, {}), ledger(), terms(), today) for f in figures)
    return columns.ordered(found)


def _held(months: Sequence[int]) -> Mapping[Figure, Mapping[Stage, Held]]:
    """Read the counts of all stages: of figures with several, and of those only verified."""
    found: dict[Figure, dict[Stage, Held]] = defaultdict(dict)
    alone = observations.figures(kept.store(), months, Stage.VERIFIED)
    for row in alone[alone["status"] == Status.REPORTED].to_dict("records"):
        _put(found[_figure(row)], Stage.VERIFIED, row["numerator"], row["denominator"])
    for row in observations.stages(kept.store(), months).to_dict("records"):
        for stage in Stage:
            counts = row[f"{stage}_numerator"], row[f"{stage}_denominator"]
            _put(found[_figure(row)], stage, *counts)
    return found


def _figure(row: Mapping[object, object]) -> Figure:
    return str(row["area_code"]), str(row["indicator"]), int(str(row["month"]))


def _put(of: dict[Stage, Held], stage: Stage, numerator: object, denominator: object) -> None:
    if int(str(denominator)) != NO_COUNT:
        of[stage] = Held(int(str(numerator)), int(str(denominator)))


@st.cache_resource(max_entries=16, show_spinner=False)
def _hearing(version: str, book: str, scheme: str, number: str, counts: Counts) -> Hearing:
    mark = ledger().appeal(number).filing.mark
    day = last_day(mark.month)
    rules = load.rules(day)
    if mark.indicator not in rules.indicators:
        raise InputError(
            N_("{indicator} is not used by this scheme: the decision changes no score."),
            indicator=mark.indicator,
        )
    return appeals.hear(load.dataset(), rules, load.outcome(day), [Correction(mark, *counts)])
