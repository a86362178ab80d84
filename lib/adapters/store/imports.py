"""Imports: storing delivered figures, and the list of what was stored."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, false, func, insert, select

from lib.adapters.store import audit, bulk, figure_rows
from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.deliveries import SUBMISSION, Delivery, Progress, Receipt
from lib.adapters.store.differences import Differences, compare, refuse_doubles, refuse_touched
from lib.adapters.store.engine import reading
from lib.adapters.store.observations import kinds
from lib.adapters.store.periods import refuse_closed
from lib.adapters.store.tables import audit as entries
from lib.adapters.store.tables import imports, observation, reliance, submission
from lib.adapters.store.tables import revision as revisions
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.chain import Anchor
from lib.model.intake.figures import Stage
from lib.model.observations import month_name

__all__ = ["Delivery", "ImportRecord", "Receipt", "commit", "find", "listing"]


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A stored import."""

    id: int
    revision: int
    file: str
    sha256: str
    stage: Stage
    demonstration: bool
    received_at: datetime
    actor: str
    at: datetime
    note: str
    warnings: tuple[str, ...]
    figures: int
    """Delivered; new, changed and unchanged together."""
    new: int
    changed: int
    unchanged: int
    retired: int
    undone_by: int | None
    """Data version that undid it; None while it is in force."""
    undone_actor: str | None
    undone_at: datetime | None

    @property
    def is_undone(self) -> bool:
        """Tell whether its figures were taken out again."""
        return self.undone_by is not None


def commit(
    store: Store, delivery: Delivery, author: Author, progress: Progress | None = None
) -> Receipt:
    """Store a delivery in one transaction: all of it or nothing.

    Only new and changed figures get rows; those they replace stay, closed. An import that
    is no demonstration retires all demonstration figures.

    Parameters
    ----------
    store
        An open store.
    delivery
        What is to be stored.
    author
        Who stores it.
    progress
        Called within the transaction: it may note the numbers, and must not touch the screen.

    Returns
    -------
    Receipt
        For a key that was used before, the receipt of that time; nothing is stored then.

    Raises
    ------
    InputError
        If a month is closed, a figure is there twice, the import of this key was undone, or
        demonstration figures would come beside the county's own.
    StorageError
        If figures changed after `expected_revision`, or as `engine.writing`.
    """
    refuse_doubles(delivery.figures)
    with changing(store, author) as change:
        earlier = _earlier(change.connection, delivery.key)
        if earlier is not None:
            return earlier
        file, note = figure_rows.plain(delivery.file), figure_rows.plain(delivery.note)
        return _store(change, replace(delivery, file=file, note=note), progress)


def listing(store: Store) -> tuple[ImportRecord, ...]:
    """List all imports, the newest first."""
    with reading(store.engine) as connection:
        found = connection.execute(_records().order_by(imports.c.id.desc())).all()
    return tuple(_record(row) for row in found)


def find(store: Store, import_id: int) -> ImportRecord | None:
    """Return an import; None if there is none of this number."""
    with reading(store.engine) as connection:
        found = connection.execute(_records().where(imports.c.id == import_id)).first()
    return None if found is None else _record(found)


def _records() -> Select[Any]:
    undone = (revisions.c.actor.label("undone_actor"), revisions.c.at.label("undone_at"))
    return select(imports, *undone).outerjoin(revisions, revisions.c.id == imports.c.undone_by)


def _record(row: Row[Any]) -> ImportRecord:
    told = row._asdict()
    typed = {"stage": Stage(row.stage), "warnings": tuple(row.warnings)}
    counts = {"new": row.added, "unchanged": row.figures - row.added - row.changed}
    kept = {f.name: told[f.name] for f in fields(ImportRecord) if f.name in told}
    return ImportRecord(**kept | typed | counts)


def _earlier(connection: Connection, key: str) -> Receipt | None:
    row = connection.execute(
        select(imports, entries.c.hash)
        .join(entries, entries.c.seq == imports.c.audit_seq)
        .where(imports.c.key == key)
    ).first()
    if row is None:
        return None
    if row.undone_by is not None:
        raise InputError(
            N_("This is import {number}, which was undone."),
            hint=N_("Upload the file again to store it anew."),
            number=row.id,
        )
    same = row.figures - row.added - row.changed
    entry = Anchor(row.audit_seq, row.hash)
    return Receipt(row.id, row.revision, entry, row.added, row.changed, same, row.retired)


