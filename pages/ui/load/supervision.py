"""Visits, trainings and rounds of supervision: read from the journal and posted to it.

Caches are keyed by the files, the number of the last posting and the day.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from lib.model.authors import Author
from lib.model.journal import Attachment, Posting
from lib.model.problems import Problem
from lib.model.quarters import Quarter
from lib.model.roster import CLINIC, INSTITUTION_KINDS
from lib.model.supervision import coverage as covering
from lib.model.supervision import rounds, training, visiting
from lib.model.supervision import visits as visited
from lib.model.supervision.bodies import Body
from lib.model.supervision.coverage import Coverage
from lib.model.supervision.rulebook import Rulebook, parse_rulebook
from lib.model.supervision.training import Duty, Entry, Tally, Training
from lib.model.supervision.visiting import Setting
from lib.model.supervision.visits import Plan, Record, Visit
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal

BOOKS = (visited.BOOK, training.BOOK, rounds.BOOK)
STAFF = "MGT03"
"""Its denominator is the public health staff of an institution, village doctors included."""
_PROJECT = Project()


@dataclass(frozen=True, slots=True)
class Work:
    """What supervision has done at an institution, for its profile."""

    last: Visit | None
    """Last visit that was held."""
    visits: int
    """Visits held in the year of the quarter, up to its end."""
    score: Fraction | None
    """Of the last visit's checklist, 0 to 100."""
    findings: tuple[Problem, ...]
    """Found in the quarter."""


def rulebook() -> Rulebook:
    """Return who visits, how often, and with which checklist."""
    return _rulebook(load.version())


def setting() -> Setting:
    """Return what deeds are checked against."""
    return Setting(load.roster(), rulebook(), clock.today())


def visits() -> dict[str, Visit]:
    """Return every visit as it stands, by number."""
    return _visits(journal.version(visited.BOOK))


def of_quarter(quarter: Quarter) -> tuple[Visit, ...]:
    """Return the visits of a quarter that were not cancelled, by day."""
    return visited.of_quarter(visits().values(), quarter)


def coverage(quarter: Quarter) -> tuple[Coverage, ...]:
    """Return how far each centre has come in a quarter; lead hospitals after them."""
    return _coverage(load.version(), journal.version(visited.BOOK), quarter)


def centres(quarter: Quarter) -> tuple[Coverage, ...]:
    """Return how far the three centres have come in a quarter."""
    return coverage(quarter)[: len(rulebook().centres)]


def bottom(quarter: Quarter) -> tuple[str, ...]:
    """Return the institutions in the bottom third at the end of a quarter; worst first.

    None before the figures, and after them.
    """
    if f"{quarter.last:%Y-%m}" not in load.periods():
        return ()
    scores = load.scores(quarter.last)
    found = {area.code: scores.of(area.code) for area in scores.areas}
    codes = covering.bottom(found, rulebook().whole("bottom_of", quarter.last))
    return tuple(sorted(codes, key=lambda code: (found[code] or 0, code)))


def findings(quarter: Quarter) -> tuple[Problem, ...]:
    """Return what visits of a quarter have found, in order of the visits."""
    return tuple(found for visit in of_quarter(quarter) for found in visit.findings)


def work(institution: str, quarter: Quarter) -> Work:
    """Return what supervision has done at an institution up to the end of a quarter."""
    held = [
        v
        for v in visits().values()
        if v.record is not None and institution in v.institutions and v.day <= quarter.last
    ]
    last = visited.last_to(held, institution)
    return Work(
        last=last,
        visits=sum(v.day.year == quarter.year for v in held),
        score=last.record.score if last is not None and last.record is not None else None,
        findings=tuple(f for f in findings(quarter) if f.area_code == institution),
    )


def trainings() -> dict[str, Entry]:
    """Return the register of trainings, by number."""
    return _trainings(journal.version(training.BOOK))


def duties(year: int) -> tuple[Duty, ...]:
    """Return what each centre owes and has held in a calendar year."""
    own = [entry.training for entry in trainings().values()]
    return training.duties(own, rulebook(), year, clock.today())


def tally(year: int) -> Tally:
    """Return what the trainings of a year add up to."""
    return training.tally((entry.training for entry in trainings().values()), year)


