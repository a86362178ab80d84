"""What was paid and held: the account refuses a history that pays twice."""

from datetime import timedelta

import pytest

from lib.errors import InputError
from lib.model.journal import content_of
from lib.model.problems import Severity
from lib.model.rectification.held import RELEASED, Due, Release, stand_money
from tests.lib.model.rectification.office import START, Office, problem

DUE = Due("B05", "2025-3", 89_100_001)


@pytest.fixture
def office():
    """One severe item open, and a payment that it holds two per cent of."""
    made = Office()
    (number,) = made.open(problem(severity=Severity.SEVERE))
    made.hand_in(number)
    made.pay(DUE)
    return made


def test_the_account_of_a_payment_on_every_day(office):
    office.later(3).close("2025Q4-001")
    (account,) = office.purse.of_area("B05")
    days = [START + timedelta(days=n) for n in (-1, 0, 2, 3, 99)]
    held = 89_100_001 * 2 // 100
    assert [account.entitlement_on(d) for d in days] == [0, *[DUE.entitlement] * 4]
    assert [account.held_on(d) for d in days] == [0, held, held, 0, 0]
    assert [account.paid_on(d) for d in days] == [
        0,
        *[DUE.entitlement - held] * 2,
        *[89_100_001] * 2,
    ]


def test_what_an_item_holds_is_known_until_it_is_closed(office):
    assert office.purse.waiting_for("2025Q4-001") == 1_782_000
    office.close("2025Q4-001")
    assert office.purse.waiting_for("2025Q4-001") == 0
    assert office.purse.paid_for == {("B05", "2025-3"): "2025-P001"}


def forged(office, **change):
    (account,) = office.purse.accounts.values()
    (part,) = account.payment.parts
    proof = office.ledger.find(part.item).submitted.files
    facts = {"on": office.day, "by": "丙", "item": part.item, "fen": part.fen, "evidence": proof}
    content = content_of(Release(**facts | change))
    last = office.postings[-1]
    told = (last.number + 1, "held", account.number, RELEASED, content, last.by, last.at)
    return [*office.postings, type(last)(*told)]


@pytest.mark.parametrize("change", [{"fen": 1}, {"item": "2025Q4-002"}, {"evidence": ()}])
def test_a_release_of_what_was_not_held_or_not_proven_is_not_believed(office, change):
    with pytest.raises(InputError, match="account of payment 2025-P001 is broken"):
        stand_money(forged(office, **change))


def test_a_second_release_is_not_believed(office):
    again = forged(office)
    stand_money(again)
    office.close("2025Q4-001")
    with pytest.raises(InputError, match="is broken"):
        stand_money([*office.postings, again[-1]])
