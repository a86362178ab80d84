"""A change and its entry in the log are kept together; the anchor follows only a whole chain."""

import os
import shutil
import threading
from datetime import datetime

import pytest
from sqlalchemy import insert, select, text

from lib.adapters.store import changes
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing, check, open_store
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.tables import revision
from lib.errors import StorageError
from lib.model.authors import Author
from lib.model.chain import Anchor

AT = datetime.fromisoformat("2026-01-05T16:30:00.123456")
AUTHOR = Author("李晓", AT, "补报")


def tell(store, *subjects):
    for subject in subjects:
        with changing(store, AUTHOR) as change:
            change.tell("import", subject, None, {"figures": 3})


def anchor_file(store):
    return store.keys / "audit.anchor"


def cut(store, keep):
    """Cut the log as somebody would who owns the database."""
    with writing(store.engine) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER IF EXISTS audit_refuses_DELETE"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text("DELETE FROM audit WHERE seq > :keep"), {"keep": keep})


def break_off(store):
    with changing(store, AUTHOR) as change:
        row = {"id": 1, "at": AT, "actor": "李晓", "action": "import"}
        change.connection.execute(insert(revision).values(row))
        change.tell("import", "九月.xlsx")
        raise KeyError


def test_a_change_and_its_entry_are_kept_together(store):
    tell(store, "八月.xlsx", "九月.xlsx")
    with reading(store.engine) as connection:
        newest, oldest = search(connection, Wanted())
    assert (newest.seq, newest.subject, newest.actor) == (2, "九月.xlsx", "李晓")
    assert newest.at == AT.replace(microsecond=0)
    assert newest.previous == oldest.hash
    assert check(store).is_sound


def test_what_breaks_off_leaves_neither_change_nor_entry(store):
    with pytest.raises(KeyError):
        break_off(store)
    with reading(store.engine) as connection:
        assert search(connection, Wanted()) == ()
        assert connection.execute(select(revision)).all() == []
    assert not anchor_file(store).exists()


def test_the_anchor_names_the_last_entry(store):
    tell(store, "a", "b")
    with reading(store.engine) as connection:
        last = search(connection, Wanted(), limit=1)[0]
    assert anchor_file(store).read_text() == f"{last.seq} {last.hash}\n"


def test_the_key_is_made_once_and_only_its_owner_reads_it(store, tmp_path):
    assert open_store(f"sqlite:///{tmp_path / 'other.sqlite'}", store.keys).key == store.key
    assert len(store.key) == 32
    assert (store.keys / "audit.key").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_entries_cut_off_stay_found_however_often_the_log_is_added_to(store):
    tell(store, "a", "b", "c")
    cut(store, keep=2)
    assert check(store).is_cut
    tell(store, "d")
    assert not check(store).is_sound
    tell(store, "e")
    assert not check(store).is_sound


def test_killed_before_the_anchor_was_noted_the_log_is_sound(store):
    tell(store, "a")
    early = anchor_file(store).read_text()
    tell(store, "b")
    anchor_file(store).write_text(early)
    assert check(store).is_sound
    tell(store, "c")
    assert anchor_file(store).read_text().startswith("3 ")


def test_without_an_anchor_the_verdict_says_so(store):
    tell(store, "a")
    anchor_file(store).unlink()
    verdict = check(store)
    assert (verdict.is_sound, verdict.is_anchored) == (True, False)


def test_an_announced_anchor_counts_until_the_next_one_is_noted(store):
    tell(store, "a", "b")
    with reading(store.engine) as connection:
        last = search(connection, Wanted(), limit=1)[0]
    anchor_file(store).write_text(f"9 {'f' * 64}\n")
    assert check(store).is_cut
    changes.announce_anchor(store.keys, Anchor(last.seq, last.hash))
    assert check(store).is_sound
    tell(store, "c")
    assert not (store.keys / "audit.anchor.next").exists()
    assert check(store).is_sound


def test_an_anchor_that_is_none_is_told_as_a_sentence(store):
    anchor_file(store).write_text("nothing\n")
    for use in (check, lambda s: tell(s, "a")):
        with pytest.raises(StorageError, match="cannot be read") as refused:
            use(store)
        assert refused.value.hint


def test_a_folder_of_keys_that_cannot_be_made_is_told_as_a_sentence(tmp_path):
    (tmp_path / "keys").write_text("a file in its place")
    with pytest.raises(StorageError, match="folder of keys"):
        open_store(f"sqlite:///{tmp_path / 's.sqlite'}", tmp_path / "keys")


def test_many_writers_at_once_make_one_chain(store):
    writers = [threading.Thread(target=tell, args=(store, f"{n}a", f"{n}b")) for n in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert check(store).entries == 12
    assert check(store).is_sound


def test_a_change_that_is_stored_counts_even_if_the_anchor_cannot_be_noted(store):
    tell(store, "a")
    with changing(store, AUTHOR) as change:
        change.tell("import", "b")
        shutil.move(store.keys, store.keys.with_name("gone"))
    shutil.move(store.keys.with_name("gone"), store.keys)
    assert check(store).entries == 2
    assert check(store).is_sound
