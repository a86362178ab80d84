"""Differences: what cannot be told apart is called so, and chance is not called a difference."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.roster import Area
from lib.model.surveys.differences import band_letters, chance, difference, pairs
from lib.model.surveys.estimates import Count
from tests.lib.model.surveys.cases import estimated

counts = st.integers(1, 60).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))


def lines(found, sample=40):
    return [estimated(f"B{n:02}", r, sample) for n, r in enumerate(found, 1)]


def areas(number):
    return [Area(f"B{n:02}", f"机构{n}", "township_hospital", "", 1) for n in range(1, number + 1)]


def grouped(found, seed=1):
    return band_letters(lines(found), areas(len(found)), 600, np.random.default_rng(seed))


@given(first=counts, second=counts)
def test_a_difference_changes_sign_with_the_order_and_lies_in_its_interval(first, second):
    apart, low, high = difference(first, second)
    back, below, above = difference(second, first)
    assert (apart, low, high) == pytest.approx((-back, -above, -below))
    assert -1 <= low <= apart <= high <= 1
    assert chance(first, second) == pytest.approx(chance(second, first))


def test_equal_shares_and_shares_of_all_or_nothing_are_no_difference():
    assert chance(Count(20, 40), Count(10, 20)) == 1
    assert chance(Count(40, 40), Count(22, 22)) == 1


def test_a_worked_example_of_newcombe():
    """R. G. Newcombe (1998), table II, example (a), method 10: 56/70 and 48/80."""
    apart, low, high = difference(Count(56, 70), Count(48, 80))
    assert (apart, round(low, 4), round(high, 4)) == (pytest.approx(0.2), 0.0524, 0.3339)


def test_twelve_points_between_two_of_forty_are_no_significant_difference():
    [pair] = pairs(lines([38, 33]))
    assert not pair.is_significant
    assert pair.low < 0 < pair.high
    [pair] = pairs(lines([40, 20]))
    assert pair.is_significant
    assert (pair.first, pair.second) == ("B01", "B02")


@settings(max_examples=30)
@given(found=st.lists(st.integers(0, 40), min_size=2, max_size=10))
def test_every_pair_is_compared_once_and_many_comparisons_make_nobody_more_different(found):
    result = pairs(lines(found))
    assert len(result) == len(found) * (len(found) - 1) // 2
    assert all(pair.adjusted >= pair.chance - 1e-12 for pair in result)
    assert all(pair.difference >= 0 for pair in result)


def test_silent_institutions_are_compared_with_nobody():
    assert pairs([*lines([30]), estimated("Z", 0, 0)]) == ()
    assert band_letters([estimated("Z", 0, 0)], areas(1), 10, np.random.default_rng(1)) == {}


def test_twenty_two_that_are_alike_are_hardly_ever_called_different():
    dice = np.random.default_rng(22)
    drawn = dice.binomial(40, 0.87, size=(200, 22))
    false_alarms = [any(p.is_significant for p in pairs(lines(row))) for row in drawn.tolist()]
    assert np.mean(false_alarms) <= 0.05 + 3 * (0.05 * 0.95 / 200) ** 0.5


def test_without_a_significant_pair_there_is_one_band_with_two_camps_there_are_two():
    assert set(grouped([34, 35, 36, 33, 34]).values()) == {"A"}
    letters = grouped([39, 39, 38, 18, 17, 19])
    assert {code for code, letter in letters.items() if letter == "A"} == {"B01", "B02", "B03"}
    assert set(letters.values()) == {"A", "B"}
