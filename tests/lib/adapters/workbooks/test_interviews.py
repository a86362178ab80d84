"""The template for interviews: read back without a finding, with lists to choose from."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lib.adapters import uploads
from lib.adapters.rule_files.yaml_documents import read_document
from lib.adapters.workbooks.interviews import TITLE, interview_template
from lib.model.intake import personal
from lib.model.intake.findings import FindingsError
from lib.model.surveys.interviews import Interview, Mode
from lib.model.surveys.questionnaires import parse_rules
from lib.model.surveys.sheets import HEADINGS, read_interviews, words_of
from lib.project import Project
from tests.lib.model.surveys.cases import to_cells

ROSTER = Project().roster()
RULES = parse_rules(read_document(Project().data / "survey.yaml").content)
AREA = ROSTER.find("B05")
CLINIC = ROSTER.children("B05")[0]


def test_a_filled_template_comes_back_as_it_was_and_holds_nothing_personal():
    held = [
        Interview(
            CLINIC.code,
            Mode.VISIT,
            "elderly",
            2,
            "访员03",
            aware=True,
            channels=("staff",),
            services=("06",),
        ),
        Interview(
            CLINIC.code,
            Mode.PHONE,
            "parent",
            1,
            "访员04",
            services=(),
            visited=True,
            satisfaction=3,
        ),
    ]
    rows = [to_cells(AREA.name, CLINIC.name, one, RULES) for one in held]
    workbook = uploads.read(interview_template(ROSTER, RULES, rows), "访谈.xlsx")
    assert personal.refuse(workbook) == ()
    assert read_interviews(workbook, words_of(ROSTER, RULES)) == {"B05": tuple(held)}


def test_an_empty_template_says_that_it_has_no_interview():
    workbook = uploads.read(interview_template(ROSTER, RULES), "访谈.xlsx")
    with pytest.raises(FindingsError) as caught:
        read_interviews(workbook, words_of(ROSTER, RULES))
    assert [str(finding) for finding in caught.value.findings] == ["The table has no interview."]


def test_headings_are_those_that_are_read_and_every_institution_can_be_chosen():
    book = load_workbook(BytesIO(interview_template(ROSTER, RULES)))
    assert [cell.value for cell in book[TITLE][1]] == list(HEADINGS.values())
    lists = {str(one.sqref)[0]: one.formula1 for one in book[TITLE].data_validations.dataValidation}
    name, _, cells = lists["A"].lstrip("=").partition("!")
    offered = [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]
    assert offered == [a.name for a in ROSTER.of_kind("township_hospital", "street_centre")]
    assert lists["D"] == '"慢病患者,孕产妇,儿童家长,老年人"'
