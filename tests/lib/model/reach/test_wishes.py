"""Wishes: what they measure, and when they are met."""

from fractions import Fraction

import pytest

from lib.model.reach.box import around
from lib.model.reach.granting import ground
from lib.model.reach.linear import forms
from lib.model.reach.purse import paid
from lib.model.reach.wishes import (
    AtLeast,
    HeadSpread,
    LossLimit,
    RankWithin,
    ScoreSpread,
    is_met,
    is_money,
    measured,
    rows,
    with_limit,
)
from tests.lib.model.reach.counties import plain_county

WISHES = (
    AtLeast("A", Fraction(1)),
    LossLimit(Fraction(1, 100)),
    HeadSpread(Fraction(2)),
    ScoreSpread(Fraction(20)),
    RankWithin("B", Fraction(1)),
)


@pytest.fixture
def county():
    found = forms(plain_county({"A": (90, 60, 0), "B": (60, 80, 0)}, {"A": 10_000, "B": 20_000}))
    return found, ground(found, around(found.weights, Fraction(10)), money=True)


def test_values_are_measured_on_what_the_engine_gives(county):
    found, here = county
    scores, allocation = paid(found, found.weights)
    values = [measured(wish, here, scores, allocation) for wish in WISHES]
    amounts = allocation.amounts()
    assert values[0] == amounts["A"]
    assert values[1] == 0  # nothing has changed
    assert values[2] == Fraction(amounts["A"], 10_000) / Fraction(amounts["B"], 20_000)
    assert values[3] == 4
    assert values[4] == 2
    assert [is_met(w, v) for w, v in zip(WISHES, values, strict=True)] == [True] * 4 + [False]


@pytest.mark.parametrize("wish", WISHES)
def test_rows_hold_now_where_the_wish_is_met_now(county, wish):
    found, here = county
    scores, allocation = paid(found, found.weights)
    value = measured(wish, here, scores, allocation)
    now = found.vector(found.weights).astype(float)
    if isinstance(wish, AtLeast | LossLimit):
        met = rows(with_limit(wish, value), here, -1e-6)
        missed = rows(with_limit(wish, value * 2 if value else Fraction(-1, 2)), here, 0.0)
        assert (met.items @ now >= 0).all()
        assert not (missed.items @ now >= 0).all()
    else:
        assert rows(wish, here, 0.0).own.shape[1] > 0  # it needs variables of its own


def test_money_is_told_from_scores():
    assert [is_money(wish) for wish in WISHES] == [True, True, True, False, False]
