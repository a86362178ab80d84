"""Real databases for tests: SQLite in a folder, PostgreSQL where HENG_TEST_DATABASE says."""

import os
import shutil
import uuid
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import make_url, text

from lib.adapters.store.migrating import open_migrated
from lib.adapters.store.tables import metadata

KINDS = ("sqlite", "postgresql")
SERVER = os.environ.get("HENG_TEST_DATABASE", "")
NO_SERVER = (
    "no PostgreSQL: set HENG_TEST_DATABASE to the URL that .ci/postgresql start FOLDER prints"
)


@contextmanager
def empty(kind, folder, server=SERVER):
    """URL of a database without tables; on PostgreSQL it is dropped afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'store.sqlite'}"
        return
    if not server:
        pytest.skip(NO_SERVER)
    with _made(server, "TEMPLATE template0") as url:
        yield url


@contextmanager
def template(kind, folder):
    """URL of a database that is up to date and that nobody is connected to."""
    with empty(kind, folder) as url:
        open_migrated(url).dispose()
        yield url


@contextmanager
def copied(original, folder):
    """URL of a copy of a template."""
    if original.startswith("sqlite"):
        shutil.copy(original.removeprefix("sqlite:///"), folder / "store.sqlite")
        yield f"sqlite:///{folder / 'store.sqlite'}"
        return
    with _made(original, f"TEMPLATE {make_url(original).database}") as url:
        yield url


def clear(engine):
    """Take everything out of a store, even what its triggers would keep."""
    names = ", ".join(f'"{table}"' for table in metadata.tables)
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
            return
        guards = connection.execute(
            text("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        ).all()
        for name, _ in guards:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text("DELETE FROM sqlite_sequence"))
        for _, guard in guards:
            connection.execute(text(guard))


@contextmanager
def _made(server, how):
    name = f"heng_{uuid.uuid4().hex}"
    with _administration(server) as connection:
        connection.execute(f"CREATE DATABASE {name} {how}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with _administration(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _administration(server):
    address = make_url(server).set(drivername="postgresql", database="postgres")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as found:
        yield found
