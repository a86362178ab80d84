"""Who does what to an item, and what is refused whatever is done."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lib.errors import N_, InputError, Message
from lib.model.intake.personal import refuse_text
from lib.model.journal import Attachment, Draft, Posting, content_of, refuse_stale
from lib.model.rectification.items import BOOK, FileMark, Item, Step, same_name, stand
from lib.model.rectification.states import NEXT, Deed, State

LONGEST_NAME, LONGEST_FILE_NAME, MOST_FILES = 40, 200, 10

STATE_WORDS: dict[State, Message] = {
    State.NEW: N_("Newly opened"),
    State.ISSUED: N_("Notice issued"),
    State.IN_HAND: N_("Being put right"),
    State.TO_REVIEW: N_("To be reviewed"),
    State.RETURNED: N_("Returned by review"),
    State.CLOSED: N_("Closed out"),
    State.WITHDRAWN: N_("Withdrawn as opened by mistake"),
}
DEED_WORDS: dict[Deed, Message] = {
    Deed.OPEN: N_("Open an item"),
    Deed.ISSUE: N_("Issue the notice"),
    Deed.START: N_("Begin rectification"),
    Deed.NOTE: N_("Note progress"),
    Deed.SUBMIT: N_("Hand in for review"),
    Deed.RETURN: N_("Send back"),
    Deed.CLOSE: N_("Close out"),
    Deed.EXTEND: N_("Extend the deadline"),
    Deed.WITHDRAW: N_("Withdraw the item"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and on which day.

    Raises
    ------
    InputError
        If there is no name, or the day is still to come.
    """

    by: str
    on: date
    today: date

    def __post_init__(self) -> None:
        refuse_text(self.by, N_("Name of who does it"), limit=LONGEST_NAME)
        if self.on > self.today:
            raise InputError(
                N_("{day} is still to come: today is {today}."),
                hint=N_("Enter the day on which it was done."),
                day=self.on.isoformat(),
                today=self.today.isoformat(),
            )


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to an item."""

    number: str
    text: str = ""
    owner: str = ""
    deadline: date | None = None
    files: tuple[Attachment, ...] = ()
    seen: int | None = None
    """Number of its last posting when it was shown; None does not ask."""


def found(postings: Sequence[Posting], wish: Wish) -> Item:
    """Return the item of a wish as it stands.

    Raises
    ------
    InputError
        If there is none, or it was changed since it was shown.
    """
    own = tuple(p for p in postings if p.book == BOOK and p.subject == wish.number)
    if wish.seen is not None:
        refuse_stale(own, wish.number, wish.seen)
    return stand(own).find(wish.number)


def to_be(deed: Deed, postings: Sequence[Posting], wish: Wish, act: Act) -> Item:
    """Return the item of a wish if a deed can be done to it now.

    Raises
    ------
    InputError
        If the deed is not legal, runs backwards in time, or its text or files are refused.
    """
    item = found(postings, wish)
    if deed not in NEXT[item.state]:
        legal = item.legal(act.on)
        raise InputError(
            N_("{item} stands at “{state}”; “{deed}” is not possible now."),
            hint=N_("Possible now: {legal}."),
            item=item.number,
            state=STATE_WORDS[item.state],
            deed=DEED_WORDS[deed],
            legal=tuple(DEED_WORDS[one] for one in legal) or N_("nothing at all"),
        )
    refuse_backwards(item, act)
    refuse_text(wish.text, N_("What is to be said about it"))
    for file in wish.files:
        refuse_text(file.name, N_("File name"), limit=LONGEST_FILE_NAME)
    if len(wish.files) > MOST_FILES:
        raise InputError(
            N_("{count} files are too many; {limit} can be attached at once."),
            count=len(wish.files),
            limit=MOST_FILES,
        )
    return item


def refuse_backwards(item: Item, act: Act) -> None:
    """Refuse a day before the last thing that happened to an item.

    Raises
    ------
    InputError
        With both days.
    """
    if act.on < item.last_on:
        raise InputError(
            N_("{item} was last changed on {last}; {day} is before that."),
            hint=N_("Enter a day from {last} on."),
            item=item.number,
            last=item.last_on.isoformat(),
            day=act.on.isoformat(),
        )


def refuse_own(item: Item, act: Act) -> None:
    """Refuse a decision by somebody who took part in the rectification.

    Raises
    ------
    InputError
        With the name.
    """
    if same_name(act.by) in item.rectifiers:
        raise InputError(
            N_("{name} took part in the rectification of {item} and cannot decide on it."),
            hint=N_("Somebody else has to review or approve."),
            name=act.by.strip(),
            item=item.number,
        )


def draft(deed: Deed, wish: Wish, act: Act) -> Draft:
    """Write down a deed, its files by their fingerprints."""
    marks = tuple(
        FileMark(file.name, hashlib.sha256(file.content).hexdigest()) for file in wish.files
    )
    texts = (wish.text.strip(), wish.owner.strip())
    step = Step(act.on, act.by.strip(), *texts, wish.deadline, marks)
    return Draft(BOOK, wish.number, deed, content_of(step), wish.files)
