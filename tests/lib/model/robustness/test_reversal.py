"""Rank reversal: impossible against targets, found where scores are relative."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.observations import Dataset
from lib.model.robustness.reversal import find_reversals, relative_leaves, reversals_without
from lib.model.roster import Roster
from tests import small
from tests.lib.model.robustness import worlds
from tests.small import tree_of, weights_of_three

functions = st.sampled_from(
    [
        {"function": "S1", "target": 70},
        {"function": "S2", "target": 80, "floor": 40, "base": "0.2"},
        {"function": "S3", "target": 80, "step": 5, "deduction": 1, "of": 10, "count": "ceil"},
        {"function": "S4", "mode": "share"},
        {"function": "S5", "answer": "yes"},
    ]
)


@given(small.worlds(min_areas=3), weights_of_three, functions, st.data())
@settings(max_examples=30)
def test_without_relative_scores_no_institution_turns_the_order_of_others(
    world, points, function, data
):
    held = small.rules(tree_of(points), scoring={"default": function})
    try:
        outcome = evaluate(world, held)
    except InputError:
        return
    assert relative_leaves(held) == find_reversals(outcome) == ()
    gone = data.draw(st.integers(0, len(outcome.areas) - 1))
    assert reversals_without(outcome, gone) == ()
    left = tuple(a for a in world.roster.areas if a != outcome.areas[gone])
    table = world.observations
    kept = table[table["area_code"] != outcome.areas[gone].code].reset_index(drop=True)
    alone = evaluate(Dataset(Roster(left), kept, "less"), held)
    for area in alone.areas:  # not only the order: the score itself does not depend on others
        assert alone.scores.of(area.code) == outcome.scores.of(area.code)


def test_a_pair_that_turns_under_relative_scores_is_named():
    figures = {"A": (50, 50, 60), "B": (60, 50, 50), "C": (0, 50, 55), "D": (55, 50, 0)}
    outcome = evaluate(
        worlds.dataset(figures), worlds.rules(scoring={"default": {"function": "S6"}})
    )
    found = find_reversals(outcome)
    named = {(one.without.code, one.ahead.code, one.behind.code) for one in found}
    assert relative_leaves(outcome.rules) == ("X", "Y", "Z")
    for gone, ahead, behind in named:
        left = {code: row for code, row in figures.items() if code != gone}
        less = evaluate(worlds.dataset(left), outcome.rules)
        assert outcome.scores.of(ahead) > outcome.scores.of(behind)
        assert less.scores.of(ahead) < less.scores.of(behind)
    assert named
