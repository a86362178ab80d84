"""Paying: what is held of a payment on its day, and how it is released at close-out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lib.errors import N_, InputError
from lib.model.apportionment import apportion
from lib.model.intake.personal import refuse_text
from lib.model.journal import Draft, Posting, content_of, next_free
from lib.model.numbers import exact
from lib.model.rectification.acts import Act, Wish
from lib.model.rectification.deeds import close
from lib.model.rectification.held import (
    BOOK,
    CANCELLED,
    PAID,
    RELEASED,
    Account,
    Cancelled,
    Due,
    Part,
    Payment,
    Release,
    stand_money,
)
from lib.model.rectification.items import FileMark, Item, Ledger, stand
from lib.model.rectification.rules import Holding, LedgerRules
from lib.model.rectification.states import State

MOST_FEN = 10**14
LONGEST_PURPOSE = 80


def parts_held(
    entitlement: int, items: Iterable[Item], holding: Holding, day: date
) -> tuple[Part, ...]:
    """Compute what the items of one institution hold of a payment.

    Each issued and open item holds its share; together they hold the sum of the shares, the
    cap at most, rounded down to whole fen, shared among them by largest remainder.

    Parameters
    ----------
    entitlement
        Fen.
    items
        As they stand on the day.
    holding
        Shares in force.
    day
        Day of the payment.
    """
    issued = [i for i in items if i.is_open and i.state != State.NEW]
    shares = {}
    for item in sorted(issued, key=lambda i: i.number):
        share_of = holding.overdue if item.is_overdue(day) else holding.in_time
        if share_of[item.problem.severity]:
            shares[item.number] = share_of[item.problem.severity], item.is_overdue(day)
    if not shares:
        return ()
    together = min(holding.cap, sum(share for share, _ in shares.values()))
    whole = entitlement * together.numerator // together.denominator
    amounts = apportion(whole, exact(share for share, _ in shares.values()))
    parts = zip(shares.items(), amounts, strict=True)
    return tuple(Part(item, fen, late) for (item, (_, late)), fen in parts if fen)


def pay(
    postings: Sequence[Posting], dues: Iterable[Due], act: Act, rules: LedgerRules
) -> tuple[Draft, ...]:
    """Post payments of a day, each with the parts held for the items open on that day.

    An item that was closed between the day of the payment and now releases its part in the
    same breath, on the day it was closed.

    Raises
    ------
    InputError
        If an amount is no whole number of fen above zero, or a payment was posted before.
    """
    before, now = stand(postings, act.on), stand(postings)
    taken, holding = dict(stand_money(postings).paid_for), rules.held_on(act.on)
    numbers = {posting.subject for posting in postings if posting.book == BOOK}
    drafts: list[Draft] = []
    for due in dues:
        _refuse_due(due, taken)
        number = next_free(numbers, f"{act.on.year}-P")
        taken[due.area_code, due.purpose] = number
        parts = parts_held(due.entitlement, before.of_area(due.area_code), holding, act.on)
        payment = Payment(act.on, act.by.strip(), due, parts)
        drafts.append(Draft(BOOK, number, PAID, content_of(payment)))
        drafts.extend(_released_since(Account(number, payment), now))
        numbers.add(number)
    return tuple(drafts)


def close_out(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Pass the review of an item, close it out and release what it held, all or nothing.

    Raises
    ------
    InputError
        If the item cannot be closed; nothing is released then.
    """
    item = stand(postings).find(wish.number)
    return (*close(postings, wish, act), *releases(postings, item, act))


def releases(postings: Sequence[Posting], item: Item, act: Act) -> tuple[Draft, ...]:
    """Release what an item holds of all payments, at its close-out.

    Parameters
    ----------
    postings
        Of both books, before the close-out.
    item
        With the evidence that the review accepted.
    act
        The close-out. A part of a later payment is released on the day of that payment.

    Raises
    ------
    InputError
        If there is no evidence.
    """
    evidence = item.submitted.files if item.submitted else ()
    return tuple(
        _release(account, part, evidence, act.on, act.by)
        for account in stand_money(postings).accounts.values()
        for part in account.waiting()
        if part.item == item.number
    )


def cancel(postings: Sequence[Posting], number: str, reason: str, act: Act) -> tuple[Draft, ...]:
    """Take back a payment that was typed in wrongly; nothing of it may be released yet.

    Raises
    ------
    InputError
        If there is no such payment, it is cancelled, or a part of it was released.
    """
    account = stand_money(postings).accounts.get(number)
    if account is None or account.cancelled is not None or account.releases:
        raise InputError(
            N_("Payment {number} cannot be cancelled."),
            hint=N_("It is cancelled already, or a part of it was released after close-out."),
            number=number,
        )
    if act.on < account.payment.on:
        raise InputError(
            N_("Payment {number} is of {first}; {day} is before that."),
            number=number,
            first=account.payment.on.isoformat(),
            day=act.on.isoformat(),
        )
    refuse_text(reason, N_("Reason"))
    cancelled = Cancelled(act.on, act.by.strip(), reason.strip())
    return (Draft(BOOK, number, CANCELLED, content_of(cancelled)),)


def _released_since(account: Account, now: Ledger) -> tuple[Draft, ...]:
    parts = ((part, now.find(part.item)) for part in account.payment.parts)
    return tuple(
        _release(account, part, item.submitted.files, item.closed.on, item.closed.by)
        for part, item in parts
        if item.closed is not None and item.submitted is not None
    )


def _release(
    account: Account, part: Part, evidence: tuple[FileMark, ...], closed: date, by: str
) -> Draft:
    if not evidence:
        raise InputError(N_("{item} cannot be closed out without evidence."), item=part.item)
    release = Release(max(closed, account.payment.on), by.strip(), part.item, part.fen, evidence)
    return Draft(BOOK, account.number, RELEASED, content_of(release))


def _refuse_due(due: Due, taken: Mapping[tuple[str, str], str]) -> None:
    refuse_text(due.purpose, N_("Purpose of the payment"), limit=LONGEST_PURPOSE)
    if not 0 < due.entitlement <= MOST_FEN:
        raise InputError(
            N_("{fen} fen is no amount that can be paid."),
            hint=N_("Enter an amount above zero; what is owed back is recovered, not paid."),
            fen=due.entitlement,
        )
    if (due.area_code, due.purpose) in taken:
        raise InputError(
            N_("“{purpose}” was paid to {area} already: payment {number}."),
            purpose=due.purpose,
            area=due.area_code,
            number=taken[due.area_code, due.purpose],
        )
