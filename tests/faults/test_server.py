"""The database server goes down in the middle of things and comes back."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from lib.adapters.store import imports, observations
from lib.adapters.store.changes import check, open_store
from lib.errors import StorageError
from tests import databases
from tests.conftest import ROOT
from tests.faults import deeds
from tests.stored import AUTHOR, told

SCRIPT = str(ROOT / ".ci" / "postgresql")


def control(action, folder):
    return subprocess.run(  # noqa: S603 (our own script)
        [SCRIPT, action, str(folder)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


@pytest.fixture
def server():
    """A folder with a PostgreSQL of its own, and its URL."""
    if not databases.SERVER or shutil.which("bash") is None:
        pytest.skip(databases.NO_SERVER)
    folder = Path(tempfile.mkdtemp(prefix="heng-server-"))
    folder.chmod(0o755)
    yield folder, control("start", folder)
    control("stop", folder)


def kill(folder):
    """Kill the server as a crash would, and wait until it is gone."""
    own = int((folder / "cluster" / "postmaster.pid").read_text().split()[0])
    os.kill(own, signal.SIGKILL)
    for _ in range(100):
        if not Path(f"/proc/{own}").exists():
            return
        time.sleep(0.1)


def test_killed_in_the_middle_of_an_import_the_server_loses_nothing(server, tmp_path):
    folder, url = server
    store = open_store(url, tmp_path / "keys")
    imports.commit(store, deeds.drawn(1), AUTHOR)
    before = told(observations.in_force(store))
    with pytest.raises(StorageError, match="The database does not answer") as refused:
        imports.commit(store, deeds.drawn(2), AUTHOR, lambda *_: kill(folder))
    assert "HENG_DATABASE" in refused.value.hint
    with pytest.raises(StorageError, match="The database does not answer"):
        observations.in_force(store)
    with pytest.raises(StorageError, match="The database does not answer"):
        open_store(url, tmp_path / "keys")
    assert control("start", folder) == url
    assert told(observations.in_force(store)) == before
    assert imports.commit(store, deeds.drawn(2), AUTHOR).revision == 2
    assert check(store).is_sound
    store.engine.dispose()
