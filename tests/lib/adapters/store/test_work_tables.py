"""The database itself refuses a file twice and a posting without an author."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from lib.adapters.store.engine import writing
from lib.adapters.store.work_tables import attachment, posting
from tests.stored import AT

FILE = {"sha256": "ab" * 32, "name": "a", "size": 1, "content": b"x", "actor": "李晓", "at": AT}
POSTING = {
    "key": "a", "book": "visit", "subject": "1", "kind": "held", "content": {}, "actor": None,
    "at": AT, "reason": "", "invented": False,
}  # fmt: skip


@pytest.mark.parametrize(("table", "rows"), [(attachment, [FILE, FILE]), (posting, [POSTING])])
def test_what_is_impossible_is_refused(store, table, rows):
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        connection.execute(insert(table), rows)
