"""What a file is checked against."""

from dataclasses import FrozenInstanceError, fields

import pytest

from lib.model.intake.checks import Limits
from tests.lib.model.intake.checks.delivered import check, told


def test_limits_cannot_be_changed_on_the_way():
    with pytest.raises(FrozenInstanceError):
        Limits().rate = 5


@pytest.mark.parametrize(
    ("limit", "strict", "loose", "rule", "rows"),
    [
        ("rate", 0.1, 1.0, "rate_differs", [("B01", "S", "2025-09", 50, 100, 50.5)]),
        ("population", 0.05, 0.5, "population_differs", [("B01", "R", "2025-09", 5, 1200)]),
        (
            "change",
            0.5,
            2.0,
            "big_change",
            [("B01", "S", "2025-08", 100, 900), ("B01", "S", "2025-09", 200, 900)],
        ),
        (
            "denominator",
            0.02,
            0.5,
            "denominator_changed",
            [("B01", "S", "2025-08", 1, 100), ("B01", "S", "2025-09", 1, 110)],
        ),
    ],
)
def test_a_wider_limit_lets_more_pass(limit, strict, loose, rule, rows):
    assert limit in {field.name for field in fields(Limits)}
    assert told(check(rows, **{limit: strict}), rule)
    assert not told(check(rows, **{limit: loose}), rule)
