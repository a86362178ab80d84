"""Paying and releasing: a machine pays, rectifies and closes; no fen is lost or paid twice."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lib.errors import InputError
from lib.model.journal import read
from lib.model.problems import Severity
from lib.model.rectification import paying
from lib.model.rectification.held import CANCELLED, PAID, RELEASED, Due, Payment, Release
from lib.model.rectification.paying import parts_held
from lib.model.rectification.states import Deed, State
from tests.lib.model.rectification.office import PROOF, RULES, START, Office, problem

AREAS = ("B05", "B06")
HOLDING = RULES.held_on(START)
NEXT = {
    State.NEW: (Deed.ISSUE, Deed.WITHDRAW),
    State.ISSUED: (Deed.START,),
    State.IN_HAND: (Deed.NOTE, Deed.SUBMIT),
    State.TO_REVIEW: (Deed.RETURN, Deed.CLOSE),
    State.RETURNED: (Deed.START,),
    State.CLOSED: (Deed.CLOSE,),  # closing twice has to fail
}


class Money(RuleBasedStateMachine):
    """Items go their ways while payments of today and of days gone by are registered."""

    def __init__(self):
        super().__init__()
        self.office, self.count = Office(), 0

    @rule(area=st.sampled_from(AREAS), severity=st.sampled_from(Severity))
    def open(self, area, severity):
        self.count += 1
        self.office.open(problem(f"v{self.count}", area=area, severity=severity))

    @rule(days=st.integers(1, 8))
    def wait(self, days):
        self.office.later(days)

    @precondition(lambda self: self.office.ledger.items)
    @rule(data=st.data(), files=st.booleans())
    def go_on(self, data, files):
        item = data.draw(st.sampled_from(list(self.office.ledger.items.values())))
        deed = data.draw(st.sampled_from(NEXT[item.state]))
        by = "复核丙" if deed in (Deed.RETURN, Deed.CLOSE) else "院方乙"
        before = len(self.office.postings)
        if item.state == State.CLOSED or (deed == Deed.SUBMIT and not files):
            with pytest.raises(InputError):
                self.office.do(deed, item.number, by)
            assert len(self.office.postings) == before
        else:
            self.office.do(deed, item.number, by, files=PROOF if files else ())

    @rule(
        area=st.sampled_from(AREAS),
        fen=st.integers(1, 10**9),
        back=st.integers(0, 30),
        purpose=st.sampled_from(("2025-1", "2025-2", "2025-3")),
    )
    def pay(self, area, fen, back, purpose):
        due, day = Due(area, purpose, fen), self.office.day - timedelta(days=back)
        if (area, purpose) in self.office.purse.paid_for:
            with pytest.raises(InputError, match="was paid to"):
                self.office.pay(due, on=day)
        else:
            self.office.pay(due, on=day)

    @precondition(lambda self: self.office.purse.accounts)
    @rule(data=st.data())
    def cancel(self, data):
        account = data.draw(st.sampled_from(list(self.office.purse.accounts.values())))
        told = (self.office.postings, account.number, "登记有误", self.office.act())
        if account.releases or account.cancelled:
            with pytest.raises(InputError, match="cannot be cancelled"):
                paying.cancel(*told)
        else:
            self.office.keep(paying.cancel(*told))

    @invariant()
    def held_and_paid_are_the_entitlement_on_every_day_of_every_institution(self):
        days = {p.content["on"] for p in self.office.postings if p.book == "held"}
        accounts = self.office.purse.accounts.values()
        for day in {type(START).fromisoformat(day) for day in days} | {self.office.day}:
            for area in AREAS:
                own = [a for a in accounts if a.area_code == area]
                parts = [sum(a.paid_on(day) for a in own), sum(a.held_on(day) for a in own)]
                assert sum(parts) == sum(a.entitlement_on(day) for a in own)
                assert all(type(part) is int and part >= 0 for part in parts)

    @invariant()
    def the_postings_themselves_pay_nothing_twice(self):
        """Counted from the postings alone, without the account that is under test."""
        held, released = Counter(), Counter()
        for posting in self.office.postings:
            if posting.kind == PAID and posting.book == "held":
                for part in read(Payment, posting.content).parts:
                    held[posting.subject, part.item] += part.fen
            elif posting.kind == RELEASED and posting.book == "held":
                release = read(Release, posting.content)
                released[posting.subject, release.item] += release.fen
                assert release.evidence
        cancelled = {p.subject for p in self.office.postings if p.kind == CANCELLED}
        for (number, item), fen in held.items():
            closed = self.office.ledger.find(item).state == State.CLOSED
            paid_out = fen if closed and number not in cancelled else 0
            assert released[number, item] == paid_out
        assert set(released) <= set(held)

    @invariant()
    def no_payment_is_held_beyond_the_cap(self):
        for account in self.office.purse.accounts.values():
            parts = sum(part.fen for part in account.payment.parts)
            assert parts * 10 <= account.payment.due.entitlement


Money.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestMoney = Money.TestCase


@settings(max_examples=60)
@given(st.integers(1, 10**12), st.lists(st.sampled_from(Severity), max_size=12), st.integers(0, 30))
def test_the_parts_are_the_shares_to_the_fen(fen, severities, later):
    office = Office()
    numbers = office.open(*(problem(f"v{n}", severity=s) for n, s in enumerate(severities)))
    for number in numbers:
        office.issue(number)
    day = START + timedelta(days=later)
    parts = parts_held(fen, office.ledger.of_area("B05"), HOLDING, day)
    limits = {Severity.GENERAL: 15, Severity.GRAVE: 10, Severity.SEVERE: 7}
    shares = [(HOLDING.overdue if later > limits[s] else HOLDING.in_time)[s] for s in severities]
    whole = min(Fraction(1, 10), sum(shares, Fraction(0)))
    assert sum(part.fen for part in parts) == int(fen * whole)
    if sum(shares) <= Fraction(1, 10):
        exact = {n: fen * share for n, share in zip(numbers, shares, strict=True)}
        assert all(abs(part.fen - exact[part.item]) < 1 for part in parts)


def test_a_worked_payment():
    """891 000.01 yuan; a severe item in time holds 2 %, a grave one overdue 2 %."""
    office = Office()
    severe, grave = office.open(
        problem("a", severity=Severity.SEVERE), problem("b", severity=Severity.GRAVE)
    )
    office.issue(grave)
    office.later(11).issue(severe)
    office.pay(Due("B05", "2025-3", 89_100_001))
    (account,) = office.purse.accounts.values()
    assert {(p.item, p.fen, p.overdue) for p in account.payment.parts} == {
        (severe, 1_782_000, False),
        (grave, 1_782_000, True),
    }
    assert account.paid_on(office.day) == 85_536_001


def test_a_payment_of_a_day_gone_by_holds_what_was_open_then_and_releases_it_at_once():
    office = Office()
    (number,) = office.open(problem(severity=Severity.SEVERE))
    office.hand_in(number)
    office.later(5).close(number)
    office.later(5).pay(Due("B05", "2025-3", 1_000_000), on=START + timedelta(days=2))
    (account,) = office.purse.accounts.values()
    days = [START + timedelta(days=n) for n in (2, 4, 5)]
    assert [account.held_on(d) for d in days] == [20_000, 20_000, 0]


def test_new_items_and_other_institutions_hold_nothing():
    office = Office()
    office.open(problem(severity=Severity.SEVERE), problem("b", area="B06"))
    office.pay(Due("B05", "2025-3", 1_000_000))
    (account,) = office.purse.accounts.values()
    assert account.payment.parts == ()


@pytest.mark.parametrize("fen", [0, -5, 10**15])
def test_what_is_no_amount_is_not_paid(fen):
    with pytest.raises(InputError, match="no amount that can be paid"):
        Office().pay(Due("B05", "2025-3", fen))


def test_one_wrong_payment_stops_all():
    office = Office()
    with pytest.raises(InputError, match="was paid to B05 already"):
        office.pay(Due("B05", "2025-3", 10), Due("B06", "2025-3", 10), Due("B05", "2025-3", 10))
    assert office.postings == []


def test_a_cancelled_payment_can_be_registered_anew_and_counts_once():
    office = Office()
    office.pay(Due("B05", "2025-3", 10))
    office.keep(paying.cancel(office.postings, "2025-P001", "金额有误", office.act()))
    office.pay(Due("B05", "2025-3", 12))
    assert [a.paid_on(office.day) for a in office.purse.accounts.values()] == [0, 12]
    with pytest.raises(InputError, match="is of 2025-10-10"):
        paying.cancel(office.postings, "2025-P002", "早", office.act(on=START - timedelta(days=1)))
