"""The allocation table adds up in sight."""

from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import county, written
from tests.spreadsheets import fen


def table(case):
    return spreadsheets.shown(written(*case))["Allocation"]


def test_the_last_lines_add_up_and_check(plain_county):
    rows = {row[1]: row for row in table(plain_county).iter_rows(min_row=6, values_only=True)}
    allocation = plain_county[1].allocation
    assert fen(rows["Total"][7]) == allocation.pool
    assert fen(rows["Total"][5]) == allocation.base_pool
    assert rows["Total"][2] == sum(row.population for row in allocation.rows)
    assert [cell for cell in rows["Check: adds up to its pool"] if cell in ("✓", "✗")] == ["✓"] * 4


def test_who_has_to_pay_back_is_told_so():
    case = county(
        {"B01": 120_000, "B02": 60_000},
        {"B01": 95, "B02": 10},
        instalments=[{"on": "06-30", "share": "0.95"}],
    )
    rows = {row[1]: row for row in table(case).iter_rows(min_row=6, values_only=True)}
    assert rows["B02院"][10] < 0
    assert "To be recovered" in rows["B02院"][12]
    assert rows["B01院"][12] in (None, "")


def test_titles_stay_in_sight_and_repeat_on_paper(plain_county):
    sheet = table(plain_county)
    assert sheet.freeze_panes == "C6"
    assert sheet.print_title_rows == "$5:$5"
