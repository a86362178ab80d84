"""Standing: two means, a spread, a rank, and no order where chance explains it."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.blocks.standing import Means, means, pool, standings
from lib.model.evaluation import evaluate
from lib.model.noise.estimates import Estimate
from lib.model.noise.sampling import Reading
from lib.model.observations import Dataset
from tests import small
from tests.lib.model.blocks import places

RULES = small.rules({"S": 100})
CODES = sorted(places.PEOPLE)
hundredths = st.lists(st.integers(0, 10_000), min_size=4, max_size=4)


def scored(parts):
    """Scores of the four members, in hundredths; None is not reported."""
    rows = [
        (code, "S", "2025-12", part, 10_000)
        for code, part in zip(CODES, parts, strict=True)
        if part is not None
    ]
    made = small.dataset(places.ROSTER, rows)
    return evaluate(Dataset(places.ROSTER, made.observations, made.fingerprint), RULES).scores


def noisy(scores, width, seed=3):
    """Independent errors of one width."""
    errors = np.random.default_rng(seed).normal(0, width, (600, len(CODES)))
    found = scores.full.astype(float)
    nothing = np.zeros(0, dtype=np.int64)
    bounds = (found - 2 * width, found + 2 * width, nothing, nothing)
    return Estimate(Reading.SAMPLES, scores.areas, 4, found, errors, *bounds)


@settings(max_examples=30)
@given(hundredths)
def test_both_means_lie_between_the_lowest_and_the_highest_score(parts):
    scores = scored(parts)
    for block, (one, two) in ((places.FIRST, parts[:2]), (places.SECOND, parts[2:])):
        found = means(scores, block)
        assert found.plain == Fraction(one + two, 200)
        people = [places.PEOPLE[area.code] for area in block.members]
        assert found.weighted == Fraction(one * people[0] + two * people[1], 100 * sum(people))
        assert found.least <= min(found.weighted, found.plain)
        assert max(found.weighted, found.plain) <= found.most
        assert found.spread == Fraction(abs(one - two), 100)


def test_a_block_without_scores_has_no_mean_and_no_rank():
    away = replace(places.FIRST, members=())
    assert means(scored([1, 2, 3, 4]), away) == Means(None, None, None, None, 0)
    found = standings([away, places.SECOND], scored([1, 2, 3, 4]), None, None)
    assert [one.rank for one in found] == [None, 1]
    assert (found[0].change, found[1].change, found[1].low) == (None, None, None)


@settings(max_examples=20)
@given(hundredths, hundredths)
def test_ranks_follow_the_weighted_means_and_changes_are_differences(now, before):
    found = standings([places.FIRST, places.SECOND], scored(now), scored(before), None)
    one, two = (standing.means.weighted for standing in found)
    expected = {1: [1, 2], 0: [1, 1], -1: [2, 1]}[(one > two) - (one < two)]
    assert [standing.rank for standing in found] == expected
    for standing in found:
        assert standing.change == standing.means.weighted - standing.before.weighted


def test_the_error_of_a_mean_is_that_of_its_members_by_their_weights():
    scores = scored([8000, 8000, 8000, 8000])
    noise = noisy(scores, 2.0)
    pooled = pool(noise, [places.FIRST, places.SECOND])
    np.testing.assert_allclose(pooled.scores, [80, 80])
    expected = noise.errors[:, 0] * 0.75 + noise.errors[:, 1] * 0.25
    np.testing.assert_allclose(pooled.errors[:, 0], expected)
    assert pooled.errors[:, 0].std() == pytest.approx(2 * np.hypot(0.75, 0.25), rel=0.1)
    same = np.repeat(noise.errors[:, :1], 4, axis=1)
    alike = pool(replace(noise, errors=same), [places.FIRST])
    np.testing.assert_allclose(alike.errors[:, 0], same[:, 0])


@pytest.mark.parametrize(("gap", "parted"), [(30, False), (1200, True)])
def test_blocks_have_no_order_where_chance_explains_the_difference(gap, parted):
    scores = scored([8000 + gap, 8000 + gap, 8000, 8000])
    found = standings([places.FIRST, places.SECOND], scores, None, noisy(scores, 2.0))
    assert [one.peers for one in found] == ([(), ()] if parted else [("L2",), ("L1",)])
    for one in found:
        assert one.low < float(one.means.weighted) < one.high
