"""The form of a register: its headings, words to choose from, and no formula out of a name."""

from io import BytesIO

import openpyxl
import pytest

from lib.adapters.workbooks.register_form import form
from lib.model.intake.sheets import NOTES
from tests.lib.model.registers.declared import declared, register

AREAS = ["石湾镇卫生院", "铁场卫生院"]


def opened(code, rows=(), remark=""):
    content = form(register(code), rows, AREAS, str, remark)
    return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.parametrize("code", sorted(declared().registers))
def test_headings_are_those_of_the_declaration(code):
    book = opened(code)
    assert book.sheetnames == [register(code).name.zh, NOTES]
    headings = [cell.value for cell in book.worksheets[0][1]]
    columns = register(code).columns.values()
    assert headings == [c.heading.zh + "*" * c.needed for c in columns]


def test_words_can_be_chosen_from_a_list_that_holds_them_all():
    book = opened("contract")
    checks = book.worksheets[0].data_validations.dataValidation
    lists = {str(check.sqref).split(":")[0]: check.formula1 for check in checks}
    groups = list(register("contract").columns["group"].options.values())
    for cell, words in (("B2", AREAS), ("C2", [option.name.zh for option in groups])):
        sheet, _, area = lists[cell].partition("!")
        assert sheet == f"'{NOTES}'"
        assert [row[0].value for row in book[NOTES][area.replace("$", "")]] == words


def test_rows_stand_as_numbers_and_text_and_never_as_formulas():
    row = {"编号": "=1+1", "年度": 2025, "金额（元）": 12500.5, "到位日期": "2025-09-30"}
    sheet = opened("investment", [row]).worksheets[0]
    told = {h.value.rstrip("*"): cell for h, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (told["编号"].value, told["编号"].data_type) == ("=1+1", "s")
    assert (told["年度"].value, told["金额（元）"].value) == (2025, 12500.5)
    assert (told["到位日期"].value, told["用途说明"].value) == ("2025-09-30", None)


def test_a_made_up_file_says_so():
    cells = [cell.value for row in opened("staff", remark="示例数据")[NOTES] for cell in row]
    assert "示例数据" in cells
