"""The table of figures, and which stage of a figure counts."""

import math

from lib.model.intake.figures import COLUMNS, IN_FORCE, Reading, Stage, table

ROW = ("B01", "EHR01", 24_308, 90, 100, "", 0, math.nan, "表1", 7, "F7/G7")


def test_a_table_has_the_agreed_columns_and_types():
    for figures in (table(), table([ROW])):
        assert {name: str(kind) for name, kind in figures.dtypes.items()} == COLUMNS


def test_a_reading_names_its_months_oldest_first():
    later = (*ROW[:2], 24_309, *ROW[3:])
    assert Reading(table([later, ROW, later]), table()).months() == (24_308, 24_309)
    assert Reading(table(), table()).months() == ()


def test_an_appeal_counts_only_once_it_is_decided():
    assert Stage.APPEALED not in IN_FORCE
    assert IN_FORCE == (Stage.FINAL, Stage.VERIFIED, Stage.CLAIMED)
