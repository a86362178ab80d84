"""The plan as a workbook: a spreadsheet finds the same lights, and others when the day moves."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from lib.adapters.demonstration.quarter import plans as story
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.rule_files.yaml_documents import read_document
from lib.adapters.workbooks import plan_formulas as formulas
from lib.adapters.workbooks.plan import Labels, write_plan
from lib.model.journal import Posting
from lib.model.plans.lagging import STATES
from lib.model.plans.outline import parse_outline
from lib.model.plans.progress import plan
from lib.model.plans.standing import stand
from lib.project import Project
from tests import spreadsheets

MADE = datetime(2026, 1, 8, 9, 30)  # noqa: DTZ001
DAYS = (date(2026, 1, 8), date(2025, 6, 30), date(2026, 4, 1), date(2027, 1, 5))
HEADS = {"code": 1, "actual": 10, "planned": 11, "gap": 12, "state": 13, "light": 14}
needs_office = pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")


@dataclass(frozen=True)
class Case:
    ledger: object
    outline: object

    def on(self, day):
        return plan(self.outline, self.ledger, day, {})


@pytest.fixture(scope="module")
def case(demonstration):
    project = Project()
    scene = Scene(project.roster(), demonstration.observations, {}, 1)
    book = [
        Posting(number, d.book, d.subject, d.kind, d.content, "示例", MADE)
        for number, d in enumerate(story.drafts(scene), 1)
    ]
    outline = parse_outline(read_document(project.data / "plan.yaml").content)
    return Case(stand(book), outline)


def lines(workbook, sheet="Plan"):
    """Read the chart: what stands in each row, by code."""
    table = workbook[sheet]
    found = {}
    for row in table.iter_rows(min_row=6, values_only=True):
        if row[0]:
            found[row[0]] = {head: row[place - 1] for head, place in HEADS.items()}
    return found


def moved(content, day):
    """Let a reader type another day into the cell that says so."""
    book = openpyxl.load_workbook(BytesIO(content))
    book["Plan"]["C3"] = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def check(found, workbook):
    told = lines(workbook)
    for reached in found.milestones:
        line = told[reached.code]
        assert line["actual"] == pytest.approx(float(reached.pace.actual), abs=1e-9)
        assert line["planned"] == pytest.approx(float(reached.pace.planned), abs=1e-9)
        assert line["state"] == STATES[reached.pace.state]
        assert line["light"] == formulas.shown(reached.pace.light)
    for advance in found.measures:
        line = told[advance.code]
        if advance.pace is None:
            assert (line["actual"], line["state"]) == (None, None)
            continue
        assert line["actual"] == pytest.approx(float(advance.pace.actual), abs=1e-9)
        assert line["gap"] == pytest.approx(float(advance.pace.gap), abs=1e-9)
        assert (line["state"], line["light"]) == (
            STATES[advance.state],
            formulas.shown(advance.light),
        )
    tasks = {row[0]: row[4] for row in workbook["Task progress"].iter_rows(values_only=True)}
    for task in found.tasks:
        actual = tasks[task.task.code]
        if task.pace is None:
            assert actual in (None, "")
        else:
            assert actual == pytest.approx(float(task.pace.actual), abs=1e-9)


def test_a_preview_without_a_calculating_engine_shows_the_same(case):
    found = case.on(DAYS[0])
    check(found, spreadsheets.shown(write_plan(found, Labels(MADE, demonstration=True))))


@needs_office
def test_libreoffice_finds_the_same_and_follows_when_the_day_moves(case, tmp_path):
    content = write_plan(case.on(DAYS[0]), Labels(MADE, demonstration=True))
    books = [content, *(moved(content, day) for day in DAYS[1:])]
    for day, workbook in zip(DAYS, spreadsheets.recalculated(books, tmp_path), strict=True):
        now = case.on(day)
        if day > DAYS[0] - timedelta(1):
            check(now, workbook)
        else:
            assert lines(workbook)["M-1-001"]["planned"] == 100
            assert lines(workbook)["M-2-003"]["planned"] == 0


def test_the_sign_stands_in_the_month_in_which_a_milestone_is_due(case):
    found = case.on(DAYS[0])
    table = spreadsheets.shown(write_plan(found, Labels(MADE, demonstration=True)))["Plan"]
    months = {cell.column: cell.value for cell in table[5] if isinstance(cell.value, datetime)}
    assert len(months) == 24
    due = {reached.code: reached for reached in found.milestones}
    for row in table.iter_rows(min_row=6):
        if row[0].value in due:
            signs = {months[c.column]: c.value for c in row if c.column in months and c.value}
            reached = due[row[0].value]
            day = reached.milestone.due
            month = datetime(day.year, day.month, 1)  # noqa: DTZ001
            assert signs == {month: formulas.shown(reached.pace.light)}


def test_the_paper_is_a3_across_and_says_that_it_is_made_up(case):
    for made_up in (True, False):
        content = write_plan(case.on(DAYS[0]), Labels(MADE, demonstration=made_up))
        table = openpyxl.load_workbook(BytesIO(content))["Plan"]
        assert (table.page_setup.paperSize, table.page_setup.orientation) == (8, "landscape")
        assert bool(table["A2"].value) == made_up


def test_a_text_that_looks_like_a_formula_stays_a_text(case):
    found = case.on(DAYS[0])
    content = write_plan(found, Labels(MADE, demonstration=False, name=lambda text: f"={text.zh}"))
    cell = openpyxl.load_workbook(BytesIO(content))["Plan"]["B6"]
    assert (cell.data_type, cell.value[0]) == ("s", "=")


def test_the_whole_is_written_exactly_where_weights_differ(case):
    found = case.on(DAYS[0]).measures[0]
    whole = sum(reached.milestone.weight for reached in found.milestones)
    parts = sum(reached.milestone.weight * reached.pace.actual for reached in found.milestones)
    assert found.pace.actual == Fraction(parts, whole)
