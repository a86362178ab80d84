"""Guards speak from the threshold on, and name those who are hurt and nobody else."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.comparison import compare
from lib.model.evaluation import evaluate
from lib.model.fairness.guards import THRESHOLDS, Thresholds, warnings
from tests import small

PEOPLE = {"A": 50_000, "B": 40_000, "C": 30_000, "D": 20_000}
SCORES = {"A": 95, "B": 90, "C": 85, "D": 62}


def outcome(**money):
    held = small.rules({"S": 100}, money={"below_pass_line": "zero", **money})
    return evaluate(small.scores_as_data(PEOPLE, SCORES), held)


def spoken(before, after, limits=THRESHOLDS):
    return {w.guard: w for w in warnings(before, after, compare(before, after), limits)}


def test_no_change_no_warning():
    assert spoken(outcome(), outcome()) == {}


def test_the_largest_loss_is_named():
    found = spoken(outcome(), outcome(pass_line=70))
    assert [area.code for area in found["loss"].hurt] == ["D"]
    assert found["loss"].notice.values["amount"] > 0
    assert found["loss"].notice.area == "D"


def test_a_change_outside_of_the_corridor_names_only_losers():
    found = spoken(outcome(), outcome(pass_line=70))
    assert [area.code for area in found["corridor"].hurt] == ["D"]
    assert found["corridor"].notice.values["count"] >= 1


def test_growing_apart_names_the_poor_who_lose():
    found = spoken(outcome(), outcome(pass_line=70))
    assert [area.code for area in found["spread"].hurt] == ["D"]
    assert found["spread"].notice.values["after"] > found["spread"].notice.values["before"]


def test_many_losers_are_counted():
    strict = Thresholds(loss=Fraction(1, 10**6), losers=Fraction(1, 10))
    found = spoken(outcome(base_share="0.5"), outcome(base_share="0.7"), strict)
    assert {area.code for area in found["losers"].hurt} == {"A", "B"}
    assert found["losers"].notice.values["count"] == 2


@settings(max_examples=30)
@given(
    st.fractions(0, 1, max_denominator=20),
    st.fractions(0, 1, max_denominator=20),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_everybody_named_loses(base, other, line, later):
    before = outcome(base_share=str(base), pass_line=line)
    after = outcome(base_share=str(other), pass_line=later)
    if not all(row.amount for row in (*before.allocation.rows, *after.allocation.rows)):
        return
    compared = compare(before, after)
    losers = {c.area.code for c in compared.changes if c.difference < 0}
    found = warnings(before, after, compared)
    assert {area.code for w in found for area in w.hurt} <= losers
    beyond = [c for c in compared.changes if c.share < -THRESHOLDS.loss]
    assert bool(beyond) == ("loss" in {w.guard for w in found})
