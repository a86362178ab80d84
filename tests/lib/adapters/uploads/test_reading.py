"""Every kind of file gives the same cells; what is no table is refused with a sentence."""

import hashlib
import os
import tempfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.uploads import Limits, read
from lib.adapters.uploads.reading import plain_name
from lib.errors import InputError
from tests.deliveries import hostile
from tests.deliveries.writing import Formula, Grid, delimited, ods, xls, xlsx

BROKEN = int(os.environ.get("HENG_BROKEN_FILES", "150"))
"""How many broken files a run tries; HENG_BROKEN_FILES=5000 for a long one."""
SEED = int(os.environ.get("HENG_BROKEN_SEED", "1"))
WRITERS = {"xlsx": xlsx, "xls": xls, "ods": ods}
TEXTS = {
    "UTF-8": ("utf-8", ","),
    "UTF-8 with a mark": ("utf-8-sig", ","),
    "GB18030": ("gb18030", ","),
    "UTF-16": ("utf-16", "\t"),
    "semicolons": ("gb18030", ";"),
    "tabs": ("utf-8", "\t"),
}
GRID = Grid(
    "9月",
    [
        ["2025年1-9月", None, None, None],
        [None, None, None, None],
        ["机构", "建档人数", "率", "备注"],
        ["罗阳街道", 1234, 64.5, "'007"],
        ["湖镇镇，卫生院", 0, None, "＝１＋１"],
        ["合计", 1234, None, None],
    ],
    merged=[(0, 0, 1, 3)],
)


def rows(content, name="a"):
    return read(content, name).sheets[0].rows


cells = st.one_of(
    st.none(),
    st.integers(0, 10**9),
    st.decimals(0, 1000, places=2).map(float),
    st.text("罗阳湖镇 卫生站=+-'\"<&>;,\n12%", min_size=1, max_size=12).filter(str.strip),
)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8).filter(
    lambda table: any(cell is not None for row in table for cell in row)
)


@settings(max_examples=25)
@given(tables, st.sampled_from(sorted(WRITERS)))
def test_what_was_written_is_read_at_its_place(table, kind):
    grid = rows(WRITERS[kind](Grid("表", [[None] * 3, *table])))
    padded = [list(row) + [None] * (3 - len(row)) for row in grid]
    padded += [[None] * 3] * (len(table) + 1 - len(grid))
    assert padded[1:] == table
    assert any(cell is not None for cell in grid[-1])
    assert any(row[-1] is not None for row in grid)


@given(tables, st.sampled_from(sorted(TEXTS)))
def test_text_comes_back_as_text_in_every_encoding(table, form):
    written = [[None if cell is None else str(cell) for cell in row] for row in table]
    content = delimited(Grid("表", [["甲", "乙", "丙"], *written]), *TEXTS[form])
    read_back = [list(row) + [None] * (3 - len(row)) for row in rows(content)]
    while written and written[-1] == [None] * 3:
        written.pop()
    assert read_back[1:] == written


@pytest.mark.parametrize("kind", WRITERS)
def test_merged_and_hidden_are_told_in_every_format(kind):
    workbook = read(WRITERS[kind](GRID, Grid("藏", [["x"]], hidden=True)), "任意.名")
    assert (workbook.kind, [sheet.name for sheet in workbook.sheets]) == (kind, ["9月", "藏"])
    assert [sheet.hidden for sheet in workbook.sheets] == [False, True]
    assert workbook.sheets[0].merged == ((0, 0, 1, 3),)
    assert workbook.sheets[0].rows == tuple(map(tuple, GRID.rows))


def test_the_name_decides_nothing():
    assert read(xls(GRID), "报表.xlsx").kind == "xls"
    assert read(xlsx(GRID), "报表.csv").kind == "xlsx"
    assert read(delimited(GRID, "gb18030"), "报表.xls").kind == "csv"


def test_a_workbook_says_where_it_comes_from():
    content = xlsx(GRID)
    workbook = read(content, "D:\\导出\\9月.xlsx")
    assert workbook.file == "9月.xlsx"
    assert workbook.size == len(content)
    assert workbook.sha256 == hashlib.sha256(content).hexdigest()


def test_days_are_text_and_errors_are_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([date(2025, 9, 30), 0.5, "#REF!", True])
    book.active["C1"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    assert rows((tmp_path / "a.xlsx").read_bytes()) == (("2025-09-30", 0.5, None, True),)


def test_calculated_formulas_are_read_by_their_values():
    grid = Grid("表", [["a", Formula("=1+1", 2), Formula('="x"', "x"), Formula("=1-1", 0)]])
    assert rows(xlsx(grid)) == (("a", 2, "x", 0),)
    assert rows(ods(grid)) == (("a", 2, "x", 0),)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_formulas_nobody_calculated_are_refused_with_their_cell(write):
    grid = Grid("九月", [["机构", "数"], ["罗阳", 3], ["合计", Formula("=SUM(B2)", None)]])
    if write is xlsx:  # this writer puts a zero where Excel is to calculate
        content = write(Grid("九月", [*grid.rows[:2], ["合计", Formula("=SUM(B2)", 0)]]))
    else:
        content = write(grid)
    with pytest.raises(InputError, match=r"“九月”.*B3"):
        read(content, "a.xlsx")


def test_formulas_of_openpyxl_are_refused_with_their_cell(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "A&B"
    book.active["C7"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"“A&B”.*C7"):
        read((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")


@pytest.mark.parametrize("fault", hostile.CRAFTED)
def test_hostile_files_are_refused_and_the_reader_lives(fault):
    with pytest.raises(InputError):
        read(hostile.CRAFTED[fault](), "报表.xlsx")


def test_broken_files_never_bring_the_reader_down():
    refused = 0
    for name, content in hostile.broken(BROKEN, SEED):
        try:
            assert read(content, name).sheets
        except InputError:
            refused += 1
    assert refused > BROKEN // 3


def test_a_file_of_wps_is_sent_back_with_the_way_out():
    with pytest.raises(InputError, match="WPS") as refusal:
        read(xls(GRID), "9月.et")
    assert "Save as" in refusal.value.hint


@pytest.mark.parametrize(
    "limits",
    [
        {"file": 100},
        {"unpacked": 500},
        {"entries": 3},
        {"rows": 5},
        {"columns": 3},
        {"cells": 23},
        {"memory": 1 << 20},
        {"answer": 50},
    ],
    ids=str,
)
def test_every_limit_holds(limits):
    with pytest.raises(InputError):
        read(xlsx(GRID), "a.xlsx", replace(Limits(), **limits))


def test_a_reader_that_takes_too_long_is_stopped():
    content = hostile.CRAFTED["a long text in 400,000 cells"]()
    with pytest.raises(InputError):
        read(content, "a.xlsx", replace(Limits(), seconds=1))


def test_text_has_the_same_limits():
    text = delimited(GRID)
    for limit in ({"rows": 5}, {"columns": 3}, {"cells": 23}):
        with pytest.raises(InputError):
            read(text, "a.csv", replace(Limits(), **limit))
    assert len(rows(text)) == 6


def test_nothing_of_an_upload_stays_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(xlsx(GRID), "a.xlsx")
    for fault in ("a count of texts that lies", "an absurd container", "half an xls"):
        with pytest.raises(InputError):
            read(hostile.CRAFTED[fault](), "a.xlsx")
    assert list(tmp_path.iterdir()) == []


@given(st.text())
def test_names_lose_folders_and_what_does_not_print(name):
    plain = plain_name(name)
    assert plain
    assert plain.isprintable()
    assert not set(plain) & {"/", "\\"}
    assert len(plain) <= 120
