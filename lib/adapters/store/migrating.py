"""Bring a store to the shape this version of the program needs, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from lib.adapters.store.engine import open_engine, reading, writing
from lib.errors import N_, StorageError

_SCRIPTS = Path(__file__).parent / "migrations"


def open_migrated(url: str) -> Engine:
    """Open a database and bring it up to date; an empty database gets its tables.

    Killed at any moment, the store is as before or as after.

    Raises
    ------
    StorageError
        If the database does not answer, or was made by a newer program.
    """
    engine = open_engine(url)
    with reading(engine) as connection:
        present = _present(connection)
    if present != newest():
        with writing(engine) as connection:
            _upgrade(connection)
    return engine


def newest() -> str | None:
    """Return the name of the newest migration."""
    return ScriptDirectory(str(_SCRIPTS)).get_current_head()


def configuration(connection: Connection) -> Config:
    """Return what a command of alembic needs to work within a transaction."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _present(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    present = _present(connection)
    known = {script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions()}
    if present is not None and present not in known:
        raise StorageError(
            N_("The database was made by a newer program (version {present})."),
            hint=N_("Install the newer program again, or restore a backup of that time."),
            present=present,
        )
    command.upgrade(configuration(connection), "head")
