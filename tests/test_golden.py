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


def declared(case):
    return {**case["rules"], **case.get("besides", {}), "pool": case["pool"]}


def scored(case):
    """Institutions with the scores of a case; a veto strikes scores below its line."""
    scores = {area: number(score) for area, score in case["scores"].items()}
    people = {area: int(count) for area, count in case["people"].items()}
    veto = [{"indicator": "S", "below": case["veto"], "effect": "funds"}] if "veto" in case else []
    held = small.rules({"S": 100}, money=declared(case), vetoes=veto)
    return evaluate(small.scores_as_data(people, scores), held)


def counted(case):
    """Institutions with the counts of a case, each indicator in its service item."""
    people = {area: int(count) for area, count in case["people"].items()}
    rows = [
        (area, code, "2025-12", int(counts[0]), int(counts[1]))
        for area, figures in case["figures"].items()
        for code, counts in figures.items()
    ]
    codes = sorted({row[1] for row in rows})
    items = {code: case.get("items", {}).get(code, "01") for code in codes}
    names = {"zh": "项", "en": "item"}
    tree = {
        item: {
            "name": names,
            "role": "service_item",
            "children": {
                code: str(Fraction(100, len(codes))) for code in codes if items[code] == item
            },
        }
        for item in sorted(set(items.values()))
    }
    fields = {code: {"service_item": items[code], "over_100": "yes"} for code in codes}
    held = small.rules(tree, fields, money=declared(case))
    return evaluate(small.dataset(small.roster(people), rows), held)


_AMOUNTS = (
    *("base", "performance", "award", "rank_award", "withheld", "adjustment", "corridor"),
    *("amount", "settlement"),
)


@pytest.mark.parametrize("case", cases("allocation"))
def test_allocation(case):
    allocation = (counted if "figures" in case else scored)(case).allocation
    for column in _AMOUNTS:
        for area, yuan in case.get(column, {}).items():
            assert getattr(allocation.row(area), column) == fen(yuan), (column, area)
    for area, points in case.get("work", {}).items():
        assert allocation.row(area).work == number(points)
    for area, share in case.get("coefficient", {}).items():
        assert round_one(allocation.row(area).coefficient, 4) == number(share)
    for item, parts in case.get("item", {}).items():
        assert {area: allocation.row(area).items[item] for area in parts} == {
            area: fen(yuan) for area, yuan in parts.items()
        }
    assert allocation.deducted == fen(case.get("deducted", allocation.deducted / Fraction(100)))
    carried = fen(case.get("carried_over", "0"))
    assert allocation.carried_over == carried
    assert sum(row.amount for row in allocation.rows) + carried == fen(case["pool"])


@pytest.mark.parametrize("case", cases("villages"))
def test_villages(case):
    clinics = {code: ("A", int(people)) for code, people in case["clinics"].items()}
    rows = [
        (clinic, code, "2025-12", int(counts[0]), int(counts[1]))
        for clinic, figures in case["figures"].items()
        for code, counts in figures.items()
    ]
    codes = sorted({row[1] for row in rows})
    held = small.rules(
        {code: str(Fraction(100, len(codes))) for code in codes},
        {code: {"level": "V"} for code in codes},
        money={"formula": "F1", "below_pass_line": "keep", "village_split": case["split"]}
        | case.get("rules", {})
        | {"pool": case["pool"]},
    )
    people = sum(count for _, count in clinics.values())
    found = evaluate(small.dataset(small.roster({"A": people}, clinics), rows), held)
    clinic = {row.area: row for row in found.villages.rows}
    assert {c: clinic[c].amount for c in case["amount"]} == {
        c: fen(yuan) for c, yuan in case["amount"].items()
    }
    assert sum(row.amount for row in found.villages.rows) == found.allocation.row("A").village
    for code, weight in case.get("weight", {}).items():
        assert clinic[code].weight == number(weight)
    told = [str(notice) for notice in found.villages.notices]
    assert told == ([case["notice"]] if "notice" in case else [])
