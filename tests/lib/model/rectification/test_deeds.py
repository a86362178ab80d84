"""Deeds on items: a machine tries everything; only what the county's rules allow succeeds."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.problems import Severity
from lib.model.rectification import deeds
from lib.model.rectification.acts import Wish
from lib.model.rectification.states import REVIEWING, Deed, State
from tests.lib.model.rectification.office import DAYS, PROOF, RULES, START, Office, problem

PEOPLE = ("甲", "Li Ming", "ｌｉ　ｍｉｎｇ", "乙", "丙")
SAME = {"ｌｉ　ｍｉｎｇ": "Li Ming"}
MAIN = {  # written down once more, by hand, from the county's ledger
    Deed.ISSUE: ("new", "issued"),
    Deed.WITHDRAW: ("new", "withdrawn"),
    Deed.START: ("issued|returned", "in_hand"),
    Deed.NOTE: ("in_hand", "in_hand"),
    Deed.SUBMIT: ("in_hand", "to_review"),
    Deed.RETURN: ("to_review", "returned"),
    Deed.CLOSE: ("to_review", "closed"),
    Deed.EXTEND: ("issued|in_hand|returned", None),
}


class Memory:
    """What a careful clerk remembers of an item."""

    def __init__(self, severity):
        self.severity, self.state, self.workers = severity, "new", set()
        self.deadline, self.extended, self.closings = None, 0, 0


class AnyPath(RuleBasedStateMachine):
    """Try every deed by everybody on any item, with and without files."""

    items = Bundle("items")

    def __init__(self):
        super().__init__()
        self.office, self.known = Office(), {}

    @rule(target=items, severity=st.sampled_from(Severity))
    def open(self, severity):
        origin = f"visit {len(self.known)}"
        (number,) = self.office.open(problem(origin, severity=severity))
        self.known[number] = Memory(severity)
        return number

    @rule(days=st.integers(1, 9))
    def wait(self, days):
        self.office.later(days)

    @rule(
        number=items,
        deed=st.sampled_from([d for d in Deed if d != Deed.OPEN]),
        by=st.sampled_from(PEOPLE),
        files=st.booleans(),
        more=st.integers(-2, 20),
    )
    def attempt(self, number, deed, by, files, more):
        memory, day = self.known[number], self.office.day
        before = len(self.office.postings)
        new_deadline = memory.deadline and memory.deadline + timedelta(days=more)
        wish = {"files": PROOF} if files else {}
        if deed == Deed.EXTEND:
            wish["deadline"] = new_deadline
        if self.allowed(memory, deed, by, files=files, more=more):
            self.office.do(deed, number, by, **wish)
            self.remember(memory, deed, by, day, new_deadline)
        else:
            with pytest.raises(InputError):
                self.office.do(deed, number, by, **wish)
            assert len(self.office.postings) == before

    def allowed(self, memory, deed, by, *, files, more):
        person = SAME.get(by, by)
        if memory.state not in MAIN[deed][0].split("|"):
            return False
        if deed in (*REVIEWING, Deed.EXTEND) and person in memory.workers:
            return False
        if deed == Deed.EXTEND:
            in_time = self.office.day <= memory.deadline
            return not memory.extended and in_time and 0 < more <= 15
        return files or deed != Deed.SUBMIT

    def remember(self, memory, deed, by, day, new_deadline):
        if deed == Deed.EXTEND:
            memory.extended, memory.deadline = 1, new_deadline
            return
        memory.state = MAIN[deed][1]
        memory.closings += deed == Deed.CLOSE
        if deed == Deed.ISSUE:
            memory.deadline = day + timedelta(days=DAYS[memory.severity])
        if deed in (Deed.START, Deed.NOTE, Deed.SUBMIT):
            memory.workers.add(SAME.get(by, by))

    @invariant()
    def the_ledger_says_what_the_clerk_remembers(self):
        for number, memory in self.known.items():
            item = self.office.ledger.find(number)
            assert item.state == memory.state
            assert item.deadline == memory.deadline
            assert (item.extension is not None) == bool(memory.extended)
            assert memory.closings == (item.state == State.CLOSED)
            if item.closed:
                assert item.submitted.files
                assert SAME.get(item.closed.by, item.closed.by) not in memory.workers


AnyPath.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestAnyPath = AnyPath.TestCase


@pytest.fixture
def office():
    return Office()


@pytest.mark.parametrize(("severity", "days"), [("general", 15), ("grave", 10), ("severe", 7)])
def test_the_deadline_follows_from_severity(office, severity, days):
    (number,) = office.open(problem(severity=Severity(severity)))
    office.issue(number)
    assert office.ledger.find(number).deadline == START + timedelta(days=days)


def test_a_deadline_may_be_nearer_and_not_farther(office):
    first, second = office.open(problem("a"), problem("b"))
    office.issue(first, deadline=START + timedelta(days=5))
    assert office.ledger.find(first).deadline == date(2025, 10, 15)
    with pytest.raises(InputError, match="2025-10-26 cannot be the deadline"):
        office.issue(second, deadline=START + timedelta(days=16))


def test_several_are_issued_together_or_none(office):
    first, second, third = office.open(problem("a"), problem("b"), problem("c"))
    office.issue(second)
    wishes = [Wish(n, "限期整改", "院长") for n in (first, second, third)]
    with pytest.raises(InputError, match="2025Q4-002 stands at"):
        deeds.issue(office.postings, wishes, office.act(), RULES)
    wishes = [wishes[0], wishes[2]]
    office.keep(deeds.issue(office.postings, wishes, office.act(), RULES))
    assert [i.state for i in office.ledger.open] == [State.ISSUED] * 3


def test_without_person_in_charge_nothing_is_issued(office):
    (number,) = office.open(problem())
    with pytest.raises(InputError, match="Person in charge"):
        deeds.issue(office.postings, (Wish(number, "限期整改"),), office.act(), RULES)


def test_a_deadline_is_extended_once_and_not_after_it_has_passed(office):
    (number,) = office.open(problem())
    office.issue(number)
    office.do(Deed.EXTEND, number, "县局甲", deadline=START + timedelta(days=30))
    with pytest.raises(InputError, match="cannot be extended"):
        office.do(Deed.EXTEND, number, "县局甲", deadline=START + timedelta(days=40))
    (other,) = office.open(problem("b"))
    office.issue(other)
    office.later(16)
    with pytest.raises(InputError, match="cannot be extended on 2025-10-26"):
        office.do(Deed.EXTEND, other, "县局甲", deadline=START + timedelta(days=20))


def test_the_person_in_charge_cannot_review(office):
    (number,) = office.open(problem())
    office.hand_in(number)
    for deed in (Deed.CLOSE, Deed.RETURN):
        with pytest.raises(InputError, match="took part in the rectification"):
            office.do(deed, number, " 分管副院长 ")


def test_files_go_with_the_posting_under_their_fingerprints(office):
    (number,) = office.open(problem())
    office.issue(number)
    office.do(Deed.START, number)
    wish = Wish(number, "已整改", files=(Attachment("照片.jpg", b"\xff\xd8"),))
    (draft,) = deeds.submit(office.postings, wish, office.act("院方乙"))
    office.keep([draft])
    (mark,) = office.ledger.find(number).submitted.files
    assert (mark.name, len(mark.sha256)) == ("照片.jpg", 64)
    assert draft.files == wish.files
