"""F7: the last pay the first."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.formulas.claims import Claims
from lib.model.formulas.rank_awards import rank_awards
from lib.model.formulas.rounding import Rounding
from lib.model.money_rules import AwardBy, RankAwards
from lib.model.numbers import exact
from lib.model.roster import Area


def move(scores, amounts, rule, barred=()):
    areas = tuple(Area(f"B{n}", "院", "x", "", 100) for n in range(len(scores)))
    struck = np.array([n in barred for n in range(len(scores))])
    claims = Claims(areas, exact(scores), struck)
    return rank_awards(claims, rule, exact(amounts), Rounding(1))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10**6)), min_size=1, max_size=8),
    st.integers(0, 9),
    st.integers(0, 9),
    st.fractions(0, 1, max_denominator=20),
)
def test_what_is_lost_is_gained_and_nobody_falls_below_nothing(drawn, bottom, top, share):
    scores, amounts = zip(*drawn, strict=True)
    moved, left = move(scores, amounts, RankAwards(bottom, share, top))
    assert moved.sum() == -left
    assert all(a + m >= 0 for a, m in zip(amounts, moved, strict=True))
    assert left == 0 or top == 0


def test_ties_at_both_cuts_share():
    rule = RankAwards(1, Fraction(1, 10), 1, AwardBy.EQUAL)
    moved, _ = move([90, 90, 50, 50], [1000] * 4, rule)
    assert moved.tolist() == [50, 50, -50, -50]


def test_who_is_struck_by_a_veto_is_not_among_the_first():
    moved, _ = move([90, 80, 70], [1000] * 3, RankAwards(1, Fraction(1, 10), 1), barred={0})
    assert moved.tolist() == [0, 100, -100]
