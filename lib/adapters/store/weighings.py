"""Sessions of blind weighting (盲评赋权): begun, weighed, locked, unveiled, in this order.

The audit log has the hash of the order of letters before anybody weighs, and the hash of all
weights before the names are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, select

from lib.adapters.store import audit
from lib.adapters.store.audit import Wanted
from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import weighing, weighing_set, weighing_step
from lib.errors import N_, InputError
from lib.model import blind
from lib.model.authors import Author
from lib.model.blind import WeightSet

BEGIN, WEIGH, LOCK, UNVEIL = "blind.begin", "blind.weigh", "blind.lock", "blind.unveil"
_LOCKED, _UNVEILED = "locked", "unveiled"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Draw:
    """What a session is about, and the letters that were drawn for it."""

    title: str
    scheme: str
    day: date
    seed: str
    """Keeps the order from being guessed from its hash."""
    letters: tuple[str, ...]
    """Area codes in the order of their letters."""

    @property
    def commitment(self) -> str:
        """Hash of the order."""
        return blind.order_digest(self.seed, self.letters)


@dataclass(frozen=True, slots=True)
class Step:
    """A session was locked or unveiled: with which weights, by whom, when."""

    digest: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A session of blind weighting."""

    number: int
    draw: Draw
    sets: tuple[WeightSet, ...]
    """The latest of each member, in the order in which members came."""
    actor: str
    at: datetime
    locked: Step | None
    unveiled: Step | None

    @property
    def digest(self) -> str:
        """Hash of everybody's weights, made now."""
        return blind.weights_digest(self.draw.commitment, self.sets)


def begin(store: Store, draw: Draw, key: str, author: Author) -> int:
    """Begin a session; a second click returns the number it has already.

    Raises
    ------
    InputError
        If it has no title.
    """
    title = draw.title.strip()
    if not 0 < len(title) <= _LONGEST or not title.isprintable():
        raise InputError(
            N_("A session of blind weighting needs a title of one line, at most {limit} letters."),
            hint=N_("Name the meeting: 2026年度权重讨论会."),
            limit=_LONGEST,
        )
    with changing(store, author) as change:
        known = change.connection.scalar(select(weighing.c.id).where(weighing.c.key == key))
        if known is not None:
            return int(known)
        row = {
            "key": key,
            "title": title,
            "scheme": draw.scheme,
            "day": draw.day,
            "seed": draw.seed,
            "letters": list(draw.letters),
            "actor": author.name,
            "at": author.at,
        }
        stored = change.connection.execute(insert(weighing).values(row).returning(weighing.c.id))
        number = int(stored.scalar_one())
        told = {"number": number, "institutions": len(draw.letters), "order": draw.commitment}
        change.tell(BEGIN, title, None, told)
    return number


def weigh(store: Store, number: int, given: WeightSet, key: str, author: Author) -> None:
    """Take down what a member asks for; an earlier set of the member no longer counts.

    Raises
    ------
    InputError
        If the session is locked, or the member has no name.
    """
    member = blind.check_member(given.member)
    with changing(store, author) as change:
        session = _find(change.connection, number)
        known = select(weighing_set.c.id).where(weighing_set.c.key == key)
        if change.connection.scalar(known) is not None:
            return
        if session.locked is not None:
            raise InputError(
                N_("The weights of “{title}” are locked since {at}; they cannot be changed."),
                hint=N_("Begin another session if the group wants to weigh again."),
                title=session.draw.title,
                at=session.locked.at.isoformat(sep=" ", timespec="minutes"),
            )
        row = {
            "weighing_id": number,
            "key": key,
            "member": member,
            "weights": dict(given.codes),
            "actor": author.name,
            "at": author.at,
        }
        change.connection.execute(insert(weighing_set).values(row))
        told = {"number": number, "member": member, "digest": _digest_of(member, given.codes)}
        change.tell(WEIGH, session.draw.title, None, told)


