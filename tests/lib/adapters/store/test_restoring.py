"""A restore brings everything back or nothing, keeps the log whole, and tells that it was done."""

import json
import multiprocessing
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from lib.adapters.store import copying, periods
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.backups import backup
from lib.adapters.store.changes import changing, check, open_store
from lib.adapters.store.engine import reading
from lib.adapters.store.restoring import RESTORE, restore
from lib.errors import InputError, StorageError
from lib.model.authors import Author
from tests import databases
from tests.lib.adapters.store import holdings

LATER = Author("王芳", holdings.AT + timedelta(days=1), "硬盘损坏")
KILLS = 12


@pytest.fixture
def full(store):
    return holdings.fill(store)


@pytest.fixture
def saved(full, tmp_path):
    return backup(full, tmp_path / "heng.backup").path


def address(store):
    return store.engine.url.render_as_string(hide_password=False)


def sums(store):
    with reading(store.engine) as connection:
        found = copying.sums(connection)
    return {name: one for name, one in found.items() if name != "audit"}


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted())


def work_on(store):
    """Change something after the backup was made."""
    with changing(store, LATER) as change:
        change.tell("import", "十月.xlsx")
        change.connection.exec_driver_sql("DELETE FROM follow_up")


def test_a_restore_brings_back_what_was_and_keeps_the_log_of_what_happened_since(full, saved):
    before = sums(full)
    work_on(full)
    done = restore(address(full), saved, full.keys, LATER)
    assert done.log_kept
    assert sums(full) == before
    newest, since = log(full)[:2]
    assert (newest.action, newest.subject, newest.reason) == (RESTORE, "heng.backup", "硬盘损坏")
    assert since.subject == "十月.xlsx"
    assert newest.before["entries"] == since.seq
    assert newest.after["entries"] == since.seq - 1
    assert check(full).is_sound


@pytest.mark.parametrize("into", databases.KINDS)
def test_a_store_moves_to_any_kind_of_database(full, saved, into, tmp_path):
    (tmp_path / "new").mkdir()
    with databases.empty(into, tmp_path / "new") as url:
        done = restore(url, saved, full.keys, LATER)
        moved = open_store(url, full.keys)
        assert not done.log_kept
        assert sums(moved) == sums(full)
        assert check(moved).is_sound
        assert check(moved).is_anchored
        assert [e.hash for e in log(moved)[1:]] == [e.hash for e in log(full)]
        assert log(moved)[0].action == RESTORE
        periods.close(moved, [24_000], LATER)
        assert check(moved).is_sound
        moved.engine.dispose()


def test_a_restore_needs_a_reason(full, saved):
    with pytest.raises(InputError, match="Restoring a backup needs a reason"):
        restore(address(full), saved, full.keys, holdings.Author("李晓", holdings.AT))
    assert log(full)[0].action == "fill"


def test_without_the_key_a_restore_is_refused_unless_the_log_is_linked_anew(full, saved, tmp_path):
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    with pytest.raises(InputError, match="does not fit the key") as refused:
        restore(url, saved, tmp_path / "new keys", LATER)
    assert "audit.key" in refused.value.hint
    assert not (tmp_path / "new.sqlite").exists()
    restore(url, saved, tmp_path / "new keys", LATER, reseal=True)
    moved = open_store(url, tmp_path / "new keys")
    assert sums(moved) == sums(full)
    assert check(moved).is_sound
    assert log(moved)[0].after["resealed"]
    assert [e.subject for e in log(moved)[1:]] == [e.subject for e in log(full)]


def forge(path, statement):
    """Change a backup and make its checksums anew: only the key tells."""
    with closing(sqlite3.connect(path)) as file:
        for verb in ("UPDATE", "DELETE"):
            file.execute(f"DROP TRIGGER audit_refuses_{verb}")
        file.execute(statement)
        file.commit()
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        made = {name: asdict(one) for name, one in copying.sums(connection).items()}
    engine.dispose()
    with closing(sqlite3.connect(path)) as file:
        note = json.loads(file.execute("SELECT content FROM backup_note").fetchone()[0])
        file.execute("UPDATE backup_note SET content = ?", (json.dumps({**note, "tables": made}),))
        file.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET numerator = 1 WHERE id = 5",
        "UPDATE audit SET actor = 'x' WHERE seq = 3",
    ],
)
def test_a_backup_that_was_changed_with_care_is_refused_by_the_key(full, saved, statement):
    before = sums(full)
    forge(saved, statement)
    with pytest.raises(InputError, match="does not fit the key"):
        restore(address(full), saved, full.keys, LATER)
    assert sums(full) == before


def test_a_damaged_backup_leaves_the_store_as_it_was(full, saved):
    before = sums(full)
    saved.write_bytes(saved.read_bytes().replace(b'"b": true', b'"c": true', 1))
    with pytest.raises(StorageError, match="is damaged"):
        restore(address(full), saved, full.keys, LATER)
    assert sums(full) == before
    assert check(full).is_sound


def test_a_backup_of_a_newer_program_is_refused(full, saved, tmp_path):
    with closing(sqlite3.connect(saved)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(StorageError, match="newer program"):
        restore(address(full), saved, full.keys, LATER)


@pytest.mark.parametrize("rubbish", [b"no database at all " * 500, None])
def test_a_damaged_database_is_set_aside_and_nothing_of_it_is_lost(full, saved, tmp_path, rubbish):
    path = tmp_path / "broken.sqlite"
    shutil.copy(saved, path)
    content = path.read_bytes()
    broken = rubbish or content[:8192] + b"\x55" * 4096 + content[12288:]
    path.write_bytes(broken)
    done = restore(f"sqlite:///{path}", saved, full.keys, LATER)
    assert done.set_aside.read_bytes() == broken
    assert sums(open_store(f"sqlite:///{path}", full.keys)) == sums(full)


def test_a_sound_database_is_never_set_aside(full, saved):
    assert restore(address(full), saved, full.keys, LATER).set_aside is None


def test_killed_at_any_moment_of_a_restore_the_store_is_as_before_or_as_after(full, saved):
    """The log goes on from that of the backup and is kept."""
    work_on(full)
    kill_again_and_again(full, saved, lambda: work_on(full))


def test_killed_while_the_log_is_replaced_either_log_is_sound(full, saved, tmp_path):
    (tmp_path / "other").mkdir()
    shutil.copytree(full.keys, tmp_path / "other" / "keys")
    (tmp_path / "other" / "keys" / "audit.anchor").unlink()
    other = open_store(f"sqlite:///{tmp_path / 'other' / 'x.sqlite'}", tmp_path / "other" / "keys")
    holdings.fill(other, figures=20)
    own = backup(other, tmp_path / "other.backup").path
    kill_again_and_again(other, saved, lambda: restore(address(other), own, other.keys, LATER))


def kill_again_and_again(store, path, set_back):
    before = sums(store)
    started = time.monotonic()
    run(store, path, None)
    whole, after = time.monotonic() - started, sums(store)
    assert before != after
    for number in range(KILLS):
        set_back()
        assert sums(store) == before
        run(store, path, whole * (number + 1) / (KILLS + 2))
        assert sums(store) in (before, after)
        assert check(store).is_sound
        assert check(store).is_anchored


def run(store, path, seconds):
    """Restore in a process of its own, killed after so many seconds."""
    task = (address(store), path, store.keys, LATER)
    child = multiprocessing.get_context("fork").Process(target=restore, args=task)
    child.start()
    child.join(seconds)
    child.kill()
    child.join()
