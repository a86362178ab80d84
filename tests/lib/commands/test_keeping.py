"""Backup, restore and the check of the audit log, as commands."""

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest

from lib.adapters.store.changes import changing
from lib.commands import keeping
from lib.errors import StorageError
from lib.model.authors import Author
from lib.project import Project

AUTHOR = Author("李晓", datetime(2026, 1, 5, 9, 0), "演练")  # noqa: DTZ001 (county time)


@pytest.fixture
def told(own_store):
    store = Project().store()
    for number in range(3):
        with changing(store, AUTHOR) as change:
            change.tell("test", f"subject {number}")
    return own_store


def test_a_backup_comes_back_whole(told):
    assert keeping.backup(told / "copy.sqlite").endswith("checked")
    with changing(Project().store(), AUTHOR) as change:
        change.tell("test", "after the backup")
    assert keeping.restore(told / "copy.sqlite", AUTHOR).startswith("restored from")
    assert keeping.verify().startswith("audit log whole")


def test_tampering_is_found(told):
    with sqlite3.connect(told / "heng.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_refuses_UPDATE")
        connection.execute("UPDATE audit SET actor = 'nobody' WHERE seq = 2")
    with pytest.raises(StorageError, match="entry 2 does not fit"):
        keeping.verify()


def test_a_log_that_was_cut_off_is_found(told):
    with sqlite3.connect(told / "heng.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_refuses_DELETE")
        connection.execute("DELETE FROM audit WHERE seq = 3")
    with pytest.raises(StorageError, match="ends after entry 2"):
        keeping.verify()


def test_a_restore_needs_a_reason(told):
    keeping.backup(told / "copy.sqlite")
    with pytest.raises(Exception, match="needs a reason"):
        keeping.restore(told / "copy.sqlite", replace(AUTHOR, reason=""))
