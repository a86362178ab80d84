"""Whole columns go in and come out as they are, however many rows there are."""

from datetime import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from lib.adapters.store import bulk
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.tables import closed_period, follow_up, name_answer
from tests.stored import AT

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1f"), max_size=9)
rows = st.lists(st.tuples(st.integers(0, 2**31 - 1), texts), unique_by=lambda row: row[0])


def insert(store, table, columns):
    with writing(store.engine) as connection:
        bulk.insert(connection, table, columns)


def periods(found):
    """Closed periods of months and reasons."""
    months, reasons = [row[0] for row in found], [row[1] for row in found]
    shared = {"actor": ["李晓"] * len(found), "at": [AT] * len(found)}
    return {"month": np.array(months, dtype=np.int64), "reason": reasons} | shared


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(found=rows)
def test_what_goes_in_comes_out_whatever_is_written_in_it(store, found):
    with writing(store.engine) as connection:
        connection.execute(delete(closed_period))
    insert(store, closed_period, periods(found))
    with reading(store.engine) as connection:
        plain = connection.execute(select(closed_period.c.month, closed_period.c.reason)).all()
        read = bulk.read(connection, select(closed_period.c.month, closed_period.c.reason))
    assert sorted(map(tuple, plain)) == sorted(found)
    assert sorted(zip(read[0].tolist(), read[1], strict=True)) == sorted(found)


def test_times_and_nothing_go_in_as_the_database_wants_them(store):
    at = datetime.fromisoformat("2026-01-05T16:30:00.000250")
    one = {
        "area_code": "B01",
        "indicator": "X",
        "note": "核实",
        "owner": "王芳",
        "opened_by": "李晓",
    }
    columns = {name: [text] for name, text in one.items()}
    columns |= {"month": np.array([24308]), "opened_at": [at], "closed_at": [None]}
    insert(store, follow_up, columns)
    with reading(store.engine) as connection:
        found = connection.execute(select(follow_up)).one()
    assert (found.opened_at, found.closed_at, found.month) == (at, None, 24308)


def test_a_column_named_like_a_word_of_sql_is_no_trouble(store):
    insert(store, name_answer, {
        "fingerprint": ["f", "f"], "written": ["a\tb\\N", "二"], "area_code": ["", "B01"],
        "actor": ["李晓"] * 2, "at": [AT] * 2,
    })  # fmt: skip
    with reading(store.engine) as connection:
        written = connection.scalars(select(name_answer.c.written)).all()
    assert set(written) == {"a\tb\\N", "二"}


def test_the_separator_is_taken_out_of_texts_and_moves_no_column(store):
    insert(store, closed_period, periods([(1, "a\x1fb"), (2, "c")]))
    with reading(store.engine) as connection:
        months, reasons = bulk.read(
            connection, select(closed_period.c.month, closed_period.c.reason)
        )
    assert dict(zip(months.tolist(), reasons, strict=True)) == {1: "a b", 2: "c"}


def test_no_rows_are_empty_columns_of_the_right_kind(store):
    insert(store, closed_period, periods([]))
    with reading(store.engine) as connection:
        months, reasons = bulk.read(
            connection, select(closed_period.c.month, closed_period.c.reason)
        )
    assert (months.dtype, len(months), reasons) == (np.int64, 0, [])


def test_columns_of_unequal_length_are_a_bug_and_keep_nothing(store):
    with pytest.raises(ValueError, match="zip"):
        insert(store, closed_period, periods([(1, "a"), (2, "b")]) | {"reason": ["a"]})
    assert count(store) == 0


def test_one_row_refused_refuses_all(store):
    insert(store, closed_period, periods([(5, "a")]))
    with pytest.raises(Exception, match=r"(?i)unique") as refused:
        insert(store, closed_period, periods([(n, "a") for n in range(9)]))
    assert not isinstance(refused.value, IntegrityError)  # the driver's own
    assert count(store) == 1


@pytest.mark.parametrize("wanted", [[], [3], list(range(0, 40_000, 2))])
def test_any_number_of_rows_can_be_named(store, wanted):
    insert(store, closed_period, periods([(n, "a") for n in range(10)]))
    with reading(store.engine) as connection:
        found = connection.scalars(
            select(closed_period.c.month).where(
                bulk.among(connection, closed_period.c.month, np.array(wanted, dtype=np.int64))
            )
        ).all()
    assert sorted(found) == [n for n in wanted if n < 10]


def count(store):
    with reading(store.engine) as connection:
        return connection.execute(select(func.count()).select_from(closed_period)).scalar_one()
