"""The log is found again by anything it tells, comes back as written, and betrays every forger."""

import random
import sqlite3
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lib.adapters.store.audit import Wanted, append, chain, contents, search
from lib.adapters.store.changes import changing, check, open_store
from lib.adapters.store.engine import reading, writing
from lib.model.authors import Author
from lib.model.chain import verify

START = datetime.fromisoformat("2026-01-05T08:00")
KINDS = ("modify", "delete", "insert", "swap", "truncate", "rehash")
EACH = 100
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**80), 2**80)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


def tell(store, number, deed, name="李晓", reason=""):
    with changing(store, Author(name, START + timedelta(hours=number), reason)) as change:
        change.tell(*deed)


def found(store, limit=None, before=None, **wanted):
    with reading(store.engine) as connection:
        return search(connection, Wanted(**wanted), limit=limit, before=before)


@pytest.fixture
def told(store):
    """A store with a short history."""
    deeds = [
        ("import", "博罗县9月.xlsx", None, {"figures": 3, "stage": "claimed"}),
        ("import", "50%_off.xlsx", None, {"figures": 7}),
        ("period.close", "2025-09", {"closed": False}, {"closed": True}),
        ("period.reopen", "2025-09", {"closed": True, "reason": "罗阳镇"}, {"closed": False}),
        ("document", "schemes/standard-100.yaml", "a" * 8, "b" * 8),
    ]
    for number, deed in enumerate(deeds):
        name = "王芳" if number % 2 else "李晓"
        tell(store, 12 * number, deed, name, reason=f"第{number + 1}次")
    return store


def test_entries_come_newest_first_in_pages(told):
    first = found(told, limit=2)
    second = found(told, limit=2, before=first[-1].seq)
    assert [e.seq for e in first + second] == [5, 4, 3, 2]
    assert [e.seq for e in found(told)] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        ({"action": "import"}, [2, 1]),
        ({"action": "period"}, [4, 3]),
        ({"action": "period.close"}, [3]),
        ({"action": "per"}, []),
        ({"actor": "王芳"}, [4, 2]),
        ({"words": "9月"}, [1]),
        ({"words": "罗阳镇"}, [4]),
        ({"words": "xlsx CLAIMED"}, [1]),
        ({"words": "50%_"}, [2]),
        ({"words": "%"}, [2]),
        ({"words": "第3次"}, [3]),
        ({"words": "王芳 2025-09"}, [4]),
        ({"since": date(2026, 1, 6)}, [5, 4, 3]),
        ({"until": date(2026, 1, 5)}, [2, 1]),
        ({"since": date(2026, 1, 6), "until": date(2026, 1, 6)}, [4, 3]),
        ({"action": "import", "words": "off", "actor": "王芳"}, [2]),
        ({"words": "'; DROP TABLE audit; --"}, []),
    ],
)
def test_entries_are_found_by_anything_they_tell(told, wanted, seqs):
    assert [entry.seq for entry in found(told, **wanted)] == seqs


def test_what_there_is_to_choose_from(told):
    with reading(told.engine) as connection:
        there = contents(connection)
    assert (there.entries, there.last) == (5, START + timedelta(hours=48))
    assert there.actions == ("document", "import", "period.close", "period.reopen")
    assert sorted(there.actors) == ["李晓", "王芳"]


def test_an_empty_log_is_sound_and_offers_nothing(store):
    with reading(store.engine) as connection:
        there = contents(connection)
    assert (there.entries, there.last, there.actions) == (0, None, ())
    assert check(store).is_sound


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'x' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(told, statement):
    with pytest.raises(DatabaseError, match="append-only"), writing(told.engine) as connection:
        connection.execute(text(statement))
    assert check(told).is_sound
    assert check(told).entries == 5


def test_postgresql_refuses_to_empty_the_log(told):
    if told.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), writing(told.engine) as connection:
        connection.execute(text("TRUNCATE audit"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, values, values, texts), min_size=1, max_size=5))
def test_whatever_is_told_comes_back_as_told_and_hashes_the_same(store, deeds):
    with reading(store.engine) as connection:
        last = contents(connection).entries
    with writing(store.engine) as connection:
        entries = [
            append(connection, Author("李晓", START, reason), store.key, ("x", subject, *pair))
            for subject, *pair, reason in deeds
        ]
    with reading(store.engine) as connection:
        stored = search(connection, Wanted(), limit=len(deeds))[::-1]
        assert [entry.seq for entry in stored] == list(range(last + 1, last + len(deeds) + 1))
        assert repr(list(stored)) == repr(entries)
        verdict = verify(chain(connection), store.key)
    assert verdict.is_sound
    assert verdict.entries == last + len(deeds)


