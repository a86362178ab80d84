"""Measures of spread: zero for equals, no matter the unit, and they fall apart as they should."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.fairness.spread import gini, people, per_head, split_theil, spread, theil
from tests import small

amounts = st.lists(st.tuples(st.floats(0.5, 500), st.integers(1, 9)), min_size=1, max_size=12)


def arrays(pairs):
    return np.array([v for v, _ in pairs]), np.array([float(w) for _, w in pairs])


@given(st.floats(1, 500), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_the_same_for_everybody_is_no_spread(value, weights):
    found = spread(np.full(len(weights), value), np.array(weights, dtype=float))
    assert (found.gini, found.theil, found.variation) == pytest.approx((0, 0, 0), abs=1e-9)
    assert found.ratio == 1


@given(amounts, st.floats(0.01, 100))
def test_the_unit_does_not_matter(pairs, unit):
    values, weights = arrays(pairs)
    once, again = spread(values, weights), spread(values * unit, weights)
    assert again.gini == pytest.approx(once.gini, abs=1e-9)
    assert again.theil == pytest.approx(once.theil, abs=1e-9)
    assert again.variation == pytest.approx(once.variation, abs=1e-9)


@given(amounts)
def test_weights_count_as_so_many_residents(pairs):
    values, weights = arrays(pairs)
    one_by_one = np.repeat(values, weights.astype(int))
    alone = np.ones(len(one_by_one))
    assert gini(values, weights) == pytest.approx(gini(one_by_one, alone), abs=1e-9)
    assert theil(values, weights) == pytest.approx(theil(one_by_one, alone), abs=1e-9)


@settings(max_examples=50)
@given(amounts, st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_theil_falls_apart_into_between_and_within(pairs, groups):
    values, weights = arrays(pairs)
    between, within = split_theil(values, weights, groups[: len(values)])
    assert between + within == pytest.approx(theil(values, weights), abs=1e-9)
    assert min(between, within) >= -1e-12


@given(amounts)
def test_from_rich_to_poor_the_spread_falls(pairs):
    values, weights = arrays(pairs)
    middle = np.average(values, weights=weights)
    closer = middle + (values - middle) / 2
    assert gini(closer, weights) <= gini(values, weights) + 1e-12


def test_gini_of_all_for_one_is_near_one():
    values = np.zeros(100)
    values[0] = 1
    assert gini(values, np.ones(100)) == pytest.approx(0.99)


def test_nothing_for_somebody_is_an_infinite_ratio():
    assert spread(np.array([0.0, 5.0]), np.ones(2)).ratio == float("inf")


def outcome(populations, **money):
    scores = dict.fromkeys(populations, 90)
    return evaluate(
        small.scores_as_data(populations, scores), small.rules({"S": 100}, money=money or None)
    )


def test_amounts_per_head_are_yuan_by_resident():
    found = outcome({"A": 100, "B": 50}, pool="9900")
    assert per_head(found) == pytest.approx([66, 66])
    assert people(found).tolist() == [100, 50]


def test_without_money_or_residents_nothing_is_said_per_head():
    with pytest.raises(InputError, match="share no money"):
        per_head(outcome({"A": 100}))
    with pytest.raises(InputError, match="no residents"):
        per_head(outcome({"A": 100, "B": 0}, pool="9900"))
