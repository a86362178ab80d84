"""What was paid, what is held of it for open items, and what was released at close-out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from lib.errors import N_, InputError
from lib.model.journal import Posting, read
from lib.model.rectification.items import FileMark

BOOK = "held"
PAID, RELEASED, CANCELLED = "paid", "released", "cancelled"


@dataclass(frozen=True, slots=True)
class Part:
    """What one item holds of a payment."""

    item: str
    fen: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A payment as the allocation has it, before anything is held."""

    area_code: str
    purpose: str
    """What it is, the same for every institution: 2025 instalment 3, 2025 settlement."""
    entitlement: int
    """Fen."""


@dataclass(frozen=True, slots=True)
class Payment:
    """Content of the posting of a payment."""

    on: date
    by: str
    due: Due
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """Content of the posting that releases the part of one item."""

    on: date
    by: str
    item: str
    fen: int
    evidence: tuple[FileMark, ...]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Content of the posting that takes a payment back that was never made."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True)
class Account:
    """One payment and what became of it."""

    number: str
    payment: Payment
    releases: tuple[Release, ...] = ()
    cancelled: Cancelled | None = None

    @property
    def area_code(self) -> str:
        """Institution that is paid."""
        return self.payment.due.area_code

    def entitlement_on(self, day: date) -> int:
        """Return what is due up to a day, fen: nothing before the payment or once cancelled."""
        cancelled = self.cancelled is not None and self.cancelled.on <= day
        return self.payment.due.entitlement if self.payment.on <= day and not cancelled else 0

    def held_on(self, day: date) -> int:
        """Return what is still held at the end of a day, fen."""
        if not self.entitlement_on(day):
            return 0
        released = {release.item for release in self.releases if release.on <= day}
        return sum(part.fen for part in self.payment.parts if part.item not in released)

    def paid_on(self, day: date) -> int:
        """Return what was paid out by the end of a day, fen: at once and by releases."""
        if not self.entitlement_on(day):
            return 0
        at_once = self.payment.due.entitlement - sum(part.fen for part in self.payment.parts)
        return at_once + sum(release.fen for release in self.releases if release.on <= day)

    def waiting(self) -> tuple[Part, ...]:
        """Return the parts that are not released."""
        if self.cancelled is not None:
            return ()
        released = {release.item for release in self.releases}
        return tuple(part for part in self.payment.parts if part.item not in released)


@dataclass(frozen=True)
class Purse:
    """Every payment with what is held of it."""

    accounts: Mapping[str, Account] = field(default_factory=dict)

    @cached_property
    def paid_for(self) -> dict[tuple[str, str], str]:
        """Number of the payment by institution and purpose, the cancelled ones left out."""
        standing = (a for a in self.accounts.values() if a.cancelled is None)
        return {(a.area_code, a.payment.due.purpose): a.number for a in standing}

    def of_area(self, code: str) -> tuple[Account, ...]:
        """Return the payments of an institution."""
        return tuple(a for a in self.accounts.values() if a.area_code == code)

    def waiting_for(self, item: str) -> int:
        """Return what an item holds of all payments, fen."""
        accounts = self.accounts.values()
        return sum(part.fen for a in accounts for part in a.waiting() if part.item == item)


def stand_money(postings: Iterable[Posting]) -> Purse:
    """Add up the postings of payments.

    Raises
    ------
    InputError
        If a part was released twice, never held, or released without evidence.
    """
    accounts: dict[str, Account] = {}
    for posting in postings:
        if posting.book != BOOK:
            continue
        if posting.kind == PAID:
            payment = read(Payment, posting.content)
            accounts[posting.subject] = Account(posting.subject, payment)
        elif posting.kind == RELEASED:
            release = read(Release, posting.content)
            accounts[posting.subject] = _released(accounts[posting.subject], release)
        else:
            cancelled = read(Cancelled, posting.content)
            accounts[posting.subject] = replace(accounts[posting.subject], cancelled=cancelled)
    return Purse(accounts)


def _released(account: Account, release: Release) -> Account:
    waiting = {part.item: part.fen for part in account.waiting()}
    if waiting.get(release.item) != release.fen or not release.evidence:
        raise InputError(
            N_("The account of payment {number} is broken: {item} was not held, or not proven."),
            number=account.number,
            item=release.item,
        )
    return replace(account, releases=(*account.releases, release))
