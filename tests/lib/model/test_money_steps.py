"""The steps of amounts name the pools they share."""

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
