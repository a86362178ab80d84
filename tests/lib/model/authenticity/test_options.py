"""Deflation options: the worked example, the bounds, the rules with another option."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lib.errors import InputError
from lib.model.authenticity.options import linked, under
from lib.model.evaluation import measure_scored
from lib.model.rules import AuthenticityMode
from tests import small

DECLARED = {
    "mode": "D0",
    "strength": 1,
    "threshold": "0.95",
    "min_sample": 10,
    "links": {"ELD03": ["ELD01"]},
}
ROWS = [("A", "ELD01", "2025-12", 2000, 3200), ("A", "ELD03", "2025-12", 18, 20)]


def held(**changes):
    return small.rules({"ELD01": 80, "ELD03": 20}, authenticity=DECLARED | changes)


def after(mode, strength=1, rows=ROWS):
    rules = under(held(), AuthenticityMode(mode), Fraction(strength))
    measures = measure_scored(small.dataset(small.roster({"A": 1}), rows), rules)
    (found,) = linked(measures, rules)
    return float(round(found.after, 2))


def test_the_worked_example_of_2000_of_3200_examined_and_18_of_20_true():
    assert after("D0") == 62.5
    assert after("D1") == 56.25
    assert after("D2", 2) == 50
    assert after("D2", 3) == 43.75
    assert after("D3") == 56.25
    assert after("D4") == 56.25


def test_a_sample_above_the_threshold_costs_nothing_under_d3():
    assert after("D3", rows=[ROWS[0], ("A", "ELD03", "2025-12", 19, 20)]) == 62.5


def test_a_sample_below_the_least_cuts_nothing():
    assert after("D1", rows=[ROWS[0], ("A", "ELD03", "2025-12", 5, 9)]) == 62.5


def test_another_option_changes_nothing_else():
    rules = held()
    other = under(rules, AuthenticityMode.D2, Fraction(2))
    assert replace(other, authenticity=rules.authenticity) == rules


@pytest.mark.parametrize("strength", [Fraction(1, 2), Fraction(4)])
def test_a_strength_beyond_one_to_three_is_refused(strength):
    with pytest.raises(InputError):
        under(held(), AuthenticityMode.D2, strength)


def test_a_scheme_without_links_says_so():
    rules = small.rules({"ELD01": 80, "ELD03": 20})
    with pytest.raises(InputError, match="links no check"):
        under(rules, AuthenticityMode.D1, Fraction(1))
