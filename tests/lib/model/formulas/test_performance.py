"""The pass line and the own score."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from lib.model.formulas.performance import coefficients, passing
from lib.model.numbers import exact
from lib.model.rules import BelowPassLine
from tests import small

RULES = small.rules({"S": 100}, money={"below_penalty": "0.5"}).allocation


@pytest.mark.parametrize(("below", "left"), [("keep", 1), ("zero", 0), ("penalty", "1/2")])
def test_the_pass_line_belongs_to_those_who_pass(below, left):
    rules = replace(RULES, below_pass_line=BelowPassLine(below))
    assert passing(exact([60, "59.99"]), rules).tolist() == [1, Fraction(left)]


def test_a_veto_leaves_no_coefficient():
    found = coefficients(exact([90, 90]), RULES, np.array([False, True]))
    assert found.tolist() == [Fraction(9, 10), 0]
