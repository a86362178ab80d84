"""Estimates: raw, weighted and with intervals that hold what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lib.model.intervals import wilson
from lib.model.surveys.estimates import Count, answer_of, estimate, in_order, together, weigh
from lib.model.surveys.questionnaires import MEASURED
from tests.lib.model.surveys.cases import RULES, asked, estimated

counts = st.integers(1, 60).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))


def coverage(share, sample):
    """Exact probability that the Wilson interval of a sample holds the share."""
    chances = stats.binom.pmf(range(sample + 1), sample, share)
    ends = [wilson(found, sample) for found in range(sample + 1)]
    return sum(p for p, (low, high) in zip(chances, ends, strict=True) if low <= share <= high)


def test_satisfaction_is_of_users_awareness_of_everybody_who_answered():
    held = [
        asked(aware=True, services=("06",), satisfaction=4),
        asked(aware=False, services=(), visited=True, satisfaction=3),
        asked(aware=True, services=(), visited=False),
        asked(services=("06", "01")),
    ]
    found = {q: estimate(q, {"A": held}, RULES, {}).of("A").count for q in MEASURED}
    assert found == {
        "awareness": Count(2, 3),
        "satisfaction": Count(1, 2),
        "utilisation": Count(2, 4),
    }
    assert [answer_of("satisfaction")(i) for i in held] == [True, False, None, None]


def test_without_answers_there_is_no_share_and_no_interval():
    [empty] = estimate("awareness", {"A": []}, RULES, {}).estimates
    assert (empty.count.share, empty.count.interval, empty.weighted, empty.shrunk) == (None,) * 4
    assert empty.small


@given(strata=st.lists(st.tuples(counts, st.integers(1, 10_000)), min_size=1, max_size=5))
def test_a_weighted_share_lies_among_its_strata_and_weights_never_gain_precision(strata):
    found = weigh(strata)
    shares = [count.share for count, _ in strata]
    assert min(shares) - 1e-9 <= found.share <= max(shares) + 1e-9
    assert found.effect >= 1 - 1e-9
    low, high = found.interval
    assert low <= found.share + 1e-9
    assert found.share <= high + 1e-9


@given(own=st.lists(counts, min_size=1, max_size=4), each=st.integers(1, 9))
def test_quotas_in_proportion_to_the_people_change_nothing(own, each):
    found = weigh([(count, each * count.sample) for count in own])
    whole = together(own)
    assert found.share == pytest.approx(whole.share)
    assert found.effect == pytest.approx(1)
    assert found.interval == pytest.approx(whole.interval)


def test_nobody_is_weighted_whose_people_are_unknown_or_unheard():
    assert weigh([(Count(1, 2), None), (Count(1, 2), 9)]) is None
    assert weigh([(Count(0, 0), 50), (Count(1, 2), 9)]) is None
    assert weigh([(Count(0, 0), 0), (Count(1, 2), 9)]).share == 0.5


def test_a_worked_example_of_weights():
    found = weigh([(Count(16, 20), 3_000), (Count(10, 20), 1_000)])
    assert found.share == pytest.approx(0.75 * 0.8 + 0.25 * 0.5)
    assert found.effect == pytest.approx(40 * (0.75**2 / 20 + 0.25**2 / 20))
    assert found.effective == pytest.approx(32)


def test_the_wilson_interval_of_forty_holds_the_truth_in_93_to_97_of_100():
    found = [coverage(share, 40) for share in np.linspace(0.6, 0.96, 73)]
    assert 0.94 <= np.mean(found) <= 0.965
    assert 0.93 <= np.mean([coverage(share, 22) for share in np.linspace(0.6, 0.96, 73)]) <= 0.97


def test_the_weighted_interval_holds_the_truth_in_93_to_97_of_100():
    dice = np.random.default_rng(2025)
    quotas, people = (16, 8, 8, 8), (0.35, 0.05, 0.25, 0.35)
    held = []
    for middle in (0.7, 0.8, 0.9):
        shares = np.array([middle, middle + 0.06, middle + 0.04, middle - 0.08])
        truth = float((shares * people).sum())
        for drawn in dice.binomial(quotas, shares, size=(1_500, 4)).tolist():
            strata = [
                (Count(found, quota), round(1e6 * part))
                for found, quota, part in zip(drawn, quotas, people, strict=True)
            ]
            low, high = weigh(strata).interval
            held.append(low <= truth <= high)
    assert 0.93 <= np.mean(held) <= 0.97


def test_small_samples_stand_apart_whatever_they_found():
    lines = [estimated("A", 22, 22), estimated("B", 30, 40), estimated("C", 39, 40)]
    assert [e.area_code for e in in_order(lines)] == ["C", "B", "A"]


@settings(max_examples=25)
@given(answers=st.lists(st.booleans(), min_size=3, max_size=40))
def test_the_county_is_the_sum_of_its_institutions(answers):
    held = {
        code: [asked(aware=one) for one in answers[start::3]] for start, code in enumerate("ABC")
    }
    result = estimate("awareness", held, RULES, {})
    assert result.county.count == Count(sum(answers), len(answers))
    assert together(e.count for e in result.estimates) == result.county.count
