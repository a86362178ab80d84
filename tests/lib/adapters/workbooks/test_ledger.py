"""The ledger as a workbook: what goes in comes out, and nothing is taken for a formula."""

from io import BytesIO

from openpyxl import load_workbook

from lib.adapters.workbooks.ledger import write_ledger

ROWS = [
    {"编号": "2025Q4-001", "依据": "=HYPERLINK(1)", "超期天数": 3, "销号日期": None},
    {"编号": "2025Q4-002", "依据": "+86", "超期天数": 0, "销号日期": "2025-12-01"},
]


def test_every_cell_reads_back_as_it_was():
    sheet = load_workbook(BytesIO(write_ledger("整改台账", ROWS, "示例数据"))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert sheet["A1"].value == "整改台账"
    assert sheet["A2"].value == "示例数据"
    assert lines == [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_an_empty_ledger_is_a_file_all_the_same():
    sheet = load_workbook(BytesIO(write_ledger("整改台账", []))).active
    assert sheet["A1"].value == "整改台账"
