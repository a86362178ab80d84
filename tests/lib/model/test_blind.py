"""Letters hide names, hashes fix what was drawn and weighed, means and distances are exact."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.blind import (
    WeightSet,
    check_member,
    distance,
    letters,
    mean,
    order_digest,
    shuffled,
    weights_digest,
)

AREAS = [f"B{n:02}" for n in range(1, 23)]


def weights(parts):
    return {str(i): Fraction(100 * part, sum(parts)) for i, part in enumerate(parts)}


SETS = st.lists(
    st.lists(st.integers(1, 50), min_size=4, max_size=4).map(weights), min_size=1, max_size=5
)


@given(st.integers(0, 2**64))
@settings(max_examples=25)
def test_everybody_has_a_letter_of_their_own_and_the_seed_decides_which(seed):
    order = shuffled(AREAS, np.random.default_rng(seed))
    assert sorted(order) == AREAS
    assert order == shuffled(AREAS, np.random.default_rng(seed))
    assert sorted(letters(order).values()) == [chr(65 + n) for n in range(22)]


def test_the_letters_differ_from_session_to_session():
    orders = {shuffled(AREAS, np.random.default_rng(seed)) for seed in range(20)}
    assert len(orders) == 20


def test_letters_go_on_after_z():
    given_letters = list(letters([f"{n}" for n in range(30)]).values())
    assert given_letters[25:28] == ["Z", "AA", "AB"]
    assert len(set(given_letters)) == 30


def test_the_hash_of_an_order_needs_seed_and_order():
    same = order_digest("a", ["1", "2"])
    assert same == order_digest("a", ["1", "2"])
    assert len({same, order_digest("b", ["1", "2"]), order_digest("a", ["2", "1"])}) == 3


def test_the_hash_of_weights_is_the_same_in_any_order_and_another_for_any_change():
    one, two = WeightSet("甲", {"w": "01.60"}), WeightSet("乙", {"w": "01.50"})
    fixed = weights_digest("x", [one, two])
    assert fixed == weights_digest("x", [two, one])
    others = {
        weights_digest("y", [one, two]),
        weights_digest("x", [one]),
        weights_digest("x", [one, WeightSet("乙", {"w": "01.51"})]),
        weights_digest("x", [one, WeightSet("丙", {"w": "01.50"})]),
    }
    assert fixed not in others
    assert len(others) == 4


@given(SETS)
@settings(max_examples=30)
def test_a_mean_adds_up_to_100_and_lies_between(sets):
    middle = mean(sets)
    assert sum(middle.values()) == 100
    for code, value in middle.items():
        assert min(s[code] for s in sets) <= value <= max(s[code] for s in sets)


@given(SETS, SETS)
@settings(max_examples=30)
def test_a_distance_is_one_both_ways_zero_only_for_the_same_and_at_most_100(some, others):
    one, other = some[0], others[0]
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert 0 <= distance(one, other) <= 100


def test_a_member_has_a_short_name():
    assert check_member(" 财务股 ") == "财务股"
    for name in ("", "  ", "x" * 21, "两\n行"):
        with pytest.raises(InputError, match="whose it is"):
            check_member(name)
