"""Monthly reports: state, lateness, rates and reminders."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.completeness import NOTHING, Share, complete
from lib.model.deadlines import Calendar, Deadline
from lib.model.observations import parse_period
from lib.model.parameters import DatedValue, Reference
from lib.model.reporting import (
    Decision,
    Need,
    Register,
    Report,
    ReportState,
    Submission,
    Verdict,
    punctuality,
    remind,
    stand,
)
from tests import small

MONTH = parse_period("2025-09")
USUAL = DatedValue(date(2015, 1, 1), 5, Reference("rule", "county", "source"))
CALENDAR = Calendar((USUAL,), {MONTH: Deadline(date(2025, 10, 9), "国庆")})
ROSTER = small.roster({"B1": 9, "B2": 9, "B3": 9})
INDICATORS = tuple(small.indicators(["X", "Y"]).values())
NOW = datetime.fromisoformat("2025-10-12T10:00")


def at(day, hour=9):
    return datetime.fromisoformat(f"2025-10-{day:02}T{hour:02}:00")


def version(received, code="B1", stored=None):
    return Submission(code, MONTH, received, stored or received, 1, "f.xlsx", "李晓")


def decided(when, verdict=Verdict.APPROVED, code="B1", reason=""):
    return Decision(code, MONTH, verdict, when, "王敏", reason)


def register(submissions=(), decisions=(), rows=()):
    figures = small.dataset(ROSTER, list(rows) or [("B1", "OTHER", "2025-09", 1, 2)]).observations
    return Register(
        CALENDAR, complete(figures, ROSTER, INDICATORS, [MONTH]), submissions, decisions
    )


def report(submissions=(), decisions=()):
    return register(submissions, decisions).report("B1", MONTH)


def test_the_four_states_follow_one_another():
    sent, back, again, good = version(at(5)), at(6), version(at(7)), at(8)
    returned, approved = decided(back, Verdict.RETURNED, reason="缺页"), decided(good)
    assert report().state == ReportState.NONE
    assert report([sent]).state == ReportState.SUBMITTED
    assert report([sent], [returned]).state == ReportState.RETURNED
    assert report([sent, again], [returned]).state == ReportState.SUBMITTED
    last = report([sent, again], [returned, approved])
    assert last.state == ReportState.APPROVED
    assert (len(last.submissions), last.decision, last.decisions[0].reason) == (2, approved, "缺页")


events = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from([None, Verdict.RETURNED, Verdict.APPROVED])),
    max_size=8,
    unique_by=lambda event: event[0],
)


@given(events, st.randoms())
def test_the_state_is_what_came_last_whatever_the_order_of_the_rows(happened, chance):
    def when(minute):
        return at(5) + timedelta(minutes=minute)

    sent = [version(when(m)) for m, verdict in happened if verdict is None]
    judged = [decided(when(m), verdict) for m, verdict in happened if verdict is not None]
    chance.shuffle(sent)
    chance.shuffle(judged)
    expected = ReportState.NONE
    for _minute, verdict in sorted(happened, key=lambda event: event[0]):
        if verdict is None:
            expected = ReportState.SUBMITTED
        elif expected != ReportState.NONE:
            expected = ReportState(verdict)
    assert report(sent, judged).state == expected


def test_a_version_stored_after_a_return_waits_even_if_it_was_sent_before():
    returned = decided(at(6, 10), Verdict.RETURNED)
    again = version(at(6, 9), stored=at(6, 11))
    assert report([version(at(5)), again], [returned]).state == ReportState.SUBMITTED


def test_a_decision_about_figures_no_longer_there_does_not_count():
    found = report([version(at(8))], [decided(at(6))])
    assert (found.state, found.decisions) == (ReportState.SUBMITTED, ())
    assert report([], [decided(at(6))]).state == ReportState.NONE


@given(
    st.lists(
        st.datetimes(
            datetime.fromisoformat("2025-10-01T00:00"), datetime.fromisoformat("2025-10-30T00:00")
        ),
        max_size=4,
    )
)
def test_the_first_version_decides_whether_it_was_in_time(received):
    found = report([version(when) for when in received])
    if not received:
        assert found.received_at is None
        assert (found.is_in_time(NOW), found.days_late(NOW)) == (False, 3)
        return
    first = min(received)
    assert found.received_at == first
    assert found.is_in_time(NOW) is (first < datetime.fromisoformat("2025-10-10T00:00"))
    assert found.days_late(NOW) == max(0, (first.date() - date(2025, 10, 9)).days)


def test_until_the_deadline_nobody_is_late():
    found = report()
    for now, known, overdue in ((at(9, 23), None, False), (at(10, 0), False, True)):
        assert (found.is_in_time(now), found.is_overdue(now)) == (known, overdue)


def test_what_came_is_not_overdue_even_if_it_was_sent_back():
    found = report([version(at(5))], [decided(at(6), Verdict.RETURNED)])
    assert not found.is_overdue(NOW)
    assert found.waits_for_the_institution


def test_a_month_is_counted_by_state_and_time():
    found = register(
        [version(at(5)), version(at(11), "B2")],
        [decided(at(6), Verdict.RETURNED)],
        [("B1", "X", "2025-09", 1, 2), ("B2", "X", "2025-09", 1, 2), ("B2", "Y", "2025-09", 1, 2)],
    ).of_month(["B1", "B2", "B3"], MONTH)
    standing = stand(found, NOW)
    assert (standing.expected, standing.reported, standing.in_time) == (3, 2, 1)
    assert standing.states == {
        ReportState.NONE: 1, ReportState.SUBMITTED: 1, ReportState.RETURNED: 1,
        ReportState.APPROVED: 0,
    }  # fmt: skip
    assert standing.share == Share(3, 6)


def test_nothing_stands_for_nothing():
    assert stand((), NOW).share == NOTHING
    assert punctuality((), NOW).rate is None


def test_reports_that_may_still_come_do_not_count_in_the_rate():
    sent = register([version(at(5)), version(at(11), "B2")]).of_month(["B1", "B2", "B3"], MONTH)
    assert punctuality(sent, at(9)) == Share(1, 2)
    assert punctuality(sent, NOW) == Share(1, 3)


def test_reminders_go_to_the_silent_the_returned_and_the_incomplete_in_this_order():
    book = register(
        [version(at(5)), version(at(5), "B2")],
        [decided(at(6), Verdict.RETURNED, reason="缺页")],
        [("B2", "X", "2025-09", 1, 2)],
    )
    found = remind(book.of_month(["B1", "B2", "B3"], MONTH), book.completeness, NOW)
    assert [(r.report.area_code, r.need, r.days) for r in found] == [
        ("B3", Need.NONE, 3), ("B1", Need.RETURNED, 6), ("B2", Need.INCOMPLETE, 3),
    ]  # fmt: skip
    assert [r.missing for r in found] == [(), (("X", 1), ("Y", 1)), (("Y", 1),)]
    assert found[1].report.decision.reason == "缺页"


def test_nobody_is_reminded_of_what_is_complete_or_approved():
    rows = [("B1", code, "2025-09", 1, 2) for code in ("X", "Y")]
    book = register([version(at(5)), version(at(5), "B2")], [decided(at(6), code="B2")], rows)
    assert remind(book.of_month(["B1", "B2"], MONTH), book.completeness, NOW) == ()


@pytest.mark.parametrize(("now", "days"), [(at(9, 23), 0), (NOW, 3)])
def test_before_the_deadline_no_day_is_counted(now, days):
    book = register()
    (reminder,) = remind(book.of_month(["B1"], MONTH), book.completeness, now)
    assert reminder.days == days


def test_a_report_nobody_asked_for_is_due_all_the_same():
    empty = Report("B9", MONTH, CALENDAR.deadline(MONTH), (), (), NOTHING)
    assert register().report("B9", MONTH) == empty
