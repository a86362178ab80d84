"""Small worlds with money, and pairs of rules, for the tests of causes."""

from hypothesis import strategies as st

from lib.errors import ModelError
from lib.model.evaluation import evaluate
from tests import small

money = st.fixed_dictionaries(
    {
        "formula": st.sampled_from(["F1", "F2"]),
        "base_share": st.sampled_from(["0", "0.35", "0.7"]),
        "below_pass_line": st.sampled_from(["keep", "zero", "penalty"]),
        "pass_line": st.integers(0, 80),
        "rounding_unit": st.sampled_from(["fen", "yuan"]),
        "nobody_passes": st.sampled_from(["carry_over", "population"]),
        "floor_share": st.sampled_from(["none", "0.3"]),
        "cap_share": st.sampled_from(["none", "2.5"]),
        "pool": st.sampled_from(["per_head", "1234567.89"]),
    }
)
"""Money rules, some of which contradict themselves in some worlds."""


def outcome(world, points, declared, **parameters):
    """Evaluate a small world, or None where it cannot be."""
    try:
        return evaluate(world, small.rules(small.tree_of(points), money=declared, **parameters))
    except ModelError:
        return None


def of_scores(populations, scores, declared=None, **parameters):
    """Evaluate institutions whose one indicator is their score."""
    world = small.scores_as_data(populations, scores)
    rules = small.rules({"S": 100}, money=declared or {}, **parameters)
    return world, evaluate(world, rules)
