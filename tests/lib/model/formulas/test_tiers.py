"""F3: tiers, deductions and awards."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.tiers import award_weights, awards, rates, share_by_tiers
from lib.model.money_rules import Award, AwardBy
from lib.model.numbers import exact
from lib.model.roster import Area
from tests import small

RULES = small.rules({"S": 100}, money=small.MONEY_PARTS).allocation
FEN = Rounding(1)


def claims(scores, people=None, barred=()):
    people = people or [1000] * len(scores)
    areas = tuple(Area(f"B{n}", "院", "x", "", count) for n, count in enumerate(people))
    return Claims(areas, exact(scores), np.array([n in barred for n in range(len(scores))]))


def test_a_boundary_belongs_to_the_tier_above_it():
    assert rates(exact([85, "84.99", 0]), RULES.tiers).tolist() == [
        1,
        Fraction(4, 5),
        Fraction(3, 10),
    ]


def test_scores_are_compared_as_published():
    assert share_by_tiers(claims(["84.996"]), RULES, Fraction(10**8), FEN).coefficient[0] == 1


def test_who_is_barred_is_paid_nothing_and_the_others_share_it():
    found = share_by_tiers(claims([90, 90], barred={0}), RULES, Fraction(2 * 99_00_000), FEN)
    assert found.performance.tolist() == [0, 9_900_000]
    assert found.award.tolist() == [0, 9_900_000]


def test_a_tie_at_the_cut_shares_the_place():
    award = Award(Fraction(60), AwardBy.EQUAL, top=2)
    weights = award_weights(claims([90, 80, 80, 50]), award)
    assert weights.tolist() == [1, Fraction(1, 2), Fraction(1, 2), 0]


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 999)), min_size=1, max_size=6),
    st.integers(0, 10**7),
    st.fractions(0, "0.3", max_denominator=20),
)
def test_capped_awards_stay_under_their_caps_and_leave_nothing_that_fits(drawn, money, cap):
    brought = claims([score for score, _ in drawn], [count for _, count in drawn])
    rules = replace(RULES, award=Award(Fraction(60), cap_share=cap))
    found = awards(brought, rules, Fraction(money), FEN)
    weights = award_weights(brought, rules.award)
    caps = [int(cap * 9_900 * count) for _, count in drawn]
    assert all(part <= most for part, most in zip(found, caps, strict=True))
    reachable = sum(most for most, weight in zip(caps, weights, strict=True) if weight)
    assert found.sum() == min(money, reachable)


def test_tiers_beyond_the_pool_are_scaled_and_it_is_said():
    found = share_by_tiers(claims([90, 90]), RULES, Fraction(1001), FEN)
    assert found.performance.tolist() == [501, 500]
    assert "more than the pool of 10.01 yuan" in str(found.notices[0])
