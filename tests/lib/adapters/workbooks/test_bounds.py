"""Floors and caps: who is held, and what the others get."""

from fractions import Fraction

from lib.adapters.workbooks.bounds import solve_bounds
from tests.lib.adapters.workbooks.conftest import county

PEOPLE = {"B01": 120_000, "B02": 60_000, "B03": 10_000}
SCORES = {"B01": 92, "B02": 86, "B03": 40}


def solved(**money):
    _, outcome = county(PEOPLE, SCORES, **money)
    return outcome, solve_bounds(outcome.allocation, outcome.rules.allocation)


def test_without_bounds_there_is_nothing_to_solve():
    assert solved()[1] is None


def test_those_between_their_bounds_share_one_rate():
    outcome, bounds = solved(floor_share="0.9")
    for row, low, high in zip(outcome.allocation.rows, bounds.low, bounds.high, strict=True):
        wanted = bounds.rate * (row.base + row.performance)
        assert abs(min(max(wanted, low), high) - row.amount) < 1
    assert outcome.allocation.rows[2].amount == bounds.low[2] == Fraction("0.9") * 99_000_000


def test_a_cap_below_a_floor_gives_way():
    _, bounds = solved(floor_share="0.98", cap_share="1.02")
    assert all(low <= high for low, high in zip(bounds.low, bounds.high, strict=True))
    assert bounds.capped
