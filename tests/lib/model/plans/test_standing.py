"""The book adds up to what stands; any earlier state can be read again."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.plans import deeds
from lib.model.plans.shapes import Ending, Milestone, Update
from lib.model.plans.standing import dropped, stand
from tests.lib.model.plans.conftest import entry, posted

JANUARY, DECEMBER = date(2025, 1, 1), date(2025, 12, 31)


def milestone(**changes):
    facts = {"measure": "M-1", "title": "节点", "lead": "县公卫办", "partners": ()}
    days = {"start": JANUARY, "due": DECEMBER}
    return Milestone(**{**facts, **days, **changes})


def begun(outline):
    book = posted(deeds.enter_measure((), outline, "M-1", entry()))
    return posted(deeds.set_milestone(book, milestone()), book)


@given(percents=st.lists(st.integers(0, 99), min_size=1, max_size=6))
def test_updates_stand_in_their_order_and_the_latest_of_a_day_counts(outline, percents):
    book = begun(outline)
    for month, percent in enumerate(percents, 1):
        update = Update(date(2025, month, 1), percent=Fraction(percent))
        book = posted(deeds.report(book, "M-1-001", update, DECEMBER), book)
    kept = stand(book).milestones["M-1-001"]
    assert [update.percent for update in kept.updates] == percents
    for month, percent in enumerate(percents, 1):
        assert kept.latest(date(2025, month, 15)).percent == percent
    assert kept.latest(date(2024, 12, 31)) is None
    assert kept.number == len(book)


def test_a_change_keeps_what_was_reported_and_a_dropped_milestone_leaves_the_plan(outline):
    book = begun(outline)
    update = Update(date(2025, 2, 1), percent=Fraction(5))
    book = posted(deeds.report(book, "M-1-001", update, DECEMBER), book)
    book = posted(deeds.set_milestone(book, milestone(title="改名"), "M-1-001", 3), book)
    (kept,) = stand(book).of("M-1")
    assert (kept.milestone.title, len(kept.updates)) == ("改名", 1)
    book = posted(deeds.drop(book, "M-1-001", Ending(DECEMBER, "并入其他节点"), 4), book)
    assert stand(book).of("M-1") == ()
    assert [code for code, _ in dropped(book)] == ["M-1-001"]
    assert stand(book[:-1]).of("M-1") == (stand(book[:4]).milestones["M-1-001"],)


def test_a_number_is_never_given_twice(outline):
    book = begun(outline)
    book = posted(deeds.drop(book, "M-1-001", Ending(DECEMBER, "撤销"), 2), book)
    (draft,) = deeds.set_milestone(book, milestone())
    assert draft.subject == "M-1-002"


def test_postings_of_other_books_are_not_of_the_plan(outline):
    book = begun(outline)
    other = replace(book[-1], book="duty", kind="duty")
    assert stand((*book, other)).milestones == stand(book).milestones
