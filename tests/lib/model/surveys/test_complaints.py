"""Complaints: decided once, counted in their year, and nobody named in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.quarters import Quarter
from lib.model.surveys.complaints import (
    Complaint,
    Tally,
    Verdict,
    Way,
    deciding,
    receiving,
    stand,
    tally,
    whole,
)
from tests.lib.model.surveys.cases import RULES, Book

TODAY = date(2026, 1, 8)
PEOPLE = {"A": 20_000, "B": None}


def complaint(on=date(2025, 12, 12), matter="等候时间过长", area="A"):
    return Complaint(area, on, Way.HOTLINE, matter)


def decide(book, number, verdict, seen=None):
    last = max((p.number for p in book.postings if p.subject == number), default=0)
    return book.post(deciding(number, verdict, TODAY, last if seen is None else seen))


@pytest.fixture
def book():
    opened = Book()
    opened.post(receiving(complaint(), TODAY))
    return opened


def test_a_complaint_is_numbered_by_the_quarter_it_came_in(book):
    book.post(receiving(complaint(), TODAY))
    book.post(receiving(complaint(date(2026, 1, 2)), TODAY))
    assert list(stand(book.postings)) == ["2025Q4-001", "2025Q4-002", "2026Q1-001"]


def test_it_waits_is_overdue_after_its_days_and_is_decided_once(book):
    case = stand(book.postings)["2025Q4-001"]
    assert case.due(RULES) == date(2025, 12, 27)
    assert not case.is_overdue(date(2025, 12, 27), RULES)
    assert case.is_overdue(date(2025, 12, 28), RULES)
    decide(book, "2025Q4-001", Verdict(TODAY, is_justified=True, finding="属实"))
    case = stand(book.postings)["2025Q4-001"]
    assert (case.is_justified, case.is_overdue(TODAY, RULES)) == (True, False)
    with pytest.raises(InputError, match="no open complaint"):
        decide(book, "2025Q4-001", Verdict(TODAY, is_justified=False, finding="改判"))


@pytest.mark.parametrize(
    ("on", "finding"),
    [(date(2026, 1, 9), "属实"), (date(2025, 12, 11), "属实"), (TODAY, "")],
)
def test_an_impossible_verdict_is_refused(book, on, finding):
    with pytest.raises(InputError):
        decide(book, "2025Q4-001", Verdict(on, is_justified=True, finding=finding))
    assert len(book.postings) == 1


def test_who_looked_at_an_older_state_is_told_so(book):
    with pytest.raises(InputError, match="while you were looking"):
        decide(book, "2025Q4-001", Verdict(TODAY, is_justified=True, finding="属实"), seen=0)


@pytest.mark.parametrize(
    "wish",
    [
        complaint(date(2026, 1, 9)),
        complaint(matter=" "),
        complaint(matter="请回电 13812345678 说明"),
        complaint(matter="身份证 11010519491231002X 被冒用"),
        complaint(matter="长" * 301),
    ],
)
def test_the_future_silence_and_persons_are_refused(wish):
    with pytest.raises(InputError):
        Book().post(receiving(wish, TODAY))


def test_a_year_is_counted_from_january_to_the_end_of_the_quarter():
    book = Book()
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 9, 30), date(2025, 10, 1)]
    for number, day in enumerate(days):
        [posted] = book.post(receiving(complaint(day), TODAY))
        if number != 1:
            decide(book, posted.subject, Verdict(TODAY, is_justified=True, finding="属实"))
    cases = stand(book.postings).values()
    third, other = tally(cases, Quarter(2025, 3), PEOPLE)
    assert (third.received, third.decided, third.justified, third.rate) == (2, 1, 1, 0.5)
    assert (other.received, other.rate, other.interval) == (0, None, None)
    fourth = tally(cases, Quarter(2025, 4), PEOPLE)
    assert whole(fourth) == Tally("", 3, 2, 2, 20_000)


@given(justified=st.integers(0, 60), people=st.integers(1_000, 300_000))
def test_the_interval_of_a_rate_holds_it(justified, people):
    found = Tally("A", justified, justified, justified, people)
    low, high = found.interval
    assert 0 <= low <= found.rate < high
    assert (low == 0) == (justified == 0)
