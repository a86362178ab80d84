"""What a child process does to a store until somebody kills it."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from sqlalchemy import event

from lib.adapters.store import imports
from lib.adapters.store.changes import open_store
from lib.adapters.store.undoing import undo
from lib.errors import ModelError
from lib.model.intake.figures import COLUMNS
from lib.model.observations import parse_period
from tests.stored import AUTHOR, delivery

AREAS, INDICATORS = 100, 60
NOBODY = 65_534


def drawn(seed):
    """A delivery of figures drawn at random; the same seed gives the same, key and all."""
    dice = np.random.default_rng(seed)
    places = np.flatnonzero(dice.random(AREAS * INDICATORS) < 0.8)
    counts = dice.integers(0, 4, len(places))
    columns = {
        "area_code": [f"B{place // INDICATORS:03}" for place in places],
        "indicator": [f"X{place % INDICATORS:02}" for place in places],
        "month": parse_period("2025-09"),
        "numerator": counts,
        "denominator": 4,
        "value": "",
        "status": 0,
        "stated": np.nan,
        "sheet": "表1",
        "row": places + 7,
        "cells": [f"F{place + 7}" for place in places],
    }
    figures = pd.DataFrame(columns).astype(COLUMNS)
    return replace(delivery(), key=f"drawn-{seed}", figures=figures)


def perform(deed, url, keys, line):
    """Do one deed; say “ready” before it and “done” after it."""
    kind, subject = deed
    store = None if kind == "migrate" else open_store(url, Path(keys))
    line.send("ready")
    _do(kind, subject, store, (url, keys))
    line.send("done")


def perform_until(statement, deed, url, keys):
    """Do one deed and be killed just before its nth statement, or before its commit."""
    kind, subject = deed
    store = open_store(url, Path(keys))
    left = [statement]

    def count(*_args):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.engine, "before_cursor_execute", count)
    event.listen(store.engine, "commit", count)
    _do(kind, subject, store, (url, keys))


def import_several(seeds, url, keys, line):
    """Import one delivery after another, and tell the receipts or what was said."""
    store = open_store(url, Path(keys))
    line.send("ready")
    line.recv()
    line.send([_answer(store, drawn(seed)) for seed in seeds])


def import_seen(seed, revision, url, keys, line):
    """Import a delivery compared with an earlier data version; tell what came of it."""
    store = open_store(url, Path(keys))
    line.send("ready")
    line.recv()
    line.send(_answer(store, replace(drawn(seed), expected_revision=revision)))


def import_as_nobody(modes, url, keys, line):
    """Import once, then without the right to write, even where root runs the tests."""
    store = open_store(url, Path(keys))
    for _ in range(2):  # nobody may not read the modules of Python: let all be loaded
        imports.commit(store, drawn(1), AUTHOR)
    store.engine.dispose()
    for path, mode in modes:
        Path(path).chmod(mode)
    if os.getuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    line.send(_answer(store, drawn(2)))


def _do(kind, subject, store, place):
    if kind == "migrate":
        open_store(place[0], Path(place[1]))
    elif kind == "import":
        imports.commit(store, drawn(subject), AUTHOR)
    else:
        undo(store, subject, AUTHOR)


def _answer(store, delivered):
    try:
        return imports.commit(store, delivered, AUTHOR)
    except ModelError as error:
        return str(error)
