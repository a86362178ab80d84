"""Every explanation ends in the number it explains."""

from fractions import Fraction

import pytest
from hypothesis import given

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.explanation import explain
from tests import small
from tests.small import tree_of, weights_of_three, worlds

MONEY = ("base", "performance", "amount", "settlement", "village")


@given(worlds(), weights_of_three)
def test_the_last_step_is_the_number_on_the_screen(world, points):
    try:
        outcome = evaluate(world, small.rules(tree_of(points), money={"below_pass_line": "keep"}))
    except InputError:
        return
    for area in outcome.areas:
        row = outcome.allocation.row(area.code)
        for what in MONEY:
            assert explain(outcome, area.code, what).result == getattr(row, what)
        assert explain(outcome, area.code, "score").result == outcome.scores.of(area.code)
        for part in ("X", "Y", "Z", "01", "02", "root"):
            explained = explain(outcome, area.code, part)
            assert explained.result == outcome.scores.part(area.code, part)[0]


@given(worlds(), weights_of_three)
def test_parts_of_a_node_and_parts_of_an_amount_add_up(world, points):
    try:
        outcome = evaluate(world, small.rules(tree_of(points), money={"floor_share": "0.2"}))
    except InputError:
        return
    for area in outcome.areas:
        added = explain(outcome, area.code, "01").steps[-1]
        assert sum(Fraction(term.value) for term in added.terms) == added.result
        together = explain(outcome, area.code, "amount").steps[-1]
        assert sum(term.value for term in together.terms) == together.result


def test_a_rate_names_its_counts_its_month_and_its_line_in_the_file():
    world = small.scores_as_data({"A": 10}, {"A": Fraction(905, 10)})
    first = explain(evaluate(world, small.rules({"S": 100})), "A", "S").steps[0]
    terms = {term.name: term.value for term in first.terms}
    assert terms == {"n": 9050, "d": 10_000, "month": "2025-12", "where it was read": 2}
    assert first.result == Fraction(181, 2)


def test_a_sample_of_records_says_how_sure_it_can_be():
    declared = {"mode": "D0", "strength": 1, "threshold": 1, "min_sample": 10, "links": {"S": []}}
    held = small.rules({"S": 100}, authenticity=declared)
    world = small.dataset(small.roster({"A": 1}), [("A", "S", "2025-12", 8, 10)])
    terms = {t.name: t.value for t in explain(evaluate(world, held), "A", "S").steps[0].terms}
    assert terms["95 % interval of the sample"] == "49.0 – 94.3 %"


def test_a_gap_says_what_happens_to_its_points():
    areas = small.roster({"A": 1})
    rows = [("A", "X", "2025-12", None, None, "not_applicable"), ("A", "Y", "2025-12", 1, 2)]
    held = small.rules(tree_of((20, 30, 50)))
    step = explain(evaluate(small.dataset(areas, rows), held), "A", "X").steps[0]
    assert step.result == "reweight"
    assert step.source.title == "test"


def test_what_does_not_exist_is_refused():
    outcome = evaluate(small.scores_as_data({"A": 1}, {"A": 90}), small.rules({"S": 100}))
    with pytest.raises(InputError, match="no number called “amount”"):
        explain(outcome, "A", "amount")
    with pytest.raises(InputError, match="not among those evaluated"):
        explain(outcome, "Q", "score")


def test_withheld_figures_are_told_only_as_what_the_others_lack_of_the_score():
    rules = small.rules(small.tree_of((30, 30, 40)))
    counts = {"X": (3, 7), "Y": (5, 9), "Z": (30, 40)}
    rows = [("A", code, "2025-12", *pair) for code, pair in counts.items()]
    outcome = evaluate(small.dataset(small.roster({"A": 1}), rows), rules)
    kept = frozenset("XY")
    [added, rescaled, published] = explain(outcome, "A", "score", kept).steps
    assert sum(term.value for term in added.terms) == added.result
    told = {term.value for term in (*added.terms, *rescaled.terms)}
    assert told <= {0, 30, 100, added.result, added.result - 30}
    assert rescaled.result == published.result == outcome.scores.of("A")
    assert 100 * added.result % 1 == 0
    [unseen] = explain(outcome, "A", "X", kept).steps
    assert (unseen.result, unseen.terms) == (None, ())
    assert explain(outcome, "A", "01", kept).result == 0
    assert explain(outcome, "A", "02", kept).result == 30
