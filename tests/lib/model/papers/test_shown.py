"""Tables of slides carry every number they are given."""

from fractions import Fraction

from lib.model.papers.content import Figure, said
from lib.model.papers.shown import (
    YearLine,
    asked_table,
    block_table,
    checked_table,
    late_table,
    measure_table,
    visited_table,
    year_table,
)
from tests import papers

SHOWN = papers.SCREENS


def row(table, place=0):
    return [said(entry) for entry in table.rows[place].values()]


def test_tables_of_the_rooms():
    assert row(late_table(SHOWN.overdue))[-2:] == ["2025-12-20", "19"]
    assert row(checked_table(SHOWN.checked)) == ["石湾", "40", "2", "5.0%", "1.2%～16.5%"]
    assert row(asked_table(SHOWN.asked)) == ["石湾", "40", "82.5%", "68.0%～91.3%", "A"]
    assert row(block_table(SHOWN.blocks))[1:6] == ["88.53", "2", "−0.43", "85.19～91.15", "11"]
    assert row(measure_table(SHOWN.measures))[3:] == ["78.3%", "75.7%", "1"]


def test_who_passes_is_said_with_a_sign_and_a_word():
    table = visited_table(SHOWN.rounds)
    assert [row(table, n)[6] for n in (0, 1)] == ["● 达到", "▼ 未达到"]


def test_without_a_year_before_there_is_no_change():
    rows = year_table(SHOWN).rows
    assert [said(r["增减"]) for r in rows] == ["+0.3", "—"]
    assert YearLine("", None, None, Fraction(1)).gain is None
    assert isinstance(rows[0]["实际"], Figure)
