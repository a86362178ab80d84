"""Whatever happens in the reading process, its parent answers with a sentence."""

import resource
from dataclasses import replace

import pytest

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.parsing import parse
from lib.errors import InputError, StorageError
from lib.model.intake.sheets import Sheet
from tests.deliveries import hostile
from tests.deliveries.writing import Grid, xls, xlsx

SMALL = Grid("表", [["机构", 3]])


def test_sheets_come_back_with_their_cells():
    assert parse(xlsx(SMALL), "a", Limits()) == (Sheet("表", (("机构", 3),)),)


def test_an_abort_of_the_library_takes_only_its_process_with_it():
    for fault in ("a cell in the last corner", "an absurd container", "a count of texts that lies"):
        with pytest.raises(InputError):
            parse(hostile.CRAFTED[fault](), "a.xlsx", Limits())
    assert parse(xls(SMALL), "a.xls", Limits())[0].rows == (("机构", 3),)


def test_the_clock_of_a_process_runs_out():
    content = xlsx(Grid("表", [list(range(200))] * 2000))
    with pytest.raises(InputError, match=r"longer than 0\.05 seconds"):
        parse(content, "a.xlsx", replace(Limits(), seconds=0.05))


def test_merged_cells_end_where_the_sheet_ends():
    grid = Grid("表", [["题", None], ["a", 1], [None, None]], merged=[(0, 0, 0, 5), (1, 1, 2, 1)])
    assert parse(xlsx(grid), "a", Limits())[0].merged == ((0, 0, 0, 1),)


def test_no_room_is_the_machine_s_fault_not_the_file_s():
    content = xlsx(SMALL)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    opened = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, before[1]))
    try:
        while True:
            opened.append(open("/dev/null"))  # noqa: PTH123, SIM115 (to use up all there are)
    except OSError:
        with pytest.raises(StorageError, match="could not be read"):
            parse(content, "a.xlsx", Limits())
    finally:
        for file in opened:
            file.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_process_learns_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/nonexistent")
    monkeypatch.setenv("PYTHONPATH", "/nonexistent")
    assert parse(xlsx(SMALL), "a", Limits())[0].name == "表"
