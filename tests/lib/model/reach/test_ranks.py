"""Reachable ranks: the engine gives them to the witness, and nobody goes beyond the bound."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.reach.box import around
from lib.model.reach.corridor import corridor
from lib.model.reach.linear import forms
from lib.model.reach.ranks import reach
from tests.lib.model.reach.counties import counties, moves, plain_county


@given(st.data(), st.booleans(), st.sampled_from(["full", "published"]))
@settings(max_examples=15)
def test_a_rank_is_reached_by_its_witness_and_passed_by_no_weights(data, upwards, basis):
    outcome = data.draw(counties(areas=(3, 5), rank_basis=basis))
    found = forms(outcome)
    box = around(found.weights, Fraction(data.draw(st.integers(1, 30))))
    area = outcome.areas[0].code
    end = reach(corridor(found, box), area, upwards=upwards)
    assert box.holds(found.vector(end.weights))
    assert found.run(end.weights).rank_of(area) == end.rank
    for _ in range(3):
        rank = found.run(box.named(data.draw(moves(box)))).rank_of(area)
        assert rank >= end.bound if upwards else rank <= end.bound


def test_rivals_that_need_different_weights_are_not_passed_together():
    # A beats B only with much weight on 01, and C only with much on 02: both at once is impossible.
    outcome = plain_county(
        {"A": (80, 80, 0), "B": (60, 90, 0), "C": (90, 60, 0)},
        points=("25", "25", "24", "24", "1", "1"),
    )
    found = forms(outcome)
    held = corridor(found, around(found.weights, Fraction(40)))
    end = reach(held, "A", upwards=True)
    assert (held.best[0], end.bound, end.rank) == (1, 1, 1)  # between both it leads
    tight = plain_county(
        {"A": (74, 74, 0), "B": (60, 90, 0), "C": (90, 60, 0)},
        points=("25", "25", "24", "24", "1", "1"),
    )
    found = forms(tight)
    held = corridor(found, around(found.weights, Fraction(40)))
    end = reach(held, "A", upwards=True)
    assert held.best[0] == 1  # one by one it passes either
    assert (end.bound, end.rank, end.exact) == (2, 2, True)
