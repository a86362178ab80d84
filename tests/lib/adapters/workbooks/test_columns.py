"""The allocation table has the columns that its rules need, and no others."""

from fractions import Fraction

import pytest

from lib.adapters.workbooks import columns
from lib.model.money_rules import Award, Corridor, RankAwards, Tier
from lib.model.rules import Formula
from tests.lib.adapters.workbooks.conftest import town

TIERS = (Tier(Fraction(90), Fraction(1)), Tier(Fraction(0), Fraction(1, 2)))
OPTIONAL = {"award", "rank_award", "withheld", "adjustment", "corridor", "recovered", "pay", "work"}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, set()),
        ({"formula": Formula.F3, "tiers": TIERS, "award": Award(Fraction(80))}, {"award"}),
        ({"formula": Formula.F4B}, {"work"}),
        ({"rank_awards": RankAwards(1, Fraction(1, 20), 1)}, {"rank_award"}),
        ({"floor_share": Fraction(1, 2)}, {"adjustment"}),
        ({"corridor": Corridor({}, Fraction(1, 20), None)}, {"corridor"}),
        ({"recoveries": {"B01": 1}, "performance_pay_share": Fraction(1)}, {"recovered", "pay"}),
    ],
)
def test_a_rule_in_force_has_its_column(fields, wanted):
    _, outcome = town(**fields)
    found = {c.code for c in columns.of(outcome.allocation, outcome.rules.allocation)}
    assert found & OPTIONAL == wanted


def test_parts_are_those_an_amount_is_the_sum_of():
    for row in town(floor_share=Fraction(9, 10))[1].allocation.rows:
        assert sum(getattr(row, part) for part in columns.PARTS) == row.amount