def lock(store: Store, number: int, author: Author) -> None:
    """Fix the weights for good, and write their hash into the log; a second click does nothing.

    Raises
    ------
    InputError
        If nobody has given weights yet.
    """
    with changing(store, author) as change:
        session = _find(change.connection, number)
        if session.locked is not None:
            return
        if not session.sets:
            raise InputError(
                N_("Nobody has given weights in “{title}” yet; there is nothing to lock."),
                hint=N_("Take down at least one set of weights first."),
                title=session.draw.title,
            )
        _step(change, session, _LOCKED, LOCK)


def unveil(store: Store, number: int, author: Author) -> None:
    """Show the names; a second click does nothing.

    Raises
    ------
    InputError
        If the weights are not locked yet.
    """
    with changing(store, author) as change:
        session = _find(change.connection, number)
        if session.unveiled is not None:
            return
        if session.locked is None:
            raise InputError(
                N_("The weights of “{title}” are not locked; names stay hidden until then."),
                hint=N_("Lock the weights first."),
                title=session.draw.title,
            )
        _step(change, session, _UNVEILED, UNVEIL)


def listing(store: Store) -> tuple[Session, ...]:
    """Return every session, the newest first."""
    with reading(store.engine) as connection:
        rows = connection.execute(select(weighing).order_by(weighing.c.id.desc())).all()
        return tuple(_read(connection, row) for row in rows)


def is_proven(store: Store, session: Session) -> bool:
    """Tell whether the log shows that order and weights were fixed before the names were.

    The hashes made now from what is stored must be those in the log, in the right order.
    """
    with reading(store.engine) as connection:
        entries = audit.search(connection, Wanted(action="blind", words=session.draw.title))
    places = {
        entry.action: (entry.seq, entry.after)
        for entry in entries
        if isinstance(entry.after, Mapping) and entry.after.get("number") == session.number
    }
    if not {BEGIN, LOCK, UNVEIL} <= set(places):
        return False
    order, facts = zip(*(places[action] for action in (BEGIN, LOCK, UNVEIL)), strict=True)
    drawn, locked, unveiled = facts
    is_same = drawn["order"] == session.draw.commitment
    is_fixed = locked["digest"] == unveiled["digest"] == session.digest
    return is_same and is_fixed and list(order) == sorted(order)


def _step(change: Change, session: Session, step: str, action: str) -> None:
    row = {
        "weighing_id": session.number,
        "step": step,
        "digest": session.digest,
        "actor": change.author.name,
        "at": change.author.at,
    }
    change.connection.execute(insert(weighing_step).values(row))
    told = {"number": session.number, "sets": len(session.sets), "digest": session.digest}
    if step == _UNVEILED:
        told |= {"letters": blind.letters(session.draw.letters), "seed": session.draw.seed}
    change.tell(action, session.draw.title, None, told)


def _find(connection: Connection, number: int) -> Session:
    row = connection.execute(select(weighing).where(weighing.c.id == number)).first()
    if row is None:
        raise InputError(
            N_("There is no session of blind weighting number {number}."),
            hint=N_("Load the page again; the list may be old."),
            number=number,
        )
    return _read(connection, row)


def _read(connection: Connection, row: Row[tuple[object, ...]]) -> Session:
    steps = {
        step.step: Step(step.digest, step.actor, step.at)
        for step in connection.execute(
            select(weighing_step).where(weighing_step.c.weighing_id == row.id)
        )
    }
    draw = Draw(row.title, row.scheme, row.day, row.seed, tuple(row.letters))
    sets = _sets(connection, row.id)
    locked, unveiled = steps.get(_LOCKED), steps.get(_UNVEILED)
    return Session(row.id, draw, sets, row.actor, row.at, locked, unveiled)


def _sets(connection: Connection, number: int) -> tuple[WeightSet, ...]:
    rows = connection.execute(
        select(weighing_set).where(weighing_set.c.weighing_id == number).order_by(weighing_set.c.id)
    )
    latest = {row.member: WeightSet(row.member, row.weights) for row in rows}
    return tuple(latest.values())


def _digest_of(member: str, codes: Mapping[str, str]) -> str:
    return blind.weights_digest("", [WeightSet(member, codes)])
