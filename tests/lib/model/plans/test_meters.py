"""A milestone is measured by the figure of the period in which it is due."""

from datetime import date

import pytest

from lib.model.plans.meters import METERS, Sign, sign


@pytest.mark.parametrize(
    ("meter", "due", "period"),
    [
        ("coverage", date(2025, 12, 31), "2025Q4"),
        ("authenticity", date(2026, 1, 1), "2026Q1"),
        ("training", date(2025, 11, 30), "2025"),
    ],
)
def test_the_period_is_that_of_the_due_date(meter, due, period):
    assert sign(meter, due) == Sign(meter, period)


def test_every_meter_is_of_a_quarter_or_a_year_and_has_a_unit():
    assert {meter.each for meter in METERS.values()} == {"quarter", "year"}
    assert all(meter.unit for meter in METERS.values())
