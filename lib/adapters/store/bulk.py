"""Write and read hundreds of thousands of rows in a second or two.

SQLAlchemy takes each row in its hands; here whole columns go through the driver: into SQLite
in one `executemany`, into PostgreSQL by COPY, and out of either as one long text a column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    any_,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.sql.functions import aggregate_strings

from lib.model.numbers import Integers

Texts = list[str]
_BETWEEN = "\x1f"  # unit separator; taken out of the texts themselves


def insert(
    connection: Connection,
    table: Table,
    columns: Mapping[str, Sequence[object] | npt.NDArray[Any]],
) -> None:
    """Insert rows given as columns of equal length. Call it inside `engine.writing`.

    Parameters
    ----------
    connection
        As from `engine.writing`.
    table
        Where to.
    columns
        Values by name of column; None is NULL.

    Raises
    ------
    StorageError
        From the surrounding `writing`, as always.
    """
    parts = [table.c[name] for name in columns]
    rows = zip(*_bound(connection, parts, columns), strict=True)
    quoted = connection.dialect.identifier_preparer
    names = ", ".join(quoted.format_column(column) for column in parts)
    into = f"{quoted.format_table(table)} ({names})"
    cursor: Any = connection.connection.cursor()  # the driver's own, of whom SQLAlchemy knows less
    try:
        if connection.dialect.name == "sqlite":
            blanks = ", ".join("?" * len(parts))
            cursor.executemany(f"INSERT INTO {into} VALUES ({blanks})", rows)  # noqa: S608 (our own names)
        else:
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    finally:
        cursor.close()


def read(connection: Connection, query: Select[Any]) -> tuple[Integers | Texts, ...]:
    """Return the columns of a query: whole numbers as int64, all else as texts.

    No column may hold NULL: say in the query what stands for it. Rows come in any order.

    Notes
    -----
    A row that Python never sees costs a third of one that it does.
    """
    rows = query.subquery()
    numeric = [isinstance(column.type, Integer) for column in rows.c]
    texts = [
        cast(column, Text) if is_number else func.replace(column, _BETWEEN, " ", type_=Text)
        for column, is_number in zip(rows.c, numeric, strict=True)
    ]
    found = connection.execute(
        select(func.count(), *(aggregate_strings(text, _BETWEEN) for text in texts))
    ).one()
    if not found[0]:
        return tuple(np.empty(0, dtype=np.int64) if is_number else [] for is_number in numeric)
    return tuple(
        np.fromstring(text, dtype=np.int64, sep=_BETWEEN) if is_number else text.split(_BETWEEN)
        for text, is_number in zip(found[1:], numeric, strict=True)
    )


def among(
    connection: Connection, column: ColumnElement[int], numbers: Iterable[int]
) -> ColumnElement[bool]:
    """Return the condition that a column is one of any number of whole numbers."""
    wanted = [int(number) for number in numbers]
    if connection.dialect.name != "sqlite":
        return column == any_(literal(wanted, ARRAY(BigInteger)))
    listed = func.json_each(json.dumps(wanted)).table_valued("value")
    return column.in_(select(listed.c.value))


def _bound(
    connection: Connection,
    parts: Sequence[Column[Any]],
    columns: Mapping[str, Sequence[object] | npt.NDArray[Any]],
) -> Iterator[Sequence[object]]:
    """Values as the driver wants them: SQLite has no times, for one."""
    for part in parts:
        given = columns[part.name]
        values = given.tolist() if isinstance(given, np.ndarray) else given
        bind = part.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        yield [bind(value) for value in values] if bind else values
