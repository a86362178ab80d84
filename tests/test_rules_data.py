"""What our files of rules say: every value sourced, every sum as published."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from lib.adapters.rule_files.catalogue import load_indicators
from lib.adapters.rule_files.yaml_documents import load_subsidy, load_targets, read_document
from lib.errors import ParameterError
from lib.model.indicators import Direction
from lib.model.schemes import Context, parse_scheme
from lib.model.targets import most_specific
from lib.model.tree import Tree
from lib.model.tree_parser import parse_tree
from tests.conftest import ROOT

DATA = ROOT / "data"
SCHEMES = sorted((DATA / "schemes").glob("standard-*.yaml"))
DAYS = [date(2024, 1, 1), date(2025, 12, 31)]
EXECUTION = {
    "01": 8, "02": 4, "03": 5, "04": 7, "05": 6, "06": 8, "07": 14,
    "08": 5, "09": 3, "10": 4, "11": 4, "12": 3, "13": 1, "14": 2,
}  # fmt: skip
TABLE_B = {  # quantity, quality, residents' view
    "01": (40, 35, 15), "02": (25, 15, 20), "03": (35, 15, 10), "04": (40, 28, 12),
    "05": (30, 28, 12), "06": (50, 35, 15), "07": (60, 85, 25), "08": (20, 35, 5),
    "09": (18, 18, 4), "10": (18, 24, 3), "11": (25, 12, 8), "12": (18, 10, 2),
    "13": (6, 2, 2), "14": (8, 4, 8),
}  # fmt: skip


def indicators():
    return load_indicators(DATA / "indicators.csv")


def load(path):
    document = read_document(path)
    with document.located():
        return parse_scheme(document.content)


def rules(path, day):
    context = Context(
        indicators(),
        load_targets(DATA / "targets.yaml", indicators()),
        load_subsidy(DATA / "subsidy.yaml"),
    )
    with read_document(path).located():
        return load(path).on(day, context)


def tree(code, total):
    value = load(DATA / "schemes" / f"{code}.yaml").parameters["tree"].at(DAYS[0]).value
    return parse_tree(value, {"default": Fraction(total)})


def points_of(tree: Tree, code):
    node = tree.node(code)
    return sum(tree.points()[node.start : node.stop])


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_every_value_of_every_scheme_holds_in_both_years_and_says_where_it_comes_from(path):
    for parameter in load(path).parameters.values():
        for day in DAYS:
            dated = parameter.at(day)
            assert dated.reference.title
            assert dated.reference.confidence == "source" or "待县局确认" in dated.reference.title


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize("day", DAYS)
def test_every_scheme_gives_rules_with_a_source_for_each(path, day):
    found = rules(path, day)
    assert set(found.sources) == set(load(path).parameters)
    assert all(found.scoring[leaf.code].target for leaf in found.tree.leaves
               if found.scoring[leaf.code].function != "S4")  # fmt: skip


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("written", "slip", "message"),
    [
        (
            "role: group\n            points: 6",
            "role: group\n            points: 7",
            "“MGT” add up",
        ),
        ("                  MGT02: ", "                  MGT82: ", "not in use on .*: MGT82"),
        ("role: service_item", "role: service_items", "has the role “service_items”"),
    ],
)
def test_a_slip_in_the_weights_is_refused_with_file_and_line(
    tmp_path, path, written, slip, message
):
    text = path.read_text(encoding="utf-8")
    broken = tmp_path / path.name
    broken.write_text(text.replace(written, slip, 1), encoding="utf-8")
    block = text[: text.index(written)].count("\n") + 1
    with pytest.raises(ParameterError, match=rf"^{path.name}, line \d+: .*{message}") as caught:
        rules(broken, DAYS[0])
    assert abs(caught.value.values["line"] - block) <= 3  # the part itself, or its first line


def test_both_schemes_have_the_same_parameters():
    first, second = (set(load(path).parameters) for path in SCHEMES)
    assert first == second


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_every_leaf_names_an_indicator_and_every_rule_an_indicator_or_leaf(path):
    scheme = load(path)
    known = {**indicators(), **scheme.indicators}
    values = {name: parameter.at(DAYS[0]).value for name, parameter in scheme.parameters.items()}
    leaves = tree(path.stem, values["total"])
    assert set(leaves.indicators) <= set(known)
    assert set(values["scoring"]) - {"default"} <= set(leaves.indicators)
    assert {veto["indicator"] for veto in values["vetoes"]} <= set(leaves.indicators)
    linked = values["authenticity"]["links"]
    assert set(linked) | {code for codes in linked.values() for code in codes} <= set(known)
    assert set(values["workload_values"]) <= set(known)
    assert {i.schedule for i in known.values()} - {""} == set(values["schedules"])
    assert sum(part["share"] for part in values["instalments"]) == Decimal("0.70")


def test_the_hundred_points_add_up_by_item_and_dimension():
    scheme = tree("standard-100", 100)
    assert {code: points_of(scheme, code) for code in EXECUTION} == EXECUTION
    assert [points_of(scheme, code) for code in ("G0", "G1", "G2", "07H", "07D")] == [
        6,
        6,
        14,
        8,
        6,
    ]
    known = indicators()
    by_dimension = dict.fromkeys(("quantity", "quality", "mass", "management"), Fraction())
    for leaf, points in zip(scheme.leaves, scheme.points(), strict=True):
        by_dimension[known[leaf.indicator].dimension] += points
    assert by_dimension == {
        "quantity": Fraction("38.5"), "quality": Fraction("35.5"), "mass": 14, "management": 12
    }  # fmt: skip


def test_the_hundred_points_score_every_indicator_that_is_not_only_watched():
    watched = {code for code in indicators() if code.startswith("MON")}
    leaves = [leaf.indicator for leaf in tree("standard-100", 100).leaves]
    assert len(leaves) == len(set(leaves)) == 56
    assert set(leaves) == set(indicators()) - watched


def test_the_thousand_points_add_up_by_item_and_dimension():
    scheme = tree("standard-1000", 1000)
    dimensions = ("quantity", "quality", "mass")
    assert {
        code: tuple(points_of(scheme, f"{code}.{name}") for name in dimensions) for code in TABLE_B
    } == TABLE_B
    assert [points_of(scheme, code) for code in ("G0", "G1")] == [60, 60]
    totals = [sum(points_of(scheme, f"{code}.{name}") for code in TABLE_B) for name in dimensions]
    assert totals == [393, 346, 141]


def test_the_thousand_points_split_a_dimension_as_the_hundred_do():
    small, big = tree("standard-100", 100), tree("standard-1000", 1000)
    hundred = dict(zip(small.indicators, small.points(), strict=True))
    for code in TABLE_B:
        for name in ("quantity", "quality"):
            node = big.node(f"{code}.{name}")
            points = big.points()[node.start : node.stop]
            ratios = {
                points[i] / hundred[leaf.indicator]
                for i, leaf in enumerate(big.leaves[node.start : node.stop])
            }
            assert len(ratios) == 1


def test_the_views_of_residents_count_in_thirds_by_item():
    scheme = tree("standard-1000", 1000)
    for code in TABLE_B:
        node = scheme.node(f"{code}.mass")
        suffix = "" if code in {"10", "12"} else f"-{code}"
        assert len(set(scheme.points()[node.start : node.stop])) == 1
        assert [leaf.indicator for leaf in scheme.leaves[node.start : node.stop]] == [
            f"MAS0{question}{suffix}" for question in (1, 2, 3)
        ]


@pytest.mark.parametrize("day", DAYS)
def test_every_scored_indicator_has_a_target_and_a_floor_on_the_right_side(day):
    targets, known = load_targets(DATA / "targets.yaml", indicators()).on(day), indicators()
    assert set(targets) == set(tree("standard-100", 100).indicators)
    for code, target in targets.items():
        assert target.authority == "county"
        assert target.floor is not None
        higher = known[code].direction == Direction.HIGHER
        assert target.floor < target.value if higher else target.floor > target.value


def test_the_targets_of_2024_come_before_those_of_2025_where_the_nation_raised_them():
    targets = load_targets(DATA / "targets.yaml", indicators())
    for code in ("EHR02", "HTN02", "DIA02", "ELD01"):
        assert [targets.on(day)[code].value for day in DAYS] == [64, 65]


@pytest.mark.parametrize("day", DAYS)
def test_the_county_never_asks_less_than_the_nation(day):
    targets = load_targets(DATA / "targets.yaml", indicators())
    for code, history in targets.histories.items():
        nation = [d for d in history.values if d.reference.authority == "national"]
        if national := most_specific(nation, day):
            assert targets.on(day)[code].value >= national.value


def test_the_national_series_is_in_force_before_the_county_speaks():
    targets = load_targets(DATA / "targets.yaml", indicators()).on(date(2023, 12, 31))
    assert {target.authority for target in targets.values()} == {"national"}
    assert (targets["EHR02"].value, targets["EHR02"].reference.confidence) == (62, "source")
    assert targets["HTN02"].floor is None


def test_the_subsidy_grew_as_published():
    subsidy = load_subsidy(DATA / "subsidy.yaml")
    totals = [subsidy.on(date(year, 12, 31)).yuan_per_head for year in range(2009, 2026)]
    assert totals[0] == 15
    assert [int(b - a) for a, b in pairwise(totals)] == [
        0, 10, 0, 5, 5, 5, 5, 5, 5, 14, 5, 5, 5, 5, 5, 5
    ]  # fmt: skip


def test_nine_yuan_pay_the_items_assigned_since_2019():
    subsidy = load_subsidy(DATA / "subsidy.yaml")
    for year in range(2009, 2026):
        rate = subsidy.on(date(year, 1, 1))
        assert rate.yuan_per_head - rate.original_part == (9 if year >= 2019 else 0)
        assert rate.start == date(year, 1, 1)
