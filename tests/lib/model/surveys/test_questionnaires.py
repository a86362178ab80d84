"""The questionnaire: quotas of the instrument, dated versions, refused where it is odd."""

from copy import deepcopy
from datetime import date

import pytest

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import ParameterError
from lib.model.surveys.questionnaires import MEASURED, parse_rules
from tests.conftest import ROOT
from tests.lib.model.surveys.cases import RULES

CONTENT = read_document(ROOT / "data" / "survey.yaml").content


def changed(change):
    content = deepcopy(CONTENT)
    change(content)
    return content


def test_the_shipped_quotas_are_ten_a_village_as_the_instrument_says():
    sheet = RULES.on(date(2025, 12, 31))
    assert dict(sheet.quotas) == {"chronic": 4, "maternal": 2, "parent": 2, "elderly": 2}
    assert sum(sheet.quotas.values()) == sheet.least_per_village == 10
    assert [sheet.questions[q].indicator for q in MEASURED] == ["MAS01", "MAS02", "MAS03"]


def test_no_answer_can_tell_an_illness_that_is_protected():
    assert not {"08", "09"} & set(RULES.services)


def test_what_is_only_general_knowledge_says_so():
    references = [RULES.limits_reference, *(s.reference for s in RULES.questionnaires)]
    assert {r.confidence for r in references} == {"general_knowledge"}
    assert all("待县局确认" in r.title for r in references)


def test_before_the_first_version_there_is_none():
    with pytest.raises(ParameterError, match="2019-01-01"):
        RULES.on(date(2019, 1, 1))
    with pytest.raises(ParameterError, match="1999-9"):
        RULES.version("1999-9")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda c: c.update(extra=1), "extra"),
        (lambda c: c["questionnaires"][0]["quotas"].pop("elderly"), "elderly"),
        (lambda c: c["questionnaires"][0].update(villages=0), "villages"),
        (lambda c: c["questionnaires"][0]["questions"]["channel"].update(indicator="X"), "channel"),
        (lambda c: c["questionnaires"].append(c["questionnaires"][0]), "two entries for"),
        (lambda c: c["classes"]["elderly"].update(people="ELD01"), "people"),
        (lambda c: c["limits"].update(small_sample="many"), "small_sample"),
        (lambda c: c.update(questionnaires=[]), "questionnaires"),
    ],
)
def test_an_odd_file_is_refused_with_the_place(change, fault):
    with pytest.raises(ParameterError, match=fault):
        parse_rules(changed(change))
