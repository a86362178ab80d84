"""Attainments, gaps and vetoes."""

import pytest

from lib.errors import ParameterError
from lib.model.evaluation import evaluate
from tests import small

TREE = small.tree_of((20, 30, 50))


def scored(values, **parameters):
    rows = [("A", code, "2025-12", *counts) for code, counts in values.items()]
    return evaluate(small.dataset(small.roster({"A": 100}), rows), small.rules(TREE, **parameters))


ALL = {"X": (40, 100), "Y": (100, 100), "Z": (100, 100)}


@pytest.mark.parametrize(
    ("veto", "score"),
    [
        ({"indicator": "X", "below": 50, "effect": "indicator"}, 80),
        ({"indicator": "X", "below": 50, "effect": "item", "on": "01"}, 50),
        ({"indicator": "X", "below": 50, "effect": "total", "cap": 59}, 59),
        ({"indicator": "X", "below": 40, "effect": "total", "cap": 59}, 88),
        ({"indicator": "Y", "above": 99, "effect": "item", "on": "02"}, 38),
    ],
)
def test_a_veto_takes_what_it_says(veto, score):
    assert scored(ALL, vetoes=[veto]).scores.of("A") == score


def test_a_veto_that_strikes_is_named():
    outcome = scored(ALL, vetoes=[{"indicator": "X", "below": 50, "effect": "total", "cap": 59}])
    assert [str(n) for n in outcome.notices] == ["A院: X is 40; a veto caps the score at 59."]


def test_a_veto_on_funds_withholds_performance_money():
    outcome = scored(
        ALL, vetoes=[{"indicator": "X", "below": 50, "effect": "funds"}], money={"pool": 1000}
    )
    assert outcome.scores.of("A") == 88
    assert outcome.allocation.row("A").performance == 0
    assert outcome.allocation.carried_over == 30_000


@pytest.mark.parametrize(
    ("treatment", "score"),
    [("zero", 80), ("full", 100), ("share", 100), ("reweight", 100), ("shrink", 100)],
)
def test_what_is_not_applicable_costs_what_the_scheme_says(treatment, score):
    treatments = {"missing": "zero", "not_applicable": treatment, "exempt": "zero"}
    values = {**ALL, "X": (None, None, "not_applicable")}
    assert scored(values, status_treatment=treatments).scores.of("A") == score


def test_what_is_missing_is_scored_as_declared_and_listed():
    outcome = scored({"Y": (100, 100), "Z": (100, 100)})
    assert outcome.scores.of("A") == 80
    assert "A院: 1 figures are missing: X." in map(str, outcome.notices)


def test_a_veto_on_a_part_the_scheme_lacks_is_refused():
    with pytest.raises(ParameterError, match="no part called “99”"):
        small.rules(TREE, vetoes=[{"indicator": "X", "below": 5, "effect": "item", "on": "99"}])
