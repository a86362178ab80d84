"""Killed at any moment: afterwards the store is as before or as after, and opens without help.

HENG_KILLS says how many times to kill at random moments, 24 unless told otherwise; from
200 on, a deed is killed before each of its statements as well, otherwise before every fifth.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from lib.adapters.store import observations
from lib.adapters.store.changes import check, open_store
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import metadata, observation, revision
from tests import databases
from tests.faults import deeds
from tests.stored import told

KILLS = int(os.environ.get("HENG_KILLS", "24"))
STRIDE = 1 if KILLS >= 200 else 5
LATEST = 1.3
"""Kills come up to this many times as late as the deed last took: some come too late."""


class Witness:
    """What a store must say, found out without it: the sum of the imports that stand."""

    def __init__(self, url, keys):
        self.url, self.keys = url, keys
        self.standing = {}
        self.changes = self.imports = 0

    def state(self):
        found = {}
        for seed in self.standing.values():
            found |= told(deeds.drawn(seed).figures)
        return found

    def after(self, deed):
        """What stands once the deed is done."""
        kind, subject = deed
        if kind == "undo":
            return {number: seed for number, seed in self.standing.items() if number != subject}
        return self.standing | {self.imports + 1: subject}

    def settle(self, deed, *, must_be_done=False):
        """Look at the store after a kill; True if the deed was done, False if it was not."""
        store = open_store(self.url, self.keys)
        wait_for_silence(store)
        is_whole(store)
        found = told(observations.in_force(store))
        version = observations.revision(store)
        verdict = check(store)
        store.engine.dispose()
        assert (verdict.is_sound, verdict.entries) == (True, version)
        assert version in (self.changes, self.changes + 1)
        is_done = version > self.changes
        assert is_done or not must_be_done
        if is_done:
            self.standing, self.changes = self.after(deed), version
            self.imports += deed[0] == "import"
        assert found == self.state()
        return is_done


def wait_for_silence(store):
    """A server may still be carrying out what a killed client sent last; look only afterwards."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + 30
    while store.engine.dialect.name == "postgresql":
        with reading(store.engine) as connection:
            if not connection.execute(others).scalar_one():
                return
        assert time.monotonic() < until
        time.sleep(0.01)


def is_whole(store):
    """What the database itself says, and what no constraint can."""
    known = select(revision.c.id)
    stray = observation.c.from_revision.not_in(known) | (
        observation.c.to_revision.is_not(None) & observation.c.to_revision.not_in(known)
    )
    with reading(store.engine) as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(select(func.count()).where(stray)).scalar_one() == 0


def kill_in_time(start, deed, place, delay):
    """Start a deed and kill it after a delay; tell whether it said that it was done."""
    child, line = start(deeds.perform, deed, *map(str, place))
    assert line.recv() == "ready"
    time.sleep(delay)
    is_alive = child.exitcode is None
    child.kill()
    child.join()
    said = line.poll() and _last(line) == "done"
    return is_alive and not said, said


def _last(line):
    try:
        return line.recv()
    except EOFError:
        return None


def take(start, deed, place):
    """Do a deed to its end; return how long it took."""
    child, line = start(deeds.perform, deed, *map(str, place))
    assert line.recv() == "ready"
    began = time.monotonic()
    assert line.recv() == "done"
    child.join()
    return time.monotonic() - began


def test_imports_and_undoing_killed_at_random_moments(url, start, tmp_path, record_property):
    dice = random.Random(url.split(":")[0])  # noqa: S311 (a test that repeats itself)
    witness = Witness(url, tmp_path / "keys")
    place, seed, midway, done = (url, witness.keys), 1, 0, 0
    lasting = take(start, ("import", seed), place)
    assert witness.settle(("import", seed), must_be_done=True)
    for _ in range(KILLS * 3 // 8):
        seed += 1
        last = max(witness.standing, default=0)
        undoing = last and dice.random() < 0.4
        deed = ("undo", last) if undoing else ("import", seed)
        was_midway, said_done = kill_in_time(start, deed, place, dice.uniform(0, LATEST * lasting))
        midway += was_midway
        done += witness.settle(deed, must_be_done=said_done)
    record_property("kills", f"{KILLS * 3 // 8}, {midway} midway, {done} done")
    assert midway > 0
    take(start, ("import", seed + 1), place)
    assert witness.settle(("import", seed + 1), must_be_done=True)


@pytest.mark.parametrize("kind", databases.KINDS)
def test_migrations_killed_at_random_moments(kind, start, tmp_path, record_property):
    dice = random.Random(kind)  # noqa: S311 (a test that repeats itself)
    midway, lasting = 0, 0.4
    for number in range(max(1, KILLS // 8)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with databases.empty(kind, folder) as empty:
            place = (empty, folder / "keys")
            delay = dice.uniform(0, lasting)
            midway += kill_in_time(start, ("migrate", None), place, delay)[0]
            store = open_store(*place)
            with reading(store.engine) as connection:
                shape = MigrationContext.configure(connection)
                assert compare_metadata(shape, metadata) == []
            is_whole(store)
            assert check(store).is_sound
            store.engine.dispose()
    record_property("kills", f"{max(1, KILLS // 8)}, {midway} midway")


@pytest.fixture
def witness(url, start, tmp_path):
    """A store with two imports."""
    found = Witness(url, tmp_path / "keys")
    for seed in (1, 2):
        take(start, ("import", seed), (url, found.keys))
        assert found.settle(("import", seed), must_be_done=True)
    return found


@pytest.mark.parametrize("deed", [("import", 3), ("undo", 2)])
def test_killed_between_statements(witness, processes, deed, record_property):
    for statement in range(1, 100, STRIDE):
        child = processes.Process(
            target=deeds.perform_until, args=(statement, deed, witness.url, str(witness.keys))
        )
        child.start()
        child.join()
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        assert not witness.settle(deed)
    record_property("kills", str((statement - 1) // STRIDE))
    assert statement > 10
    assert witness.settle(deed, must_be_done=True)


def test_a_killed_import_leaves_no_file_behind_but_those_of_the_database(start, tmp_path):
    place = (f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path / "keys")
    take(start, ("import", 1), place)
    kill_in_time(start, ("import", 2), place, 0.05)
    store = open_store(*place)
    store.engine.dispose()
    names = {path.name for path in Path(tmp_path).iterdir() if path.is_file()}
    assert names <= {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"}
