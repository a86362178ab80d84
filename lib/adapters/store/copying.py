"""Copy all rows from one database into another, whatever kind either is, and compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Connection,
    MetaData,
    Row,
    Select,
    String,
    Table,
    delete,
    func,
    select,
    text,
)

from lib.adapters.store import bulk
from lib.adapters.store.tables import audit, metadata

_CHUNK = 20_000
_GUARDED = audit.name


@dataclass(frozen=True, slots=True)
class Sum:
    """What identifies the content of a table."""

    rows: int
    sha256: str


def sums(connection: Connection, shape: MetaData = metadata) -> dict[str, Sum]:
    """Return the checksum of every table: the same rows give the same on any database."""
    return {table.name: _sum(connection, table) for table in shape.sorted_tables}


def fill(source: Connection, target: Connection, but: frozenset[str] = frozenset()) -> None:
    """Put the rows of one database in the place of those of another, inside its transaction.

    Parameters
    ----------
    source, target
        Databases of the shape of this program.
    but
        Names of tables that stay as they are.
    """
    tables = [table for table in metadata.sorted_tables if table.name not in but]
    with unguarded(target):
        for table in reversed(tables):
            target.execute(delete(table))
        for table in tables:
            for rows in _chunks(source, table):
                columns = zip(*rows, strict=True)
                names = [column.name for column in _columns(table)]
                bulk.insert(target, table, dict(zip(names, columns, strict=True)))
    for table in tables:
        _renumber(target, table)


def differing(one: Mapping[str, Sum], other: Mapping[str, Sum]) -> tuple[str, ...]:
    """Return the names of the tables whose content differs."""
    return tuple(sorted(n for n in {*one, *other} if one.get(n) != other.get(n)))


def _sum(connection: Connection, table: Table) -> Sum:
    digest, count = sha256(), 0
    for rows in _chunks(connection, table):
        count += len(rows)
        digest.update("".join(f"{tuple(row)!r}\n" for row in rows).encode())
    return Sum(count, digest.hexdigest())


def _chunks(connection: Connection, table: Table) -> Iterator[list[Row[Any]]]:
    query = _ordered(connection, table).execution_options(yield_per=_CHUNK)
    for part in connection.execute(query).partitions():
        yield list(part)


def _ordered(connection: Connection, table: Table) -> Select[Any]:
    # texts in the order of their bytes: other orders depend on the server's country
    is_sqlite = connection.dialect.name == "sqlite"
    key = (
        column if is_sqlite or not isinstance(column.type, String) else column.collate("C")
        for column in table.primary_key
    )
    return select(*_columns(table)).order_by(*key)


def _columns(table: Table) -> list[Any]:
    return sorted(table.columns, key=lambda column: column.name)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Lift the triggers of the audit log; should anything fail, the transaction puts them back."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"ALTER TABLE {_GUARDED} DISABLE TRIGGER USER"))
        yield
        connection.execute(text(f"ALTER TABLE {_GUARDED} ENABLE TRIGGER USER"))
        return
    where = "FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    guards = connection.execute(
        text(f"SELECT name, sql {where}"),
        {"table": _GUARDED},
    ).all()
    for guard in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{guard.name}"')
    yield
    for guard in guards:
        connection.exec_driver_sql(guard.sql)


def _renumber(connection: Connection, table: Table) -> None:
    """Let PostgreSQL go on numbering after the rows that came with their numbers."""
    column = table.autoincrement_column
    if column is None or connection.dialect.name == "sqlite":
        return
    highest = select(func.max(column)).scalar_subquery()
    sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
    connection.execute(
        select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None)))
    )
