"""How people said files are to be read, kept for the next file of the same layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from lib.adapters.store.changes import Change, Store
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import layout, name_answer


def remember(change: Change, digest: str, plan: object) -> None:
    """Keep how a layout is read, in place of what was kept before; the same again is nothing.

    Parameters
    ----------
    change
        The transaction it is part of.
    digest
        SHA-256 that identifies the layout.
    plan
        JSON value.
    """
    of_layout = layout.c.fingerprint == digest
    found = change.connection.execute(select(layout.c.plan).where(of_layout)).first()
    before = found.plan if found else None
    if before == plan:
        return
    change.connection.execute(delete(layout).where(of_layout))
    kept = {"plan": plan, "actor": change.author.name, "at": change.author.at}
    change.connection.execute(insert(layout).values(fingerprint=digest, **kept))
    change.tell("layout.remember", digest, before, plan)


def remembered(store: Store) -> dict[str, Any]:
    """Return what is kept, by the SHA-256 of the layout."""
    with reading(store.engine) as connection:
        rows = connection.execute(select(layout.c.fingerprint, layout.c.plan))
        return {row.fingerprint: row.plan for row in rows}


def remember_names(change: Change, digest: str, answers: Mapping[str, str]) -> None:
    """Keep which areas the names of a layout mean; answers given before stay unless given anew.

    Parameters
    ----------
    change
        The transaction it is part of.
    digest
        SHA-256 that identifies the layout.
    answers
        Area code by name as written; an empty code means that the row is left out.
    """
    of_layout = name_answer.c.fingerprint == digest
    rows = change.connection.execute(
        select(name_answer.c.written, name_answer.c.area_code).where(of_layout)
    )
    known = {row.written: row.area_code for row in rows}
    changed = {name: code for name, code in answers.items() if known.get(name) != code}
    if not changed:
        return
    shared = {"fingerprint": digest, "actor": change.author.name, "at": change.author.at}
    change.connection.execute(
        delete(name_answer).where(of_layout, name_answer.c.written.in_(list(changed)))
    )
    change.connection.execute(
        insert(name_answer),
        [{"written": name, "area_code": code} | shared for name, code in changed.items()],
    )
    before = {name: known[name] for name in changed if name in known}
    change.tell("names.remember", digest, before, changed)


def names(store: Store) -> dict[tuple[str, str], str]:
    """Return the area code by layout and name as written."""
    with reading(store.engine) as connection:
        rows = connection.execute(
            select(name_answer.c.fingerprint, name_answer.c.written, name_answer.c.area_code)
        )
        return {(row.fingerprint, row.written): row.area_code for row in rows}
