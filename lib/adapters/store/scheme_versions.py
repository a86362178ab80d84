"""Adopted rules of schemes: dated values on top of the files, only ever added to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, select

from lib.adapters.store import periods
from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import document, document_use, evaluation, scheme_version
from lib.errors import N_, InputError
from lib.model import adoption
from lib.model.adoption import AdoptedRules
from lib.model.authors import Author
from lib.model.observations import last_day, month_name

ADOPT = "scheme.adopt"
FOLDER = "adopted"
"""Where the decisions lie among the documents an evaluation was made from."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Rules that are to be adopted."""

    scheme: str
    effective: date
    parameters: Mapping[str, object]
    """Values as a scheme file holds them."""
    changes: Mapping[str, str]
    """The scenario, as `scenario_codes` writes it."""
    rules_seal: str
    """Of the rules on the effective day."""
    seal: str
    """Of the result that was decided upon."""
    revision: int
    """Version of the data of that result."""


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """Rules that were adopted."""

    number: int
    decision: Decision
    actor: str
    at: datetime
    reason: str


def adopt(store: Store, decision: Decision, key: str, author: Author) -> int:
    """Adopt rules from a day on, for good.

    Returns
    -------
    int
        The number of the decision. A second click returns the number it has already.

    Raises
    ------
    InputError
        If there is no reason, a month the rules would change is closed, or an evaluation
        of a later day was adopted.
    """
    author.demand_reason(N_("Adopting rules"))
    with changing(store, author) as change:
        known = change.connection.scalar(
            select(scheme_version.c.id).where(scheme_version.c.key == key)
        )
        if known is not None:
            return int(known)
        refuse_settled(change.connection, decision.scheme, decision.effective)
        before = _in_force(change.connection, decision)
        row = {
            **asdict(decision),
            "key": key,
            "parameters": json.dumps(decision.parameters, ensure_ascii=False),
            "changes": dict(decision.changes),
            "actor": author.name,
            "at": author.at,
            "reason": author.reason,
        }
        stored = change.connection.execute(
            insert(scheme_version).values(row).returning(scheme_version.c.id)
        )
        number = int(stored.scalar_one())
        _keep_document(change, decision.scheme)
        change.tell(ADOPT, decision.scheme, before, _told(number, decision))
    return number


def refuse_settled(connection: Connection, scheme: str, effective: date) -> None:
    """Let no rules begin where something is settled already.

    Raises
    ------
    InputError
        Naming the closed month or the adopted evaluation that stands in the way.
    """
    for period in reversed(periods.among(connection)):
        if last_day(period.month) >= effective:
            raise InputError(
                N_(
                    "The rules cannot begin on {day}: {month} is closed since {since} by {actor} "
                    "({reason}), and they would change it."
                ),
                hint=N_("Choose a day after the last closed month."),
                day=effective.isoformat(),
                month=month_name(period.month),
                since=period.at.date().isoformat(),
                actor=period.actor,
                reason=period.reason,
            )
    settled = select(evaluation).where(evaluation.c.scheme == scheme, evaluation.c.day >= effective)
    row = connection.execute(settled.order_by(evaluation.c.day.desc()).limit(1)).first()
    if row is not None:
        raise InputError(
            N_(
                "The rules cannot begin on {day}: the evaluation “{title}” up to {until} is "
                "adopted, and it stands by the rules of its time."
            ),
            hint=N_("Choose a day after {until}."),
            day=effective.isoformat(),
            title=row.title,
            until=row.day.isoformat(),
        )


def listing(store: Store) -> tuple[SchemeVersion, ...]:
    """Return every decision, the newest first."""
    with reading(store.engine) as connection:
        return tuple(reversed(_decisions(connection)))


def texts(store: Store) -> dict[str, str]:
    """Return the decisions as documents, one for each scheme that has any, by path."""
    with reading(store.engine) as connection:
        found = _decisions(connection)
    schemes = sorted({version.decision.scheme for version in found})
    return {path_of(scheme): _text(found, scheme) for scheme in schemes}


def path_of(scheme: str) -> str:
    """Return the path of the document that holds the decisions on a scheme."""
    return f"{FOLDER}/{scheme}.json"


def stamp(store: Store) -> str:
    """Return a text that changes with every decision, and with a restored backup."""
    newest = select(scheme_version.c.key).order_by(scheme_version.c.id.desc()).limit(1)
    with reading(store.engine) as connection:
        return connection.scalar(newest) or ""


def _decisions(connection: Connection) -> tuple[SchemeVersion, ...]:
    rows = connection.execute(select(scheme_version).order_by(scheme_version.c.id))
    return tuple(_read(row) for row in rows)


def _text(found: tuple[SchemeVersion, ...], scheme: str) -> str:
    return adoption.write(
        AdoptedRules(v.number, v.decision.effective, v.decision.parameters, v.reason)
        for v in found
        if v.decision.scheme == scheme
    )


def _keep_document(change: Change, scheme: str) -> None:
    """Keep the decisions as a document in use: an evaluation adopted later names it."""
    connection, path = change.connection, path_of(scheme)
    content = _text(_decisions(connection), scheme)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    known = select(document.c.sha256).where(document.c.sha256 == sha256)
    if connection.scalar(known) is None:  # numbers begin anew in a store that was restored
        connection.execute(insert(document).values(sha256=sha256, content=content))
    used = {"path": path, "sha256": sha256, "from_at": change.author.at}
    connection.execute(insert(document_use).values(used))


def _in_force(connection: Connection, decision: Decision) -> dict[str, object] | None:
    """Tell which decision the new one follows."""
    earlier = [
        v
        for v in _decisions(connection)
        if v.decision.scheme == decision.scheme and v.decision.effective <= decision.effective
    ]
    last = max(earlier, key=lambda v: (v.decision.effective, v.number), default=None)
    return None if last is None else _told(last.number, last.decision)


def _told(number: int, decision: Decision) -> dict[str, object]:
    return {
        "number": number,
        "effective": decision.effective.isoformat(),
        "rules": sorted(decision.parameters),
        "changes": dict(decision.changes),
        "rules_seal": decision.rules_seal,
        "seal": decision.seal,
        "revision": decision.revision,
    }


def _read(row: Row[tuple[object, ...]]) -> SchemeVersion:
    decision = Decision(
        row.scheme,
        row.effective,
        json.loads(row.parameters),
        row.changes,
        row.rules_seal,
        row.seal,
        row.revision,
    )
    return SchemeVersion(row.id, decision, row.actor, row.at, row.reason)
