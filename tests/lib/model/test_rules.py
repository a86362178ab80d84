"""Rules as the engine holds them."""

from datetime import date
from fractions import Fraction

import pytest

from lib.model.rules import Instalment
from tests import small


def test_the_age_of_a_figure_follows_its_frequency():
    indicators = {"M": {"frequency": "M"}, "Q": {"frequency": "Q"}}
    held = small.rules(
        {"M": 50, "Q": 50}, indicators, max_age_months={"M": 1, "Q": 2, "H": 5, "A": 11}
    )
    assert held.oldest() == {"M": 1, "Q": 2}
    assert small.rules({"M": 100}).oldest() is None


@pytest.mark.parametrize(("day", "due"), [(date(2025, 6, 29), False), (date(2025, 6, 30), True)])
def test_an_instalment_is_paid_from_its_day(day, due):
    assert Instalment(6, 30, Fraction(1, 2)).due(day) is due
