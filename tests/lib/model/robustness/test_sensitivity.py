"""Which assumption matters."""

from fractions import Fraction

import numpy as np
import pytest

from lib.errors import InputError
from lib.model.aggregation import Treatment
from lib.model.evaluation import evaluate
from lib.model.observations import Status
from lib.model.robustness.sensitivity import (
    Assumption,
    Design,
    moving_base_share,
    scoring_in_line,
    sensitivity,
    treating_not_applicable,
)
from tests import small
from tests.lib.model.robustness import worlds

DESIGN = Design(share=0.3, samples=64)


def study(dataset, rules, *assumptions):
    outcome = evaluate(dataset, rules)
    return sensitivity(dataset, outcome, assumptions, DESIGN, np.random.default_rng(2))


def test_a_decision_that_moves_no_rank_explains_none_of_the_order():
    found = study(worlds.dataset(), worlds.rules(), moving_base_share(Fraction(1, 5)))
    by_name = {one.name: one for one in found.influences}
    assert set(by_name) == {"01", "02", "base_share"}
    assert by_name["base_share"].order == (0, 0)
    assert by_name["base_share"].money[1] > 0
    assert not by_name["base_share"].is_weight
    assert found.runs == DESIGN.samples * (3 + 2)
    assert found.moved > 0


def test_what_cannot_matter_has_no_influence():
    nothing = Assumption("nothing", (lambda rules: rules, lambda rules: rules))
    by_name = {o.name: o for o in study(worlds.dataset(), worlds.rules(), nothing).influences}
    assert by_name["nothing"].money[1] == 0
    assert by_name["01"].money[1] > 0.1


def test_level_institutions_make_every_weight_meaningless():
    level = worlds.dataset(dict.fromkeys("ABC", (80, 80, 80)))
    found = study(level, worlds.rules())
    assert found.moved == 0
    assert all(one.money == one.order == (0, 0) for one in found.influences)


def test_the_most_influential_comes_first():
    found = study(worlds.dataset(), worlds.rules(), moving_base_share(Fraction(1, 5)))
    totals = [one.money[1] for one in found.influences]
    assert totals == sorted(totals, reverse=True)


def test_decisions_change_what_they_say_and_nothing_else():
    rules = worlds.rules(
        scoring={"default": {"function": "S2", "target": 90, "floor": 50, "base": 0}}
    )
    treated = [
        option(rules).treatments[Status.NOT_APPLICABLE]
        for option in treating_not_applicable().options
    ]
    assert treated == [Treatment.SHARE, Treatment.REWEIGHT, Treatment.SHRINK]
    as_it_is, in_line = (option(rules) for option in scoring_in_line().options)
    assert as_it_is == rules
    assert {s.function for s in in_line.scoring.values()} == {"S1"}
    shares = [
        option(rules).allocation.base_share for option in moving_base_share(Fraction(1, 2)).options
    ]
    assert shares == [Fraction(1, 5), Fraction(7, 10), Fraction(1)]
    unpaid = small.rules(small.tree_of(worlds.POINTS))
    assert moving_base_share(Fraction(1, 2)).options[0](unpaid) == unpaid


def test_without_money_there_is_nothing_to_vary():
    with pytest.raises(InputError, match="allocation"):
        study(worlds.dataset(), worlds.rules(money=None))
