"""Adopted evaluations (已采用的评价): kept with data version, rules and seal, and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from lib.adapters.store.changes import Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import evaluation
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.replay import Recorded

ADOPT = "evaluation.adopt"
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """An evaluation that is to be adopted."""

    title: str
    scheme: str
    day: date
    revision: int
    """Version of the data."""
    documents: Mapping[str, str]
    """SHA-256 of roster, targets, subsidy and scheme by their paths."""
    result: Mapping[str, Recorded]
    """By area code."""
    seal: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """An evaluation that was adopted."""

    id: int
    proposal: Proposal
    actor: str
    at: datetime
    reason: str

    @property
    def pool(self) -> int:
        """Sum of the amounts, fen."""
        return sum(one.fen or 0 for one in self.proposal.result.values())


def adopt(store: Store, proposal: Proposal, author: Author) -> int:
    """Adopt an evaluation for good.

    Returns
    -------
    int
        Its number. Adopting the same result under the same title again, as a second click
        does, returns the number it has already.

    Raises
    ------
    InputError
        If there is no reason or no title.
    """
    author.demand_reason(N_("Adopting an evaluation"))
    title = _title(proposal.title)
    with changing(store, author) as change:
        known = _same(change.connection, title, proposal)
        if known is not None:
            return known
        row = {
            **asdict(proposal),
            "title": title,
            "documents": dict(proposal.documents),
            "actor": author.name,
            "at": author.at,
            "reason": author.reason,
        }
        key = change.connection.execute(insert(evaluation).values(row)).inserted_primary_key
        number = int(key[0]) if key else 0
        change.tell(ADOPT, title, None, _told(number, proposal))
    return number


def listing(store: Store) -> tuple[Adopted, ...]:
    """Return what was adopted, newest first."""
    with reading(store.engine) as connection:
        rows = connection.execute(select(evaluation).order_by(evaluation.c.id.desc()))
        return tuple(_adopted(row) for row in rows)


def find(store: Store, number: int) -> Adopted:
    """Return an adopted evaluation.

    Raises
    ------
    InputError
        If there is none of this number.
    """
    with reading(store.engine) as connection:
        row = connection.execute(select(evaluation).where(evaluation.c.id == number)).first()
    if row is None:
        raise InputError(
            N_("There is no adopted evaluation number {number}."),
            hint=N_("Choose one from the list on the page Closing (封存)."),
            number=number,
        )
    return _adopted(row)


def _same(connection: Connection, title: str, proposal: Proposal) -> int | None:
    same = (evaluation.c.title == title) & (evaluation.c.seal == proposal.seal)
    found: int | None = connection.scalar(select(evaluation.c.id).where(same))
    return found


def _adopted(row: Row[Any]) -> Adopted:
    proposal = Proposal(
        row.title,
        row.scheme,
        row.day,
        row.revision,
        row.documents,
        {area: Recorded(**kept) for area, kept in row.result.items()},
        row.seal,
    )
    return Adopted(row.id, proposal, row.actor, row.at, row.reason)


def _title(title: str) -> str:
    kept = title.strip()
    if not 0 < len(kept) <= _LONGEST or not kept.isprintable():
        raise InputError(
            N_("An adopted evaluation needs a title of one line, at most {limit} letters."),
            hint=N_("Name it as the document will: year, round and what it decides."),
            limit=_LONGEST,
        )
    return kept


def _told(number: int, proposal: Proposal) -> dict[str, object]:
    return {
        "number": number,
        "scheme": proposal.scheme,
        "day": proposal.day.isoformat(),
        "revision": proposal.revision,
        "seal": proposal.seal,
        "institutions": len(proposal.result),
        "fen": sum(one.fen or 0 for one in proposal.result.values()),
    }
