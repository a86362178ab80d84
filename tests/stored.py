"""Stores for tests: small deliveries from plain values, and copies of a whole store."""

import itertools
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

from lib.adapters.store.changes import open_store
from lib.adapters.store.imports import Delivery
from lib.model.authors import Author
from lib.model.intake.figures import Stage, table
from lib.model.observations import NO_COUNT, STATUSES, parse_period

AT = datetime.fromisoformat("2026-01-05T16:30")
AUTHOR = Author("李晓", AT, "九月更正")
RECEIVED = datetime.fromisoformat("2026-01-04T09:00")

_KEYS = itertools.count()


def copy_of(store, folder):
    """Open a copy of a SQLite store in a folder, with its keys; whoever asks closes it."""
    path = folder / "heng.sqlite"
    with (
        closing(sqlite3.connect(store.engine.url.database)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)  # the file alone would lack what was written last
    shutil.copytree(store.keys, folder / "keys")
    return open_store(f"sqlite:///{path}", folder / "keys")


def figures(*rows):
    """Figures; rows are (area, indicator, period, numerator, denominator[, status])."""
    return table(
        (
            area,
            indicator,
            parse_period(period),
            NO_COUNT if numerator is None else numerator,
            NO_COUNT if denominator is None else denominator,
            "",
            int(STATUSES[status[0] if status else "reported"]),
            float("nan"),
            "表1",
            line,
            f"F{line}/G{line}",
        )
        for line, (area, indicator, period, numerator, denominator, *status) in enumerate(rows, 7)
    )


def delivery(*rows, **changes):
    """A delivery of claimed figures with a key of its own."""
    facts = {
        "key": f"key-{next(_KEYS)}",
        "file": "九月.xlsx",
        "sha256": "ab" * 32,
        "figures": figures(*rows),
        "stage": Stage.CLAIMED,
        "received_at": RECEIVED,
    }
    return Delivery(**facts | changes)


def told(found):
    """Figures in force as a mapping from (area, indicator, period) to what is said of them."""
    columns = [found[name].tolist() for name in ("area_code", "indicator", "month")]
    facts = [found[name].tolist() for name in ("numerator", "denominator", "value", "status")]
    return dict(zip(zip(*columns, strict=True), zip(*facts, strict=True), strict=True))
