"""The share of the villages reaches every clinic and adds up."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from tests import small

LEVEL = {"X": {"level": "V"}}


def village(split, clinics, rows, **parameters):
    areas = small.roster({"A": 100, "B": 50}, clinics)
    held = small.rules(
        {"X": 100},
        LEVEL,
        money={"village_split": split, **parameters.pop("money", {})},
        **parameters,
    )
    outcome = evaluate(small.dataset(areas, rows), held)
    return outcome, {row.area: row.amount for row in outcome.villages.rows}


CLINICS = {"A1": ("A", 60), "A2": ("A", 40), "B1": ("B", 50)}
ROWS = [
    ("A1", "X", "2025-12", 9, 10),
    ("A2", "X", "2025-12", 10, 10),
    ("B1", "X", "2025-12", 8, 10),
]


@given(
    st.sampled_from(["population", "population_score", "workload"]),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 500)), min_size=3, max_size=3),
)
def test_every_split_adds_up_to_the_share_of_its_institution(split, drawn):
    people = [max(1, n) for _, n in drawn]
    clinics = {c: (p, n) for (c, (p, _)), n in zip(CLINICS.items(), people, strict=True)}
    rows = [(c, "X", "2025-12", done, 50) for c, (done, _) in zip(CLINICS, drawn, strict=True)]
    outcome, _ = village(split, clinics, rows, money={"workload_values": {"X": 3}})
    for row in outcome.allocation.rows:
        assert sum(v.amount for v in outcome.villages.of(row.area)) == row.village
    assert len(outcome.villages.rows) == len(CLINICS)


def test_residents_times_score_decides():
    outcome, amounts = village("population_score", CLINICS, ROWS)
    share = outcome.allocation.row("A").village
    assert amounts["A1"] + amounts["A2"] == share
    assert abs(amounts["A1"] - share * 5400 / 9400) <= 1


def test_workload_decides():
    outcome, amounts = village("workload", CLINICS, ROWS, money={"workload_values": {"X": 3}})
    share = outcome.allocation.row("A").village
    assert abs(amounts["A1"] - share * 27 / 57) <= 1


def test_clinics_that_earned_nothing_share_by_residents_and_it_is_said():
    rows = [("A1", "X", "2025-12", 0, 10), ("A2", "X", "2025-12", 0, 10), ROWS[2]]
    outcome, amounts = village("population_score", CLINICS, rows)
    assert abs(amounts["A1"] - outcome.allocation.row("A").village * 0.6) <= 1
    assert "No clinic of A has earned anything: its village share is split by residents." in map(
        str, outcome.villages.notices
    )


def test_an_institution_without_clinics_keeps_its_share_and_it_is_said():
    clinics = {"A1": ("A", 60)}
    outcome, amounts = village("population", clinics, [*ROWS[:1], ("B", "X", "2025-12", 5, 10)])
    assert set(amounts) == {"A1"}
    assert any("B has no clinic" in str(notice) for notice in outcome.villages.notices)


def test_under_d4_the_workload_is_paid_as_verified():
    indicators = {"X": {"level": "V"}, "Y": {"level": "V"}, "T": {}}
    declared = {
        "mode": "D4",
        "strength": 1,
        "threshold": 1,
        "min_sample": 10,
        "links": {"T": ["X"]},
    }
    money = {"village_split": "workload", "workload_values": {"X": 1, "Y": 1}}
    held = small.rules({"X": 40, "Y": 40, "T": 20}, indicators, authenticity=declared, money=money)
    areas = small.roster({"A": 100}, {"A1": ("A", 50), "A2": ("A", 50)})
    rows = [
        ("A1", "X", "2025-12", 10, 10),
        ("A1", "Y", "2025-12", 0, 10),
        ("A2", "X", "2025-12", 0, 10),
        ("A2", "Y", "2025-12", 10, 10),
        ("A", "T", "2025-12", 5, 10),
    ]
    outcome = evaluate(small.dataset(areas, rows), held)
    amounts = [row.amount for row in outcome.villages.rows]
    assert abs(amounts[0] * 2 - amounts[1]) <= 2
    assert outcome.scores.part("A", "X") == (20, 40)
