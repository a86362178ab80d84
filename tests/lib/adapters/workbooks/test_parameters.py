"""Every rule has a cell with a name."""

from io import BytesIO

import openpyxl

from lib.adapters.workbooks.parameters import share_scale
from tests.lib.adapters.workbooks.conftest import county, written

PEOPLE, SCORES = {"B01": 120_000, "B02": 60_000}, {"B01": 92, "B02": 86}


def names(**money):
    return set(
        openpyxl.load_workbook(BytesIO(written(*county(PEOPLE, SCORES, **money)))).defined_names
    )


def test_every_rule_has_a_name():
    assert {"per_head", "pool_yuan", "formula_code", "base_share", "pass_line"} <= names()
    assert {"below_rule", "rounding_fen", "village_share", "instalment_share_1"} <= names()


def test_bounds_are_named_only_where_there_are_any():
    assert not {"floor_share", "cap_share", "common_rate"} & names()
    assert {"floor_share", "cap_share", "common_rate"} <= names(floor_share="0.9", cap_share="1.2")


def test_shares_become_whole_at_their_scale():
    _, outcome = county(PEOPLE, SCORES, base_share="0.3333", instalments=[])
    assert share_scale(outcome.rules.allocation) == 10_000
    _, outcome = county(PEOPLE, SCORES)
    assert share_scale(outcome.rules.allocation) == 1000
