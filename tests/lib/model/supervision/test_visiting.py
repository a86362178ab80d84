"""Deeds: what may be done about a visit, and what is refused with which words."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.problems import Found, Problem
from lib.model.supervision import visiting
from lib.model.supervision.checklists import Answer
from lib.model.supervision.visits import Plan, State, stand
from tests.lib.model.supervision.making import (
    Book,
    held_visit,
    planned_visit,
    record,
    report,
    setting,
)

TODAY = date(2026, 1, 8)
DESK = setting(TODAY)
DAY = date(2026, 1, 7)
REPORT = Attachment("报告.txt", b"x")


@pytest.fixture
def book():
    return Book()


def problem(area="B05", evidence="10份档案中2份无法核实"):
    return Problem("", Found.VISIT, "2026Q1", area, evidence)


def test_a_whole_round_is_planned_with_numbers_of_its_quarters(book):
    days = [date(2026, 3, 30), date(2026, 4, 1), date(2026, 3, 31)]
    wishes = [Plan("C1", day, ("B05",)) for day in days]
    drafts = visiting.plan(book.postings, wishes, DESK)
    assert [d.subject for d in drafts] == ["2026Q1-001", "2026Q2-001", "2026Q1-002"]


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_days_over_or_too_far_off_are_not_planned(book, day):
    with pytest.raises(InputError, match=day.isoformat()):
        visiting.plan(book.postings, [Plan("C1", day, ("B05",))], DESK)


def test_the_same_visit_is_not_planned_twice(book):
    planned_visit(book, "C1", date(2026, 1, 20), ["B05"], DESK)
    with pytest.raises(InputError, match="2026-01-20"):
        visiting.plan(book.postings, [Plan("C1", date(2026, 1, 20), ("B05",))], DESK)


def test_lead_hospitals_stay_in_their_block_and_nobody_visits_itself(book):
    remits = {code: visiting.remit(DESK.roster, b) for code, b in DESK.rulebook.bodies.items()}
    assert len(remits["C1"]) == 22
    assert "B09" not in remits["L5"]
    assert sum(len(remits[f"L{n}"]) for n in range(1, 6)) == 21
    with pytest.raises(InputError, match="罗阳"):
        visiting.plan(book.postings, [Plan("L3", TODAY, ("B01",))], DESK)
    with pytest.raises(InputError):
        visiting.plan(book.postings, [Plan("C1", TODAY, ())], DESK)


def test_a_record_gets_its_score_and_its_findings_their_origin(book):
    number = planned_visit(book, "C1", TODAY, ["B05"], DESK)
    asked = DESK.rulebook.checklist(DAY).of("C1")
    answers = {q.code: Answer.PARTLY for q in asked}
    made = record("C1", DAY, ["B05"], DESK, answers=answers, findings=(problem(), problem()))
    book.post(visiting.hold(book.postings, number, book.seen(number), made, DESK))
    visit = stand(book.postings)[number]
    assert visit.record.score == Fraction(50)
    assert [f.origin for f in visit.findings] == [f"visit {number}/1", f"visit {number}/2"]
    assert {f.quarter for f in visit.findings} == {"2026Q1"}


def test_a_record_may_be_corrected_until_the_report_is_in(book):
    number = held_visit(book, "C1", DAY, ["B05"], DESK)
    again = record("C1", DAY, ["B04", "B05"], DESK)
    book.post(visiting.hold(book.postings, number, book.seen(number), again, DESK))
    assert stand(book.postings)[number].institutions == ("B04", "B05")
    report(book, number, DESK)
    with pytest.raises(InputError, match="cannot be changed"):
        visiting.hold(book.postings, number, book.seen(number), again, DESK)


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": (problem("B09"),)},
        {"findings": (problem(evidence="联系13812345678"),)},
        {"findings": tuple(problem() for _ in range(31))},
        {"leader": "张三"},
        {"members": ("李四",)},
        {"clinics": ("441322001201",)},
        {"answers": {}},
        {"samples": ("电话13812345678",)},
        {"samples": ("x" * 41,)},
    ],
)
def test_a_record_that_contradicts_itself_is_refused(book, wrong):
    with pytest.raises(InputError):
        visiting.hold_unplanned(
            book.postings, "C1", record("C1", DAY, ["B05"], DESK, **wrong), DESK
        )


def test_nothing_is_recorded_of_tomorrow(book):
    tomorrow = TODAY + timedelta(days=1)
    made = record("C1", tomorrow, ["B05"], DESK)
    with pytest.raises(InputError, match="2026-01-09"):
        visiting.hold_unplanned(book.postings, "C1", made, DESK)


def test_a_report_needs_a_visit_that_was_held_and_is_not_older(book):
    number = planned_visit(book, "C1", TODAY, ["B05"], DESK)
    with pytest.raises(InputError):
        visiting.report(book.postings, number, book.seen(number), TODAY, REPORT)
    number = held_visit(book, "C1", DAY, ["B05"], DESK)
    early = DAY - timedelta(days=1)
    with pytest.raises(InputError, match="older"):
        visiting.report(book.postings, number, book.seen(number), early, REPORT)


def test_only_a_planned_visit_is_cancelled_and_only_with_a_reason(book):
    number = planned_visit(book, "C1", TODAY, ["B05"], DESK)
    with pytest.raises(InputError, match="Reason"):
        visiting.cancel(book.postings, number, book.seen(number), TODAY, " ")
    book.post(visiting.cancel(book.postings, number, book.seen(number), TODAY, "台风"))
    assert stand(book.postings)[number].state is State.CANCELLED
    assert stand(book.postings)[number].cancelled.why == "台风"
    number = held_visit(book, "C1", DAY, ["B05"], DESK)
    with pytest.raises(InputError):
        visiting.cancel(book.postings, number, book.seen(number), TODAY, "台风")


def test_who_looked_at_an_old_page_is_told(book):
    number = planned_visit(book, "C1", TODAY, ["B05"], DESK)
    seen = book.seen(number)
    wish = Plan("C1", TODAY + timedelta(days=4), ("B05",))
    book.post(visiting.move(book.postings, number, seen, wish, DESK))
    assert stand(book.postings)[number].day == wish.day
    with pytest.raises(InputError, match="王敏"):
        visiting.cancel(book.postings, number, seen, TODAY, "台风")


@given(st.lists(st.sampled_from(["hold", "report", "cancel", "move"]), max_size=6))
def test_no_order_of_deeds_reaches_a_state_that_cannot_be(deeds):
    book = Book()
    number = planned_visit(book, "C1", TODAY, ["B05"], DESK)
    for deed in deeds:
        seen = book.seen(number)
        before = stand(book.postings)[number].state
        try:
            if deed == "hold":
                made = record("C1", DAY, ["B05"], DESK)
                book.post(visiting.hold(book.postings, number, seen, made, DESK))
            elif deed == "report":
                book.post(visiting.report(book.postings, number, seen, TODAY, REPORT))
            elif deed == "cancel":
                book.post(visiting.cancel(book.postings, number, seen, TODAY, "台风"))
            else:
                wish = Plan("C1", TODAY, ("B06",))
                book.post(visiting.move(book.postings, number, seen, wish, DESK))
        except InputError:
            assert stand(book.postings)[number].state is before
    visit = stand(book.postings)[number]
    assert (visit.state is State.REPORTED) == (visit.report is not None)
    assert (visit.state is State.CANCELLED) == (visit.cancelled is not None)
    assert visit.cancelled is None or visit.record is None
    assert visit.report is None or visit.record is not None
