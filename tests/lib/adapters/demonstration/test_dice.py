"""Dice: names decide what falls."""

from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.demonstration.dice import PPM, Dice

seeds = st.integers(0, 2**32)


def test_throws_the_same_on_every_machine_and_version():
    assert Dice(441_322).many(6, 1, 1000, "B01", "ELD01") == [149, 126, 632, 628, 110, 411]


@given(seeds, st.text(), st.integers(-50, 50), st.integers(0, 100))
def test_stays_within_its_bounds(seed, name, low, width):
    assert all(low <= n <= low + width for n in Dice(seed).many(20, low, low + width, name))


@given(seeds, st.integers(1, 500))
def test_a_bell_is_never_beyond_three_times_its_spread(seed, spread):
    assert abs(Dice(seed).bell(spread, "x")) <= 3 * spread


@given(seeds)
def test_another_name_is_another_stream(seed):
    assert Dice(seed).many(10, 0, PPM, "a") != Dice(seed).many(10, 0, PPM, "b")


@given(seeds, st.integers(0, 50))
def test_certainty_passes_all_and_impossibility_none(seed, sample):
    assert Dice(seed).passes(sample, PPM, "x") == sample
    assert Dice(seed).passes(sample, 0, "x") == 0
