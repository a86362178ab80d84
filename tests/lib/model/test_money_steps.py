"""The steps of amounts name the pools they share."""

import pytest

from lib.model.evaluation import evaluate
from lib.model.explanation import explain
from tests import small

WORLD = small.scores_as_data({"A": 120_000, "B": 60_000}, {"A": 90, "B": 70})


def steps(what, **money):
    held = small.rules({"S": 100}, money={"pool": "1000000", **money})
    return explain(evaluate(WORLD, held), "A", what).steps


def test_the_base_names_pool_share_and_residents():
    terms = {term.name: term.value for term in steps("base")[-1].terms}
    assert (terms["P"], terms["β·P"], terms["N"], terms["ΣN"]) == (
        10**8,
        7 * 10**7,
        120_000,
        180_000,
    )


def test_f1_has_no_base_and_says_so():
    [step] = steps("base", formula="F1")
    assert step.result == 0
    assert step.label == "This formula has no base part"


def test_an_amount_is_explained_through_its_parts():
    formulas = [step.formula for step in steps("amount")]
    assert formulas == [
        "base = R[β·P · N / ΣN]",
        "k = S/100",
        "perf = R[P′ · N·k / Σ N·k]",
        "A = base + perf + adj",
    ]


def test_a_settlement_lists_every_instalment():
    [step] = steps(
        "settlement", instalments=[{"on": "03-31", "share": "0.3"}, {"on": "09-30", "share": "0.2"}]
    )
    assert [term.name for term in step.terms] == ["A", "03-31", "09-30"]


@pytest.mark.parametrize("formula", ["F1", "F2", "F3", "F4a", "F4b", "F5", "F6"])
def test_the_steps_of_every_formula_end_in_the_amount_and_add_up(formula):
    rows = [(a, i, "2025-12", n, 100) for a, n in (("B00", 90), ("B01", 70)) for i in "XYZ"]
    overlays = {
        "rank_awards": {"bottom": 1, "share": "0.1", "top": 1},
        "veto_money": {"share": "0.5", "scope": "amount", "then": "redistribute"},
        "corridor": {"down": "0.05", "before": {"B01": 5000}},
    }
    veto = [{"indicator": "X", "below": 80, "effect": "funds"}]
    money = {**small.MONEY_PARTS, **overlays, "formula": formula, "pool": 20_000}
    held = small.rules(small.tree_of((30, 30, 40)), money=money, vetoes=veto)
    world = small.dataset(small.roster({"B00": 1000, "B01": 1000}), rows)
    outcome = evaluate(world, held)
    for row in outcome.allocation.rows:
        *before, last = explain(outcome, row.area, "amount").steps
        assert last.result == row.amount == sum(term.value for term in last.terms)
        assert {row.performance, row.rank_award, row.withheld} - {0} <= {s.result for s in before}
        performance = explain(outcome, row.area, "performance")
        assert row.performance in [step.result for step in performance.steps]


def test_a_settlement_names_what_is_recovered():
    [step] = steps("settlement", recoveries={"A": 100})
    assert [term.value for term in step.terms][-1] == 10_000
    assert step.result == step.terms[0].value - step.terms[1].value - 10_000


def test_the_base_of_performance_pay_is_explained_where_it_is_declared():
    pay, village = steps("village", performance_pay_share="0.25")
    assert pay.result == round((village.terms[0].value - village.result) / 4)
