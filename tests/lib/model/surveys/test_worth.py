"""What shares are worth: the engine's own money, by the counts that were put in."""

from dataclasses import replace

from lib.model.evaluation import evaluate
from lib.model.surveys.estimates import Count, Estimate, Result
from lib.model.surveys.questionnaires import AWARENESS, Question
from lib.model.surveys.worth import (
    OUT_OF,
    Replaced,
    differing,
    raw_counts,
    replaced,
    shrunk_counts,
    worth,
)
from tests import small
from tests.lib.model.surveys.cases import RULES

ROWS = [(code, "X", "2025-12", found, 40) for code, found in (("A", 40), ("B", 30), ("C", 20))]
DATASET = small.dataset(small.roster({"A": 50_000, "B": 30_000, "C": 20_000}), ROWS)
HELD = small.rules({"X": 100}, money={})
FIRST = RULES.questionnaires[0]
SHEET = replace(FIRST, questions={**FIRST.questions, AWARENESS: Question("Q", FIRST.frame, "X")})


def result(shares):
    lines = tuple(
        Estimate(code, Count(found, sample), {}, None, shrunk, small=False)
        for code, (found, sample, shrunk) in shares.items()
    )
    return Result(AWARENESS, lines[0], lines, None)


FOUND = result({"A": (20, 22, 0.86015), "B": (30, 40, 0.8), "C": (0, 0, None)})


def test_counts_go_in_as_counted_and_shrunk_shares_out_of_ten_thousand():
    assert raw_counts([FOUND], SHEET) == (Replaced("A", "X", 20, 22), Replaced("B", "X", 30, 40))
    assert shrunk_counts([FOUND], SHEET) == (
        Replaced("A", "X", 8602, OUT_OF),
        Replaced("B", "X", 8000, OUT_OF),
    )


def test_the_money_is_that_of_an_evaluation_of_those_figures():
    before = evaluate(DATASET, HELD)
    counts = [raw_counts([FOUND], SHEET), shrunk_counts([FOUND], SHEET)]
    found = worth(DATASET, HELD, before, counts)
    again = [(c, "X", "2025-12", n, d) for c, n, d in (("A", 20, 22), ("B", 30, 40), ("C", 20, 40))]
    expected = evaluate(small.dataset(DATASET.roster, again), HELD)
    for code in "ABC":
        assert found.raw.allocation.row(code).amount == expected.allocation.row(code).amount
    assert found.in_force is before
    assert found.shrunk.scores.of("A") < found.raw.scores.of("A")


def test_what_was_never_reported_is_not_put_in():
    found = replaced(DATASET, HELD, [Replaced("Z", "X", 1, 2)])
    assert found.observations.equals(DATASET.observations)


def test_only_what_differs_from_the_figures_in_force_is_listed():
    known = {("A", "X"): (20, 22), ("B", "X"): (29, 40)}
    new = Replaced("B", "X", 30, 40)
    unknown = Replaced("C", "X", 1, 2)
    counts = (Replaced("A", "X", 20, 22), new, unknown)
    assert differing(counts, known) == ((new, (29, 40)), (unknown, None))
