"""Undoing an import: the store says again what it said before, as a new data version."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from lib.adapters.store import audit, figure_rows
from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.deliveries import Receipt
from lib.adapters.store.figure_rows import CURRENT, INVENTED
from lib.adapters.store.observations import kinds
from lib.adapters.store.periods import refuse_closed
from lib.adapters.store.tables import imports, observation, reliance
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.chain import Anchor

_O = observation.c


def undo(store: Store, import_id: int, author: Author) -> Receipt:
    """Undo an import in one transaction.

    What it brought ends; what it replaced holds again. When the last import of the county's
    own figures goes, the demonstration figures are back.

    Raises
    ------
    InputError
        If there is no reason, no such import, it is undone already, a later one rests on it,
        or a month is closed.
    StorageError
        As `engine.writing`.
    """
    author.demand_reason(N_("Undoing an import"))
    with changing(store, author) as change:
        undone = _standing(change.connection, import_id)
        _refuse_needed(change.connection, undone)
        return _undo(change, undone)


def _standing(connection: Connection, import_id: int) -> Row[Any]:
    found = connection.execute(select(imports).where(imports.c.id == import_id)).first()
    if found is None:
        raise InputError(N_("There is no import {number}."), number=import_id)
    if found.undone_by is not None:
        raise InputError(
            N_("Import {number} is undone already."),
            hint=N_("The list of imports tells when and by whom."),
            number=import_id,
        )
    return found


def _refuse_needed(connection: Connection, undone: Row[Any]) -> None:
    """Later imports that replaced or repeated its figures must go first, the newest at once."""
    ended_by = select(_O.to_revision).where(_O.import_id == undone.id)
    repeated_by = select(reliance.c.import_id).where(reliance.c.relied_on == undone.id)
    needing = or_(imports.c.revision.in_(ended_by), imports.c.id.in_(repeated_by))
    later = connection.scalars(
        select(imports.c.id)
        .where(imports.c.undone_by.is_(None), needing)
        .order_by(imports.c.id.desc())
    ).all()
    if later:
        raise InputError(
            N_("Import {number} cannot be undone: later ones changed or confirmed its figures."),
            hint=N_("Undo these first, in this order: {later}."),
            number=undone.id,
            later=", ".join(map(str, later)),
        )


def _undo(change: Change, undone: Row[Any]) -> Receipt:
    connection, brought = change.connection, _O.import_id == undone.id
    back = _replaced(connection, undone)
    refuse_closed(connection, figure_rows.months(connection, or_(and_(CURRENT, brought), back)))
    version = figure_rows.begin(change, "undo")
    removed = figure_rows.end(connection, brought, version)
    restored = figure_rows.hold_again(connection, back, version)
    connection.execute(update(imports).where(imports.c.id == undone.id).values(undone_by=version))
    facts = {"import": undone.id, "revision": version, "removed": removed, "restored": restored}
    deed = ("import.undo", undone.file, {"revision": version - 1}, facts)
    entry = audit.append(connection, change.author, change.key, deed)
    end = Anchor(entry.seq, entry.hash)
    return Receipt(undone.id, version, end, removed=removed, restored=restored)


def _replaced(connection: Connection, undone: Row[Any]) -> ColumnElement[bool]:
    """Find what is to hold again; demonstration figures only if no own import remains."""
    ended: ColumnElement[bool] = _O.to_revision == undone.revision
    if undone.demonstration:
        return ended
    if False in kinds(connection, but=undone.id):
        return and_(ended, ~INVENTED)
    last = select(func.max(_O.to_revision)).where(INVENTED).scalar_subquery()
    return or_(and_(ended, ~INVENTED), and_(INVENTED, _O.to_revision == last))
