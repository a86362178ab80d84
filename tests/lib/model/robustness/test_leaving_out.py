"""An item left out."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lib.errors import InputError
from lib.model.evaluation import evaluate, reconsider
from lib.model.robustness.leaving_out import leave_out
from tests import small
from tests.lib.model.robustness import worlds


def test_leaving_an_item_out_pays_what_the_engine_pays_without_it():
    dataset, outcome = worlds.dataset(), worlds.outcome()
    found = {one.item: one for one in leave_out(outcome)}
    without = {"01": {"X": Fraction(0), "Y": Fraction(0)}, "02": {"Z": Fraction(0)}}
    assert set(found) == set(without)
    for item, zero in without.items():
        tree = outcome.rules.tree.rescaled(zero)
        paid = reconsider(dataset, outcome, replace(outcome.rules, tree=tree))
        one = found[item]
        assert one.amounts.tolist() == list(paid.allocation.amounts().values())
        assert one.ranks.tolist() == list(paid.scores.ranks)
        before = outcome.allocation.amounts().values()
        assert one.moved == sum(max(a - b, 0) for a, b in zip(one.amounts, before, strict=True))
        line = outcome.scores.line(one.most.code)
        assert one.places == outcome.scores.ranks[line] - paid.scores.ranks[line]


def test_the_only_item_cannot_be_left_out():
    rules = small.rules(small.tree_of((60, 40, 0)), money={})
    assert leave_out(evaluate(worlds.dataset(), rules)) == ()


def test_without_money_there_is_nothing_to_compare():
    with pytest.raises(InputError, match="allocation"):
        leave_out(worlds.outcome(money=None))
