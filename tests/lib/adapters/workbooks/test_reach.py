"""The workbook says which of its figures stand as values."""

from fractions import Fraction

import pytest

from lib.adapters.workbooks.calculation import Case
from lib.adapters.workbooks.reach import reach
from lib.model.claiming import claim
from lib.model.money_rules import Corridor
from lib.model.rules import Basis, Formula
from tests.lib.adapters.workbooks.conftest import town


def said(**fields):
    _, outcome = town(**fields)
    case = Case(outcome.allocation, outcome.rules.allocation, claim(outcome.scores, outcome.rules))
    return " ".join(reach(case, Basis.PUBLISHED, bounded=False))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"formula": Formula.F4B}, "Work points are counted by the system"),
        ({"formula": Formula.F6}, "Claims on item pools"),
        ({"corridor": Corridor({"B01": 10**9}, Fraction(1, 20), None)}, "corridor of change"),
        ({"remoteness": {"default": Fraction(1)}}, "Weights of the clinics"),
        ({"village_floor": 1}, "least for each clinic"),
    ],
)
def test_what_stands_as_a_value_is_told(fields, words):
    assert words in said(**fields)
    assert words not in said()
