"""Every sum of an allocation agrees with what it was shared from."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lib.errors import AllocationError, InputError
from lib.model.allocation_checks import check, check_clinics, parts_of
from lib.model.evaluation import evaluate
from tests import small

MONEY = {"pool": "123456.78", "instalments": [{"on": "03-31", "share": "0.5"}]}
TREE = small.tree_of((30, 30, 40))


@given(data=small.worlds())
def test_every_sum_holds(data):
    outcome = evaluate(data, small.rules(TREE, money=MONEY))
    checks = check(outcome.allocation, outcome.villages)
    assert [c.label for c in checks if not c.holds] == []
    assert checks[0].whole == 12_345_678


@given(data=small.worlds(), money=small.chains)
@settings(max_examples=40)
def test_every_sum_of_every_chain_holds(data, money):
    try:
        outcome = evaluate(data, small.rules(TREE, money=money))
    except (InputError, AllocationError):
        return
    checks = check(outcome.allocation, outcome.villages)
    assert [c.label for c in checks if not c.holds] == []
    for row in outcome.allocation.rows:
        assert sum(parts_of(row).values()) == row.amount


@pytest.fixture
def outcome():
    areas = small.roster({"B01": 900, "B02": 100}, {"V1": ("B01", 600), "V2": ("B01", 300)})
    rows = [(code, "X", "2025-12", 80, 100) for code in ("V1", "V2", "B02")]
    rules = small.rules({"X": 100}, {"X": {"level": "V"}}, money=MONEY)
    return evaluate(small.dataset(areas, rows), rules)


@pytest.mark.parametrize(
    "column",
    [
        *("amount", "base", "performance", "award", "rank_award", "withheld", "adjustment"),
        *("corridor", "village"),
    ],
)
def test_one_fen_astray_is_noticed(outcome, column):
    first, *others = outcome.allocation.rows
    moved = replace(first, **{column: getattr(first, column) + 1})
    allocation = replace(outcome.allocation, rows=(moved, *others))
    assert not all(c.holds for c in check(allocation, outcome.villages))


def test_a_share_without_clinics_stays_with_the_institution(outcome):
    villages = check(outcome.allocation, outcome.villages)[-1]
    assert villages.holds
    assert len(villages.parts) == 2
    alone = check_clinics(outcome.allocation.row("B02"), outcome.villages)
    assert "no clinics" in alone.parts[0][0]


def test_the_clinics_of_one_institution_add_up_to_its_share(outcome):
    row = outcome.allocation.row("B01")
    assert check_clinics(row, outcome.villages).holds
    assert not check_clinics(replace(row, village=row.village + 1), outcome.villages).holds


def test_an_item_pool_that_lost_a_fen_is_noticed():
    rows = [(code, "X", "2025-12", 80, 100) for code in ("B01", "B02")]
    rows += [(code, "Z", "2025-12", 80, 100) for code in ("B01", "B02")]
    rows += [(code, "Y", "2025-12", 80, 100) for code in ("B01", "B02")]
    held = small.rules(TREE, money={**small.MONEY_PARTS, "formula": "F6"})
    world = small.dataset(small.roster({"B01": 900, "B02": 100}), rows)
    found = evaluate(world, held).allocation
    assert all(c.holds for c in check(found, None))
    pools = {**found.item_pools, "01": found.item_pools["01"] + 1}
    assert [c.item for c in check(replace(found, item_pools=pools), None) if not c.holds] == [
        "01",
        "",
    ]


def test_deducted_money_that_is_astray_is_noticed():
    held = small.rules({"S": 100}, money={**small.MONEY_PARTS, "formula": "F3"})
    found = evaluate(small.scores_as_data({"A": 100, "B": 100}, {"A": 90, "B": 50}), held)
    assert all(c.holds for c in check(found.allocation, None))
    astray = replace(found.allocation, deducted=found.allocation.deducted + 1)
    assert [c.label for c in check(astray, None) if not c.holds] == ["Deducted by tiers"]
