"""The self-interest meter: nothing for the rules in force, all for weights made for one."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.reach.box import around
from lib.model.reach.interest import interest
from lib.model.reach.linear import forms, sandwich
from lib.model.reach.purse import greatest, purse
from lib.model.scenarios import Scenario
from tests.lib.model.reach.counties import counties, plain_county

BOUND = Fraction(10)


@given(st.data())
@settings(max_examples=15)
def test_weights_made_for_one_institution_are_found_out(data):
    outcome = data.draw(counties(gaps=False, areas=(3, 5)))
    if not sum(outcome.scores.full):
        return
    found = forms(outcome)
    box = around(found.weights, BOUND)
    both = sandwich(found, box)
    line = data.draw(st.integers(0, len(outcome.areas) - 1))
    planted = found.propose(box.named(greatest(purse(found, both, box), both, box, line)))
    if not planted.items:
        return
    one = interest(outcome, planted, BOUND).interests[line]
    assert one.share is None or one.share == 1


def test_a_proposal_serves_those_that_gain():
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0), "C": (60, 60, 60)})
    meter = interest(outcome, Scenario(items={"01": Fraction(50), "02": Fraction(30)}), BOUND)
    assert meter.certain
    assert [i.area.code for i in meter.served()] == ["A"]
    assert [i.share is not None and i.share <= 1 for i in meter.interests] == [True] * 3
    assert sum(i.gain for i in meter.interests) == 0


def test_a_proposal_beyond_the_bound_widens_it():
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    proposal = Scenario(items={"01": Fraction(70), "02": Fraction(10)})
    assert interest(outcome, proposal, BOUND).points == 30


def test_without_moved_items_there_is_nothing_to_judge():
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    with pytest.raises(InputError, match="moves no weight"):
        interest(outcome, Scenario(), BOUND)
