"""Rates of the ledger, exactly, against a count by hand."""

from contextlib import suppress
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.problems import Severity
from lib.model.quarters import Quarter
from lib.model.rectification import openings
from lib.model.rectification.acts import Wish
from lib.model.rectification.rates import (
    Rates,
    end_of,
    grouped,
    of_quarter,
    rates,
    recurrences,
)
from lib.model.rectification.states import Deed
from tests.lib.model.rectification.office import PROOF, Office, problem

Q4, Q1 = Quarter(2025, 4), Quarter(2026, 1)
PEOPLE = {Deed.CLOSE: "丙", Deed.RETURN: "丙"}


MOVES = st.tuples(st.sampled_from(Deed), st.integers(0, 3), st.integers(0, 9))


def story():
    """One closed in time, one late, one open past its deadline, one not due, one new."""
    office = Office(date(2025, 10, 10))
    numbers = office.open(*(problem(f"v{n}", area=f"B0{n}") for n in range(1, 6)))
    for number in numbers[:3]:
        office.issue(number)
        office.do(Deed.START, number)
    office.later(10).do(Deed.SUBMIT, numbers[0], files=PROOF)
    office.later(2).close(numbers[0])  # 22 October, 12 days after the notice
    office.later(6).do(Deed.SUBMIT, numbers[1], files=PROOF)  # 28 October, 3 days over
    office.later(2).close(numbers[1])  # 30 October, 20 days after the notice
    office.day = date(2025, 12, 20)
    office.issue(numbers[3])
    return office


def test_the_rates_of_a_quarter_counted_by_hand():
    office = story()
    found = of_quarter(office.postings, 2, Q4, date(2026, 1, 8))
    assert found == Rates(
        opened=5,
        due=3,
        closed=2,
        on_time=1,
        overdue=1,
        overdue_days=3 + 67,
        may_recur=5,
        recurred=0,
        closed_within=2,
        days_to_close=32,
    )
    assert (found.closing, found.punctual) == (Fraction(2, 3), Fraction(1, 3))
    assert (found.recurrence, found.mean_days) == (Fraction(0), Fraction(16))


def test_what_is_carried_over_is_due_again_until_it_is_closed():
    office = story()
    office.day = date(2026, 1, 8)
    found = of_quarter(office.postings, 2, Q1, office.day)
    assert (found.due, found.closed, found.overdue) == (2, 0, 2)
    late = next(i.number for i in office.ledger.overdue(office.day))
    office.do(Deed.SUBMIT, late, files=PROOF)
    office.close(late)
    found = of_quarter(office.postings, 2, Q1, office.day)
    assert (found.due, found.closed, found.on_time, found.overdue) == (2, 1, 0, 1)
    assert of_quarter(office.postings, 2, Q4, office.day).closed == 2


def test_nothing_due_has_no_rate():
    assert Rates().closing is None
    assert Rates().mean_days is None
    assert end_of(Q4, date(2025, 11, 3)) == date(2025, 11, 3)
    assert end_of(Q4, date(2026, 11, 3)) == date(2025, 12, 31)


def test_groups_add_up_to_the_whole():
    office = story()
    ledger, day = office.ledger, date(2025, 12, 31)
    links = recurrences(ledger, 2)
    parts = grouped(ledger, links, lambda item: item.area_code, Q4, day).values()
    whole = rates(ledger.items.values(), links, Q4, day)
    for name in Rates.__dataclass_fields__:
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)


def found_in(*quarters, **facts):
    """The links of items of one unit and indicator, found in these quarters in this order."""
    office = Office(date(2027, 1, 1))
    for n, quarter in enumerate(quarters):
        office.open(problem(f"v{n}", quarter=quarter, **facts))
    return recurrences(office.ledger, 2)


def test_within_two_quarters_it_came_back_and_after_three_it_did_not():
    assert found_in("2025Q2", "2025Q4") == {"2025Q4-001": "2025Q2-001"}
    assert found_in("2025Q1", "2025Q4") == {}
    assert found_in("2025Q3", "2026Q1") == {"2026Q1-001": "2025Q3-001"}
    assert found_in("2025Q2", "2025Q3", "2025Q4")["2025Q4-001"] == "2025Q3-001"


def test_another_unit_indicator_or_clinic_is_another_problem():
    office = Office(date(2026, 1, 1))
    office.open(problem("a", quarter="2025Q3"))
    office.open(problem("b", area="B06"), problem("c", indicator="HTN03"))
    office.open(problem("d", clinic="441322001201"))
    assert recurrences(office.ledger, 2) == {}
    assert found_in("2025Q3", "2025Q4", indicator="") == {}


def test_in_one_quarter_the_first_has_to_be_closed():
    office = Office()
    (first,) = office.open(problem("a", severity=Severity.SEVERE))
    office.open(problem("b"))
    assert recurrences(office.ledger, 2) == {}
    office.hand_in(first)
    office.close(first)
    (third,) = office.later().open(problem("c"))
    assert recurrences(office.ledger, 2) == {third: first}


def test_what_was_reopened_came_back_even_without_an_indicator():
    office = Office()
    (old,) = office.open(problem(indicator=""))
    office.hand_in(old)
    office.close(old)
    wish = Wish(old, "又发现")
    (new,) = office.keep(openings.reopen(office.postings, wish, "2027Q1", office.act()))
    assert recurrences(office.ledger, 2) == {new: old}


@settings(max_examples=30)
@given(st.lists(MOVES, max_size=25))
def test_rates_are_shares_whatever_happens(moves):
    office = Office(date(2025, 11, 20))
    numbers = office.open(*(problem(f"v{n}") for n in range(4)))
    for deed, which, days in moves:
        office.later(days)
        if deed not in (Deed.OPEN, Deed.EXTEND):
            with suppress(InputError):
                office.do(deed, numbers[which], PEOPLE.get(deed, "乙"), files=PROOF)
    for quarter in (Q4, Q1):
        found = of_quarter(office.postings, 2, quarter, office.day)
        assert 0 <= found.on_time <= found.closed <= found.due <= 4
        assert found.recurred <= found.may_recur <= found.opened
