"""Visits: what stands is what the postings add up to."""

from datetime import date

from lib.model.supervision.visits import State, last_to, of_quarter, stand
from tests.lib.model.supervision.making import (
    Q4,
    Book,
    held_visit,
    planned_visit,
    report,
    reported_visit,
    setting,
)

HELD = setting()


def test_a_visit_goes_from_planned_to_held_to_reported():
    book = Book()
    number = held_visit(book, "C1", date(2025, 12, 3), ["B05"], HELD)
    states = [stand(book.postings[:count])[number].state for count in (1, 2)]
    report(book, number, HELD)
    visit = stand(book.postings)[number]
    assert [*states, visit.state] == [State.PLANNED, State.HELD, State.REPORTED]
    assert visit.counts
    assert visit.report.name == "报告.txt"


def test_the_day_it_was_held_decides_its_quarter_not_the_day_planned():
    book = Book()
    planned_visit(book, "C1", date(2025, 9, 30), ["B05"], HELD)
    number = reported_visit(book, "C1", date(2025, 10, 9), ["B06"], HELD)
    assert stand(book.postings)[number].quarter == Q4
    assert [v.number for v in of_quarter(stand(book.postings).values(), Q4)] == [number]


def test_the_last_visit_is_the_latest_held_by_day_not_by_posting():
    book = Book()
    late = held_visit(book, "C1", date(2025, 12, 3), ["B05"], HELD)
    held_visit(book, "C2", date(2025, 11, 3), ["B05"], HELD)
    visits = stand(book.postings).values()
    assert last_to(visits, "B05").number == late
    assert last_to(visits, "B05", "C2").day == date(2025, 11, 3)
    assert last_to(visits, "B09") is None


def test_other_books_are_left_out():
    book = Book()
    held_visit(book, "C1", date(2025, 12, 3), ["B05"], HELD)
    other = [posting for posting in book.postings if posting.book != "visit"]
    assert stand(other) == {}
