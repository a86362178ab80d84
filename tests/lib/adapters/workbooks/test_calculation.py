"""The calculation keeps what the rules say of those who earn nothing."""

import pytest

from lib.adapters.workbooks.calculation import weights_of_performance
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import county, written
from tests.spreadsheets import fen

PEOPLE = {"B01": 120_000, "B02": 60_000}
NOBODY = {"B01": 10, "B02": 20}


@pytest.mark.parametrize("rule", ["carry_over", "population"])
def test_performance_money_of_nobody_goes_where_the_rules_say(rule):
    dataset, outcome = county(PEOPLE, NOBODY, nobody_passes=rule)
    assert not any(weights_of_performance(outcome.allocation))
    sheet = spreadsheets.shown(written(dataset, outcome))["Allocation"]
    at = [cell.value for cell in sheet[5]].index("Amount")
    carried = {row[1].value: row[at].value for row in sheet.iter_rows(min_row=6)}["Carried over"]
    assert fen(carried) == outcome.allocation.carried_over
    assert (carried > 0) == (rule == "carry_over")


def test_an_institution_may_have_a_village_share_of_its_own():
    dataset, outcome = county(
        PEOPLE, {"B01": 90, "B02": 90}, village_share={"default": "0.4", "B02": "0.35"}
    )
    table = spreadsheets.amounts(spreadsheets.shown(written(dataset, outcome)))
    shares = [row["Of which villages"] / row["Amount"] for row in table.values()]
    assert shares == pytest.approx([0.4, 0.35])
