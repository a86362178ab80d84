"""What may be done to an item: each deed refuses with a sentence, or says what to post."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import Draft, Posting
from lib.model.rectification.acts import LONGEST_NAME, Act, Wish, draft, refuse_own, to_be
from lib.model.rectification.rules import LedgerRules
from lib.model.rectification.states import Deed


def issue(
    postings: Sequence[Posting], wishes: Iterable[Wish], act: Act, rules: LedgerRules
) -> tuple[Draft, ...]:
    """Issue new items, all or none, each with an owner, a demand and its deadline.

    Raises
    ------
    InputError
        If one is not new, lacks owner or demand, or its deadline is later than the rules allow.
    """
    return tuple(_issued(postings, wish, act, rules) for wish in wishes)


def _issued(postings: Sequence[Posting], wish: Wish, act: Act, rules: LedgerRules) -> Draft:
    item = to_be(Deed.ISSUE, postings, wish, act)
    refuse_text(wish.owner, N_("Person in charge"), limit=LONGEST_NAME)
    usual = rules.deadline(act.on, item.problem.severity)
    deadline = wish.deadline or usual
    _refuse_outside(deadline, act.on, usual)
    return draft(Deed.ISSUE, replace(wish, deadline=deadline), act)


def start(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Begin to put it right, with the measure in words."""
    to_be(Deed.START, postings, wish, act)
    return (draft(Deed.START, wish, act),)


def note(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Note progress."""
    to_be(Deed.NOTE, postings, wish, act)
    return (draft(Deed.NOTE, wish, act),)


def submit(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Hand in for review, with evidence.

    Raises
    ------
    InputError
        If no file proves it.
    """
    to_be(Deed.SUBMIT, postings, wish, act)
    if not wish.files:
        raise InputError(
            N_("{item} cannot be handed in without evidence: 0 files are attached."),
            hint=N_("Attach at least one report, photo or signed sheet."),
            item=wish.number,
        )
    return (draft(Deed.SUBMIT, wish, act),)


def extend(
    postings: Sequence[Posting], wish: Wish, act: Act, rules: LedgerRules
) -> tuple[Draft, ...]:
    """Put the deadline off: once, before it has passed, approved by somebody else.

    Raises
    ------
    InputError
        If it was extended before, has passed, or the new day is too late.
    """
    item = to_be(Deed.EXTEND, postings, wish, act)
    refuse_own(item, act)
    deadline = item.deadline
    if item.issued is None or deadline is None or not item.can_be_extended(act.on):
        raise InputError(
            N_("The deadline of {item} cannot be extended on {day}."),
            hint=N_("A deadline is extended once, on its last day at the latest."),
            item=item.number,
            day=act.on.isoformat(),
        )
    latest = rules.latest(item.issued.on, deadline)
    if wish.deadline is None or not deadline < wish.deadline <= latest:
        raise InputError(
            N_("The new deadline of {item} has to be after {first} and by {last}."),
            item=item.number,
            first=deadline.isoformat(),
            last=latest.isoformat(),
        )
    return (draft(Deed.EXTEND, wish, act),)


def withdraw(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Withdraw an item that was opened by mistake, with the reason, before it is issued.

    It stays in the journal and keeps its number, counts in no rate, and its origin may open an
    item again.

    Raises
    ------
    InputError
        If it was issued already, or no reason is given.
    """
    to_be(Deed.WITHDRAW, postings, wish, act)
    return (draft(Deed.WITHDRAW, wish, act),)


def send_back(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Fail the review; the deadline stays."""
    refuse_own(to_be(Deed.RETURN, postings, wish, act), act)
    return (draft(Deed.RETURN, wish, act),)


def close(postings: Sequence[Posting], wish: Wish, act: Act) -> tuple[Draft, ...]:
    """Pass the review and close out; `paying.close_out` also releases what it held.

    Raises
    ------
    InputError
        If the reviewer took part in the rectification, or no evidence was handed in.
    """
    item = to_be(Deed.CLOSE, postings, wish, act)
    refuse_own(item, act)
    if item.submitted is None or not item.submitted.files:
        raise InputError(N_("{item} cannot be closed out without evidence."), item=item.number)
    return (draft(Deed.CLOSE, wish, act),)


SINGLE: dict[Deed, Callable[[Sequence[Posting], Wish, Act], tuple[Draft, ...]]] = {
    Deed.START: start,
    Deed.NOTE: note,
    Deed.SUBMIT: submit,
    Deed.RETURN: send_back,
    Deed.WITHDRAW: withdraw,
}
"""Deeds on one item that need no rules and move no money."""


def _refuse_outside(deadline: date, first: date, last: date) -> None:
    if not first <= deadline <= last:
        raise InputError(
            N_("{day} cannot be the deadline."),
            hint=N_("Choose a day from {first} to {last}; what needs longer is extended."),
            day=deadline.isoformat(),
            first=first.isoformat(),
            last=last.isoformat(),
        )
