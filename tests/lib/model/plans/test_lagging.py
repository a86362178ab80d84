"""The lag rule, exactly: more than 10 points amber, more than 20 or past due red."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.plans.lagging import (
    AMBER,
    DARK,
    GREEN,
    RED,
    STATES,
    WORST_FIRST,
    State,
    pace,
    planned,
    worst,
)

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
shares = st.fractions(0, 100, max_denominator=1000)


@pytest.fixture(scope="module")
def lag(outline):
    return outline.lag(date(2025, 1, 1))


@given(start=days, length=st.integers(1, 900), day=days)
def test_planned_runs_straight_from_nought_at_the_start_to_all_at_the_due_date(start, length, day):
    due = start + timedelta(length)
    found = planned(start, due, day)
    if start <= day <= due:
        assert found * length == 100 * (day - start).days
    else:
        assert found == (0 if day < start else 100)


@given(start=days, day=days)
def test_what_is_due_on_the_day_it_starts_is_planned_from_that_day_on(start, day):
    assert planned(start, start, day) == (100 if day >= start else 0)


@given(should=shares, actual=shares, begun=st.booleans())
def test_the_light_is_the_rule_and_nothing_else(lag, should, actual, begun):
    found = pace(should, actual, lag, past_due=False, begun=begun)
    behind = should - actual
    if actual == 100:
        assert (found.state, found.light) == (State.DONE, GREEN)
    elif behind > 20:
        assert (found.state, found.light) == (State.LAGGING, RED)
    elif behind > 10:
        assert (found.state, found.light) == (State.LAGGING, AMBER)
    else:
        assert found.light == (DARK if actual == 0 and not begun else GREEN)
        assert found.state == (State.NOT_STARTED if actual == 0 else State.ON_COURSE)


@given(actual=shares)
def test_past_due_is_red_until_it_is_complete(lag, actual):
    found = pace(Fraction(100), actual, lag, past_due=True, begun=True)
    expected = (State.DONE, GREEN) if actual == 100 else (State.OVERDUE, RED)
    assert (found.state, found.light) == expected


@pytest.mark.parametrize(
    ("actual", "light"), [(40, GREEN), ("39.999", AMBER), (30, AMBER), ("29.999", RED)]
)
def test_exactly_ten_or_twenty_points_are_still_within(lag, actual, light):
    found = pace(Fraction(50), Fraction(actual), lag, past_due=False, begun=True)
    assert found.light == light


@given(st.lists(st.sampled_from(WORST_FIRST)).map(tuple))
def test_the_worst_light_is_one_of_them_and_none_is_worse(lights):
    found = worst(lights)
    assert found in (*lights, DARK)
    assert all(WORST_FIRST.index(found) <= WORST_FIRST.index(light) for light in lights)


def test_every_state_has_a_word():
    assert set(STATES) == set(State)
