"""Rows of figures: they begin with a data version, end with a later one, and stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, insert, literal, select, update

from lib.adapters.store import bulk
from lib.adapters.store.changes import Change
from lib.adapters.store.observations import newest
from lib.adapters.store.tables import imports, observation
from lib.adapters.store.tables import revision as revisions
from lib.model.intake.figures import Stage
from lib.model.observations import NO_COUNT

_CHUNK = 25_000
_O = observation.c

CURRENT = _O.to_revision.is_(None)
INVENTED = _O.import_id.in_(
    select(imports.c.id).where(imports.c.demonstration, imports.c.undone_by.is_(None))
)
"""Condition that a row is of a demonstration that is not undone."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all rows of an import share."""

    import_id: int
    revision: int
    stage: Stage


def begin(change: Change, action: str) -> int:
    """Begin a new data version and return its number: from 1, without gaps."""
    version = newest(change.connection) + 1
    facts = {"id": version, "at": change.author.at, "actor": change.author.name, "action": action}
    change.connection.execute(insert(revisions).values(facts))
    return version


def end(connection: Connection, where: ColumnElement[bool], version: int) -> int:
    """Let current rows end with a data version; return how many."""
    ended = update(observation).where(CURRENT, where).values(to_revision=version)
    return connection.execute(ended).rowcount


def hold_again(connection: Connection, where: ColumnElement[bool], version: int) -> int:
    """Let rows that ended hold again, as copies from a data version on; return how many."""
    own = ("id", "from_revision", "to_revision")
    kept = [column for column in observation.columns if column.name not in own]
    again = select(*kept, literal(version)).where(where).order_by(_O.id)
    names = [*(column.name for column in kept), "from_revision"]
    copying = insert(observation).from_select(names, again)
    return connection.execute(copying.execution_options(preserve_rowcount=True)).rowcount


def months(connection: Connection, where: ColumnElement[bool]) -> set[int]:
    """Return the months of which there are such rows."""
    return set(connection.scalars(select(_O.month).where(where).distinct()))


def write(connection: Connection, rows: pd.DataFrame, stamp: Stamp) -> Iterator[int]:
    """Write new rows, some at a time, and say after each time how many are written.

    Parameters
    ----------
    connection
        As from `engine.writing`.
    rows
        Columns of `intake.figures.COLUMNS`.
    stamp
        What they share.
    """
    for start in range(0, len(rows), _CHUNK):
        chunk = rows.iloc[start : start + _CHUNK]
        bulk.insert(connection, observation, _columns(chunk, stamp))
        yield start + len(chunk)


def _columns(rows: pd.DataFrame, stamp: Stamp) -> dict[str, Any]:
    columns: dict[str, Any] = {
        name: rows[name].to_numpy(object) for name in ("area_code", "indicator", "month", "status")
    }
    for name in ("numerator", "denominator"):
        columns[name] = rows[name].astype(object).mask(rows[name] == NO_COUNT, None)
    columns["value"] = [value or None for value in rows["value"]]
    columns |= {name: rows[name].to_numpy(object) for name in ("row", "cells")}
    sheets = {name: plain(name) for name in rows["sheet"].unique()}
    columns["sheet"] = [sheets[name] for name in rows["sheet"].to_numpy(object)]
    shared = {
        "stage": stamp.stage.value,
        "from_revision": stamp.revision,
        "import_id": stamp.import_id,
    }
    return columns | {name: [value] * len(rows) for name, value in shared.items()}


def plain(text: str) -> str:
    r"""Return a text without what no database keeps: half signs, and the sign 0.

    Examples
    --------
    >>> plain("9月\x00.xlsx")
    '9月.xlsx'
    """
    return text.encode("utf-8", "replace").decode().replace("\0", "")
