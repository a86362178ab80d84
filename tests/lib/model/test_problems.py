"""Problems: a fact with evidence, or none."""

import pytest

from lib.errors import InputError
from lib.model.journal import content_of, read
from lib.model.problems import Found, Problem, ProblemClass, Severity

PROBLEM = Problem(
    "visit 2025Q4-001",
    Found.VISIT,
    "2025Q4",
    "B05",
    "10 份档案中 2 份无法核实",
    ProblemClass.AUTHENTICITY,
    Severity.GRAVE,
    indicator="EHR04",
)


def test_a_problem_goes_through_the_journal_whole():
    assert read(Problem, content_of(PROBLEM)) == PROBLEM


@pytest.mark.parametrize("evidence", ["", "  ", "长" * 1_001])
def test_a_problem_needs_evidence_in_words(evidence):
    with pytest.raises(InputError, match="at most 1000 letters"):
        Problem("x", Found.FIGURES, "2025Q4", "B05", evidence)
