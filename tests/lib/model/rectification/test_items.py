"""What stands in the ledger, on any day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.quarters import Quarter
from lib.model.rectification.items import same_name, stand
from lib.model.rectification.rates import of_quarter, recurrences
from lib.model.rectification.states import Deed, State
from tests.lib.model.rectification.office import PROOF, START, Office, problem

WIDE = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)})


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc", "Zs")), max_size=12))
def test_width_case_and_spaces_make_no_other_person(name):
    alike = [name, name.upper(), name.translate(WIDE), f" {name}　", "\u200b".join(name)]
    assert len({same_name(one) for one in alike}) == 1


def test_a_day_in_the_past_shows_what_stood_then():
    office = Office()
    (number,) = office.open(problem())
    office.later().issue(number)
    office.later().do(Deed.START, number)
    states = [
        stand(office.postings, START + timedelta(days=n)).find(number).state for n in range(3)
    ]
    assert states == [State.NEW, State.ISSUED, State.IN_HAND]
    assert stand(office.postings, START - timedelta(days=1)).items == {}


def test_overdue_is_counted_from_the_day_after_the_deadline():
    office = Office()
    (number,) = office.open(problem())
    office.issue(number)
    item = office.ledger.find(number)
    assert item.deadline == START + timedelta(days=15)
    assert [item.days_over(item.deadline + timedelta(days=n)) for n in (0, 1, 9)] == [0, 1, 9]
    assert [item.is_overdue(item.deadline + timedelta(days=n)) for n in (0, 1)] == [False, True]
    assert office.ledger.overdue(item.deadline + timedelta(days=1)) == (item,)


def test_the_time_of_the_review_is_not_the_institutions():
    office = Office()
    (number,) = office.open(problem())
    office.hand_in(number)
    office.later(40)
    assert not office.ledger.find(number).is_overdue(office.day)
    office.do(Deed.RETURN, number, "复核丙")
    assert office.ledger.find(number).days_over(office.day) == 25
    office.do(Deed.START, number)
    office.do(Deed.SUBMIT, number, files=PROOF)
    office.later(5).close(number)
    item = office.ledger.find(number)
    assert (item.days_over(office.day), item.is_on_time()) == (25, False)


def test_a_history_that_skips_a_step_is_not_believed():
    office = Office()
    (number,) = office.open(problem())
    office.hand_in(number)
    office.close(number)
    broken = [p for p in office.postings if p.kind != Deed.SUBMIT]
    with pytest.raises(InputError, match="history of 2025Q4-001 is broken"):
        stand(broken)


def test_what_is_not_there_is_named():
    with pytest.raises(InputError, match="no item 2025Q4-999"):
        Office().ledger.find("2025Q4-999")


def test_an_item_opened_by_mistake_is_withdrawn_and_counts_on_no_day():
    office = Office()
    first, second = office.open(problem("v1"), problem("v2"))
    office.later(100).do(Deed.WITHDRAW, first, text="与另一条重复")
    for day in (None, START, office.day):
        ledger = stand(office.postings, day)
        assert list(ledger.items) == [second]
        assert ledger.find(first).problem.origin == "v1"
        assert not recurrences(ledger, 2)
    assert ledger.find(first).events[-1].step.text == "与另一条重复"
    assert of_quarter(office.postings, 2, Quarter(2025, 4), office.day).opened == 1


def test_a_withdrawn_item_takes_no_step_keeps_its_number_and_frees_its_origin():
    office = Office()
    (number,) = office.open(problem())
    with pytest.raises(InputError, match="needs a text"):
        office.do(Deed.WITHDRAW, number, text=" ")
    office.do(Deed.WITHDRAW, number)
    with pytest.raises(InputError, match="stands at “Withdrawn as opened by mistake”"):
        office.issue(number)
    assert office.open(problem()) == ["2025Q4-002"]


def test_what_was_issued_cannot_be_withdrawn():
    office = Office()
    (number,) = office.open(problem())
    office.issue(number)
    with pytest.raises(InputError, match="“Withdraw the item” is not possible now"):
        office.do(Deed.WITHDRAW, number)
