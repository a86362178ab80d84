"""F8: what a veto withholds goes as declared."""

from fractions import Fraction

import numpy as np
import pytest

from lib.model.formulas.rounding import Rounding
from lib.model.formulas.vetoes import withhold
from lib.model.money_rules import VetoMoney, VetoScope, Withheld
from lib.model.numbers import exact

PARTS = (exact([100, 300, 600]), exact([200, 600, 1200]))
STRUCK = np.array([True, False, False])


@pytest.mark.parametrize(
    ("scope", "then", "moved", "left"),
    [
        ("performance", "redistribute", [-50, 17, 33], 0),
        ("amount", "redistribute", [-100, 33, 67], 0),
        ("amount", "carry_over", [-100, 0, 0], 100),
    ],
)
def test_half_is_withheld(scope, then, moved, left):
    rule = VetoMoney(Fraction(1, 2), VetoScope(scope), Withheld(then))
    found, carried, notices = withhold(rule, STRUCK, PARTS, Rounding(1))
    assert (found.tolist(), carried) == (moved, left)
    assert len(notices) == (left > 0)


def test_where_everybody_is_struck_all_is_carried_over():
    rule = VetoMoney(Fraction(1, 2), VetoScope.AMOUNT, Withheld.REDISTRIBUTE)
    _, carried, _ = withhold(rule, np.ones(3, dtype=bool), PARTS, Rounding(1))
    assert carried == 1000


def test_no_more_is_taken_than_there_is():
    rule = VetoMoney(Fraction(1), VetoScope.PERFORMANCE, Withheld.CARRY_OVER)
    found, _, _ = withhold(rule, STRUCK, (PARTS[0], exact([40, 600, 1200])), Rounding(1))
    assert found[0] == -40
