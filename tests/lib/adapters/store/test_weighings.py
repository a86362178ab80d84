"""Blind weighting goes one way: begun, weighed, locked, unveiled; the log proves the order."""

from datetime import date, datetime

import pytest
from sqlalchemy import update

from lib.adapters.store import weighings
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.tables import weighing, weighing_set
from lib.adapters.store.weighings import Draw, begin, is_proven, listing, lock, unveil, weigh
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.blind import WeightSet

AUTHOR = Author("李晓", datetime.fromisoformat("2026-01-05T16:30"))
DRAW = Draw("年度权重会", "standard-100", date(2025, 12, 31), "ab" * 16, ("B02", "B03", "B01"))
ONE, TWO = WeightSet("财务股", {"w": "01.60~02.40"}), WeightSet("基层代表", {"w": "01.50~02.50"})


def session(store):
    return listing(store)[0]


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted("blind"))[::-1]


@pytest.fixture
def weighed(store):
    number = begin(store, DRAW, "a", AUTHOR)
    weigh(store, number, ONE, "b", AUTHOR)
    weigh(store, number, TWO, "c", AUTHOR)
    return store


def test_a_session_comes_back_as_it_was_begun(store):
    number = begin(store, DRAW, "a", AUTHOR)
    found = session(store)
    assert (found.number, found.draw, found.sets) == (number, DRAW, ())
    assert (found.locked, found.unveiled) == (None, None)


def test_the_latest_weights_of_a_member_count(weighed):
    number = session(weighed).number
    again = WeightSet(" 财务股 ", {"w": "01.70~02.30"})
    weigh(weighed, number, again, "d", AUTHOR)
    kept = {one.member: one.codes["w"] for one in session(weighed).sets}
    assert kept == {"财务股": "01.70~02.30", "基层代表": "01.50~02.50"}


def test_second_clicks_do_nothing_twice(weighed):
    number = session(weighed).number
    assert begin(weighed, DRAW, "a", AUTHOR) == number
    weigh(weighed, number, ONE, "b", AUTHOR)
    for _ in range(2):
        lock(weighed, number, AUTHOR)
    for _ in range(2):
        unveil(weighed, number, AUTHOR)
    weigh(weighed, number, ONE, "b", AUTHOR)
    assert [entry.action for entry in log(weighed)] == [
        weighings.BEGIN,
        weighings.WEIGH,
        weighings.WEIGH,
        weighings.LOCK,
        weighings.UNVEIL,
    ]


def test_names_stay_hidden_until_the_weights_are_locked(weighed):
    with pytest.raises(InputError, match="names stay hidden"):
        unveil(weighed, session(weighed).number, AUTHOR)
    told = str([(entry.before, entry.after) for entry in log(weighed)])
    assert not any(area in told for area in DRAW.letters)


def test_locked_weights_take_no_change(weighed):
    number = session(weighed).number
    lock(weighed, number, AUTHOR)
    with pytest.raises(InputError, match="are locked since 2026-01-05 16:30"):
        weigh(weighed, number, TWO, "d", AUTHOR)


def test_without_weights_there_is_nothing_to_lock(store):
    number = begin(store, DRAW, "a", AUTHOR)
    with pytest.raises(InputError, match="Nobody has given weights"):
        lock(store, number, AUTHOR)


def test_the_hash_of_the_weights_stands_in_the_log_before_the_names(weighed):
    number = session(weighed).number
    lock(weighed, number, AUTHOR)
    assert log(weighed)[-1].after["digest"] == session(weighed).digest
    assert not is_proven(weighed, session(weighed))
    unveil(weighed, number, AUTHOR)
    entry = log(weighed)[-1]
    assert entry.after["letters"] == {"B02": "A", "B03": "B", "B01": "C"}
    assert is_proven(weighed, session(weighed))
    assert check(weighed).is_sound


@pytest.mark.parametrize(
    "forged",
    [
        update(weighing_set).values(weights={"w": "01.99~02.1"}),
        update(weighing_set).values(member="甲"),
        update(weighing).values(letters=["B01", "B02", "B03"]),
        update(weighing).values(seed="cd" * 16),
    ],
)
def test_whoever_changes_order_or_weights_afterwards_is_found_out(weighed, forged):
    number = session(weighed).number
    lock(weighed, number, AUTHOR)
    unveil(weighed, number, AUTHOR)
    with writing(weighed.engine) as connection:
        connection.execute(forged)
    assert not is_proven(weighed, session(weighed))


def test_what_lacks_a_title_or_is_not_there_is_refused_with_a_sentence(store):
    with pytest.raises(InputError, match="needs a title"):
        begin(store, Draw(" ", *(DRAW.scheme, DRAW.day, DRAW.seed, DRAW.letters)), "a", AUTHOR)
    with pytest.raises(InputError, match="no session of blind weighting number 7"):
        lock(store, 7, AUTHOR)
