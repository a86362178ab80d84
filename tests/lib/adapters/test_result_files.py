"""Results as files: complete, exact, all or nothing."""

import csv
import json
from fractions import Fraction

import pytest
from hypothesis import given

from lib.adapters import result_files
from lib.errors import InputError, StorageError
from lib.model.evaluation import evaluate
from tests import small
from tests.small import tree_of, weights_of_three, worlds


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@given(world=worlds(), points=weights_of_three)
def test_what_is_written_adds_up_to_what_was_computed(tmp_path_factory, world, points):
    try:
        outcome = evaluate(world, small.rules(tree_of(points), money={"below_pass_line": "keep"}))
    except InputError:
        return
    folder = tmp_path_factory.mktemp("out")
    result_files.write(outcome, folder)
    paid = rows(folder / "allocation.csv")
    amounts = sum(int(row["amount_fen"]) for row in paid)
    assert amounts + outcome.allocation.carried_over == outcome.allocation.pool
    scored = {row["area_code"]: row for row in rows(folder / "scores.csv")}
    for line, area in enumerate(outcome.areas):
        written = scored[area.code]
        assert Fraction(written["score_published"]) == outcome.scores.published[line]
        assert written["rank"] == str(outcome.scores.ranks[line])
    parts = rows(folder / "attainment.csv")
    assert len(parts) == len(outcome.areas) * 3
    assert (folder / "seal.txt").read_text().strip() == outcome.seal
    explained = json.loads((folder / "explain.json").read_text(encoding="utf-8"))
    assert {e["area_code"] for e in explained} == set(scored)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    outcome = evaluate(small.scores_as_data({"A": 1}, {"A": 90}), small.rules({"S": 100}))
    with pytest.raises(StorageError, match="could not be written"):
        result_files.write(outcome, blocked)
    assert blocked.read_text() == "in the way"


def test_an_evaluation_without_money_writes_no_allocation(tmp_path):
    outcome = evaluate(small.scores_as_data({"A": 1}, {"A": 90}), small.rules({"S": 100}))
    result_files.write(outcome, tmp_path / "new" / "folder")
    written = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert written == {"attainment.csv", "scores.csv", "explain.json", "notices.txt", "seal.txt"}


def test_sensitive_figures_of_few_people_are_left_out_of_every_file(tmp_path):
    ill = {"service_item": "01", "sensitive": "yes"}
    held = small.rules(tree_of((30, 30, 40)), {"X": ill, "Y": ill, "Z": {}}, small_cell_threshold=5)
    counts = {"A": (3, 7), "B": (40, 57), "C": (51, 59)}
    rows_of = [(c, code, "2025-12", *pair) for c, pair in counts.items() for code in "XYZ"]
    world = small.dataset(small.roster(dict.fromkeys(counts, 1000)), rows_of)
    result_files.write(evaluate(world, held), tmp_path)
    parts = rows(tmp_path / "attainment.csv")
    first = [row for row in parts if row["area_code"] == "A"]
    assert [row["status"] for row in first] == ["withheld", "withheld", "reported"]
    assert {row[c] for row in first[:2] for c in ("numerator", "denominator", "value")} == {""}
    assert {row["points"] for row in first[:2]} == {""}
    told = (tmp_path / "notices.txt").read_text(encoding="utf-8")
    assert told.startswith(f"{sum(row['status'] == 'withheld' for row in parts)} sensitive")
    explained = (tmp_path / "explain.json").read_text(encoding="utf-8")
    assert "figures that are not shown" in explained
