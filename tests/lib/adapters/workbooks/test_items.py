"""The sheet of item pools: every item adds up to its pool, every line to the performance part."""

from fractions import Fraction

import pytest

from lib.model.money_rules import ItemPools
from lib.model.rules import Formula
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import town, written
from tests.spreadsheets import fen


@pytest.mark.parametrize(
    "fields",
    [
        {"formula": Formula.F6},
        {
            "formula": Formula.F6,
            "item_pools": ItemPools({"01": Fraction(1, 3), "02": Fraction(2, 3)}),
        },
        {"formula": Formula.F4B, "item_pools": ItemPools()},
    ],
    ids=["F6", "F6 by shares", "F4b"],
)
def test_items_add_up_to_their_pools_and_lines_to_the_performance_part(fields):
    dataset, outcome = town(**fields)
    workbook = spreadsheets.shown(written(dataset, outcome))
    table = spreadsheets.amounts(workbook, "Item pools")
    rows = {
        area.name: row for area, row in zip(outcome.areas, outcome.allocation.rows, strict=True)
    }
    for code, pool in outcome.allocation.item_pools.items():
        title = next(head for head in table["B01院"] if head and head.startswith(code))
        assert sum(fen(table[name][title]) for name in rows) == pool
    assert {name: fen(table[name]["Together"]) for name in rows} == {
        name: row.performance for name, row in rows.items()
    }


def test_without_items_there_is_no_such_sheet(plain_county):
    assert "Item pools" not in spreadsheets.shown(written(*plain_county)).sheetnames
