"""The rules: what is shipped can be read, and what means nothing is refused."""

from datetime import date
from fractions import Fraction

import pytest

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import ParameterError
from lib.model.supervision.rulebook import RULES, Base, parse_rulebook
from lib.project import Project
from tests.lib.model.supervision.making import RULES as FILE
from tests.lib.model.supervision.making import rulebook

DAY = date(2025, 12, 31)


def content(**sections):
    return {**read_document(FILE).content, **sections}


def test_what_is_shipped_says_what_the_plan_says():
    rules = rulebook()
    assert rules.base(DAY) is Base.ADMIN_UNIT
    assert rules.number("coverage_share", DAY) == Fraction(1, 2)
    assert rules.whole("trainings_a_year", DAY) == 1
    assert rules.dated("coverage_share", DAY).reference.confidence == "source"
    assert rules.dated("bottom_of", DAY).reference.confidence == "general_knowledge"


def test_bodies_and_seats_are_in_the_roster():
    roster = Project().roster()
    for body in rulebook().bodies.values():
        assert roster.find(body.code).kind == body.kind
        assert roster.find(body.seat).kind == "admin_unit"


def test_every_body_has_a_checklist_of_12_to_20_questions():
    checklist = rulebook().checklist(DAY)
    counts = [len(checklist.of(code)) for code in rulebook().bodies]
    assert all(12 <= count <= 20 for count in counts)
    assert "待县局确认" in checklist.reference.title


def test_every_question_is_about_a_service_item_of_the_programme():
    codes = {q.item for q in rulebook().checklist(DAY).questions} - {""}
    assert codes <= {*(f"{n:02}" for n in range(1, 15)), "G0", "G1", "G2", "F"}


def test_weights_of_the_risk_add_up_to_one():
    names = [name for name in RULES if name.startswith("weight_")]
    assert sum(rulebook().number(name, DAY) for name in names) == 1


def test_nobody_travels_at_the_spring_festival_nor_on_sundays():
    rules = rulebook()
    assert rules.is_closed(date(2026, 2, 18))
    assert rules.is_closed(date(2026, 1, 11))
    assert not rules.is_closed(date(2026, 1, 12))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("coverage_base", "village"),
        ("coverage_share", "1.5"),
        ("centre_stops", "0"),
        ("centre_stops", "9"),
        ("near_km", "far"),
        ("bottom_of", "0"),
    ],
)
def test_what_cannot_be_is_refused(name, value):
    with pytest.raises(ParameterError):
        rulebook(**{name: value})


def test_unknown_and_missing_rules_and_keys_are_refused():
    rules = content()["rules"]
    for broken in (
        content(rules=rules[1:]),
        content(rules=[*rules, rules[0]]),
        content(rules=[{**rules[0], "name": "speed"}, *rules[1:]]),
        content(bodies={"C1": {"kind": "centre"}}),
        content(checklists=[]),
        content(closed=[{"from": "2026-02-01", "to": "2026-01-01", "reference": "custom"}]),
        {**content(), "extra": 1},
    ):
        with pytest.raises(ParameterError):
            parse_rulebook(broken)


def test_before_the_first_day_there_is_no_rule_and_no_checklist():
    with pytest.raises(ParameterError, match="coverage_base"):
        rulebook().base(date(2020, 1, 1))
    with pytest.raises(ParameterError, match="no checklist"):
        rulebook().checklist(date(2020, 1, 1))
    with pytest.raises(ParameterError, match="X9"):
        rulebook().body("X9")
