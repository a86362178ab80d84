"""The same rows have the same checksum on any database, and one changed cell another."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lib.adapters.store import copying
from lib.adapters.store.changes import check, open_store
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.tables import metadata
from tests.lib.adapters.store import holdings


@pytest.fixture
def full(store):
    return holdings.fill(store)


@pytest.fixture
def other(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path / "keys")
    yield opened
    opened.engine.dispose()


def sums(store):
    with reading(store.engine) as connection:
        return copying.sums(connection)


def copy(source, target):
    with reading(source.engine) as read, writing(target.engine) as written:
        copying.fill(read, written)


def test_every_table_has_something_to_copy(full):
    assert set(sums(full)) == set(metadata.tables)
    assert all(one.rows for one in sums(full).values())


def test_there_and_back_everything_is_the_same(full, other):
    before = sums(full)
    copy(full, other)
    assert sums(other) == before
    copy(other, full)
    assert sums(full) == before
    assert check(full).is_sound
    assert check(other).is_sound


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("observation", "numerator = numerator + 1"),
        ("observation", "denominator = NULL"),
        ("document", "content = 'total: 101'"),
        ("name_answer", "area_code = ''"),
        ("import", "demonstration = NOT demonstration"),
    ],
)
def test_one_changed_column_changes_the_checksum_of_its_table_only(full, table, change):
    before = sums(full)
    with writing(full.engine) as connection:
        connection.execute(text(f'UPDATE "{table}" SET {change}'))  # noqa: S608
    assert copying.differing(before, sums(full)) == (table,)


def test_a_table_left_out_stays_as_it_is(full, other):
    with reading(full.engine) as read, writing(other.engine) as written:
        copying.fill(read, written, frozenset({"audit"}))
    assert copying.differing(sums(full), sums(other)) == ("audit",)


def test_the_guards_of_the_log_are_back_after_a_copy(full, other):
    copy(full, other)
    copy(other, full)
    for store in (full, other):
        for statement in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit"):
            with pytest.raises(DatabaseError, match="append-only"), writing(store.engine) as held:
                held.execute(text(statement))


def test_a_copy_that_breaks_off_changes_nothing(full, other):
    holdings.fill(other, figures=5)
    before = sums(other)
    with pytest.raises(KeyError):
        break_off(full, other)
    assert sums(other) == before
    with pytest.raises(DatabaseError, match="append-only"), writing(other.engine) as connection:
        connection.execute(text("DELETE FROM audit"))


def break_off(source, target):
    with reading(source.engine) as read, writing(target.engine) as written:
        copying.fill(read, written)
        raise KeyError


def test_numbering_goes_on_after_the_copied_rows(full, other):
    copy(full, other)
    copy(other, full)
    for store in (full, other):
        with writing(store.engine) as connection:
            connection.execute(
                text("INSERT INTO document_use (path, from_at) VALUES ('x', :at)"),
                {"at": "2026-01-05 16:30:00"},
            )
            assert connection.scalar(text("SELECT max(id) FROM document_use")) == 4
