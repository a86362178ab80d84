"""Saved scenarios: every saving is a version of its own, nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, insert, select

from lib.adapters.store.changes import Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import scenario
from lib.errors import N_, InputError
from lib.model import scenario_codes, scenario_files
from lib.model.authors import Author
from lib.model.scenario_files import ScenarioFile

SAVE = "scenario.save"


@dataclass(frozen=True, slots=True)
class Saved:
    """A version of a scenario."""

    id: int
    version: int
    """Counted from 1 for each name."""
    file: ScenarioFile


def save(store: Store, file: ScenarioFile, key: str, author: Author) -> int:
    """Keep a scenario as the next version of its name.

    Parameters
    ----------
    store
        An open store.
    file
        The scenario; it is kept with the name and time that it tells itself.
    key
        The same for a second click, another for anything new.
    author
        Who keeps it.

    Returns
    -------
    int
        Its number. A second click, or saving what is the latest version already,
        returns the number it has.
    """
    content = scenario_files.write(file)
    with changing(store, author) as change:
        connection = change.connection
        known = connection.scalar(select(scenario.c.id).where(scenario.c.key == key))
        last = _last(connection, file.name)
        if known is None and last is not None and _same(last.file, file):
            known = last.id
        if known is not None:
            return int(known)
        version = last.version + 1 if last else 1
        row = {
            "key": key,
            "name": file.name,
            "version": version,
            "description": file.description,
            "scheme": file.scheme,
            "day": file.day,
            "content": content,
            "seal": file.seal,
            "actor": author.name,
            "at": author.at,
        }
        stored = connection.execute(insert(scenario).values(row).returning(scenario.c.id))
        number = int(stored.scalar_one())
        change.tell(SAVE, file.name, _told(last), _told(Saved(number, version, file)))
    return number


def listing(store: Store) -> tuple[Saved, ...]:
    """Return the latest version of every name, the newest first."""
    latest = select(func.max(scenario.c.id)).group_by(scenario.c.name)
    query = select(scenario).where(scenario.c.id.in_(latest)).order_by(scenario.c.id.desc())
    with reading(store.engine) as connection:
        return tuple(_read(row) for row in connection.execute(query))


def versions(store: Store, name: str) -> tuple[Saved, ...]:
    """Return every version of a name, the newest first."""
    query = select(scenario).where(scenario.c.name == name).order_by(scenario.c.version.desc())
    with reading(store.engine) as connection:
        return tuple(_read(row) for row in connection.execute(query))


def find(store: Store, number: int) -> Saved:
    """Return a saved scenario.

    Raises
    ------
    InputError
        If there is none of this number.
    """
    with reading(store.engine) as connection:
        row = connection.execute(select(scenario).where(scenario.c.id == number)).first()
    if row is None:
        raise InputError(
            N_("There is no saved scenario number {number}."),
            hint=N_("Load the page again; the list may be old."),
            number=number,
        )
    return _read(row)


def _last(connection: Connection, name: str) -> Saved | None:
    query = select(scenario).where(scenario.c.name == name).order_by(scenario.c.version.desc())
    row = connection.execute(query.limit(1)).first()
    return _read(row) if row else None


def _read(row: Row[tuple[object, ...]]) -> Saved:
    return Saved(row.id, row.version, scenario_files.read(row.content))


def _same(one: ScenarioFile, other: ScenarioFile) -> bool:
    """Tell whether two say the same, whoever said it and when."""
    facts = ("description", "scheme", "day", "scenario", "seal")
    return all(getattr(one, fact) == getattr(other, fact) for fact in facts)


def _told(saved: Saved | None) -> dict[str, object] | None:
    if saved is None:
        return None
    codes = scenario_codes.encode(saved.file.scenario)
    return {
        "number": saved.id,
        "version": saved.version,
        "scheme": saved.file.scheme,
        "day": saved.file.day.isoformat(),
        "seal": saved.file.seal,
        "changes": {code: text for code, text in codes.items() if text},
    }
