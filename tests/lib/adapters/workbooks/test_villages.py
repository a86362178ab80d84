"""Each institution's village share, over its clinics, to the fen."""

from collections import Counter

import pytest

from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import county, written
from tests.spreadsheets import fen

PEOPLE, SCORES = {"B01": 120_000, "B02": 60_000}, {"B01": 92, "B02": 86}


@pytest.mark.parametrize("split", ["population", "population_score", "workload"])
def test_clinics_add_up_to_the_village_share(split):
    dataset, outcome = county(PEOPLE, SCORES, village_split=split, workload_values={"S": "0.5"})
    workbook = spreadsheets.shown(written(dataset, outcome))
    shared = Counter()
    for row in spreadsheets.amounts(workbook, "Villages", "D").values():
        shared[row["Institution"]] += fen(row["Amount"])
    shares = spreadsheets.amounts(workbook)
    assert shared == {name: fen(row["Of which villages"]) for name, row in shares.items()}


def test_clinics_without_any_points_share_by_residents():
    dataset, outcome = county(PEOPLE, {"B01": 0, "B02": 86})
    rows = spreadsheets.amounts(spreadsheets.shown(written(dataset, outcome)), "Villages", "D")
    first, second = rows["B011"], rows["B012"]
    assert first["Score"] == second["Score"] == 0
    assert second["Amount"] == pytest.approx(2 * first["Amount"], abs=0.02)
