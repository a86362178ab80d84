"""Cells of a sheet as a reader sees them."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.grids import column, filled, text, texts, written
from tests.lib.model.intake.hand import sheet

cells = st.lists(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    max_size=20,
)


def test_a_merged_heading_is_seen_over_its_whole_block():
    merged = sheet([["档案", None, "x"], [None, None, "y"]], merged=["A1:B2"])
    assert filled(merged, 1) == (("档案", "档案", "x"), ("档案", "档案", "y"))


def test_rows_below_the_asked_one_stay_out():
    assert filled(sheet([["a"], ["b"], ["c"]], merged=["A2:A3"]), 1) == (("a",), ("b",))


def test_a_merged_name_holds_for_all_its_rows_but_a_merged_figure_counts_once():
    merged = sheet([["镇", "数"], ["罗阳", 5], [None, None]], merged=["A2:A3", "B2:B3"])
    assert column(merged, 0, 1, fill=True) == ["罗阳", "罗阳"]
    assert column(merged, 1, 1) == [5, None]


def test_a_block_that_begins_in_the_header_fills_only_the_rows_asked_for():
    assert column(sheet([["a"], [None], [None]], merged=["A1:A3"]), 0, 1, fill=True) == ["a", "a"]


@given(cells)
def test_a_column_is_written_as_its_cells_are(column_of):
    assert written(column_of) == [text(cell) for cell in column_of]


def test_texts_are_told_once_and_in_order():
    assert texts((" b ", None, "a", "b", 3)) == ["b", "a"]
