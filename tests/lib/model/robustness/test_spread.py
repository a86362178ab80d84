"""What is told of many draws is what is in them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.robustness.draws import batches, within_share
from lib.model.robustness.spread import summarise
from lib.model.simulation import simulate
from tests.lib.model.robustness import worlds

OUTCOME = worlds.outcome()


def drawn(seed, count=40, share=0.6):
    return list(batches(OUTCOME.rules, within_share(share), count, np.random.default_rng(seed)))


@given(st.integers(0, 999))
@settings(max_examples=20)
def test_counts_equal_a_count_by_hand(seed):
    parts = drawn(seed) + drawn(seed + 1)
    found = summarise(OUTCOME, parts)
    runs = [simulate(OUTCOME, part) for part in parts]
    ranks = np.concatenate([run.ranks for run in runs])
    amounts = np.concatenate([run.amounts for run in runs])
    assert found.draws == len(ranks) == 80
    for area in range(len(OUTCOME.areas)):
        own = ranks[:, area]
        assert found.counts[area].tolist() == [(own == place).sum() for place in range(1, 6)]
        assert found.keeps[area] == np.mean(own == found.ranks_now[area])
        first, last = found.intervals[area]
        assert np.mean((first <= own) & (own <= last)) >= 0.9
        assert found.before[area].tolist() == [(own < other).sum() for other in ranks.T]
        low, middle, high = found.amounts[area]
        assert {low, middle, high} <= set(amounts[:, area].tolist())
        assert np.mean(amounts[:, area] <= low) >= 0.05
        assert np.mean(amounts[:, area] < low) <= 0.05
    same = ((ranks <= 3) == (found.ranks_now <= 3)).all(axis=1)
    assert found.top_kept == same.sum()


def test_every_pair_that_turns_often_enough_is_listed():
    found = summarise(OUTCOME, drawn(1, 400))
    swaps = found.swaps(0.01)
    assert swaps
    assert all(swap.share >= 0.01 for swap in swaps)
    codes = [area.code for area in found.areas]
    for swap in swaps:
        ahead, behind = codes.index(swap.ahead.code), codes.index(swap.behind.code)
        assert found.ranks_now[ahead] < found.ranks_now[behind]
        assert swap.share == found.before[behind, ahead] / 400
    assert found.swaps(1.01) == ()


def test_weights_that_do_not_move_change_nothing():
    found = summarise(OUTCOME, [{"X": np.ones(7)}])
    assert (found.keeps == 1).all()
    assert (found.shifts == 0).all()
    assert found.amounts.tolist() == [[paid] * 3 for paid in found.amounts_now.tolist()]


def test_no_draws_are_refused():
    with pytest.raises(InputError, match="weights to vary"):
        summarise(OUTCOME, [])
