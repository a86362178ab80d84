"""How the plan stands: exact means by weight, lights that hide nothing, what was measured."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.journal import Draft
from lib.model.plans import deeds
from lib.model.plans.lagging import AMBER, DARK, GREEN, RED, State, planned
from lib.model.plans.meters import Sign
from lib.model.plans.progress import plan
from lib.model.plans.shapes import Update
from lib.model.plans.standing import stand
from tests.lib.model.plans.conftest import entry, posted
from tests.lib.model.plans.test_standing import DECEMBER, JANUARY, milestone

DAY = date(2025, 7, 2)
parts = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 99)), min_size=1, max_size=4)


def told(outline, found, day=DAY, measure="M-1"):
    """Post a measure with milestones of some weights, and a percentage for each."""
    task = outline.measure(measure).task
    book = posted(deeds.enter_measure((), outline, measure, entry(task=task)))
    for place, (weight, percent) in enumerate(found, 1):
        shape = milestone(measure=measure, weight=Fraction(weight))
        book = posted(deeds.set_milestone(book, shape), book)
        update = Update(day, percent=Fraction(percent), evidence="示例")
        book = posted(deeds.report(book, f"{measure}-{place:03}", update, day), book)
    return book


def seen(outline, book, day=DAY, measured=None):
    return plan(outline, stand(book), day, measured or {})


@given(found=parts)
def test_the_progress_of_a_measure_is_the_weighted_mean_of_its_milestones(outline, found):
    advance = seen(outline, told(outline, found)).measures[0]
    whole = sum(weight for weight, _ in found)
    assert advance.pace.actual == Fraction(sum(w * p for w, p in found), whole)
    assert advance.pace.planned == planned(JANUARY, DECEMBER, DAY)


@given(one=parts, two=parts, weights=st.tuples(st.integers(1, 5), st.integers(1, 5)))
def test_the_progress_of_the_whole_weighs_the_measures_that_are_known(outline, one, two, weights):
    book = told(outline, one)
    second = told(outline, two, measure="M-2")
    book = posted([as_draft(p) for p in second], book)
    for code, task, weight in (("M-1", "T1", weights[0]), ("M-2", "T2", weights[1])):
        wish = entry(task=task, weight=Fraction(weight))
        book = posted(deeds.enter_measure(book, outline, code, wish, len(book)), book)
    found = seen(outline, book)
    first, other, empty = found.measures
    mean = (weights[0] * first.pace.actual + weights[1] * other.pace.actual) / sum(weights)
    assert found.pace.actual == mean
    assert (empty.pace, empty.state, empty.light) == (None, State.EMPTY, DARK)


def as_draft(posting):
    return Draft(posting.book, posting.subject, posting.kind, posting.content)


def test_a_measure_that_nobody_has_entered_is_not_nought(outline):
    found = seen(outline, ())
    assert found.pace is None
    assert [task.pace for task in found.tasks] == [None, None]


def test_no_light_is_green_above_a_red_milestone(outline):
    """Nine parts complete and one not begun: on course by the mean, and yet not green."""
    book = told(outline, [(9, 100), (1, 0)])
    found = seen(outline, book)
    (task, _) = found.tasks
    late = found.measures[0].milestones[1]
    assert (late.pace.state, late.pace.light) == (State.LAGGING, RED)
    assert found.measures[0].pace.light == GREEN
    assert (found.measures[0].light, found.measures[0].state) == (AMBER, State.LAGGING)
    assert (task.light, task.state) == (AMBER, State.LAGGING)


@given(percent=st.integers(0, 99), later=st.integers(1, 60))
def test_what_is_past_due_is_late_by_its_days_and_comes_first(outline, percent, later):
    book = told(outline, [(1, percent)])
    day = DECEMBER + timedelta(later)
    found = seen(outline, book, day)
    (worst,) = found.late()
    assert worst.days_late(day) == later
    assert (worst.pace.state, found.measures[0].state) == (State.OVERDUE, State.OVERDUE)


def test_the_worst_is_past_due_before_red_before_amber(outline):
    book = told(outline, [(1, 35), (1, 20)])
    short = milestone(due=date(2025, 6, 30), start=date(2025, 3, 1))
    book = posted(deeds.set_milestone(book, short), book)
    late = seen(outline, book).late()
    assert [one.code for one in late] == ["M-1-003", "M-1-002", "M-1-001"]
    assert [one.pace.light for one in late] == [RED, RED, AMBER]


def test_what_is_completed_late_keeps_its_days_and_is_late_no_more(outline):
    book = told(outline, [(1, 50)])
    done = Update(date(2026, 1, 10), percent=Fraction(100), evidence="示例")
    book = posted(deeds.report(book, "M-1-001", done, date(2026, 1, 20)), book)
    found = seen(outline, book, date(2026, 3, 1))
    (reached,) = found.milestones
    assert (reached.done_on, reached.days_late(found.day)) == (date(2026, 1, 10), 10)
    assert found.late() == ()


def test_a_figure_of_the_dashboard_goes_before_the_hand(outline):
    book = posted(deeds.enter_measure((), outline, "M-1", entry()))
    shape = milestone(target=Fraction(50), unit="%", meter="coverage")
    book = posted(deeds.set_milestone(book, shape), book)
    update = Update(DAY, value=Fraction(50), evidence="通报")
    book = posted(deeds.report(book, "M-1-001", update, DAY), book)
    (by_hand,) = seen(outline, book).milestones
    (found,) = seen(outline, book, measured={Sign("coverage", "2025Q4"): Fraction(40)}).milestones
    assert (by_hand.pace.actual, by_hand.is_measured) == (100, False)
    assert (found.pace.actual, found.reported, found.is_measured) == (80, 100, True)
    assert (found.value, found.done_on) == (40, None)
    (other,) = seen(outline, book, measured={Sign("coverage", "2025Q3"): Fraction(9)}).milestones
    assert not other.is_measured
    full = {Sign("coverage", "2025Q4"): Fraction(60)}
    (complete,) = seen(outline, book, date(2026, 2, 1), full).milestones
    assert (complete.pace.state, complete.days_late(date(2026, 2, 1))) == (State.DONE, 0)


def test_the_plan_of_an_earlier_day_knows_nothing_of_later_updates(outline):
    book = told(outline, [(1, 60)])
    (before,) = seen(outline, book, DAY - timedelta(1)).milestones
    assert (before.reported, before.last, before.pace.actual) == (None, None, 0)


def test_a_bare_remark_does_not_change_how_far_it_is(outline):
    book = told(outline, [(1, 60)])
    remark = Update(date(2025, 7, 10), risk="经费未到位")
    book = posted(deeds.report(book, "M-1-001", remark, date(2025, 7, 10)), book)
    (reached,) = seen(outline, book, date(2025, 7, 11)).milestones
    assert (reached.pace.actual, reached.last.risk) == (60, "经费未到位")


def test_due_soon_and_not_heard_of_for_long(outline):
    book = told(outline, [(1, 95)])
    soon = seen(outline, book, date(2025, 12, 1))
    assert [one.code for one in soon.soon()] == ["M-1-001"]
    assert [one.code for one in soon.stale()] == ["M-1-001"]
    early = seen(outline, book, date(2025, 8, 1))
    assert (early.soon(), early.stale()) == ((), ())


@given(found=parts)
def test_the_day_that_is_reached_is_the_first_for_which_the_plan_foresaw_as_much(outline, found):
    book = told(outline, found)
    advance = seen(outline, book).measures[0]
    day = advance.reached_on
    assert planned(JANUARY, DECEMBER, day) >= advance.pace.actual
    assert planned(JANUARY, DECEMBER, day - timedelta(1)) < max(advance.pace.actual, Fraction(1))
    assert (day < DAY) == (advance.pace.actual <= planned(JANUARY, DECEMBER, DAY - timedelta(1)))


@pytest.mark.parametrize(("day", "state"), [(JANUARY, State.NOT_STARTED), (DAY, State.ON_COURSE)])
def test_before_its_start_a_measure_is_dark(outline, day, state):
    book = told(outline, [(1, 50)])
    found = seen(outline, book, day - timedelta(1) if day == JANUARY else day).measures[0]
    assert found.state == state
    assert found.light == (DARK if state == State.NOT_STARTED else GREEN)
