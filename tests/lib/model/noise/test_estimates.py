"""Error bars cover what they should, and say which orders chance alone would explain."""

import numpy as np
import pytest

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.noise.estimates import estimate, pairs, unsupported
from lib.model.noise.sampling import Reading
from tests import small
from tests.lib.model.noise.surveys import surveyed

SHARES = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
DRAWS = 400


def test_intervals_of_scores_and_yuan_cover_in_93_to_97_of_100():
    rng = np.random.default_rng(7)
    truth = 100 * np.array(SHARES)  # a checklist is a straight line: nothing is lost at targets
    outcomes = [surveyed(SHARES, rng) for _ in range(80)]
    paid = np.array([[row.amount for row in one.allocation.rows] for one in outcomes])
    mean = paid.mean(axis=0)
    found = [estimate(one, Reading.SAMPLES, DRAWS, rng) for one in outcomes]
    scores = np.mean([(one.low <= truth) & (truth <= one.high) for one in found])
    yuan = np.mean([(one.amount_low <= mean) & (mean <= one.amount_high) for one in found])
    assert 0.93 <= scores <= 0.97
    assert 0.92 <= yuan <= 0.98  # the mean of 80 is itself a little off


def test_what_is_paid_lies_within_its_interval():
    outcome = surveyed(SHARES, np.random.default_rng(1))
    found = estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1))
    paid = np.array([row.amount for row in outcome.allocation.rows])
    assert ((found.amount_low <= paid) & (paid <= found.amount_high)).all()
    assert ((found.low <= found.scores) & (found.scores <= found.high)).all()
    assert (found.margin > 0).all()


def test_an_order_that_the_figures_support_is_told_from_one_they_do_not():
    outcome = surveyed((0.95, 0.94, 0.5), np.random.default_rng(1), respondents=400)
    found = estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1))
    compared = pairs(found)
    assert [pair.neighbours for pair in compared] == [True, False, True]
    assert {(pair.better, pair.worse) for pair in unsupported(compared)} == {tuple(found.order[:2])}
    assert all(pair.low <= pair.difference <= pair.high for pair in compared)


def test_between_equals_nearly_every_order_is_called_unsupported():
    rng = np.random.default_rng(3)
    share = [
        len(unsupported(pairs(estimate(surveyed((0.8,) * 6, rng), Reading.SAMPLES, 300, rng)))) / 15
        for _ in range(40)
    ]
    assert np.mean(share) > 0.9


def test_a_census_has_no_sampling_error():
    world = small.scores_as_data({"A": 900, "B": 800}, {"A": 90, "B": 40})
    outcome = evaluate(world, small.rules({"S": 100}, money={}))
    found = estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1))
    assert found.figures == 0
    assert found.low.tolist() == found.high.tolist() == [90, 40]
    assert found.amount_low.tolist() == found.amount_high.tolist()
    assert not unsupported(pairs(found))
    assert estimate(outcome, Reading.CHANCE, DRAWS, np.random.default_rng(1)).figures == 2


def test_an_institution_without_a_score_is_refused():
    rows = [("A", "S0", "2025-12", 1, 2), ("B", "S0", "2025-12", None, None, "exempt")]
    outcome = evaluate(
        small.dataset(small.roster({"A": 9, "B": 9}), rows), small.rules({"S0": 100})
    )
    with pytest.raises(InputError, match="has a score"):
        estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1))


def test_rules_without_money_have_no_interval_of_yuan():
    rows = [(a, "S0", "2025-12", n, 40) for a, n in (("A", 30), ("B", 20))]
    held = small.rules({"S0": 100}, {"S0": {"source": "SURVEY"}})
    outcome = evaluate(small.dataset(small.roster({"A": 9, "B": 9}), rows), held)
    found = estimate(outcome, Reading.SAMPLES, DRAWS, np.random.default_rng(1))
    assert found.amount_low.size == 0
