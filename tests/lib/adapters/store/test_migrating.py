"""A store gets its shape by migrations: up, down, up again, by whoever comes first."""

import multiprocessing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from lib.adapters.store.engine import open_engine, reading, writing
from lib.adapters.store.migrating import configuration, newest, open_migrated
from lib.adapters.store.tables import metadata
from lib.errors import StorageError

AT_ONCE = 6


def tables(engine):
    return set(inspect(engine).get_table_names())


def objects(engine):
    """Everything the database itself says it holds, tables and triggers and all."""
    asked = {
        "sqlite": "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'",
        "postgresql": "SELECT table_name, column_name, data_type || is_nullable "
        "FROM information_schema.columns WHERE table_schema = 'public' UNION ALL "
        "SELECT indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
        "SELECT tgname, pg_get_triggerdef(oid), '' FROM pg_trigger WHERE NOT tgisinternal "
        "UNION ALL SELECT proname, prosrc, '' FROM pg_proc WHERE proname LIKE 'audit%'",
    }
    with reading(engine) as connection:
        return set(map(tuple, connection.execute(text(asked[engine.dialect.name]))))


def downgrade(engine):
    with writing(engine) as connection:
        command.downgrade(configuration(connection), "base")


def upgrade(engine):
    with writing(engine) as connection:
        command.upgrade(configuration(connection), "head")


def break_off(engine):
    with writing(engine) as connection:
        command.upgrade(configuration(connection), "head")
        raise KeyError


def test_an_empty_database_gets_the_tables_this_program_knows(url):
    engine = open_migrated(url)
    assert tables(engine) == {*metadata.tables, "alembic_version"}
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_down_nothing_is_left_and_up_again_all_is_as_before(url):
    engine = open_migrated(url)
    before = objects(engine)
    downgrade(engine)
    assert tables(engine) == {"alembic_version"}
    assert len(objects(engine)) < len(before) / 10
    upgrade(engine)
    assert objects(engine) == before


def test_opening_again_changes_nothing(url):
    before = objects(open_migrated(url))
    assert objects(open_migrated(url)) == before


def test_a_migration_that_breaks_off_leaves_nothing(url):
    engine = open_engine(url)
    with pytest.raises(KeyError):
        break_off(engine)
    assert tables(engine) == set()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url):
    engine = open_migrated(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = objects(engine)
    with pytest.raises(StorageError, match="newer program \\(version 9999\\)") as refused:
        open_migrated(url)
    assert "newer program" in refused.value.hint
    assert objects(engine) == before


def test_every_migration_is_named_by_its_number():
    scripts = Path(open_migrated.__globals__["__file__"]).parent / "migrations" / "versions"
    numbers = sorted(path.name[:4] for path in scripts.glob("*.py"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]
    assert newest() == numbers[-1]


def opened(url, barrier, answers):
    barrier.wait()
    try:
        answers.put(sorted(tables(open_migrated(url))))
    except StorageError as error:
        answers.put(str(error))


def test_programs_that_start_at_once_on_an_empty_database_all_find_it_ready(url):
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    barrier, answers = processes.Barrier(AT_ONCE), processes.Queue()
    starting = [
        processes.Process(target=opened, args=(url, barrier, answers)) for _ in range(AT_ONCE)
    ]
    for process in starting:
        process.start()
    found = [answers.get(timeout=60) for _ in starting]
    for process in starting:
        process.join()
    assert found == [sorted([*metadata.tables, "alembic_version"])] * AT_ONCE
