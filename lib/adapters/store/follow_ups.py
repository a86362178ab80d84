"""Follow-ups in the store: opened, listed, closed, never deleted."""

from __future__ import annotations

from sqlalchemy import Row, insert, select, update

from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import follow_up
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.follow_ups import LONGEST_NOTE, FollowUp, Matter
from lib.model.observations import month_name


def listing(store: Store, *, only_open: bool = False) -> tuple[FollowUp, ...]:
    """List follow-ups, the open ones first, each part newest first."""
    wanted = select(follow_up)
    if only_open:
        wanted = wanted.where(follow_up.c.closed_at.is_(None))
    with reading(store.engine) as connection:
        found = [_read(row) for row in connection.execute(wanted)]
    return tuple(sorted(found, key=lambda f: (not f.is_open, -f.number)))


def open_one(store: Store, matter: Matter, author: Author) -> int:
    """Open a follow-up; if the very same is open already, that one stays.

    Returns
    -------
    int
        Its number.
    """
    facts = {
        "area_code": matter.area_code,
        "indicator": matter.indicator,
        "month": matter.month,
        "note": matter.note.strip(),
        "owner": matter.owner.strip(),
    }
    with changing(store, author) as change:
        same = [follow_up.c[name] == value for name, value in facts.items()]
        open_already = change.connection.execute(
            select(follow_up.c.id).where(follow_up.c.closed_at.is_(None), *same)
        ).scalar()
        if open_already is not None:
            return int(open_already)
        stored = change.connection.execute(
            insert(follow_up)
            .values(**facts, opened_by=author.name, opened_at=author.at)
            .returning(follow_up.c.id)
        ).scalar_one()
        change.tell("follow_up.open", _subject(matter), None, {"number": stored} | facts)
        return int(stored)


def close_one(store: Store, number: int, outcome: str, author: Author) -> None:
    """Close a follow-up with what came of it; a second click changes nothing.

    Raises
    ------
    InputError
        If there is none of that number, no outcome, or somebody closed it otherwise.
    """
    if not 0 < len(outcome.strip()) <= LONGEST_NOTE:
        raise InputError(
            N_("Closing a follow-up needs its outcome, in at most {limit} letters."),
            hint=N_("Write in one sentence what was found and done."),
            limit=LONGEST_NOTE,
        )
    with changing(store, author) as change:
        found = _find(change, number)
        if found.is_open:
            _close(change, found, outcome.strip())
        elif (found.closed_by, found.outcome) != (author.name, outcome.strip()):
            raise InputError(
                N_("Follow-up {number} was closed by {name} already: {outcome}"),
                hint=N_("Open a new one if there is more to look into."),
                number=number,
                name=found.closed_by,
                outcome=found.outcome,
            )


def _find(change: Change, number: int) -> FollowUp:
    row = change.connection.execute(select(follow_up).where(follow_up.c.id == number)).first()
    if row is None:
        raise InputError(
            N_("There is no follow-up {number}."),
            hint=N_("Load the page again; the list may be old."),
            number=number,
        )
    return _read(row)


def _close(change: Change, found: FollowUp, outcome: str) -> None:
    author = change.author
    change.connection.execute(
        update(follow_up)
        .where(follow_up.c.id == found.number)
        .values(closed_by=author.name, closed_at=author.at, outcome=outcome)
    )
    after = {"number": found.number, "outcome": outcome}
    change.tell("follow_up.close", _subject(found.matter), {"note": found.matter.note}, after)


def _subject(matter: Matter) -> str:
    return f"{matter.area_code} {matter.indicator} {month_name(matter.month)}"


def _read(row: Row[tuple[object, ...]]) -> FollowUp:
    matter = Matter(row.area_code, row.indicator, row.month, row.note, row.owner)
    opened, closed = (row.opened_by, row.opened_at), (row.closed_by, row.closed_at)
    return FollowUp(row.id, matter, *opened, *closed, row.outcome or "")
