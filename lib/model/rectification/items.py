"""What stands in the ledger: every item as its postings left it, on any day."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from lib.errors import N_, InputError
from lib.model.journal import Posting, read
from lib.model.problems import Problem
from lib.model.rectification.states import NEXT, RECTIFYING, Deed, State

BOOK = "item"
REOPENED = "item "
"""How the origin of a reopened item begins; the number of the old one follows."""


@dataclass(frozen=True, slots=True)
class FileMark:
    """An attachment, as postings refer to it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Content of the posting that opens an item."""

    on: date
    by: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Step:
    """Content of every later posting of an item."""

    on: date
    by: str
    text: str = ""
    """Demand, measure, progress, what was done, finding of the review, reason."""
    owner: str = ""
    """Person or role in charge at the institution, named when it is issued."""
    deadline: date | None = None
    files: tuple[FileMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history of an item."""

    number: int
    """Of the posting."""
    deed: Deed
    step: Step
    typed_by: str
    """Operator who typed it in."""


@dataclass(frozen=True)
class Item:
    """A problem on its way to being put right."""

    number: str
    problem: Problem
    opened: date
    opened_by: str
    state: State = State.NEW
    events: tuple[Event, ...] = ()
    """After the opening, oldest first."""
    posted: int = 0
    """Number of its last posting."""

    @property
    def area_code(self) -> str:
        """Institution that has to put it right."""
        return self.problem.area_code

    @property
    def reopens(self) -> str:
        """Number of the closed item that this one takes up again; empty for none."""
        origin = self.problem.origin
        return origin.removeprefix(REOPENED) if origin.startswith(REOPENED) else ""

    @cached_property
    def last_on(self) -> date:
        """Day of the last thing that happened to it."""
        return self.events[-1].step.on if self.events else self.opened

    @cached_property
    def issued(self) -> Step | None:
        """How it was issued; None if it was not yet."""
        return self._last(Deed.ISSUE)

    @cached_property
    def extension(self) -> Step | None:
        """How it was extended; None if it was not."""
        return self._last(Deed.EXTEND)

    @cached_property
    def submitted(self) -> Step | None:
        """How it was last handed in for review."""
        return self._last(Deed.SUBMIT)

    @cached_property
    def reviewed(self) -> Step | None:
        """The last review, failed or passed."""
        steps = [e.step for e in self.events if e.deed in (Deed.RETURN, Deed.CLOSE)]
        return steps[-1] if steps else None

    @cached_property
    def closed(self) -> Step | None:
        """How it was closed; None while it is open."""
        return self._last(Deed.CLOSE)

    @property
    def is_open(self) -> bool:
        """Tell whether it was issued, or waits to be, and is neither closed nor withdrawn."""
        return self.state not in (State.CLOSED, State.WITHDRAWN)

    @property
    def deadline(self) -> date | None:
        """By when it has to be put right; None before it is issued."""
        step = self.extension or self.issued
        return None if step is None else step.deadline

    @property
    def owner(self) -> str:
        """Who is in charge at the institution."""
        return "" if self.issued is None else self.issued.owner

    @cached_property
    def rectifiers(self) -> frozenset[str]:
        """Names of who worked on it, as `same_name` compares them."""
        names = [e.step.by for e in self.events if e.deed in RECTIFYING]
        return frozenset(same_name(name) for name in (*names, self.owner) if name)

    def days_over(self, day: date) -> int:
        """Count the days past the deadline up to a day.

        The institution's time stands still while something it handed in waits for review,
        and ends with what the review accepted.
        """
        deadline = self.deadline
        if deadline is None:
            return 0
        waiting = self.state in (State.TO_REVIEW, State.CLOSED) and self.submitted is not None
        end = self.submitted.on if waiting and self.submitted else day
        return max(0, (end - deadline).days)

    def is_overdue(self, day: date) -> bool:
        """Tell whether it is open and past its deadline (超期)."""
        return self.is_open and self.days_over(day) > 0

    def is_on_time(self) -> bool:
        """Tell whether it was closed, and what was accepted was handed in by the deadline."""
        return self.closed is not None and self.days_over(self.closed.on) == 0

    def legal(self, day: date) -> tuple[Deed, ...]:
        """Return what can be done to it on a day, by whomever."""
        deeds = NEXT[self.state]
        return tuple(d for d in deeds if d != Deed.EXTEND or self.can_be_extended(day))

    def can_be_extended(self, day: date) -> bool:
        """Tell whether its deadline may be put off: once, and not after it has passed."""
        deadline = self.deadline
        return self.extension is None and deadline is not None and day <= deadline

    def then(self, event: Event) -> Item:
        """Return it as it is after something happened.

        Raises
        ------
        InputError
            If that is no legal way on.
        """
        after = NEXT[self.state].get(event.deed)
        if after is None:
            raise InputError(
                N_("The history of {item} is broken at posting {number}."),
                item=self.number,
                number=event.number,
            )
        return replace(self, state=after, events=(*self.events, event), posted=event.number)

    def _last(self, deed: Deed) -> Step | None:
        return next((e.step for e in reversed(self.events) if e.deed == deed), None)


