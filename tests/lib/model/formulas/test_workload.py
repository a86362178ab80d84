"""F4: work points, their quality and their price."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from lib.errors import ParameterError
from lib.model.formulas.claims import Claims
from lib.model.formulas.rounding import Rounding
from lib.model.formulas.workload import in_bands, quality, share_by_work
from lib.model.money_rules import Quality, VolumeBand
from lib.model.numbers import exact
from lib.model.roster import Area
from lib.model.rules import Formula
from tests import small

AREAS = (Area("A", "甲", "x", "", 1), Area("B", "乙", "x", "", 1))
RULES = replace(
    small.rules({"S": 100}, money=small.MONEY_PARTS).allocation,
    formula=Formula.F4A,
    unit_price=6000,
)


def share(work, rules=RULES, pool=180_000, barred=(False, False)):
    claims = Claims(AREAS, exact([1, 1]), np.array(barred), work=exact(work))
    return share_by_work(claims, rules, Fraction(pool), Rounding(1))


@pytest.mark.parametrize(
    ("rate", "kappa"), [("0.85", 1), ("0.84999", "0.85"), ("0.12345", "0.1235")]
)
def test_quality_below_the_threshold_counts_by_its_rate_of_four_decimals(rate, kappa):
    assert quality(Fraction(rate), Quality(Fraction("0.85"), {})) == Fraction(kappa)


def test_each_band_has_its_own_factor():
    bands = [VolumeBand(Fraction(10), Fraction(1)), VolumeBand(None, Fraction(1, 2))]
    assert [in_bands(Fraction(n), bands) for n in (0, 10, 14)] == [0, 10, 12]


def test_a_surplus_is_carried_over():
    found = share([10, 5])
    assert found.performance.tolist() == [60_000, 30_000]
    assert found.carried_over == 90_000


def test_more_work_than_money_is_scaled_down_and_said():
    found = share([100, 50])
    assert found.performance.tolist() == [120_000, 60_000]
    assert "a work point is paid 12.0000 yuan" in str(found.notices[0])


def test_a_barred_institution_has_no_work():
    floating = replace(RULES, formula=Formula.F4B)
    assert share([10, 5], floating, barred=(True, False)).performance.tolist() == [0, 180_000]


def test_no_work_at_all_is_carried_over_and_said():
    found = share([0, 0])
    assert (found.carried_over, len(found.notices)) == (180_000, 1)


def test_a_fixed_price_must_be_declared():
    with pytest.raises(ParameterError, match="the scheme declares none"):
        share([1, 1], replace(RULES, unit_price=None))
