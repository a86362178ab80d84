"""Follow-ups: never without a note and an owner."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.follow_ups import LONGEST_NAME, LONGEST_NOTE, FollowUp, Matter

SOME = ("B01", "HTN01", 24_311)


@given(st.text(min_size=1, max_size=LONGEST_NOTE).filter(str.strip))
def test_any_note_that_says_something_and_fits_will_do(note):
    assert Matter(*SOME, note, "陈医生").note == note


@pytest.mark.parametrize("note", ["", "  \n", "长" * (LONGEST_NOTE + 1)])
def test_a_note_must_say_something_and_fit(note):
    with pytest.raises(InputError, match="needs a note of at most 500"):
        Matter(*SOME, note, "陈医生")


@pytest.mark.parametrize("owner", ["", " ", "名" * (LONGEST_NAME + 1), "甲\n乙"])
def test_an_owner_is_one_line(owner):
    with pytest.raises(InputError, match="needs an owner"):
        Matter(*SOME, "降得太多", owner)


def test_it_is_open_until_it_is_closed():
    matter, day = Matter(*SOME, "降得太多", "陈医生"), datetime.fromisoformat("2026-01-06T00:00")
    assert FollowUp(1, matter, "李晓", day).is_open
    assert not FollowUp(1, matter, "李晓", day, "李晓", day, "已更正").is_open
