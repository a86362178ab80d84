"""Rows of figures begin, end and hold again; none is ever taken away or written over."""

from sqlalchemy import func, select, true

from lib.adapters.store import figure_rows, imports
from lib.adapters.store.changes import changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import observation
from tests.stored import AUTHOR, delivery

ROWS = [("B01", "X", "2025-09", 3, 4), ("B02", "X", "2025-10", 5, 8)]


def rows(store):
    with reading(store.engine) as connection:
        return connection.execute(select(observation).order_by(observation.c.id)).all()


def test_what_ends_stays_readable_and_may_hold_again_as_a_copy(store):
    imports.commit(store, delivery(*ROWS), AUTHOR)
    before = rows(store)
    with changing(store, AUTHOR) as change:
        version = figure_rows.begin(change, "undo")
        assert figure_rows.end(change.connection, true(), version) == 2
        assert figure_rows.end(change.connection, true(), version) == 0
        ended = observation.c.to_revision == version
        assert figure_rows.hold_again(change.connection, ended, version) == 2
        change.tell("test", "rows")
    after = rows(store)
    assert [row[:10] for row in after[:2]] == [row[:10] for row in before]
    assert [row.to_revision for row in after] == [2, 2, None, None]
    assert [row.from_revision for row in after] == [1, 1, 2, 2]
    assert [row[1:9] for row in after[2:]] == [row[1:9] for row in before]


def test_versions_count_from_one_without_gaps_even_after_a_failure(store):
    numbers = []
    for breaks in (False, True, False):
        try:
            with changing(store, AUTHOR) as change:
                numbers.append(figure_rows.begin(change, "import"))
                change.tell("test", "version")
                assert not breaks
        except AssertionError:
            continue
    assert numbers == [1, 2, 2]


def test_the_months_of_rows_are_told_once(store):
    imports.commit(store, delivery(*ROWS, ("B03", "X", "2025-10", 1, 1)), AUTHOR)
    with reading(store.engine) as connection:
        assert figure_rows.months(connection, figure_rows.CURRENT) == {24308, 24309}
        assert figure_rows.months(connection, figure_rows.INVENTED) == set()


def test_rows_are_written_in_order_and_counted_as_they_go(store):
    many = [(f"B{n:05}", "X", "2025-09", n, 60_000) for n in range(60_000)]
    seen = []
    imports.commit(store, delivery(*many), AUTHOR, lambda done, _all: seen.append(done))
    assert seen == [25_000, 50_000, 60_000]
    with reading(store.engine) as connection:
        count = connection.execute(select(func.count(), func.sum(observation.c.numerator))).one()
    assert tuple(count) == (60_000, sum(range(60_000)))
