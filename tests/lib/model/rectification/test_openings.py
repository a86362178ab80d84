"""Opening items: one for each origin, whatever is tried; reopening links."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.rectification import openings
from lib.model.rectification.acts import Wish
from lib.model.rectification.states import State
from tests.lib.model.rectification.office import Office, problem


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=6))
def test_one_origin_opens_one_item_ever(tries):
    office = Office()
    for batch in tries:
        before = len(office.postings)
        known = set(office.ledger.origins)
        if known & set(batch) or len(set(batch)) < len(batch):
            with pytest.raises(InputError, match="has opened item"):
                office.open(*(problem(origin) for origin in batch))
            assert len(office.postings) == before
        else:
            office.open(*(problem(origin) for origin in batch))
    numbers = list(office.ledger.origins.values())
    assert numbers == [f"2025Q4-{n:03}" for n in range(1, len(numbers) + 1)]


def closed(office):
    (number,) = office.open(problem())
    office.hand_in(number)
    office.close(number)
    return number


def again(office, number, text="又有3份无法核实"):
    wish = Wish(number, text)
    return office.keep(openings.reopen(office.postings, wish, "2026Q1", office.act()))


def test_reopening_makes_a_new_row_linked_to_the_old_once():
    office = Office()
    old = closed(office)
    (new,) = again(office.later(), old)
    item = office.ledger.find(new)
    assert (new, item.reopens, item.state) == ("2026Q1-001", old, State.NEW)
    assert item.problem.evidence == "又有3份无法核实"
    assert office.ledger.find(old).state == State.CLOSED
    with pytest.raises(InputError, match="has opened item 2026Q1-001"):
        again(office, old)


def test_only_what_is_closed_is_reopened_and_only_with_words():
    office = Office()
    (number,) = office.open(problem())
    with pytest.raises(InputError, match="only a closed item"):
        again(office, number)
    office.hand_in(number)
    office.close(number)
    with pytest.raises(InputError, match="needs a text"):
        again(office, number, " ")


def test_evidence_with_an_identity_number_is_refused():
    with pytest.raises(InputError, match="identity or telephone"):
        Office().open(problem(evidence="患者身份证11010519491231002X未更新"))
