"""Rounds: what stands is what was posted; withdrawn batches no longer count."""

from dataclasses import replace
from datetime import date

import pytest

from lib.errors import InputError
from lib.model.surveys.recording import opening, recording, withdrawing
from lib.model.surveys.rounds import month_of, parse_round, stand
from tests.lib.model.surveys.cases import CLINICS, CODE, ROUND, RULES, Book, asked


def test_a_round_gives_the_figures_of_the_last_month_of_its_half_year():
    assert month_of("2025H1") == 2025 * 12 + 5
    assert month_of("2025H2") == 2025 * 12 + 11


@pytest.mark.parametrize("text", ["2025", "2025H3", "2025Q4", "H1", ""])
def test_what_is_no_half_year_is_refused(text):
    with pytest.raises(InputError, match="no half-year"):
        parse_round(text)


def test_interviews_add_up_and_a_withdrawn_batch_is_kept_but_not_counted():
    book = Book()
    book.post(opening(ROUND))
    [first] = book.post(recording(CODE, {"A": [asked()]}, RULES, CLINICS))
    book.post(recording(CODE, {"A": [asked("A2")], "B": [asked("B1")]}, RULES, CLINICS))
    standing = stand(book.postings)[CODE]
    assert {code: len(held) for code, held in standing.interviews().items()} == {"A": 2, "B": 1}
    book.post(withdrawing(CODE, first.number, "录错机构"))
    standing = stand(book.postings)[CODE]
    assert [i.clinic for i in standing.interviews()["A"]] == ["A2"]
    assert len(standing.batches) == 3
    assert standing.withdrawn == {first.number: "录错机构"}


def test_rounds_stand_in_the_order_of_time_and_other_books_are_passed_over():
    book = Book()
    book.post(opening(ROUND))
    earlier = replace(ROUND, code="2025H1", start=date(2025, 5, 1), end=date(2025, 6, 1))
    book.post(opening(earlier))
    stranger = replace(book.postings[0], book="plan", subject="x")
    assert list(stand((*book.postings, stranger))) == ["2025H1", "2025H2"]
