"""Meetings: what is decided stands in its minutes, and nothing is added to one that has ended."""

from datetime import date, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lib.errors import InputError
from lib.model.journal import Posting
from lib.model.meetings import records
from lib.model.meetings.records import Conclusion, Dissent, Opening, Proposal, Resolution

AT = datetime.fromisoformat("2026-01-14T09:30")
OPENING = Opening("supervision", "四季度评审会", date(2026, 1, 14), "局长", period="2025-12")
PROPOSAL = Proposal(
    "07 慢性病 14 → 16", {"w": "07:16"}, "standard-100", date(2025, 12, 31), "ab" * 32
)
RESOLUTION = Resolution("ranking", "末位三家限期提升", "县慢病中心", date(2026, 1, 31), PROPOSAL)


def posted(standing, drafts):
    return (*standing, *(_posting(len(standing) + n, d) for n, d in enumerate(drafts, 1)))


def _posting(number, draft):
    return Posting(number, draft.book, draft.subject, draft.kind, draft.content, "李晓", AT)


@pytest.fixture
def begun():
    return posted((), records.begin((), OPENING))


def test_a_decision_keeps_owner_deadline_and_the_weights_on_the_table(begun):
    standing = posted(begun, records.resolve(begun, "2026Q1-M001", RESOLUTION))
    (meeting,) = records.stand(standing)
    (decision,) = meeting.decisions
    assert (decision.number, decision.resolution) == ("2026Q1-M001-D01", RESOLUTION)
    assert decision.is_open
    assert [decision.is_overdue(date(2026, month, 1)) for month in (1, 2)] == [False, True]


def test_what_came_of_a_decision_is_said_once_also_after_the_meeting(begun):
    standing = posted(begun, records.resolve(begun, "2026Q1-M001", RESOLUTION))
    standing = posted(standing, records.end(standing, "2026Q1-M001"))
    done = Conclusion(date(2026, 1, 30), "三家均已达标")
    standing = posted(standing, records.conclude(standing, "2026Q1-M001-D01", done))
    (meeting,) = records.stand(standing)
    assert meeting.decisions[0].conclusion == done
    assert records.open_decisions((meeting,)) == ()
    with pytest.raises(InputError, match="no open decision 2026Q1-M001-D01"):
        records.conclude(standing, "2026Q1-M001-D01", done)


def test_a_decision_taken_back_stands_no_more(begun):
    standing = posted(begun, records.resolve(begun, "2026Q1-M001", RESOLUTION))
    back = Conclusion(AT.date(), "重复", is_done=False)
    standing = posted(standing, records.conclude(standing, "2026Q1-M001-D01", back))
    (meeting,) = records.stand(standing)
    assert (len(meeting.decisions), meeting.standing) == (1, ())


def test_another_view_and_a_remark_stand_in_the_minutes(begun):
    other = Dissent("whatif", "县财政局", "建议先试行一个季度")
    standing = posted(begun, records.dissent(begun, "2026Q1-M001", other))
    for text in ("第一次", "第二次"):
        standing = posted(standing, records.remark(standing, "2026Q1-M001", "map", text))
    (meeting,) = records.stand(standing)
    assert (meeting.dissents, meeting.remarks) == ((other,), {"map": "第二次"})


def test_two_of_a_kind_do_not_go_on_at_once(begun):
    with pytest.raises(InputError, match="2026Q1-M001 has not ended"):
        records.begin(begun, OPENING)
    ended = posted(begun, records.end(begun, "2026Q1-M001"))
    assert records.begin(ended, OPENING)[0].subject == "2026Q1-M002"


@pytest.mark.parametrize("faulty", [
    Resolution("map", "", "县局", date(2026, 1, 31)),
    Resolution("map", "整改", " ", date(2026, 1, 31)),
    Resolution("map", "整改", "县局", date(2026, 1, 13)),
])  # fmt: skip
def test_a_decision_needs_words_an_owner_and_a_day_to_come(begun, faulty):
    with pytest.raises(InputError):
        records.resolve(begun, "2026Q1-M001", faulty)


class Meetings(RuleBasedStateMachine):
    """Whatever is tried in whatever order: minutes of an ended meeting never change."""

    def __init__(self):
        super().__init__()
        self.standing, self.frozen = (), {}

    def attempt(self, act, *args):
        try:
            self.standing = posted(self.standing, act(self.standing, *args))
        except InputError:
            return False
        return True

    numbers = st.sampled_from(["2026Q1-M001", "2026Q1-M002", "2026Q1-M009"])

    @rule()
    def begin(self):
        going = any(m.is_open for m in records.stand(self.standing))
        assert self.attempt(records.begin, OPENING) == (not going)

    @rule(number=numbers)
    def resolve(self, number):
        self.attempt(records.resolve, number, RESOLUTION)

    @rule(number=numbers, count=st.integers(1, 3), done=st.booleans())
    def conclude(self, number, count, done):
        told = Conclusion(AT.date(), "办结", done)
        self.attempt(records.conclude, f"{number}-D{count:02}", told)

    @precondition(lambda self: self.standing)
    @rule(number=numbers)
    def end(self, number):
        if self.attempt(records.end, number):
            meeting = next(m for m in records.stand(self.standing) if m.number == number)
            self.frozen[number] = [d.resolution for d in meeting.decisions]

    @invariant()
    def ended_meetings_stay_as_they_were(self):
        for meeting in records.stand(self.standing):
            assert meeting.is_open == (meeting.number not in self.frozen)
            if not meeting.is_open:
                kept = [d.resolution for d in meeting.decisions]
                assert kept == self.frozen[meeting.number]


TestMeetings = Meetings.TestCase
TestMeetings.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)