@dataclass(frozen=True)
class Ledger:
    """Every item, in order of opening; those opened by mistake stand apart."""

    items: Mapping[str, Item] = field(default_factory=dict)
    withdrawn: Mapping[str, Item] = field(default_factory=dict)
    """Opened by mistake: to be read, and counted nowhere."""

    @cached_property
    def origins(self) -> dict[str, str]:
        """Number of the item that each origin opened."""
        return {item.problem.origin: number for number, item in self.items.items()}

    @cached_property
    def open(self) -> tuple[Item, ...]:
        """Items that are not closed."""
        return tuple(item for item in self.items.values() if item.is_open)

    def of_area(self, code: str) -> tuple[Item, ...]:
        """Return the items of an institution."""
        return tuple(item for item in self.items.values() if item.area_code == code)

    def overdue(self, day: date) -> tuple[Item, ...]:
        """Return the open items past their deadline, the longest first."""
        late = [item for item in self.items.values() if item.is_overdue(day)]
        return tuple(sorted(late, key=lambda i: (-i.days_over(day), i.number)))

    def find(self, number: str) -> Item:
        """Find an item, withdrawn or not.

        Raises
        ------
        InputError
            If there is none of this number.
        """
        found = self.items.get(number) or self.withdrawn.get(number)
        if found is None:
            raise InputError(N_("There is no item {item} in the ledger."), item=number)
        return found


def stand(postings: Iterable[Posting], day: date | None = None) -> Ledger:
    """Add up the postings of the ledger, all or up to the end of a day.

    The days of an item never run backwards, so what had happened by a day is what
    stands first. A mistake was none on any day: what was withdrawn since stands apart too.
    """
    items: dict[str, Item] = {}
    mistaken: set[str] = set()
    for posting in postings:
        if posting.book != BOOK:
            continue
        if posting.kind == Deed.OPEN:
            told = read(Opening, posting.content)
            if day is None or told.on <= day:
                opened = (posting.subject, told.problem, told.on, told.by)
                items[posting.subject] = Item(*opened, posted=posting.number)
            continue
        step = read(Step, posting.content)
        if posting.kind == Deed.WITHDRAW:
            mistaken.add(posting.subject)
        if day is None or step.on <= day:
            event = Event(posting.number, Deed(posting.kind), step, posting.by)
            items[posting.subject] = items[posting.subject].then(event)
    return Ledger(
        {number: item for number, item in items.items() if number not in mistaken},
        {number: item for number, item in items.items() if number in mistaken},
    )


def same_name(name: str) -> str:
    """Return a name as names are compared: full width, case and spaces make no difference.

    Examples
    --------
    >>> same_name(" Ｌi　Ming ") == same_name("li ming")
    True
    """
    wide = unicodedata.normalize("NFKC", name)
    kept = (sign for sign in wide if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return "".join(kept).casefold()
