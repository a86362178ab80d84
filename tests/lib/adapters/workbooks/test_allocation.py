"""The workbook computes what the engine pays, in a real spreadsheet, to the fen."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lib.model.allocation import distribute
from lib.model.evaluation import evaluate
from lib.model.formulas.claims import Claims
from lib.model.rules import BelowPassLine, Formula
from lib.project import Project
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import evaluated, written
from tests.spreadsheets import fen

needs_office = pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")
COLUMNS = {
    "Base": lambda row: row.base,
    "Performance": lambda row: row.performance,
    "Award from deductions": lambda row: row.award,
    "Rank bonus or malus": lambda row: row.rank_award,
    "Veto": lambda row: row.withheld,
    "Floors and caps": lambda row: row.adjustment,
    "Corridor of change": lambda row: row.corridor,
    "Amount": lambda row: row.amount,
    "Advance paid": lambda row: row.advance,
    "Advance not yet due": lambda row: sum(row.advances) - row.advance,
    "Recovered": lambda row: row.recovered,
    "Settlement": lambda row: row.settlement,
    "Of which villages": lambda row: row.village,
}


def paid(outcome):
    """What the engine pays: for each institution, every column in fen."""
    rows = zip(outcome.areas, outcome.allocation.rows, strict=True)
    return {area.name: {c: of(row) for c, of in COLUMNS.items()} for area, row in rows}


def found(workbook):
    """What the workbook shows, in the same form; a column it leaves out holds nothing."""
    table = spreadsheets.amounts(workbook)
    return {name: {c: fen(row.get(c, 0)) for c in COLUMNS} for name, row in table.items()}


def paid_to_clinics(outcome):
    return {} if outcome.villages is None else {v.area: v.amount for v in outcome.villages.rows}


def found_of_clinics(workbook):
    if "Villages" not in workbook.sheetnames:
        return {}
    table = spreadsheets.amounts(workbook, "Villages", "D")
    return {code: fen(row["Amount"]) for code, row in table.items()}


def same(stored, computed):
    if isinstance(stored, int | float):
        return computed == pytest.approx(stored, rel=1e-12)
    return (stored or "") == (computed or "")


@pytest.fixture(scope="module")
def county(demonstration):
    project = Project()
    rules = project.schemes()["standard-100"].on(date(2025, 9, 30), project.context())
    return demonstration, evaluate(demonstration, rules)


@given(case=evaluated())
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
def test_what_is_stored_is_what_the_engine_pays(case):
    dataset, outcome = case
    workbook = spreadsheets.shown(written(dataset, outcome))
    assert found(workbook) == paid(outcome)
    assert found_of_clinics(workbook) == paid_to_clinics(outcome)


@needs_office
@given(cases=st.lists(evaluated(), min_size=12, max_size=12))
@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_libreoffice_computes_what_the_engine_pays(cases, tmp_path_factory):
    books = [written(dataset, outcome) for dataset, outcome in cases]
    answers = spreadsheets.recalculated(books, tmp_path_factory.mktemp("office"))
    for (_, outcome), workbook in zip(cases, answers, strict=True):
        assert found(workbook) == paid(outcome)
        assert found_of_clinics(workbook) == paid_to_clinics(outcome)
        assert "✗" not in {cell.value for row in workbook["Allocation"] for cell in row}


@needs_office
def test_libreoffice_computes_the_whole_county(county, tmp_path):
    dataset, outcome = county
    book = written(dataset, outcome)
    (workbook,) = spreadsheets.recalculated([book], tmp_path)
    assert found(workbook) == paid(outcome)
    assert len(paid_to_clinics(outcome)) == 343
    assert found_of_clinics(workbook) == paid_to_clinics(outcome)
    for sheet in spreadsheets.shown(book):
        for row in sheet.iter_rows():
            for cell in row:
                other = workbook[sheet.title][cell.coordinate].value
                assert same(cell.value, other), cell


@needs_office
def test_a_changed_parameter_changes_amounts_as_the_engine_would(county, tmp_path):
    dataset, outcome = county
    changes = {
        "pool_yuan": 123_456_789.01,
        "formula_code": "F1",
        "pass_line": 88,
        "below_rule": "penalty",
        "below_penalty": 0.35,
    }
    rules = replace(
        outcome.rules.allocation,
        pool=12_345_678_901,
        formula=Formula.F1,
        pass_line=Fraction(88),
        below_pass_line=BelowPassLine.PENALTY,
        below_penalty=Fraction("0.35"),
    )
    scores = outcome.scores
    claims = Claims(scores.areas, scores.published, scores.marks.barred)
    proposed = distribute(claims, rules, outcome.rules.day)
    book = openpyxl.load_workbook(BytesIO(written(dataset, outcome)))
    for name, value in changes.items():
        sheet, cell = next(book.defined_names[name].destinations)
        book[sheet][cell] = value
    changed = BytesIO()
    book.save(changed)
    (workbook,) = spreadsheets.recalculated([changed.getvalue()], tmp_path)
    table = spreadsheets.amounts(workbook)
    assert [fen(row["Amount"]) for row in table.values()] == [row.amount for row in proposed.rows]
    assert "differ from the system" in workbook["Notes"]["B11"].value


def test_the_workbook_says_what_it_is(plain_county):
    dataset, outcome = plain_county
    workbook = spreadsheets.shown(written(dataset, outcome, sentences=("F2 …",)))
    told = "\n".join(str(cell.value) for row in workbook["Notes"] for cell in row if cell.value)
    assert "Demonstration data" in told
    assert "not a formal basis for payment" in told
    assert outcome.seal in told
    assert "小方案" in told
    assert "2026-01-05 09:30" in told
    assert "F2 …" in told
    assert "✓ every amount equals the system's, to the fen" in told
    assert all("Demonstration data" in sheet.oddFooter.left.text for sheet in workbook)


def test_the_same_outcome_gives_the_same_bytes(plain_county):
    assert written(*plain_county) == written(*plain_county)
