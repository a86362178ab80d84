"""The register of trainings (培训台账) and what it adds up to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import (
    Attachment,
    Draft,
    Posting,
    by_subject,
    content_of,
    next_subject,
    read,
    refuse_stale,
)
from lib.model.supervision.rulebook import Rulebook
from lib.model.supervision.visiting import LONGEST_REASON, Setting

BOOK = "training"
RECORDED, WITHDRAWN = "recorded", "withdrawn"
_LONGEST_TITLE, _MOST_HEADS, _MOST_HOURS = 80, 5_000, 400
BUREAU = "bureau"
"""Organiser that is no body of the roster: the health bureau."""


class Level(StrEnum):
    """For whom: 县级, 镇级, 村级."""

    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


class Mode(StrEnum):
    """How: 专题讲座, 脱产培训, 对口支援, 线上培训."""

    LECTURE = "lecture"
    OFF_JOB = "off_job"
    SUPPORT = "support"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of an institution took part; no names."""

    area_code: str
    staff: int
    village_doctors: int


@dataclass(frozen=True, slots=True)
class Training:
    """One training."""

    organiser: str
    """Code of a centre, lead hospital or institution, or `BUREAU`."""
    day: date
    title: str
    hours: Fraction
    level: Level
    mode: Mode
    item: str
    """Code of the service item."""
    planned: int
    """Persons expected."""
    attendance: tuple[Attendance, ...]
    tested: int = 0
    passed: int = 0
    material: str = ""
    """Name of the attached file; empty for none."""
    sha256: str = ""

    @property
    def attended(self) -> int:
        """Persons who came."""
        return sum(one.staff + one.village_doctors for one in self.attendance)


@dataclass(frozen=True, slots=True)
class Entry:
    """A training in the register."""

    number: str
    training: Training
    last: int
    by: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What a centre owes in a calendar year, and what it has done."""

    body: str
    year: int
    held: int
    needed: int
    warns: bool
    """None yet, and the month of warning has come."""

    @property
    def is_met(self) -> bool:
        """Tell whether enough were held."""
        return self.held >= self.needed


@dataclass(frozen=True, slots=True)
class Tally:
    """What the trainings of a year add up to."""

    sessions: int
    person_times: int
    person_hours: Fraction
    institutions: int
    """Institutions with at least one person."""
    reached: int
    """Different persons at least: the best attended session of each institution."""
    doctors_reached: int
    """Different village doctors at least, counted likewise."""
    tested: int
    passed: int

    @property
    def pass_rate(self) -> Fraction | None:
        """Passed / tested; None if nobody was tested."""
        return Fraction(self.passed, self.tested) if self.tested else None


def record(
    postings: Sequence[Posting],
    wish: Training,
    setting: Setting,
    attached: Attachment | None = None,
) -> tuple[Draft, ...]:
    """Enter a training that was held.

    Raises
    ------
    InputError
        If it lies in the future, nobody came, or numbers contradict each other.
    """
    _refuse(wish, setting)
    own = (p for p in postings if p.book == BOOK)
    content = content_of(wish)
    files: tuple[Attachment, ...] = ()
    if attached is not None:
        refuse_text(attached.name, N_("File name"), limit=LONGEST_REASON)
        content["material"] = attached.name
        content["sha256"] = hashlib.sha256(attached.content).hexdigest()
        files = (attached,)
    return (Draft(BOOK, next_subject(own, f"{wish.day.year}-"), RECORDED, content, files),)


def withdraw(postings: Sequence[Posting], number: str, seen: int, why: str) -> tuple[Draft, ...]:
    """Take back an entry that was wrong; it stays in the journal.

    Raises
    ------
    InputError
        If it is not there any more, or no reason is given.
    """
    refuse_stale([p for p in postings if p.book == BOOK], number, seen)
    refuse_text(why, N_("Reason"), limit=LONGEST_REASON)
    if number not in stand(postings):
        raise InputError(N_("There is no training {number}."), number=number)
    return (Draft(BOOK, number, WITHDRAWN, {"why": why.strip()}),)


def stand(postings: Iterable[Posting]) -> dict[str, Entry]:
    """Return the register as it stands, without what was withdrawn."""
    own = by_subject(p for p in postings if p.book == BOOK)
    return {
        number: Entry(number, read(Training, lines[0].content), lines[-1].number, lines[0].by)
        for number, lines in own.items()
        if lines[-1].kind == RECORDED
    }


def duties(
    trainings: Iterable[Training], rulebook: Rulebook, year: int, today: date
) -> tuple[Duty, ...]:
    """Count what each centre has held in a year; warn of zero from the declared month on.

    Parameters
    ----------
    trainings
        The register.
    rulebook
        Centres, and how many they owe.
    year
        Calendar year.
    today
        Later years are not warned of, earlier ones are over.
    """
    day = date(year, 12, 31)
    needed = rulebook.whole("trainings_a_year", day)
    warned = today >= date(year, rulebook.whole("training_warn_month", day), 1)
    held = [t.organiser for t in trainings if t.day.year == year]
    counts = {body.code: held.count(body.code) for body in rulebook.centres}
    return tuple(
        Duty(code, year, count, needed, warned and not count) for code, count in counts.items()
    )


def tally(trainings: Iterable[Training], year: int) -> Tally:
    """Add up the trainings of a year.

    Persons who come twice are two person-times (人次). How many different people were reached
    is not known without names; the best attended session of each institution is a number that
    is certainly reached.
    """
    own = [t for t in trainings if t.day.year == year]
    lines = [(t, one) for t in own for one in t.attendance if one.staff + one.village_doctors]
    return Tally(
        sessions=len(own),
        person_times=sum(t.attended for t in own),
        person_hours=sum((t.attended * t.hours for t in own), Fraction(0)),
        institutions=len({one.area_code for _, one in lines}),
        reached=sum(
            _best((one.area_code, one.staff + one.village_doctors) for _, one in lines).values()
        ),
        doctors_reached=sum(
            _best((one.area_code, one.village_doctors) for _, one in lines).values()
        ),
        tested=sum(t.tested for t in own),
        passed=sum(t.passed for t in own),
    )


def _best(counts: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for code, count in counts:
        found[code] = max(count, found.get(code, 0))
    return found


def _refuse(wish: Training, setting: Setting) -> None:
    refuse_text(wish.title, N_("Subject"), limit=_LONGEST_TITLE)
    if wish.day > setting.today:
        raise InputError(
            N_("The training of {day} has not taken place yet."), day=wish.day.isoformat()
        )
    if wish.organiser != BUREAU:
        setting.roster.find(wish.organiser)
    if not 0 < wish.hours <= _MOST_HOURS:
        raise InputError(
            N_("A training lasts more than 0 and at most {limit} hours."), limit=_MOST_HOURS
        )
    _refuse_heads(wish, setting)


def _refuse_heads(wish: Training, setting: Setting) -> None:
    for one in wish.attendance:
        setting.roster.find(one.area_code)
    counts = [n for one in wish.attendance for n in (one.staff, one.village_doctors)]
    if min(counts, default=0) < 0 or not 0 < wish.attended <= _MOST_HEADS:
        raise InputError(
            N_("A training has 1 to {limit} participants, not {count}."),
            limit=_MOST_HEADS,
            count=wish.attended,
        )
    if not 0 <= wish.passed <= wish.tested <= wish.attended:
        raise InputError(
            N_("{passed} passed, {tested} were tested and {attended} came: that cannot be."),
            hint=N_("Nobody passes who was not tested, and nobody is tested who did not come."),
            passed=wish.passed,
            tested=wish.tested,
            attended=wish.attended,
        )
