"""Tables as files: what is written is read again, and nothing of it computes."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.table_files import write_csv

words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=20)
tables = st.lists(st.fixed_dictionaries({"a": words, "b": st.integers()}), min_size=1, max_size=5)


def read(file):
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))


@given(tables)
def test_every_cell_comes_back_below_its_heading_with_at_most_an_apostrophe(rows):
    header, *found = read(write_csv(rows))
    assert header == list(rows[0])
    for row, cells in zip(rows, found, strict=True):
        back = dict(zip(header, cells, strict=True))
        assert back["a"] in (row["a"], f"'{row['a']}")
        assert back["b"] == str(row["b"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(start):
    (header,), (cell,) = read(write_csv([{f"{start}1+1": f"{start}cmd|' /C calc'!A0"}]))
    assert header[0] == cell[0] == "'"


def test_a_remark_stands_below_and_nothing_is_an_empty_cell():
    assert read(write_csv([{"a": None}], "示例数据")) == [["a"], [""], ["示例数据"]]
