"""The short cut pays what the whole allocation pays."""

from dataclasses import replace

import numpy as np
import pytest

from lib.model.evaluation import evaluate
from lib.model.noise.payment import Marked, has_short_cut, pay
from tests import small

PEOPLE = {"A": 120_000, "B": 60_000, "C": 31_337}
SCORES = {"A": 90, "B": 80, "C": 70}
TIERS = [{"from": 85, "rate": 1}, {"from": 75, "rate": "0.9"}, {"from": 0, "rate": "0.5"}]
AWARD = {"above": 85, "by": "population", "top": "none", "cap_share": "none"}


def outcome(**money):
    basis = money.pop("money_basis", "published")
    held = small.rules({"S": 100}, money=money, money_basis=basis)
    return evaluate(small.scores_as_data(PEOPLE, SCORES), held)


def marked(scores):
    return Marked(
        scores[:, :, np.newaxis] / 100, np.full(scores.shape, 100.0), np.zeros(scores.shape, bool)
    )


DRAWN = np.array([[90.0, 80.0, 70.0], [61.25, 99.99, 60.0], [0.0, 100.0, 59.99]])


@pytest.mark.parametrize(
    "money",
    [
        {"formula": "F1"},
        {"formula": "F2", "money_basis": "full"},
        {"formula": "F2", "rounding_unit": "yuan", "below_pass_line": "penalty"},
        {"formula": "F2", "floor_share": "0.9"},
        {"formula": "F5", "coefficient": {"alpha": 1, "least": "0.8", "most": "1.1"}},
        {"formula": "F6"},
        {"formula": "F3", "tiers": TIERS, "award": AWARD},
    ],
)
def test_draws_are_paid_as_an_outcome_with_their_scores_is(money):
    found = outcome(**money)
    amounts = pay(found, (DRAWN, DRAWN), marked(DRAWN))
    for draw, amount in zip(DRAWN, amounts.tolist(), strict=True):
        world = small.scores_as_data(PEOPLE, dict(zip(PEOPLE, draw, strict=True)))
        expected = evaluate(world, found.rules).allocation
        assert amount == list(expected.amounts().values())


def test_only_rules_that_share_by_one_proportion_have_a_short_cut():
    assert has_short_cut(outcome(formula="F2"))
    assert not has_short_cut(outcome(floor_share="0.9"))
    assert not has_short_cut(outcome(formula="F3", tiers=TIERS, award=AWARD))


def test_who_is_barred_in_a_draw_gets_no_performance_money_in_it():
    found = outcome(formula="F1")
    marks = marked(DRAWN[[0, 0]])
    barred = np.array([[False, False, False], [True, False, False]])
    amounts = pay(found, (DRAWN[[0, 0]], DRAWN[[0, 0]]), replace(marks, barred=barred))
    assert amounts[0, 0] > 0
    assert amounts[1, 0] == 0
    assert (amounts.sum(axis=1) == found.allocation.pool).all()


def test_rules_without_money_pay_nobody():
    found = evaluate(small.scores_as_data(PEOPLE, SCORES), small.rules({"S": 100}))
    assert pay(found, (DRAWN, DRAWN), marked(DRAWN)).shape == (3, 0)
    assert has_short_cut(found)
