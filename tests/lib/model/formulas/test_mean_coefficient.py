"""F5: the coefficient against the county mean."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lib.model.formulas.mean_coefficient import coefficients, county_mean
from lib.model.money_rules import Coefficient, Mean
from lib.model.numbers import exact

areas = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 9_999)), min_size=1, max_size=8)


@given(areas, st.fractions(0, 3, max_denominator=10))
def test_coefficients_lie_inside_the_clamp_and_are_never_negative(drawn, alpha):
    scores = exact(Fraction(score, 100) for score, _ in drawn)
    people = exact(count for _, count in drawn)
    free = coefficients(scores, people, Coefficient(alpha))
    held = coefficients(scores, people, Coefficient(alpha, Fraction(4, 5), Fraction(11, 10)))
    assert all(k >= 0 for k in free)
    assert not held.any() or all(Fraction(4, 5) <= k <= Fraction(11, 10) for k in held)


@given(areas)
def test_floats_follow_the_same_formula(drawn):
    scores = exact(Fraction(score, 100) for score, _ in drawn)
    people = exact(count for _, count in drawn)
    exactly = coefficients(scores, people, Coefficient())
    draws = np.stack([scores.astype(float)] * 3)
    floats = coefficients(draws, people.astype(float), Coefficient())
    np.testing.assert_allclose(floats[2], exactly.astype(float), rtol=1e-9)


def test_nobody_has_a_claim_where_every_score_is_zero():
    assert not coefficients(exact([0, 0]), exact([5, 5]), Coefficient()).any()


def test_without_normalising_the_coefficients_would_overspend():
    """The worked example: 166,856.49 yuan over with the weighted mean, 11.7 % with the simple."""
    scores, people = exact(["92.5", 86, "78.4", 55]), exact([120_000, 60_000, 30_000, 10_000])
    clamp = Coefficient(Fraction(1), Fraction(4, 5), Fraction(11, 10))
    paid = (9_900 * people * coefficients(scores, people, clamp)).sum()
    assert round(float(paid) / 100, 2) == 21_946_856.49
    simple = Coefficient(mean=Mean.SIMPLE)
    paid = (9_900 * people * coefficients(scores, people, simple)).sum()
    assert round(float(paid) / 100, 2) == 24_328_797.69
    assert county_mean(scores, people, Mean.WEIGHTED)[0] == Fraction("87.1")
