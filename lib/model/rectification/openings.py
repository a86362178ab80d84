"""Opening items: one for each origin, and again for a closed one whose problem is back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import Draft, Posting, content_of, next_free
from lib.model.problems import Problem
from lib.model.rectification.acts import (
    STATE_WORDS,
    Act,
    Wish,
    found,
    refuse_backwards,
)
from lib.model.rectification.items import BOOK, REOPENED, Opening, stand
from lib.model.rectification.states import Deed, State


def open_items(
    postings: Sequence[Posting], problems: Iterable[Problem], act: Act
) -> tuple[Draft, ...]:
    """Open an item for each problem; one origin opens one item, ever.

    Raises
    ------
    InputError
        Naming the item that the origin has opened already.
    """
    taken = dict(stand(postings).origins)
    numbers = {posting.subject for posting in postings if posting.book == BOOK}
    drafts: list[Draft] = []
    for problem in problems:
        if problem.origin in taken:
            raise InputError(
                N_("“{origin}” has opened item {item} already."),
                hint=N_("Go on with that item; a closed one can be reopened."),
                origin=problem.origin,
                item=taken[problem.origin],
            )
        refuse_text(problem.evidence, N_("Evidence"))
        number = next_free(numbers, f"{problem.quarter}-")
        taken[problem.origin] = number
        numbers.add(number)
        opened = content_of(Opening(act.on, act.by.strip(), problem))
        drafts.append(Draft(BOOK, number, Deed.OPEN, opened))
    return tuple(drafts)


def reopen(postings: Sequence[Posting], wish: Wish, quarter: str, act: Act) -> tuple[Draft, ...]:
    """Open a new item for a closed one whose problem is there again; the old one stays closed.

    Raises
    ------
    InputError
        If it is not closed, was reopened before, or there is no evidence in words.
    """
    old = found(postings, wish)
    if old.state != State.CLOSED:
        raise InputError(
            N_("{item} stands at “{state}”; only a closed item can be reopened."),
            item=old.number,
            state=STATE_WORDS[old.state],
        )
    refuse_backwards(old, act)
    again = replace(
        old.problem, origin=f"{REOPENED}{old.number}", quarter=quarter, evidence=wish.text
    )
    return open_items(postings, (again,), act)
