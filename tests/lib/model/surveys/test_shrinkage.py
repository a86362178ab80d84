"""Shrinkage: nearer to the truth than raw shares, and no small sample at an end by luck."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.surveys.shrinkage import Prior, fit

SIZES = np.array([22, *[40] * 21])
"""One small sample among twenty-two."""
ROUNDS = {15: 60, 40: 40, 100: 40, 100_000: 150}
"""Rounds that are drawn at each strength: the gain is then at least 5.9 standard errors."""


@cache
def rounds(strength):
    """Draw true, found and shrunk shares of a county whose institutions differ so much."""
    dice = np.random.default_rng([7, strength])
    truth = dice.beta(0.87 * strength, 0.13 * strength, size=(ROUNDS[strength], len(SIZES)))
    found = dice.binomial(SIZES, truth)
    return truth, found / SIZES, shrunk(found)


def shrunk(found):
    return np.array(
        [
            [prior.shrink(r, n) for r, n in zip(row, SIZES, strict=True)]
            for row in found.tolist()
            for prior in [fit(row, SIZES.tolist())]
        ]
    )


def at_an_end(shares):
    """Share of the rounds in which the small sample alone is first or last."""
    others = shares[:, 1:]
    alone = (shares[:, 0] > others.max(axis=1)) | (shares[:, 0] < others.min(axis=1))
    return alone.mean()


@settings(max_examples=60)
@given(
    counts=st.lists(
        st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=3,
        max_size=22,
    )
)
def test_a_shrunk_share_lies_between_its_own_and_the_mean_and_keeps_the_order(counts):
    prior = fit(*zip(*counts, strict=True))
    assert 0 < prior.mean < 1
    for found, sample in counts:
        ends = sorted((found / sample, prior.mean))
        assert ends[0] - 1e-12 <= prior.shrink(found, sample) <= ends[1] + 1e-12
        assert prior.shrink(found, sample) < prior.shrink(found + 1, sample)


@given(sample=st.integers(1, 500), strength=st.floats(1, 1_000))
def test_the_smaller_the_sample_the_further_it_is_drawn(sample, strength):
    prior = Prior(0.8, strength)
    assert prior.shrink(sample, sample) < prior.shrink(2 * sample, 2 * sample) < 1


@pytest.mark.parametrize("strength", ROUNDS)
def test_shrunk_shares_err_less_than_raw_ones(strength):
    truth, raw, drawn = rounds(strength)
    assert ((drawn - truth) ** 2).mean() < ((raw - truth) ** 2).mean()


def test_a_small_sample_stands_at_an_end_by_luck_less_than_its_share_when_shrunk():
    """All institutions are alike: whoever is first or last is so by luck alone."""
    _truth, raw, drawn = rounds(100_000)
    assert at_an_end(drawn) < 2 / len(SIZES) < at_an_end(raw)


def test_institutions_that_really_differ_are_hardly_drawn_together():
    prior = fit([20, 30, 39] * 7, [40] * 21)
    assert prior.strength < 40
    assert fit([34, 34, 33] * 7, [40] * 21).strength > 100


def test_two_institutions_teach_nothing_and_silent_ones_are_left_out():
    assert fit([3, 4], [5, 5]) is None
    assert fit([3, 4, 0], [5, 5, 0]) is None
    assert fit([30, 34, 36, 0], [40, 40, 40, 0]) == fit([30, 34, 36], [40, 40, 40])


@given(found=st.integers(0, 22))
def test_the_interval_holds_the_shrunk_share(found):
    prior = Prior(0.85, 60)
    low, high = prior.interval(found, 22)
    assert 0 <= low < prior.shrink(found, 22) < high <= 1
