"""A delivered workbook as a grid of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.intake.sheets import Sheet, address, place

SHEET = Sheet("表1", (("机构", 1), (None, "2")), ((0, 0, 1, 0),))


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_every_cell_has_an_address_that_leads_back_to_it(row, column):
    assert place(address(row, column)) == (row, column)


def test_columns_go_on_after_z():
    assert [address(0, c) for c in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A1", "Z1", "AA1", "AZ1", "BA1", "ZZ1", "AAA1"),
    ]


@pytest.mark.parametrize("text", ["", "B", "7", "b7", "B0", "B-1", "ABCD1", "B7/C7"])
def test_what_is_no_address_is_a_sentence(text):
    with pytest.raises(InputError, match="not the address of a cell"):
        place(text)


def test_a_sheet_is_read_by_row_and_column():
    assert (SHEET[0, 1], SHEET[1, 0], SHEET.width) == (1, None, 2)
    assert Sheet("leer", ()).width == 0
