"""Parameters of the formulas have cells with names, and only where a formula reads them."""

from fractions import Fraction
from io import BytesIO

import openpyxl

from lib.adapters.workbooks.rule_cells import against_mean, mean_of, tier_rate
from lib.model.money_rules import Award, Coefficient, Mean, Tier
from lib.model.rules import Formula
from tests.lib.adapters.workbooks.conftest import town, written

TIERS = (Tier(Fraction(90), Fraction(1)), Tier(Fraction(0), Fraction(1, 2)))


def names(**fields):
    return set(openpyxl.load_workbook(BytesIO(written(*town(**fields)))).defined_names)


def test_tiers_and_awards_are_named_under_f3_only():
    wanted = {"tier_from_1", "tier_rate_2", "award_above", "award_by"}
    assert wanted <= names(formula=Formula.F3, tiers=TIERS, award=Award(Fraction(80)))
    assert not wanted & names(tiers=TIERS, award=Award(Fraction(80)))


def test_the_mean_is_named_under_f5_only():
    assert {"alpha", "mean_score", "least_coefficient"} <= names(formula=Formula.F5)
    assert "mean_score" not in names()


def test_a_lower_bound_belongs_to_its_tier():
    _, outcome = town(formula=Formula.F3, tiers=TIERS)
    text = tier_rate("A1", outcome.rules.allocation)
    assert text == "IF(A1>=tier_from_1,tier_rate_1,IF(A1>=tier_from_2,tier_rate_2,0))"


def test_a_cap_is_written_only_where_there_is_one():
    plain = town(formula=Formula.F5)[1].rules.allocation
    capped = town(coefficient=Coefficient(most=Fraction(11, 10)))[1].rules.allocation
    assert "most_coefficient" not in against_mean("A1", plain)
    assert "most_coefficient" in against_mean("A1", capped)


def test_a_simple_mean_counts_everybody_once():
    simple = town(coefficient=Coefficient(mean=Mean.SIMPLE))[1].rules.allocation
    weighted = town()[1].rules.allocation
    assert mean_of("A1:A4", "B1:B4", simple, Fraction(1)).text == "AVERAGE(A1:A4)"
    assert "SUMPRODUCT" in mean_of("A1:A4", "B1:B4", weighted, Fraction(1)).text
