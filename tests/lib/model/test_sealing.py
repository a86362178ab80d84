"""The seal: one changed thing gives another, nothing changed gives the same."""

from fractions import Fraction

import pytest

from lib.model.scenarios import Scenario, apply
from lib.model.sealing import canonical, seal
from tests import small

HELD = small.rules(small.tree_of((20, 30, 50)), money={})


def test_the_same_inputs_give_the_same_seal():
    again = small.rules(small.tree_of((20, 30, 50)), money={})
    assert seal("data", HELD) == seal("data", again)
    assert len(seal("data", HELD)) == 64


@pytest.mark.parametrize(
    "change",
    [
        Scenario(items={"01": Fraction(51)}),
        Scenario(pool=1),
        Scenario(village_share=Fraction(41, 100)),
        Scenario(rounding_unit="yuan"),
    ],
)
def test_one_changed_rule_gives_another_seal(change):
    assert seal("data", apply(HELD, change)) != seal("data", HELD)


def test_one_changed_figure_gives_another_seal():
    assert seal("data", HELD) != seal("datb", HELD)


def test_what_has_no_canonical_form_is_a_bug():
    with pytest.raises(TypeError, match="no canonical form for float"):
        canonical(0.1)
