"""Bands: one where nothing differs, two where two groups are planted, money by their means."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from lib.model.noise.bands import bands, letters, pay_by_band
from lib.model.noise.estimates import estimate
from lib.model.noise.sampling import Reading
from tests import small
from tests.lib.model.noise.surveys import surveyed

DRAWS = 400


def grouped(shares, rng, respondents=40):
    found = estimate(surveyed(shares, rng, respondents), Reading.SAMPLES, DRAWS, rng)
    return bands(found)


def test_equal_institutions_form_one_band():
    rng = np.random.default_rng(5)
    single = [len(grouped((0.8,) * 22, rng)) == 1 for _ in range(40)]
    assert np.mean(single) >= 0.95


def test_two_groups_three_standard_errors_apart_are_separated():
    rng = np.random.default_rng(6)
    apart = 3 * np.sqrt(2 * 0.8 * 0.2 / (40 * 8))
    shares = (0.8 + apart,) * 11 + (0.8,) * 11
    right = []
    for _ in range(20):
        found = letters(grouped(shares, rng))
        right.append([found[i] < found[j] for i in range(11) for j in range(11, 22)])
    assert np.mean(right) >= 0.95


@settings(max_examples=15)
@given(st.lists(st.floats(0.3, 0.95), min_size=2, max_size=12), st.integers(0, 9))
def test_bands_hold_everybody_once_in_the_order_of_scores(shares, seed):
    rng = np.random.default_rng(seed)
    outcome = surveyed(shares, rng)
    found = estimate(outcome, Reading.SAMPLES, 200, rng)
    lines = [line for band in bands(found) for line in band.lines]
    assert lines == found.order
    assert [band.letter for band in bands(found)] == sorted({*letters(bands(found)).values()})


def test_without_noise_only_equal_scores_share_a_band():
    people = {"A": 9_000, "B": 8_000, "C": 7_000}
    world = small.scores_as_data(people, {"A": 90, "B": 90, "C": 89.99})
    outcome = evaluate(world, small.rules({"S": 100}, money={}))
    found = bands(estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1)))
    assert [band.lines for band in found] == [(0, 1), (2,)]


def test_letters_go_on_after_the_alphabet():
    people = {f"B{n:02}": 1_000 for n in range(28)}
    world = small.scores_as_data(people, {code: 10 + n for n, code in enumerate(people)})
    outcome = evaluate(world, small.rules({"S": 100}, money={}))
    found = bands(estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1)))
    assert [band.letter for band in found][25:] == ["Z", "A1", "B1"]


@pytest.mark.parametrize("formula", ["F1", "F2"])
def test_payment_by_band_gives_equal_money_per_head_inside_a_band(formula):
    people = {"A": 9_000, "B": 9_000, "C": 9_000}
    rows = [
        (code, "S", "2025-12", found, 40) for code, found in zip(people, (38, 37, 5), strict=True)
    ]
    held = small.rules({"S": 100}, {"S": {"source": "SURVEY"}}, money={"formula": formula})
    world = small.dataset(small.roster(people), rows)
    outcome = evaluate(world, held)
    found = bands(estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1)))
    assert [band.lines for band in found] == [(0, 1), (2,)]
    levelled = pay_by_band(world, outcome, found)
    first, second, _ = (row.amount for row in levelled.allocation.rows)
    assert abs(first - second) <= 1
    assert levelled.allocation.pool == sum(row.amount for row in levelled.allocation.rows)
    assert levelled.scores.ranks == (1, 1, 3)
    assert levelled.scores.of("A") == (outcome.scores.full[0] + outcome.scores.full[1]) / 2
