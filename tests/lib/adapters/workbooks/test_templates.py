"""Templates hold the roster and the catalogue's words, and come back without a question."""

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from lib.adapters.rule_files.catalogue import load_service_items
from lib.adapters.workbooks.templates import NOTES, template
from lib.errors import InputError
from lib.model.intake.plans import Role, Shape
from lib.model.observations import parse_period
from tests import small, spreadsheets
from tests.deliveries import county

MONTH = parse_period("2025-09")
ITEMS = load_service_items(county.PROJECT.data / "service_items.csv").on(county.DAY)
SAME_EVERYWHERE = {"sheet_skipped", "population_differs", "too_even"}
"""What is said of a form in which all areas report 30 of 100."""
FORMS = sorted({one.service_item for one in county.INDICATORS.values()})


def form(code, say=str):
    return template(ITEMS[code], list(county.INDICATORS.values()), county.ROSTER, MONTH, say)


def filled(content):
    """Fill every blank cell of a form: numerators 30, denominators 100."""
    book = openpyxl.load_workbook(BytesIO(content))
    count = 0
    for sheet in book.worksheets[:-1]:
        width = sheet.max_column
        names = 2 if sheet["B3"].value == "村卫生站" else 1
        for row in sheet.iter_rows(min_row=5, max_row=sheet.max_row - 2, max_col=width):
            for position, cell in enumerate(row[names:]):
                cell.value = 100 if position % 2 else 30
                count += position % 2
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), count


@pytest.mark.parametrize("code", FORMS)
def test_a_filled_in_form_comes_back_without_a_question(code):
    content, count = filled(form(code))
    found = county.delivered(content, "填报.xlsx")
    read = [sheet for sheet in found.plan.sheets if sheet.shape is not Shape.SKIPPED]
    assert [sheet.sheet for sheet in found.plan.sheets if sheet not in read] == [NOTES]
    columns = [column for sheet in read for column in sheet.columns]
    assert [c.heading for c in columns if c.confidence < 1 or c.role is Role.UNKNOWN] == []
    assert {finding.rule for finding in found.findings} <= SAME_EVERYWHERE
    assert len(found.reading.figures) == count
    assert found.reading.months() == (MONTH,)
    assert set(found.reading.figures["numerator"]) == {30}
    assert set(found.reading.figures["denominator"]) == {100}


def test_each_level_has_its_sheet_with_every_area_in_it():
    book = openpyxl.load_workbook(BytesIO(form("01")))
    assert book.sheetnames == ["村卫生站", "机构", NOTES]
    clinics = [(row[0].value, row[1].value) for row in book["村卫生站"].iter_rows(5, 347)]
    parents = {area.code: area.name for area in county.INSTITUTIONS}
    assert clinics == [(parents[area.parent_code], area.name) for area in county.CLINICS]
    names = [row[0].value for row in book["机构"].iter_rows(5, 26)]
    assert names == [area.name for area in county.INSTITUTIONS]


def test_headings_are_the_catalogue_s_words():
    sheet = openpyxl.load_workbook(BytesIO(form("06")))["村卫生站"]
    indicator = county.INDICATORS["ELD01"]
    assert (sheet["A3"].value, sheet["B3"].value) == ("所属机构", "村卫生站")
    assert sheet["C3"].value == indicator.name.zh
    assert (sheet["C4"].value, sheet["D4"].value) == (
        indicator.numerator.zh,
        indicator.denominator.zh,
    )
    assert {"A3:A4", "B3:B4", "C3:D3"} == {str(block) for block in sheet.merged_cells.ranges}
    assert sheet["A1"].value == "老年人健康管理数据填报表"
    assert sheet["A2"].value == "2025年9月（年内累计）"
    assert sheet.freeze_panes == "C5"


def test_only_indicators_that_may_exceed_100_are_not_compared():
    rules = validations(form("07"), "村卫生站")
    assert "C5<=D5" not in rules["C"]
    assert "E5<=F5" in rules["E"]
    assert "F5>=E5" in rules["F"]


def validations(content, title):
    """Conditions by column."""
    sheet = openpyxl.load_workbook(BytesIO(content))[title]
    rules = sheet.data_validations.dataValidation
    return {str(rule.sqref).rstrip("0123456789").split("5:")[0]: rule.formula1 for rule in rules}


@pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")
def test_the_conditions_take_what_the_import_takes_and_nothing_else(tmp_path):
    rules = validations(form("06"), "村卫生站")
    cases = [  # numerator, denominator, whether each is taken
        (30, 100, True, True),
        (0, 0, True, True),
        (100, 100, True, True),
        (101, 100, False, False),
        (-1, 100, False, True),
        (2.5, 100, False, True),
        ("未报", 100, True, True),
        ("不适用", "不适用", True, True),
        ("豁免", "x", True, False),
        ("三十", 100, False, True),
        (30, None, True, None),
    ]
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("T")
        for row, (numerator, denominator, *_) in enumerate(cases):
            if denominator is not None:
                sheet.write(row, 3, denominator)
            sheet.write(row, 2, numerator)
            for column, rule in ((5, rules["C"]), (6, rules["D"])):
                sheet.write_formula(row, column, "=" + _moved(rule, row + 1))
    (book,) = spreadsheets.recalculated([stream.getvalue()], tmp_path)
    for row, (_, _, *taken) in enumerate(cases, start=1):
        told = [book["T"].cell(row, column).value for column in (6, 7)]
        assert [a for a, b in zip(told, taken, strict=True) if b is not None] == [
            b for b in taken if b is not None
        ], cases[row - 1]


def _moved(rule, row):
    return rule.removeprefix("=").replace("C5", f"C{row}").replace("D5", f"D{row}")


def test_the_form_explains_itself_in_the_reader_s_language():
    notes = openpyxl.load_workbook(BytesIO(form("06", lambda text: f"*{text}")))[NOTES]
    assert notes["A2"].value.startswith("1. *Enter whole numbers")
    written = [cell.value for row in notes.iter_rows() for cell in row]
    assert county.INDICATORS["ELD01"].numerator.zh in written
    assert "*no" in written


def test_an_indicator_without_counts_has_one_column():
    plain = small.indicators(["P01"], unit="plain", name_zh="平均天数", level="T")
    item = ITEMS["01"]
    book = openpyxl.load_workbook(
        BytesIO(template(item, list(plain.values()), county.ROSTER, MONTH))
    )
    assert [cell.value for cell in book["机构"][3]] == ["机构名称", "平均天数"]
    assert (
        "INT"
        not in validations(template(item, list(plain.values()), county.ROSTER, MONTH), "机构")["B"]
    )


def test_an_item_without_indicators_in_the_month_is_refused():
    with pytest.raises(InputError, match="2010-01"):
        template(
            ITEMS["06"], list(county.INDICATORS.values()), county.ROSTER, parse_period("2010-01")
        )
