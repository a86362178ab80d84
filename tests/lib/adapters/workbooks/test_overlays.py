"""Rank bonus and malus in the workbook: what the last lose is what the first gain."""

from fractions import Fraction

import pytest

from lib.adapters.workbooks.overlays import most_ties
from lib.model.money_rules import AwardBy, RankAwards
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import town, written
from tests.spreadsheets import fen


@pytest.mark.parametrize("by", [AwardBy.POPULATION, AwardBy.EQUAL])
@pytest.mark.parametrize("places", [1, 2, 3])
def test_what_the_last_lose_the_first_gain(places, by):
    case = town(rank_awards=RankAwards(places, Fraction(1, 20), places, by))
    table = spreadsheets.amounts(spreadsheets.shown(written(*case)))
    moved = [fen(row["Rank bonus or malus"]) for row in table.values()]
    assert moved == [row.rank_award for row in case[1].allocation.rows]
    assert sum(moved) == 0
    assert any(moved)


def test_shared_places_become_whole():
    assert [most_ties(ranks) for ranks in ([1, 2, 3], [1, 1, 3], [1, 2, 2, 4, 4, 4])] == [1, 2, 6]
