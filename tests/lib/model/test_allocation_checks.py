"""Every sum of an allocation agrees with what it was shared from."""

from dataclasses import replace

import pytest
from hypothesis import given

from lib.model.allocation_checks import check, check_clinics
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


@pytest.fixture
def outcome():
    areas = small.roster({"B01": 900, "B02": 100}, {"V1": ("B01", 600), "V2": ("B01", 300)})
    rows = [(code, "X", "2025-12", 80, 100) for code in ("V1", "V2", "B02")]
    rules = small.rules({"X": 100}, {"X": {"level": "V"}}, money=MONEY)
    return evaluate(small.dataset(areas, rows), rules)


@pytest.mark.parametrize("column", ["amount", "base", "performance", "village", "adjustment"])
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
