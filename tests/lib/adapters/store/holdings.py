"""A store with something of every type in every table, for the tests of what copies it."""

from datetime import date, datetime, timedelta

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, LargeBinary, insert

from lib.adapters.store.changes import changing
from lib.adapters.store.tables import metadata, observation
from lib.model.authors import Author

AT = datetime.fromisoformat("2026-01-05T16:30:00.250000")
AUTHOR = Author("李晓", AT, "月报")
_FEW = 3
_NUMBERS = (0.1, 2**60, -0.0, "罗阳 𠮷")


def fill(store, figures=200):
    """Put rows into every table but the audit log, and an entry into the log for each."""
    with changing(store, AUTHOR) as change:
        for table in metadata.sorted_tables:
            if table.name == "audit":
                continue
            count = figures if table is observation else _FEW
            rows = [_row(table, number) for number in range(1, count + 1)]
            change.connection.execute(insert(table), rows)
            change.tell("fill", table.name, None, {"rows": count, "share": 0.1})
    return store


def _row(table, number):
    return {column.name: _value(column, number) for column in table.columns}


def _value(column, number):
    if column.nullable and number % 2 == 0:
        return None
    if column.foreign_keys:
        number = (number - 1) % _FEW + 1
    kinds = {
        Boolean: lambda: number % 2 == 1,
        Integer: lambda: number,
        DateTime: lambda: AT + timedelta(microseconds=number),
        Date: lambda: date(2026, 1, number),
        LargeBinary: lambda: bytes([0, 255, number]) + "罗阳".encode(),
        JSON: lambda: {"乙": [*_NUMBERS, None], "a": {"z": number, "b": True}},
    }
    for kind, make in kinds.items():
        if isinstance(column.type, kind):
            return make()
    text = f"{number}·{'sha256' if column.foreign_keys else column.name} 罗阳𠮷"
    return text[: column.type.length]
