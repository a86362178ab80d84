"""Worked examples in golden/*.yaml, checked one by one through the engine."""

from fractions import Fraction

import pytest
import yaml

from lib.model.apportionment import apportion
from lib.model.evaluation import evaluate
from lib.model.intervals import wilson
from lib.model.numbers import exact, round_one
from lib.model.scoring import attain, parse_scoring
from tests import small
from tests.conftest import ROOT


def cases(name):
    path = ROOT / "tests" / "golden" / f"{name}.yaml"
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return [pytest.param(case, id=case["name"]) for case in loaded]


def number(text):
    return Fraction(text)


def fen(yuan):
    return int(number(yuan) * 100)


@pytest.mark.parametrize("case", cases("rounding"))
def test_rounding(case):
    weights = exact(case["weights"])
    assert apportion(int(case["total"]), weights) == [int(part) for part in case["parts"]]


@pytest.mark.parametrize("case", cases("scoring"))
def test_scoring(case):
    direction = case.get("direction", "higher")
    rule = parse_scoring("X", case["rule"], direction)
    [attainment] = attain(rule, exact([case["value"]]))
    assert round_one(attainment * number(case["full_mark"]), 3) == number(case["points"])


@pytest.mark.parametrize("case", cases("authenticity"))
def test_authenticity(case):
    keys = ("mode", "strength", "threshold")
    declared = {key: case[key] for key in keys} | {"min_sample": 10, "links": {"T": ["V"]}}
    held = small.rules({"V": 50, "T": 50}, authenticity=declared)
    rows = [
        ("A", "V", "2025-12", 2000, 3200),
        ("A", "T", "2025-12", int(case["true"]), int(case["sample"])),
    ]
    outcome = evaluate(small.dataset(small.roster({"A": 1}), rows), held)
    [value] = outcome.scores.marks.values[:, outcome.scores.measures.column("V")]
    assert value == number(case["value"])


@pytest.mark.parametrize("case", cases("intervals"))
def test_intervals(case):
    found = [round(100 * end, 1) for end in wilson(int(case["found"]), int(case["sample"]))]
    assert found == [float(case["low"]), float(case["high"])]


@pytest.mark.parametrize("case", cases("allocation"))
def test_allocation(case):
    scores = {area: number(score) for area, score in case["scores"].items()}
    people = {area: int(count) for area, count in case["people"].items()}
    held = small.rules({"S": 100}, money={**case["rules"], "pool": case["pool"]})
    allocation = evaluate(small.scores_as_data(people, scores), held).allocation
    for column in ("base", "performance", "amount", "settlement"):
        for area, yuan in case.get(column, {}).items():
            assert getattr(allocation.row(area), column) == fen(yuan), (column, area)
    carried = fen(case.get("carried_over", "0"))
    assert allocation.carried_over == carried
    assert sum(row.amount for row in allocation.rows) + carried == fen(case["pool"])
