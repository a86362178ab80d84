"""What samples say of lists: worked numbers, exactness, and how often intervals hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from lib.model.authenticity.estimation import Tally, add, estimate, exact
from lib.model.intervals import wilson

tallies = st.builds(Tally, *(st.integers(0, 20) for _ in range(4)))


@given(tallies, st.integers(0, 3000))
@settings(max_examples=80)
def test_the_interval_holds_what_was_found_and_the_number_fits_the_list(tally, more):
    listed = tally.attempted + more
    found = estimate(tally, listed, 500)
    if not tally.verifiable:
        assert found is None
        return
    share = float(tally.false_share)
    assert 0 <= found.share.low <= share + 1e-12
    assert share - 1e-12 <= found.share.high <= 1
    assert tally.false <= found.least <= found.most <= listed - tally.true
    assert found.exact == (listed <= 500)


@given(st.lists(tallies, max_size=5))
def test_tallies_add_up(found):
    whole = add(found)
    assert whole.attempted == sum(one.attempted for one in found)
    assert whole.true + whole.false == whole.verifiable == sum(one.verifiable for one in found)


@pytest.mark.parametrize(
    ("true", "verified", "low", "high"),
    [(8, 10, 49.0, 94.3), (18, 20, 69.9, 97.2), (45, 50, 78.6, 95.7)],
)
def test_the_intervals_of_long_lists_are_the_published_ones(true, verified, low, high):
    found = estimate(Tally(true, 0, 0, verified - true), 5000, 500)
    ends = [round(100 * (1 - end), 1) for end in (found.share.high, found.share.low)]
    assert ends == [low, high]


def test_a_list_that_was_checked_whole_leaves_nothing_to_estimate():
    found = estimate(Tally(5, 1, 0, 1), 7, 500)
    assert (found.files, found.least, found.most) == (1, 1, 1)


@given(st.integers(1, 12), st.data())
@settings(max_examples=40)
def test_the_exact_interval_is_what_a_search_of_all_numbers_finds(sample, pick):
    listed = pick.draw(st.integers(sample, 40))
    found = pick.draw(st.integers(0, sample))
    possible = range(found, listed - sample + found + 1)
    held = [
        number
        for number in possible
        if hypergeom.cdf(found, listed, number, sample) > 0.025
        and sum(hypergeom.pmf(k, listed, number, sample) for k in range(found, sample + 1)) > 0.025
    ]
    assert exact(found, sample, listed) == (held[0], held[-1])


@pytest.mark.parametrize(("listed", "sample"), [(30, 10), (60, 10), (120, 20)])
def test_the_exact_interval_covers_every_truth_at_least_as_often_as_it_says(listed, sample):
    intervals = [exact(found, sample, listed) for found in range(sample + 1)]
    coverages = []
    for truth in range(listed + 1):
        weights = hypergeom.pmf(np.arange(sample + 1), listed, truth, sample)
        holds = [low <= truth <= high for low, high in intervals]
        coverages.append(float(weights[holds].sum()))
    assert min(coverages) >= 0.95
    assert np.mean(coverages) <= 0.995


@pytest.mark.parametrize("sample", [10, 20, 50])
def test_wilsons_interval_covers_about_95_percent_on_average(sample):
    shares = np.linspace(0.02, 0.5, 97)
    ends = [wilson(found, sample) for found in range(sample + 1)]
    covered = [
        binom.pmf(
            [k for k, (low, high) in enumerate(ends) if low <= share <= high], sample, share
        ).sum()
        for share in shares
    ]
    assert 0.94 <= np.mean(covered) <= 0.965
    assert min(covered) > 0.83