@pytest.fixture(scope="module")
def victim(tmp_path_factory):
    """A log in an SQLite file of which the forger has every right, but not the key."""
    folder = tmp_path_factory.mktemp("victim")
    store = open_store(f"sqlite:///{folder / 'heng.sqlite'}", folder / "keys")
    with changing(store, Author("李晓", START, "初始")) as change:
        for number in range(120):
            change.tell("weight", f"指标{number % 55}", {"old": number}, {"new": number + 1})
    with sqlite3.connect(folder / "heng.sqlite") as forger:
        for verb in ("UPDATE", "DELETE"):
            forger.execute(f"DROP TRIGGER audit_refuses_{verb}")
    return store


def modify(forger, at, dice):
    column = dice.choice(["at", "actor", "action", "subject", "before", "after", "reason"])
    value = dice.choice(["zz", '"zz"', "", b"\xff\xfe", 7, 1.5, "2026-01-05 08:00:00.000001"])
    forger.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (value, at))  # noqa: S608


def delete(forger, at, dice):
    forger.execute("DELETE FROM audit WHERE seq = ?", (at,))
    if dice.random() < 0.5:  # close the gap in the numbers
        shift(forger, at, -1)


def insert(forger, at, dice):
    shift(forger, at, 1)
    row = forger.execute("SELECT * FROM audit WHERE seq = ?", (dice.randint(1, at),)).fetchone()
    marks = ", ".join("?" * len(row))
    forger.execute(
        f"INSERT INTO audit VALUES ({marks})",  # noqa: S608
        (at + 1, *row[1:-1], f"{dice.getrandbits(256):064x}"),
    )


def swap(forger, at, dice):
    forger.execute("UPDATE audit SET seq = -1 WHERE seq = ?", (at,))
    forger.execute("UPDATE audit SET seq = ? WHERE seq = ?", (at, at + 1))
    forger.execute("UPDATE audit SET seq = ? WHERE seq = -1", (at + 1,))


def truncate(forger, at, dice):
    forger.execute("DELETE FROM audit WHERE seq > ?", (at,))


def rehash(forger, at, dice):
    """Change an entry and make all hashes after it anew, as well as one can without the key."""
    forger.execute("UPDATE audit SET actor = '某人' WHERE seq = ?", (at,))
    previous = None
    for row in forger.execute("SELECT * FROM audit WHERE seq >= ? ORDER BY seq", (at,)).fetchall():
        previous = previous or row[-2]
        digest = sha256(repr((*row[:-2], previous)).encode()).hexdigest()
        forger.execute(
            "UPDATE audit SET previous = ?, hash = ? WHERE seq = ?", (previous, digest, row[0])
        )
        previous = digest


def shift(forger, after, by):
    forger.execute("UPDATE audit SET seq = seq + 100000 WHERE seq > ?", (after,))
    forger.execute("UPDATE audit SET seq = seq - 100000 + ? WHERE seq > 100000", (by,))


FORGERIES = (modify, delete, insert, swap, truncate, rehash)


@pytest.mark.parametrize("forgery", FORGERIES, ids=KINDS)
def test_every_forgery_in_the_file_is_found(victim, forgery):
    path = victim.engine.url.database
    dice = random.Random(forgery.__name__)  # noqa: S311
    missed = []
    with sqlite3.connect(path, isolation_level=None) as forger:
        forger.execute("PRAGMA synchronous = OFF")
        rows = forger.execute("SELECT * FROM audit").fetchall()
        for number in range(EACH):
            forger.execute("BEGIN")
            forgery(forger, dice.randint(2, 118), dice)
            changed = forger.execute("SELECT * FROM audit").fetchall() != rows
            forger.execute("COMMIT")
            if changed and check(victim).is_sound:
                missed.append(number)
            assert changed
            restore(forger, rows)
    assert missed == []
    assert check(victim).is_sound


def restore(forger, rows):
    forger.execute("BEGIN")
    forger.execute("DELETE FROM audit")
    marks = ", ".join("?" * len(rows[0]))
    forger.executemany(f"INSERT INTO audit VALUES ({marks})", rows)  # noqa: S608
    forger.execute("COMMIT")


def test_a_forged_entry_can_still_be_looked_at(victim):
    with sqlite3.connect(victim.engine.url.database, isolation_level=None) as forger:
        rows = forger.execute("SELECT * FROM audit").fetchall()
        forger.execute("UPDATE audit SET at = 'zz', actor = ? WHERE seq = 120", (b"\xff",))
        with reading(victim.engine) as connection:
            assert search(connection, Wanted(), limit=1)[0].hash == ""
            assert contents(connection).entries == 120
        restore(forger, rows)
