"""Deeds of a round: each is refused where the rules say so, and a closed round stays."""

from dataclasses import replace
from datetime import date

import pytest

from lib.errors import InputError
from lib.model.surveys.interviews import Interview, Mode
from lib.model.surveys.recording import (
    Origin,
    closing,
    opening,
    recording,
    transferring,
    withdrawing,
)
from lib.model.surveys.rounds import stand
from tests.lib.model.surveys.cases import CLINICS, CODE, ROUND, RULES, Book, asked, whole_quota

DAY = date(2025, 12, 19)
BY_HAND = Origin()


@pytest.fixture
def book():
    opened = Book()
    opened.post(opening(ROUND))
    return opened


def add(book, rows, origin=BY_HAND, area="A"):
    return book.post(recording(CODE, {area: rows}, RULES, CLINICS, origin))


def test_a_half_year_has_one_round(book):
    with pytest.raises(InputError, match="already"):
        book.post(opening(ROUND))


@pytest.mark.parametrize(
    "change",
    [
        {"start": date(2025, 6, 30)},
        {"start": date(2026, 1, 1), "end": date(2026, 1, 2)},
        {"end": date(2025, 11, 9)},
        {"modes": ()},
        {"area_codes": ()},
    ],
)
def test_an_impossible_round_is_refused(change):
    with pytest.raises(InputError):
        Book().post(opening(replace(ROUND, **change)))


def test_a_round_may_begin_on_the_last_day_of_its_half_year():
    last = date(2025, 12, 31)
    assert Book().post(opening(replace(ROUND, start=last, end=date(2026, 1, 9))))


def test_strangers_and_undeclared_modes_are_refused(book):
    with pytest.raises(InputError, match="not assessed"):
        add(book, [asked()], area="Z")
    other = Book()
    other.post(opening(replace(ROUND, modes=(Mode.VISIT,))))
    with pytest.raises(InputError, match="phone"):
        add(other, [Interview("A1", Mode.PHONE, "elderly", 1, "访员1")])


def test_the_same_file_is_taken_once_until_it_is_withdrawn(book):
    origin = Origin("访谈.xlsx", "ab12")
    [posted] = add(book, [asked()], origin)
    with pytest.raises(InputError, match="imported already"):
        add(book, [asked()], origin)
    book.post(withdrawing(CODE, posted.number, "重复"))
    assert add(book, [asked()], origin)


def test_withdrawing_needs_a_reason_and_a_batch(book):
    [posted] = add(book, [asked()])
    with pytest.raises(InputError):
        book.post(withdrawing(CODE, posted.number, " "))
    with pytest.raises(InputError, match="no batch 99"):
        book.post(withdrawing(CODE, 99, "x"))


def test_closing_short_of_quotas_needs_a_note(book):
    with pytest.raises(InputError, match="Nobody was asked"):
        book.post(closing(CODE, DAY, "", RULES))
    add(book, whole_quota())
    with pytest.raises(InputError, match="4 quotas"):
        book.post(closing(CODE, DAY, "", RULES))
    book.post(closing(CODE, DAY, "B 机构道路中断", RULES))
    assert stand(book.postings)[CODE].closed_on == DAY


def test_a_closed_round_takes_nothing_more(book):
    [posted] = add(book, [asked()])
    book.post(closing(CODE, DAY, "不足", RULES))
    for deed in (
        recording(CODE, {"A": [asked()]}, RULES, CLINICS),
        withdrawing(CODE, posted.number, "x"),
        closing(CODE, DAY, "again", RULES),
    ):
        with pytest.raises(InputError, match="was closed on 2025-12-19"):
            book.post(deed)


def test_results_become_figures_only_when_the_round_is_closed(book):
    add(book, [asked()])
    with pytest.raises(InputError, match="not closed"):
        book.post(transferring(CODE, DAY))
    book.post(closing(CODE, DAY, "不足", RULES))
    with pytest.raises(InputError, match="still to come"):
        book.post(transferring(CODE, date(2025, 11, 30)))
    book.post(transferring(CODE, DAY), by="乙")
    assert stand(book.postings)[CODE].transferred == ((DAY, "乙"),)


def test_nothing_is_posted_to_a_round_that_was_never_opened():
    with pytest.raises(InputError, match="no round 2025H2"):
        add(Book(), [asked()])