def staff(year: int) -> int | None:
    """Return the public health staff with village doctors at the end of a year, if reported."""
    return _staff(load.version(), year)


def clinics() -> Mapping[str, str]:
    """Return the institution of every village clinic, by code."""
    return {area.code: area.parent_code for area in load.roster().of_kind(CLINIC)}


def plan(wishes: Sequence[Plan], key: str, author: Author) -> tuple[Posting, ...]:
    """Plan visits."""
    held = setting()
    return journal.post(
        lambda postings: visiting.plan(postings, wishes, held), key, author, visited.BOOK
    )


def move(visit: Visit, wish: Plan, key: str, author: Author) -> tuple[Posting, ...]:
    """Put a planned visit on another day."""
    held = setting()
    return journal.post(
        lambda postings: visiting.move(postings, visit.number, visit.last, wish, held),
        key,
        author,
        visited.BOOK,
    )


def cancel(visit: Visit, why: str, key: str, author: Author) -> tuple[Posting, ...]:
    """Cancel a planned visit."""
    today = clock.today()
    return journal.post(
        lambda postings: visiting.cancel(postings, visit.number, visit.last, today, why),
        key,
        author,
        visited.BOOK,
    )


def hold(visit: Visit, record: Record, key: str, author: Author) -> tuple[Posting, ...]:
    """Write down what was done and seen on a planned visit."""
    held = setting()
    return journal.post(
        lambda postings: visiting.hold(postings, visit.number, visit.last, record, held),
        key,
        author,
        visited.BOOK,
    )


def hold_unplanned(body: str, record: Record, key: str, author: Author) -> tuple[Posting, ...]:
    """Write down a visit that nobody planned."""
    held = setting()
    return journal.post(
        lambda postings: visiting.hold_unplanned(postings, body, record, held),
        key,
        author,
        visited.BOOK,
    )


def report(visit: Visit, attached: Attachment, key: str, author: Author) -> tuple[Posting, ...]:
    """Attach the report of a visit."""
    today = clock.today()
    return journal.post(
        lambda postings: visiting.report(postings, visit.number, visit.last, today, attached),
        key,
        author,
        visited.BOOK,
    )


def train(
    wish: Training, attached: Attachment | None, key: str, author: Author
) -> tuple[Posting, ...]:
    """Enter a training."""
    held = setting()
    return journal.post(
        lambda postings: training.record(postings, wish, held, attached),
        key,
        author,
        training.BOOK,
    )


def withdraw(entry: Entry, why: str, key: str, author: Author) -> tuple[Posting, ...]:
    """Take back a training that was entered wrongly."""
    return journal.post(
        lambda postings: training.withdraw(postings, entry.number, entry.last, why),
        key,
        author,
        training.BOOK,
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _rulebook(version: str) -> Rulebook:
    return _PROJECT.read("supervision.yaml", parse_rulebook)


@st.cache_resource(max_entries=2, show_spinner=False)
def _visits(version: str) -> dict[str, Visit]:
    return visited.stand(journal.postings(visited.BOOK))


@st.cache_resource(max_entries=16, show_spinner=False)
def _coverage(version: str, posted: str, quarter: Quarter) -> tuple[Coverage, ...]:
    rules, found = rulebook(), visits().values()
    return tuple(_of_body(body, rules, found, quarter) for body in rules.bodies.values())


def _of_body(body: Body, rules: Rulebook, found: Collection[Visit], quarter: Quarter) -> Coverage:
    base = covering.units(load.roster(), rules, body, quarter.last)
    least = covering.least_share(rules, body, quarter.last)
    return covering.coverage(found, body, quarter, base, least)


@st.cache_resource(max_entries=2, show_spinner=False)
def _trainings(version: str) -> dict[str, Entry]:
    return training.stand(journal.postings(training.BOOK))


@st.cache_resource(max_entries=4, show_spinner=False)
def _staff(version: str, year: int) -> int | None:
    rows = load.dataset().observations
    own = rows[(rows["indicator"] == STAFF) & (rows["month"] // 12 == year)]
    own = own[own["area_code"].isin([a.code for a in load.roster().of_kind(*INSTITUTION_KINDS)])]
    last = own[own["month"] == own["month"].max()]
    return int(last["denominator"].sum()) if len(last) else None
