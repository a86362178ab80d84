"""Activities (帮扶活动): what lead hospitals did at their members, entered one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.blocks.membership import Block
from lib.model.intake.personal import refuse_text
from lib.model.journal import Draft, Posting, read

BOOK = "activity"
ENTER, STRIKE = "enter", "strike"
"""Kinds of postings: 登记, 作废."""
MOST_STAFF, MOST_DAYS, MOST_PATIENTS = 200, 92, 10_000
"""Limits against slips of the finger: a quarter has 92 days."""
LONGEST_OUTPUT = 500
_HALF = 2
_NUMBERS = "%Y-%m"


class Kind(StrEnum):
    """What kind of help it was: 下沉坐诊, 培训, 质控, 帮扶, 双向转诊."""

    CLINIC = "clinic"
    TRAINING = "training"
    QUALITY = "quality"
    SUPPORT = "support"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity of a lead hospital at a member."""

    hospital: str
    member: str
    on: date
    kind: Kind
    staff: int
    """Persons sent."""
    days: Fraction
    """Days each of them stayed, in halves."""
    patients: int
    """Patients seen, people trained, files checked or patients referred."""
    output: str
    """What came of it, in one sentence."""

    @property
    def person_days(self) -> Fraction:
        """Return staff × days."""
        return self.staff * self.days


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity with its number, and who entered it."""

    number: str
    activity: Activity
    by: str
    struck: str = ""
    """Why it does not count any more; empty while it does."""


@dataclass(frozen=True, slots=True)
class _Struck:
    reason: str


@dataclass(frozen=True, slots=True)
class Log:
    """All activities in the order in which they were entered."""

    entries: tuple[Entry, ...] = ()

    def counting(self, first: date, last: date) -> tuple[Activity, ...]:
        """Return the activities from one day to another that were not struck."""
        own = (entry.activity for entry in self.entries if not entry.struck)
        return tuple(activity for activity in own if first <= activity.on <= last)


def stand(postings: Iterable[Posting]) -> Log:
    """Add up the postings of the book, oldest first."""
    entries: dict[str, Entry] = {}
    for posting in postings:
        number = posting.subject
        if posting.kind == ENTER:
            entries[number] = Entry(number, read(Activity, posting.content), posting.by)
        elif posting.kind == STRIKE:
            told, was = read(_Struck, posting.content), entries[number]
            entries[number] = Entry(number, was.activity, was.by, told.reason)
    return Log(tuple(entries.values()))


def enter(
    postings: Sequence[Posting],
    wishes: Sequence[Activity],
    blocks: Mapping[str, Block],
    today: date,
) -> tuple[Draft, ...]:
    """Enter activities, all of them or none.

    Parameters
    ----------
    postings
        The book.
    wishes
        What was done.
    blocks
        Blocks by the code of the lead hospital.
    today
        Nothing is entered before it was done.

    Raises
    ------
    InputError
        If the member is of another block or is the lead hospital itself, the day lies ahead,
        a number is impossible, or the same is entered already.
    """
    known = {entry.activity for entry in stand(postings).entries if not entry.struck}
    taken = {posting.subject for posting in postings}
    drafts = []
    for wish in wishes:
        _refuse(wish, blocks, today)
        if wish in known:
            raise InputError(
                N_("The same activity of {hospital} at {member} on {day} is entered already."),
                hint=N_("Two rounds on one day are one entry with the staff of both."),
                **_names(wish, blocks[wish.hospital]),
            )
        known.add(wish)
        number = journal.next_free(taken, f"{wish.on:{_NUMBERS}}-")
        taken.add(number)
        drafts.append(Draft(BOOK, number, ENTER, journal.content_of(wish)))
    return tuple(drafts)


def strike(postings: Sequence[Posting], number: str, reason: str) -> tuple[Draft, ...]:
    """Strike an activity that was entered by mistake; it stays to be read.

    Raises
    ------
    InputError
        If there is none of this number, it is struck already, or no reason is given.
    """
    entry = next((one for one in stand(postings).entries if one.number == number), None)
    if entry is None or entry.struck:
        raise InputError(N_("There is no activity {number} that counts."), number=number)
    refuse_text(reason, N_("Why it is struck"), limit=LONGEST_OUTPUT)
    return (Draft(BOOK, number, STRIKE, journal.content_of(_Struck(reason))),)


def _refuse(wish: Activity, blocks: Mapping[str, Block], today: date) -> None:
    if wish.hospital not in blocks:
        raise InputError(N_("{hospital} is no lead hospital."), hospital=wish.hospital)
    block = blocks[wish.hospital]
    block.member(wish.member)
    if wish.member == block.itself:
        raise InputError(
            N_("{hospital} and {member} are one body: work at home is no help to a member."),
            hint=N_("Enter what it did at the other members of its block."),
            **_names(wish, block),
        )
    if wish.on > today:
        raise InputError(
            N_("{day} lies ahead: only what was done is entered."), day=wish.on.isoformat()
        )
    _refuse_numbers(wish)
    refuse_text(wish.output, N_("Outcome of the activity"), limit=LONGEST_OUTPUT)


def _refuse_numbers(wish: Activity) -> None:
    limits = (
        (N_("Persons sent"), wish.staff, 1, MOST_STAFF),
        (N_("Days each"), wish.days, Fraction(1, _HALF), MOST_DAYS),
        (N_("People reached"), wish.patients, 0, MOST_PATIENTS),
    )
    for what, found, least, most in limits:
        if not least <= found <= most or (found * _HALF) % 1:
            raise InputError(
                N_("“{what}” lies between {least} and {most}."),
                hint=N_("Days are counted in halves."),
                what=what,
                least=str(least),
                most=most,
            )


def _names(wish: Activity, block: Block) -> dict[str, str]:
    return {
        "hospital": block.hospital.name,
        "member": block.member(wish.member).name,
        "day": wish.on.isoformat(),
    }