def _store(change: Change, delivery: Delivery, progress: Progress | None) -> Receipt:
    connection, delivered = change.connection, delivery.figures
    _refuse(connection, delivery)
    found = compare(connection, delivered, delivery.stage, demonstration=delivery.demonstration)
    written, going = delivered.iloc[found.written], _retiring(connection, delivery)
    months = figure_rows.months(connection, and_(figure_rows.CURRENT, going))
    refuse_closed(connection, months | set(written["month"].tolist()))
    version = figure_rows.begin(change, "import")
    retired = figure_rows.end(connection, going, version)
    figure_rows.end(connection, bulk.among(connection, observation.c.id, found.replaced), version)
    receipt = _tell(change, delivery, found, (version, retired))
    _file(change, delivery, receipt, found)
    stamp = figure_rows.Stamp(receipt.import_id, version, delivery.stage)
    for done in figure_rows.write(connection, written, stamp):
        if progress:
            progress(found.unchanged + done, len(delivered))
    return receipt


def _refuse(connection: Connection, delivery: Delivery) -> None:
    if delivery.demonstration and False in kinds(connection):
        raise InputError(
            N_("The store holds the county's own figures; invented ones would mix with them."),
            hint=N_("Undo the imports first, or use another database for the demonstration."),
        )
    seen = delivery.expected_revision
    if seen is not None:
        refuse_touched(connection, delivery.figures, delivery.stage, seen)


def _retiring(connection: Connection, delivery: Delivery) -> ColumnElement[bool]:
    shown = not delivery.demonstration and kinds(connection) == {True}
    return figure_rows.INVENTED if shown else false()


def _tell(change: Change, delivery: Delivery, found: Differences, gone: tuple[int, int]) -> Receipt:
    version, retired = gone
    newest = select(func.coalesce(func.max(imports.c.id), 0))
    number = int(change.connection.execute(newest).scalar_one()) + 1
    counts = {
        "new": len(found.new),
        "changed": len(found.changed),
        "unchanged": found.unchanged,
        "retired": retired,
    }
    facts = {
        "import": number,
        "revision": version,
        "sha256": delivery.sha256,
        "stage": delivery.stage.value,
        "months": [month_name(int(m)) for m in np.unique(delivery.figures["month"].to_numpy())],
        "demonstration": delivery.demonstration,
        "note": delivery.note,
        "warnings": list(delivery.warnings),
    }
    deed = ("import", delivery.file, {"revision": version - 1}, facts | counts)
    entry = audit.append(change.connection, change.author, change.key, deed)
    return Receipt(number, version, Anchor(entry.seq, entry.hash), **counts)


def _file(change: Change, delivery: Delivery, receipt: Receipt, found: Differences) -> None:
    connection = change.connection
    record = {
        "id": receipt.import_id,
        "revision": receipt.revision,
        "key": delivery.key,
        "file": delivery.file,
        "sha256": delivery.sha256,
        "stage": delivery.stage.value,
        "demonstration": delivery.demonstration,
        "received_at": delivery.received_at,
        "actor": change.author.name,
        "at": change.author.at,
        "note": delivery.note,
        "warnings": list(delivery.warnings),
        "figures": len(delivery.figures),
        "added": receipt.new,
        "changed": receipt.changed,
        "retired": receipt.retired,
        "audit_seq": receipt.audit.seq,
    }
    connection.execute(insert(imports).values(record))
    relied_on = found.relied_on
    columns = {"import_id": [receipt.import_id] * len(relied_on), "relied_on": relied_on}
    bulk.insert(connection, reliance, columns)
    sent = delivery.sent(found.written)
    columns = {name: sent[name].tolist() for name in SUBMISSION}
    bulk.insert(connection, submission, columns | {"import_id": [receipt.import_id] * len(sent)})
