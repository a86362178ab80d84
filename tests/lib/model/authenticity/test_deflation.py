"""What samples of false records do to values."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.authenticity.deflation import factor
from lib.model.evaluation import evaluate
from lib.model.rules import Authenticity, AuthenticityMode
from tests import small

shares = st.fractions(0, 1, max_denominator=50)
strengths = st.fractions(1, 3, max_denominator=4)


@given(st.sampled_from(list(AuthenticityMode)), shares, strengths)
def test_a_factor_never_raises_a_value_nor_turns_it_negative(mode, share, strength):
    rules = Authenticity(mode, strength, Fraction(95, 100), 10, {})
    assert 0 <= factor(rules, share) <= 1


@given(shares)
def test_a_clean_sample_changes_nothing(share):
    for mode in AuthenticityMode:
        assert factor(Authenticity(mode, Fraction(2), share, 10, {}), Fraction(1)) == 1


def test_a_value_is_cut_once_even_if_its_denominator_was_cut_as_well():
    declared = {
        "mode": "D1",
        "strength": 1,
        "threshold": "0.95",
        "min_sample": 10,
        "links": {"T": ["MANAGED", "STANDARD"]},
    }
    held = small.rules({"MANAGED": 40, "STANDARD": 40, "T": 20}, authenticity=declared)
    rows = [
        ("A", "MANAGED", "2025-12", 80, 100),
        ("A", "STANDARD", "2025-12", 60, 80),
        ("A", "T", "2025-12", 9, 10),
    ]
    outcome = evaluate(small.dataset(small.roster({"A": 1}), rows), held)
    values = dict(zip(outcome.rules.indicators, outcome.scores.marks.values[0], strict=True))
    assert values == {"MANAGED": 72, "STANDARD": Fraction(135, 2), "T": 90}


def test_a_sample_too_small_to_cut_is_named():
    declared = {
        "mode": "D1",
        "strength": 1,
        "threshold": 1,
        "min_sample": 10,
        "links": {"T": ["V"]},
    }
    held = small.rules({"V": 50, "T": 50}, authenticity=declared)
    rows = [("A", "V", "2025-12", 1, 2), ("A", "T", "2025-12", 1, 9)]
    outcome = evaluate(small.dataset(small.roster({"A": 1}), rows), held)
    assert "A院: the sample of T holds 9 records, below 10: nothing is cut." in map(
        str, outcome.notices
    )
