"""Blocks: every institution in one, a lead hospital in two roles named as such."""

from datetime import date

import pytest

from lib.adapters.roster_files import read_roster
from lib.errors import InputError
from lib.model.blocks.membership import blocks
from lib.model.roster import Area, Roster
from tests.conftest import ROOT
from tests.lib.model.blocks import places


def test_the_county_has_five_blocks_that_hold_every_institution_once():
    roster = read_roster(*sorted((ROOT / "data" / "roster").glob("*.csv")))
    found = blocks(roster, date(2025, 12, 31))
    assert [block.code for block in found] == ["L1", "L2", "L3", "L4", "L5"]
    members = [area.code for block in found for area in block.members]
    assert sorted(members) == [f"B{number:02}" for number in range(1, 23)]
    assert {block.code: block.itself for block in found if block.itself} == {"L5": "B09"}
    assert "B09" not in [area.code for area in found[-1].helped]
    assert sum(len(block.helped) for block in found) == 21


def test_who_moves_to_another_block_is_in_one_on_each_day():
    moved = (
        Area("B1", "甲院", "township_hospital", "C", 9, block="L1", valid_to=date(2025, 6, 30)),
        Area("B1", "甲院", "township_hospital", "C", 9, block="L2", valid_from=date(2025, 7, 1)),
    )
    leads = [Area(code, code, "lead_hospital", "C", None) for code in ("L1", "L2")]
    roster = Roster((*leads, *moved))
    for day, lead in ((date(2025, 6, 30), "L1"), (date(2025, 7, 1), "L2")):
        assert [b.code for b in blocks(roster, day) for _ in b.members] == [lead]


def test_a_stranger_is_no_member():
    assert places.FIRST.member("B02").name == "B02院"
    with pytest.raises(InputError, match="B03 does not belong to the block of 县一院"):
        places.FIRST.member("B03")
