"""Publishing, appealing, deciding: once, in time, by somebody else, and with reasons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.appeals import Mark
from lib.model.replies import deeds
from lib.model.replies.ledger import Verdict, stand
from tests.lib.model.replies import books

AGAIN = Mark("B01", "X", books.MONTH, 81, 100)
offsets = st.integers(-10, 20)


def file(book, wish, indicator=books.INDICATOR):
    return deeds.file(book, wish, books.TERMS, indicator, ())


def decide(book, appeal, wish):
    return deeds.decide(book, appeal, wish, books.INDICATOR)


@settings(max_examples=40)
@given(offsets)
def test_an_appeal_is_taken_from_the_publication_to_the_last_day_and_on_no_other(offset):
    book = books.published(books.VERIFIED)
    wish = books.filing(on=books.PUBLISHED + timedelta(days=offset))
    if 0 <= offset <= 7:
        [draft] = file(book, wish)
        assert draft.content["closes"] == "2026-01-12"
    else:
        with pytest.raises(InputError, match="2026-01-05 to 2026-01-12"):
            file(book, wish)


@settings(max_examples=60)
@given(st.integers(-2, 110), st.integers(-2, 110))
def test_only_possible_counts_that_differ_are_taken(part, whole):
    wish = books.filing(numerator=part, denominator=whole)
    possible = 0 <= part <= whole and (part, whole) != (80, 100)
    if possible:
        [draft] = file(books.published(books.VERIFIED), wish)
        assert (draft.content["numerator"], draft.content["denominator"]) == (part, whole)
    else:
        with pytest.raises(InputError):
            file(books.published(books.VERIFIED), wish)


@settings(max_examples=60)
@given(st.sampled_from(Verdict), st.integers(0, 100))
def test_the_final_counts_follow_from_the_verdict(verdict, part):
    book, appeal = books.appealed()
    wish = books.decision(verdict, (part, 100))
    if verdict is Verdict.PARTLY and part in {80, 90}:
        with pytest.raises(InputError, match="one of the sides"):
            decide(book, appeal, wish)
        return
    [draft] = decide(book, appeal, wish)
    expected = {Verdict.ACCEPTED: 90, Verdict.REFUSED: 80, Verdict.PARTLY: part}[verdict]
    assert (draft.content["numerator"], draft.content["denominator"]) == (expected, 100)


def test_a_figure_is_appealed_once_even_after_the_decision():
    book, appeal = books.appealed()
    with pytest.raises(InputError, match="appealed before, as 2025Q4-001"):
        file(book, books.filing(numerator=95))
    book = books.posted(*decide(book, appeal, books.decision()), after=book)
    with pytest.raises(InputError, match="once is all"):
        file(book, books.filing(numerator=95))


def test_only_what_was_published_is_appealed_and_only_as_it_was_published_last():
    with pytest.raises(InputError, match="not published"):
        file((), books.filing())
    book = books.published(AGAIN, after=books.published(books.VERIFIED))
    with pytest.raises(InputError, match="verified anew: 81 of 100"):
        file(book, books.filing())
    assert file(book, books.filing(AGAIN))


def test_what_was_verified_anew_is_published_anew_and_its_days_count_anew():
    later = books.PUBLISHED + timedelta(days=5)
    book = books.published(AGAIN, after=books.published(books.VERIFIED), on=later)
    [draft] = file(book, books.filing(AGAIN, on=later + timedelta(days=7)))
    assert draft.content["closes"] == "2026-01-17"


def test_nothing_is_published_twice_nor_after_an_appeal():
    book = books.published(books.VERIFIED)
    with pytest.raises(InputError, match="nothing to publish: all 1"):
        deeds.publish(book, books.publication(books.VERIFIED))
    [draft] = deeds.publish(book, books.publication(books.VERIFIED, books.OTHER))
    assert [mark["area"] for mark in draft.content["marks"]] == ["B02"]
    book, _ = books.appealed()
    with pytest.raises(InputError, match="nothing to publish"):
        deeds.publish(book, books.publication(AGAIN))


@pytest.mark.parametrize("name", ["甲院", " 甲院 "])
def test_who_filed_an_appeal_does_not_decide_it(name):
    book, appeal = books.appealed()
    with pytest.raises(InputError, match="somebody else"):
        decide(book, appeal, books.decision(by=name))


def test_a_decision_stands_and_nobody_decides_what_was_not_in_sight():
    book, appeal = books.appealed()
    later = books.posted(*decide(book, appeal, books.decision()), after=book)
    with pytest.raises(InputError, match="while you were looking"):
        decide(later, appeal, books.decision())
    with pytest.raises(InputError, match="a decision stands"):
        decide(later, stand(later).appeal(appeal.number), books.decision())


def test_no_decision_comes_before_its_appeal():
    book, appeal = books.appealed()
    with pytest.raises(InputError, match="would come before"):
        decide(book, appeal, books.decision(on=date(2026, 1, 5)))


@pytest.mark.parametrize(
    "text", ["", "  ", "字" * 2001, "联系电话13812345678", "身份证 11010519491231002X 的居民"]
)
def test_reasons_are_needed_short_and_without_numbers_of_persons(text):
    book, appeal = books.appealed()
    with pytest.raises(InputError) as refused:
        file(books.published(books.VERIFIED), books.filing(reason=text))
    assert "13812345678" not in str(refused.value)
    with pytest.raises(InputError):
        decide(book, appeal, replace(books.decision(), reason=text))


def test_sensitive_figures_go_on_paper():
    with pytest.raises(InputError, match="on paper"):
        file(books.published(books.VERIFIED), books.filing(), books.SENSITIVE)
