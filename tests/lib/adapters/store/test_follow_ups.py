"""Follow-ups in the store: opened once, closed once, never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lib.adapters.store import follow_ups
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from lib.errors import InputError
from lib.model.follow_ups import Matter
from tests.stored import AT, AUTHOR

MATTER = Matter("B01", "HTN01", 24_311, "比上月减少四成", "陈医生")
LATER = replace(AUTHOR, name="王敏", at=AT + timedelta(days=2))


def actions(store):
    with reading(store.engine) as connection:
        return sorted(entry.action for entry in search(connection, Wanted()))


def test_what_was_opened_is_listed_with_who_opened_it_when(store):
    number = follow_ups.open_one(store, MATTER, AUTHOR)
    (found,) = follow_ups.listing(store)
    assert (found.number, found.matter, found.opened_by, found.opened_at) == (
        number, MATTER, "李晓", AT,
    )  # fmt: skip
    assert found.is_open
    assert check(store).is_sound


def test_a_second_click_opens_no_second_one(store):
    numbers = {follow_ups.open_one(store, MATTER, AUTHOR) for _ in range(2)}
    assert len(numbers) == len(follow_ups.listing(store)) == 1
    assert actions(store) == ["follow_up.open"]


def test_the_same_may_be_opened_again_once_it_was_closed(store):
    first = follow_ups.open_one(store, MATTER, AUTHOR)
    follow_ups.close_one(store, first, "已更正", AUTHOR)
    assert follow_ups.open_one(store, MATTER, LATER) != first


def test_closing_keeps_note_outcome_and_both_names(store):
    number = follow_ups.open_one(store, MATTER, AUTHOR)
    follow_ups.close_one(store, number, " 录入错误,已更正 ", LATER)
    (found,) = follow_ups.listing(store)
    assert (found.matter, found.opened_by) == (MATTER, "李晓")
    assert (found.closed_by, found.closed_at, found.outcome) == (
        "王敏", LATER.at, "录入错误,已更正",
    )  # fmt: skip
    assert actions(store) == ["follow_up.close", "follow_up.open"]


def test_a_second_click_closes_nothing_again_but_another_outcome_is_refused(store):
    number = follow_ups.open_one(store, MATTER, AUTHOR)
    for _click in range(2):
        follow_ups.close_one(store, number, "已更正", LATER)
    assert actions(store) == ["follow_up.close", "follow_up.open"]
    for outcome, author in (("无误", LATER), ("已更正", AUTHOR)):
        with pytest.raises(InputError, match=f"{number} was closed by 王敏 already: 已更正"):
            follow_ups.close_one(store, number, outcome, author)


@pytest.mark.parametrize("outcome", ["", " \n", "长" * 501])
def test_an_outcome_must_say_something_and_fit(store, outcome):
    number = follow_ups.open_one(store, MATTER, AUTHOR)
    with pytest.raises(InputError, match="needs its outcome"):
        follow_ups.close_one(store, number, outcome, AUTHOR)
    assert follow_ups.listing(store)[0].is_open


def test_what_is_not_there_cannot_be_closed(store):
    with pytest.raises(InputError, match="no follow-up 7"):
        follow_ups.close_one(store, 7, "已更正", AUTHOR)


def test_open_ones_come_first_each_part_newest_first(store):
    numbers = [
        follow_ups.open_one(store, replace(MATTER, note=note), AUTHOR)
        for note in ("甲", "乙", "丙")
    ]
    follow_ups.close_one(store, numbers[2], "已更正", AUTHOR)
    assert [f.number for f in follow_ups.listing(store)] == [numbers[1], numbers[0], numbers[2]]
    assert [f.number for f in follow_ups.listing(store, only_open=True)] == numbers[1::-1]
