"""A sum is closed when its hidden parts could be moved against one another."""

from dataclasses import replace

import pytest

from lib.model.suppression.sums import Closing, Part
from lib.model.suppression.tables import FAR, Counts

STOCKS = Closing(threshold=5, grows=False, indicators=1)


def part(numerator, denominator, **facts):
    """One hidden part of which the words say whether its numerator is below five."""
    least, most = (0, 4) if numerator < 5 else (5, FAR)
    return Part(
        Counts(((numerator, denominator),)), (numerator - least,), (most - numerator,), **facts
    )


def test_a_sum_without_hidden_parts_is_closed():
    assert STOCKS.closed({})


def test_a_single_hidden_part_is_the_sum_less_the_others():
    assert not STOCKS.closed({"A": part(3, 20)})


@pytest.mark.parametrize(("partner", "closed"), [(7, True), (6, False), (4, False), (30, True)])
def test_the_partner_must_leave_room_for_every_value_below_the_threshold(partner, closed):
    assert STOCKS.closed({"A": part(2, 20), "B": part(partner, 40)}) == closed


def test_where_everybody_is_reached_nobody_is_known_not_to_be_there():
    parts = {"A": part(2, 2), "B": part(30, 30)}
    assert not STOCKS.closed(parts)
    assert STOCKS.closed({**parts, "B": part(30, 31)})


def test_two_small_denominators_give_each_other_away():
    assert not STOCKS.closed({"A": part(1, 3), "B": part(1, 2), "C": part(0, 1)})


def test_parts_that_are_known_hide_nobody():
    parts = {"A": part(2, 20), "B": part(30, 40)}
    assert not STOCKS.closed({**parts, "B": replace(parts["B"], fixed=True, told=True)})
    assert not STOCKS.closed({a: replace(p, fixed=True) for a, p in parts.items()})
