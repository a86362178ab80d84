"""Other methods beside that of the rules."""

import numpy as np
import pytest

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.robustness.alternatives import (
    METHODS,
    Aggregation,
    Normalisation,
    compare_methods,
    normalise,
)
from tests import small
from tests.lib.model.robustness import worlds

WEIGHTS = np.array(worlds.POINTS) / 100


def test_min_max_and_arithmetic_give_the_ranks_worked_out_by_hand():
    values = np.array(list(worlds.FIGURES.values()), dtype=float)
    low, high = values.min(axis=0), values.max(axis=0)
    order = (-((values - low) / (high - low) @ WEIGHTS)).argsort().argsort() + 1
    found = {(a.normalisation, a.aggregation): a for a in compare_methods(worlds.outcome())}
    assert set(found) == set(METHODS)
    ranks = found[Normalisation.MIN_MAX, Aggregation.ARITHMETIC].ranks
    assert ranks.tolist() == order.tolist()


def test_geometric_means_punish_a_gap():
    outcome = worlds.outcome()
    attained = np.array(list(worlds.FIGURES.values())) / 100
    order = (-np.exp(np.log(attained) @ WEIGHTS)).argsort().argsort() + 1
    first = compare_methods(outcome)[0]
    assert (first.normalisation, first.aggregation) == METHODS[0]
    assert first.ranks.tolist() == order.tolist()


def test_what_is_best_in_everything_is_first_by_every_method():
    figures = {**worlds.FIGURES, "A": (99, 99, 99)}
    outcome = evaluate(worlds.dataset(figures), worlds.rules())
    assert all(method.ranks[0] == 1 for method in compare_methods(outcome))


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_higher_is_better_whatever_the_direction_of_the_indicator(normalisation):
    leaves = {"X": {"direction": "lower"}, "Y": {}, "Z": {}}
    scoring = {"default": {"function": "S1", "target": 50}}
    rules = small.rules(small.tree_of(worlds.POINTS), leaves, money={}, scoring=scoring)
    column = normalise(evaluate(worlds.dataset(), rules), normalisation)[:, 0]
    values = [row[0] for row in worlds.FIGURES.values()]
    assert column.argmax() == np.argmin(values)
    assert column.argmin() == np.argmax(values)


def test_equal_values_favour_nobody_and_a_missing_one_counts_as_the_worst():
    level = worlds.dataset(dict.fromkeys("ABC", (80, 80, 80)))
    for method in compare_methods(evaluate(level, worlds.rules())):
        assert method.ranks.tolist() == [1, 1, 1]
    rows = [(a, i, "2025-12", n, 100) for a, n in (("A", 90), ("B", 50)) for i in "XYZ"]
    rows[2] = ("A", "Z", "2025-12", None, None, "missing")
    world = small.dataset(small.roster({"A": 1_000, "B": 1_000}), rows)
    values = normalise(evaluate(world, worlds.rules()), Normalisation.RANK)
    assert values[:, 2].tolist() == [1.0, 1.0]  # B's is the only value there is
    assert values[:, 0].tolist() == [1.0, 0.5]


def test_an_area_without_a_score_cannot_be_compared():
    rows = [("A", i, "2025-12", 50, 100) for i in "XYZ"]
    rows += [("B", i, "2025-12", None, None, "not_applicable") for i in "XYZ"]
    world = small.dataset(small.roster({"A": 1_000, "B": 1_000}), rows)
    with pytest.raises(InputError, match="every institution has a score"):
        compare_methods(evaluate(world, worlds.rules(money=None)))
