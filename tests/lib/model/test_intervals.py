"""Sampling error of a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lib.model.intervals import wilson

samples = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(samples)
def test_the_interval_is_that_of_the_statistics_library(sample):
    found, size = sample
    expected = binomtest(found, size).proportion_ci(0.95, method="wilson")
    assert wilson(found, size) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(samples)
def test_the_share_itself_lies_inside(sample):
    low, high = wilson(*sample)
    assert 0 <= low <= sample[0] / sample[1] + 1e-12
    assert sample[0] / sample[1] - 1e-12 <= high <= 1
