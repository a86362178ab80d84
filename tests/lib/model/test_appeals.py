"""Appeals: everybody's change before the decision, the same as after it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.appeals import Correction, Mark, corrected, first_mark, hear
from lib.model.evaluation import evaluate
from lib.model.observations import parse_period
from tests import small

PEOPLE = {"A": 50_000, "B": 30_000, "C": 20_000}
ROWS = [
    ("A", "X", "2025-11", 70, 100),
    ("A", "X", "2025-12", 80, 100),
    ("B", "X", "2025-12", 90, 100),
    ("C", "X", "2025-12", None, None, "missing"),
]
RULES = small.rules({"X": 100}, money={})
DATASET = small.dataset(small.roster(PEOPLE), ROWS)


def appeal(numerator, denominator=100, area="A"):
    mark = first_mark(DATASET, RULES, area, "X")
    return Correction(mark, numerator, denominator)


def heard(*corrections):
    return hear(DATASET, RULES, evaluate(DATASET, RULES), corrections)


def test_the_first_mark_is_the_figure_that_was_used():
    assert first_mark(DATASET, RULES, "A", "X") == Mark("A", "X", parse_period("2025-12"), 80, 100)
    assert first_mark(DATASET, RULES, "C", "X") is None


def test_hearing_changes_neither_the_data_nor_the_first_outcome():
    fingerprint = DATASET.fingerprint
    hearing = heard(appeal(95))
    assert DATASET.fingerprint == fingerprint
    assert first_mark(DATASET, RULES, "A", "X").numerator == 80
    assert hearing.before.scores.of("A") == 80
    assert hearing.after.scores.of("A") == 95


@settings(max_examples=40)
@given(numerator=st.integers(0, 200), denominator=st.integers(1, 200))
def test_a_fixed_pool_is_zero_sum_and_the_accepted_appeal_equals_the_rerun(numerator, denominator):
    if numerator > denominator:
        with pytest.raises(InputError, match="is impossible"):
            heard(appeal(numerator, denominator))
        return
    hearing = heard(appeal(numerator, denominator))
    assert hearing.spread + hearing.after.allocation.carried_over == (
        hearing.before.allocation.carried_over
    )
    rows = [("A", "X", "2025-12", numerator, denominator) if r[2] == "2025-12" and r[0] == "A"
            else r for r in ROWS]  # fmt: skip
    again = evaluate(small.dataset(small.roster(PEOPLE), rows), RULES)
    assert again.allocation.amounts() == hearing.after.allocation.amounts()
    assert again.scores.published.tolist() == hearing.after.scores.published.tolist()


def test_the_corrected_data_are_those_of_a_file_that_says_so():
    appealed = corrected(DATASET, [appeal(91)])
    mark = first_mark(appealed, RULES, "A", "X")
    assert (mark.numerator, mark.denominator) == (91, 100)
    assert appealed.fingerprint != DATASET.fingerprint
    back = corrected(appealed, [Correction(mark, 80, 100)])
    assert back.fingerprint == corrected(DATASET, []).fingerprint


def test_several_appeals_are_heard_together():
    hearing = heard(appeal(95), appeal(60, area="B"))
    assert hearing.after.scores.of("A") == 95
    assert hearing.after.scores.of("B") == 60


def test_a_figure_that_is_not_there_cannot_be_corrected():
    mark = replace(first_mark(DATASET, RULES, "A", "X"), month=parse_period("2025-10"))
    with pytest.raises(InputError, match="There is no figure of X of A in 2025-10 to correct"):
        heard(Correction(mark, 1, 2))
