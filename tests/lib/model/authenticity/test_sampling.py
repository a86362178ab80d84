"""Drawing: the same seed gives the same sample, every file has the same chance."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from lib.errors import InputError
from lib.model.authenticity.sampling import (
    LONGEST_LIST,
    chance_to_find,
    draw,
    order,
    positions,
    seed_text,
    stations,
)

seeds = st.text("阿甲乙丙B0123|", min_size=1, max_size=12)


@given(seeds, st.integers(1, 300), st.integers(1, 30))
@settings(max_examples=60)
def test_a_draw_comes_out_the_same_again_and_never_takes_a_file_twice(seed, listed, size):
    first = draw(seed, "B05", listed, size, shares=(Fraction(1, 2), ()))
    again = draw(seed, "B05", listed, size, shares=(Fraction(1, 2), ()))
    assert first == again
    taken = [*first.positions, *first.reserves]
    assert len(set(taken)) == len(taken) == min(listed, size + -(-size // 2))
    assert all(1 <= place <= listed for place in taken)


@given(seeds, st.integers(1, 200), st.integers(0, 40))
@settings(max_examples=40)
def test_the_first_few_are_the_beginning_of_the_whole_order(seed, count, first):
    whole = order(seed, count)
    assert sorted(whole) == list(range(1, count + 1))
    assert order(seed, count, first) == whole[:first]


def test_the_words_of_pcg64_are_pinned_so_that_a_new_numpy_cannot_change_a_sample():
    assert order("2025Q4|B05|records|1|霜降|B05", 178226, 5) == (
        (113377, 146200, 87726, 142853, 169723)
    )


def test_every_position_is_drawn_as_often_as_any_other():
    rounds, listed, size = 4000, 20, 5
    counts = Counter(
        place for number in range(rounds) for place in order(f"seed {number}", listed, size)
    )
    expected = rounds * size / listed
    statistic = sum((counts[place] - expected) ** 2 / expected for place in range(1, listed + 1))
    # positions of one draw exclude each other: the statistic shrinks by (listed-size)/(listed-1)
    assert 0.001 < chi2.sf(statistic * (listed - 1) / (listed - size), listed - 1) < 0.999


def test_any_change_of_the_seed_gives_another_sample():
    told = [("2025Q4", "B05", "records", 1, ""), ("2025Q4", "B05", "records", 2, "")]
    told += [("2025Q4", "B05", "records", 1, "霜降"), ("2025Q3", "B05", "records", 1, "")]
    draws = [order(seed_text(*facts), 500, 10) for facts in told]
    assert all(one != other for one, other in pairwise(draws))


def test_a_second_sample_leaves_out_what_the_first_one_took():
    first = draw("a", "B05", 40, 10, shares=(Fraction(1, 2), ()))
    taken = positions([first])["B05"]
    second = draw("b", "B05", 40, 10, shares=(Fraction(1, 2), taken))
    assert not taken & {*second.positions, *second.reserves}
    assert len(second.positions) == 10


def test_stations_are_drawn_whatever_the_order_they_are_named_in():
    codes = [f"C{number:02}" for number in range(12)]
    assert stations("a", codes, 2) == stations("a", codes[::-1], 2)
    assert len(set(stations("a", codes, 2))) == 2


@pytest.mark.parametrize("listed", [0, -1, LONGEST_LIST + 1])
def test_an_impossible_list_is_refused(listed):
    with pytest.raises(InputError, match="cannot be sampled"):
        draw("a", "B05", listed, 10, shares=(Fraction(0), ()))


@given(st.integers(1, 200), st.data())
@settings(max_examples=40)
def test_larger_samples_find_more(listed, pick):
    false = pick.draw(st.integers(0, listed))
    sizes = sorted(pick.draw(st.lists(st.integers(1, listed), min_size=2, max_size=2)))
    small, large = (chance_to_find(listed, false, size) for size in sizes)
    assert 0 <= small <= large + 1e-9 <= 1 + 2e-9
    assert chance_to_find(listed, false, listed) == pytest.approx(float(false > 0))
