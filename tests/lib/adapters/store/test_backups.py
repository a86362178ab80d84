"""A backup is one verified file of one moment, made while others work, and never half a file."""

import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from lib.adapters.store import copying
from lib.adapters.store.backups import backup, examine
from lib.adapters.store.changes import changing
from lib.adapters.store.engine import reading
from lib.errors import InputError, StorageError
from tests.lib.adapters.store import holdings


@pytest.fixture
def full(store):
    return holdings.fill(store)


def sums(store):
    with reading(store.engine) as connection:
        return copying.sums(connection)


def corrupt(path, words, by):
    """Change bytes in the middle of a file, as a failing disk does."""
    content = path.read_bytes()
    assert words in content
    path.write_bytes(content.replace(words, by, 1))


def test_a_backup_holds_every_row_of_every_table(full, tmp_path):
    note = backup(full, tmp_path / "new folder" / "heng.backup")
    assert note.tables == sums(full)
    assert examine(note.path) == note
    assert note.rows == sum(one.rows for one in sums(full).values())


def test_nothing_stays_beside_the_one_file(full, tmp_path):
    backup(full, tmp_path / "to" / "heng.backup")
    examine(tmp_path / "to" / "heng.backup")
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["heng.backup"]


def test_a_backup_holds_no_key(full, tmp_path):
    content = backup(full, tmp_path / "heng.backup").path.read_bytes()
    assert full.key not in content
    assert full.key.hex().encode() not in content


def test_a_backup_never_replaces_a_file(full, tmp_path):
    path = tmp_path / "heng.backup"
    path.write_text("日记")
    with pytest.raises(InputError, match="never replaces") as refused:
        backup(full, path)
    assert refused.value.hint
    assert path.read_text() == "日记"


def test_a_folder_that_cannot_be_made_is_told_as_a_sentence(full, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        backup(full, tmp_path / "file" / "heng.backup")


def test_a_backup_is_of_one_moment_while_others_write(full, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            with changing(full, holdings.AUTHOR) as change:
                change.tell("import", str(number))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        notes = [backup(full, tmp_path / f"{n}.backup") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    assert [examine(note.path) for note in notes] == notes


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("1·file 罗阳".encode(), "7·file 罗阳".encode()),
        (b'"b": true', b'"c": true'),
        (b"2026-01-05 16:30:00.250001", b"2026-01-05 16:30:00.250009"),
    ],
)
def test_one_changed_cell_is_found(full, tmp_path, words, by):
    note = backup(full, tmp_path / "heng.backup")
    corrupt(note.path, words, by)
    with pytest.raises(StorageError, match="is damaged"):
        examine(note.path)


def test_a_file_cut_short_is_found(full, tmp_path):
    note = backup(full, tmp_path / "heng.backup")
    content = note.path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        note.path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(StorageError):
            examine(note.path)


def test_what_is_no_backup_is_told_as_a_sentence(tmp_path):
    (tmp_path / "text").write_text("SQLite? no")
    (tmp_path / "empty").write_text("")
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other:
        other.execute("CREATE TABLE t (x)")
    for name in ("text", "empty", "other.sqlite"):
        with pytest.raises(InputError, match="is no backup"):
            examine(tmp_path / name)
    with pytest.raises(StorageError, match="cannot be written or read"):
        examine(tmp_path / "nowhere")


def test_examining_changes_nothing(full, tmp_path):
    note = backup(full, tmp_path / "heng.backup")
    before = note.path.read_bytes()
    note.path.chmod(0o444)
    examine(note.path)
    assert note.path.read_bytes() == before
    assert shutil.which("sqlite3") is None or note.path.stat().st_size == len(before)
