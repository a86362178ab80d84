"""Exceptions are counted, and so are the points that hang on them."""

from fractions import Fraction

from hypothesis import given, settings

from lib.model.evaluation import evaluate
from lib.model.fairness.exceptions import exceptions
from lib.model.observations import Status
from tests import small
from tests.small import tree_of, worlds


@settings(max_examples=30)
@given(worlds())
def test_every_exception_is_counted_once(world):
    outcome = evaluate(world, small.rules(tree_of(("40", "30", "30"))))
    status = outcome.scores.measures.status
    found = exceptions(outcome.scores)
    assert sum(one.exempt for one in found) == (status == Status.EXEMPT).sum()
    assert sum(one.not_applicable for one in found) == (status == Status.NOT_APPLICABLE).sum()
    assert all(0 <= one.rate <= 1 for one in found)


def test_the_points_that_do_not_count_are_of_100():
    rows = [
        ("A", "X", "2025-12", 1, 2),
        ("A", "Y", "2025-12", None, None, "exempt"),
        ("A", "Z", "2025-12", None, None, "not_applicable"),
    ]
    held = small.rules(tree_of(("250", "150", "100")), total=500)
    (found,) = exceptions(evaluate(small.dataset(small.roster({"A": 9}), rows), held).scores)
    assert (found.exempt, found.not_applicable, found.figures) == (1, 1, 3)
    assert found.points == 50
    assert found.rate == Fraction(2, 3)
