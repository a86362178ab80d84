"""Disk full, no right to write: a sentence, and nothing is lost."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from lib.adapters.store import imports, observations
from lib.adapters.store.changes import check, open_store
from lib.adapters.store.engine import reading
from lib.errors import StorageError
from tests.faults import deeds
from tests.stored import AUTHOR, told

SMALL, KEPT = 5, 2


@contextmanager
def small_disk(folder):
    """A disk of five megabytes of its own."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "tmpfs", str(folder)]
    if os.name == "nt" or os.getuid() != 0 or subprocess.run(mount, check=False).returncode:  # noqa: S603 (our own words)
        pytest.skip("only root may make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607 (as above)


def test_on_a_full_disk_nothing_is_stored_and_nothing_lost(tmp_path):
    with small_disk(tmp_path) as disk:
        store = open_store(f"sqlite:///{disk / 's.sqlite'}", disk / "keys")
        imports.commit(store, deeds.drawn(1), AUTHOR)
        before = told(observations.in_force(store))
        filler = disk / "filler"
        fill(filler, leaving=KEPT * 100_000)
        with pytest.raises(StorageError, match="disk is full; nothing was stored") as refused:
            imports.commit(store, deeds.drawn(2), AUTHOR)
        assert "Make room" in refused.value.hint
        assert told(observations.in_force(store)) == before
        again = open_store(f"sqlite:///{disk / 's.sqlite'}", disk / "keys")
        assert told(observations.in_force(again)) == before
        assert check(again).is_sound
        filler.unlink()
        assert imports.commit(again, deeds.drawn(2), AUTHOR).revision == 2
        is_whole(again)
        again.engine.dispose()
        store.engine.dispose()


def test_where_not_even_a_new_database_fits_it_is_told(tmp_path):
    with small_disk(tmp_path) as disk:
        fill(disk / "filler", leaving=20_000)
        with pytest.raises(StorageError, match=r"disk is full|disk cannot be") as refused:
            open_store(f"sqlite:///{disk / 's.sqlite'}", disk / "keys")
        assert refused.value.hint
        (disk / "filler").unlink()
        store = open_store(f"sqlite:///{disk / 's.sqlite'}", disk / "keys")
        assert imports.commit(store, deeds.drawn(1), AUTHOR).revision == 1
        store.engine.dispose()


def fill(path, leaving):
    free = os.statvfs(path.parent)
    path.write_bytes(b"\0" * (free.f_bavail * free.f_frsize - leaving))


def is_whole(store):
    with reading(store.engine) as connection:
        assert connection.scalars(text("PRAGMA integrity_check")).all() == ["ok"]


@pytest.mark.parametrize(
    ("of_folder", "of_file"), [(0o777, 0o444), (0o555, 0o444), (0o555, 0o666), (0o555, 0o000)]
)
def test_without_the_right_to_write_it_is_told_and_nothing_is_lost(start, of_folder, of_file):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = (f"sqlite:///{folder / 's.sqlite'}", folder / "keys")
        modes = [(folder / "s.sqlite", of_file), (folder, of_folder)]
        _child, line = start(deeds.import_as_nobody, modes, *map(str, place))
        said = line.recv()
        folder.chmod(0o700)
        assert said in (
            "The database may not be written to; nothing was stored.",
            "The database file cannot be opened.",
        )
        store = open_store(*place)
        assert told(observations.in_force(store)) == told(deeds.drawn(1).figures)
        assert check(store).is_sound
        store.engine.dispose()
