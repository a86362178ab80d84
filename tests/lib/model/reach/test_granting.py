"""Granted wishes are confirmed by the engine; refused ones have a reason that holds."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.reach.box import around
from lib.model.reach.granting import Granted, Refused, grant
from lib.model.reach.linear import forms
from lib.model.reach.purse import paid
from lib.model.reach.wishes import AtLeast, HeadSpread, LossLimit, RankWithin, ScoreSpread
from tests.lib.model.reach.counties import counties, moves, plain_county

BOUND = Fraction(10)


@given(st.data())
@settings(max_examples=10)
def test_what_is_granted_holds_in_the_engine_and_what_weights_give_is_not_refused(data):
    exactly = {"money_basis": "full", "rank_basis": "full"}  # rounding is tried elsewhere
    outcome = data.draw(counties(gaps=False, areas=(3, 4), **exactly))
    if not sum(outcome.scores.full):
        return
    found = forms(outcome)
    box = around(found.weights, BOUND)
    target = data.draw(moves(box))
    area = outcome.areas[0].code
    amount = paid(found, box.named(target))[1].row(area).amount
    rank = found.run(box.named(target)).rank_of(area)
    for wish in (
        AtLeast(area, Fraction(amount) * Fraction(999, 1000)),
        RankWithin(area, Fraction(rank + 1)),
    ):
        answer = grant(found, [wish], box)
        assert isinstance(answer, Granted)
        weights = found.vector(answer.weights)
        assert box.holds(weights)
        assert answer.moved == sum(abs(weights - box.now)) / 2
        assert answer.moved <= sum(abs(target - box.now)) / 2 + Fraction(1, 2)
    assert found.run(answer.weights).rank_of(area) <= rank + 1


def county():
    return forms(
        plain_county({"A": (90, 60, 10), "B": (60, 80, 10), "C": (70, 70, 40)}, money_basis="full")
    )


def test_wishes_that_hold_already_move_nothing():
    found = county()
    answer = grant(
        found, [LossLimit(Fraction(1, 10)), ScoreSpread(Fraction(30))], around(found.weights, BOUND)
    )
    assert answer.moved == 0


def test_a_wish_beyond_reach_says_what_is_within():
    found = county()
    box = around(found.weights, BOUND)
    answer = grant(found, [AtLeast("A", Fraction(10**9))], box)
    assert isinstance(answer, Refused)
    assert answer.certain
    (reason,) = answer.reasons
    assert reason.alone
    assert isinstance(grant(found, [AtLeast("A", reason.reachable - 2)], box), Granted)
    assert isinstance(grant(found, [AtLeast("A", reason.reachable + 2)], box), Refused)


def test_wishes_that_only_fail_together_are_both_named():
    found = county()
    box = around(found.weights, BOUND)
    now = paid(found, found.weights)[1].amounts()
    most = grant(found, [AtLeast("A", Fraction(10**9))], box).reasons[0].reachable
    wishes = [AtLeast("A", most - 5), AtLeast("B", Fraction(now["B"]))]
    answer = grant(found, wishes, box)
    assert [reason.wish for reason in answer.reasons] == wishes
    assert not any(reason.alone for reason in answer.reasons)


@pytest.mark.parametrize("wish", [ScoreSpread(Fraction(6)), HeadSpread(Fraction(103, 100))])
def test_a_spread_is_brought_below_its_limit(wish):
    found = county()
    answer = grant(found, [wish], around(found.weights, Fraction(30)))
    assert isinstance(answer, Granted)
    assert answer.values[0] <= wish.limit


def test_money_wishes_need_a_formula_that_is_linear():
    found = forms(plain_county({"A": (90, 60, 0), "B": (60, 80, 0)}, money={"floor_share": "0.5"}))
    box = around(found.weights, BOUND)
    with pytest.raises(InputError, match="F1 and F2"):
        grant(found, [AtLeast("A", Fraction(1))], box)
    assert isinstance(grant(found, [RankWithin("A", Fraction(1))], box), Granted)


def test_nothing_wished_for_is_refused():
    found = county()
    with pytest.raises(InputError, match="Nothing is wished for"):
        grant(found, [], around(found.weights, BOUND))


def test_published_scores_are_confirmed_by_asking_for_a_little_more():
    found = forms(plain_county({"A": (90, 60, 10), "B": (60, 80, 10), "C": (70, 70, 40)}))
    now = paid(found, found.weights)[1].amounts()["A"]
    wish = AtLeast("A", Fraction(now + 50_001))
    answer = grant(found, [wish], around(found.weights, BOUND))
    assert isinstance(answer, Granted)
    assert paid(found, answer.weights)[1].amounts()["A"] >= wish.limit
