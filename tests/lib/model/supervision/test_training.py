"""Trainings: counted by centre and year, warned of in time, never more reached than came."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.supervision import training
from lib.model.supervision.training import Attendance, Level, Mode, Training
from tests.lib.model.supervision.making import Book, setting

DESK = setting(date(2025, 12, 31))
ONE = Training(
    "C1",
    date(2025, 6, 18),
    "高血压规范管理",
    Fraction(6),
    Level.COUNTY,
    Mode.LECTURE,
    "07",
    planned=30,
    attendance=(Attendance("B05", 4, 8), Attendance("B06", 3, 10)),
    tested=20,
    passed=18,
)


@pytest.mark.parametrize(
    ("today", "warns"), [(date(2025, 9, 30), False), (date(2025, 10, 1), True)]
)
def test_a_centre_without_a_training_is_warned_of_from_the_first_of_october(today, warns):
    found = training.duties([ONE], DESK.rulebook, 2025, today)
    assert [duty.is_met for duty in found] == [True, False, False]
    assert [duty.warns for duty in found] == [False, warns, warns]


def test_a_training_of_another_year_does_not_count():
    last_year = replace(ONE, day=date(2024, 6, 18))
    assert not training.duties([last_year], DESK.rulebook, 2025, date(2025, 12, 31))[0].is_met


def test_the_tally_adds_up():
    again = replace(ONE, day=date(2025, 9, 1), attendance=(Attendance("B05", 9, 2),), tested=0)
    found = training.tally([ONE, replace(again, passed=0)], 2025)
    assert (found.sessions, found.person_times, found.institutions) == (2, 36, 2)
    assert found.person_hours == 36 * 6
    assert found.reached == 12 + 13
    assert found.doctors_reached == 8 + 10
    assert found.pass_rate == Fraction(9, 10)


ATTENDANCE = st.lists(
    st.builds(
        Attendance, st.sampled_from(["B05", "B06", "B09"]), st.integers(0, 40), st.integers(0, 40)
    ),
    max_size=4,
    unique_by=lambda one: one.area_code,
).map(tuple)


@given(st.lists(ATTENDANCE, max_size=5))
def test_never_more_people_are_reached_than_came(sessions):
    found = training.tally([replace(ONE, attendance=people) for people in sessions], 2025)
    assert found.doctors_reached <= found.reached <= found.person_times
    assert found.institutions <= 3


def test_the_register_keeps_what_is_entered_and_takes_back_with_a_reason():
    book = Book()
    file = Attachment("签到表.txt", b"x")
    number = book.post(training.record(book.postings, ONE, DESK, file))
    (entry,) = training.stand(book.postings).values()
    assert (entry.number, entry.training.material) == (number, "签到表.txt")
    assert replace(entry.training, material="", sha256="") == ONE
    with pytest.raises(InputError, match="Reason"):
        training.withdraw(book.postings, number, book.seen(number), "")
    book.post(training.withdraw(book.postings, number, book.seen(number), "重复登记"))
    assert training.stand(book.postings) == {}
    assert book.post(training.record(book.postings, ONE, DESK)) != number


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": date(2026, 1, 1)},
        {"title": " "},
        {"title": "联系13812345678"},
        {"hours": Fraction(0)},
        {"attendance": ()},
        {"attendance": (Attendance("B05", -1, 5),)},
        {"attendance": (Attendance("X99", 1, 5),)},
        {"passed": 21},
        {"tested": 26},
        {"organiser": "X99"},
    ],
)
def test_numbers_that_contradict_each_other_are_refused(wrong):
    with pytest.raises(InputError):
        training.record([], replace(ONE, **wrong), DESK)
