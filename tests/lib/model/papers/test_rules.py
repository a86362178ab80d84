"""Rules of papers are read strictly."""

from copy import deepcopy
from datetime import date

import pytest

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import ParameterError
from lib.model.papers.rules import Praise, parse_paper_rules
from lib.model.problems import ProblemClass
from tests.conftest import ROOT

SHIPPED = read_document(ROOT / "data" / "papers.yaml").content


def test_the_shipped_rules_name_issuer_and_days():
    rules = parse_paper_rules(SHIPPED)
    assert rules.issuer(date(2026, 1, 8)) == "博罗县卫生健康局"
    assert rules.answer_days(date(2026, 1, 8)) == 15


@pytest.mark.parametrize("name", ["issuer", "answer_days"])
def test_before_the_first_row_there_is_no_rule(name):
    rules = parse_paper_rules(SHIPPED)
    with pytest.raises(ParameterError, match="no value"):
        getattr(rules, name)(date(2001, 1, 1))


@pytest.mark.parametrize("value", [0, 366, "15", True])
def test_days_are_a_number_of_days(value):
    content = deepcopy(dict(SHIPPED))
    content["answer_days"][0]["value"] = value
    with pytest.raises(ParameterError, match="number of days"):
        parse_paper_rules(content)


def test_two_rows_of_one_day_and_unknown_keys_are_refused():
    content = deepcopy(dict(SHIPPED))
    content["issuer"] *= 2
    with pytest.raises(ParameterError, match="two things"):
        parse_paper_rules(content)
    with pytest.raises(ParameterError):
        parse_paper_rules({**SHIPPED, "more": []})
    with pytest.raises(ParameterError, match="list"):
        parse_paper_rules({**SHIPPED, "issuer": {}})


def test_the_shipped_rules_name_praise_and_clauses():
    rules = parse_paper_rules(SHIPPED)
    assert rules.praise(date(2026, 1, 8)) == Praise(3, 2, 3)
    for one in ProblemClass:
        assert rules.clause(one, date(2026, 1, 8))


@pytest.mark.parametrize("value", [{"best": 0}, {"places": True}, {"climbed": 23}, {"more": 1}])
def test_praise_is_made_of_three_whole_numbers(value):
    content = deepcopy(SHIPPED)
    content["praise"][0]["value"] |= value
    with pytest.raises(ParameterError):
        parse_paper_rules(content)


def test_every_class_of_problems_has_a_clause():
    content = deepcopy(SHIPPED)
    del content["clauses"][0]["value"]["money"]
    with pytest.raises(ParameterError):
        parse_paper_rules(content)
