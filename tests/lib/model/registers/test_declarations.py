"""Declarations: read strictly, complete, and sourced."""

import pytest

from lib.errors import ParameterError
from lib.model.parameters import Text
from lib.model.registers.declarations import Shape, parse
from tests.lib.model.registers.declared import declared

COLUMN = {"zh": "人数", "en": "Persons", "shape": "count"}


def content(**changes):
    columns = {"area": {"zh": "机构", "en": "Institution", "shape": "area"}, "n": COLUMN | changes}
    register = {"name": {"zh": "表", "en": "Table"}, "book": "b", "key": ["area"]}
    return {"parameters": {}, "registers": {"r": register | {"columns": columns}}}


def test_the_five_books_are_declared():
    books = {register.book for register in declared().registers.values()}
    assert books == {"accreditation", "contract", "staff", "investment", "practice"}
    assert [r.code for r in declared().of_book("accreditation")] == ["accreditation", "gaps"]


def test_every_key_column_is_needed():
    for register in declared().registers.values():
        assert all(register.columns[code].needed for code in register.key), register.code


def test_headings_of_a_register_are_told_apart():
    for register in declared().registers.values():
        headings = [column.heading.zh for column in register.columns.values()]
        assert len(set(headings)) == len(headings), register.code


def test_general_knowledge_says_that_the_county_has_to_confirm_it():
    for parameter in declared().parameters.values():
        for dated in parameter.history:
            if dated.reference.confidence == "general_knowledge":
                assert "待县局确认" in dated.reference.title, parameter.name


def test_ill_groups_are_counted_among_managed_patients():
    groups = declared().registers["contract"].columns["group"].options
    managed = {code for code, option in groups.items() if "managed" in option.marks}
    assert managed == {"hypertension", "diabetes", "tuberculosis", "mental"}
    sensitive = {code for code, option in groups.items() if "sensitive" in option.marks}
    assert {"tuberculosis", "mental"} <= sensitive


def test_a_small_declaration_is_read():
    column = parse(content(needed=True, most=9), {}).registers["r"].columns["n"]
    assert (column.shape, column.needed, column.most) == (Shape.COUNT, True, 9)


@pytest.mark.parametrize(
    "changes",
    [
        {"shape": "number"},
        {"needed": "yes"},
        {"most": -1},
        {"most": True},
        {"at_most": "m"},
        {"only": {"m": "x"}},
        {"bounds": 3},
        {"zh": ""},
        {"shape": "word"},
        {"shape": "word", "options": "unheard"},
        {"shape": "word", "options": {"a": {"zh": "同", "en": "A"}, "b": {"zh": "同", "en": "B"}}},
    ],
)
def test_what_means_nothing_is_refused(changes):
    with pytest.raises(ParameterError):
        parse(content(**changes), {"items": {"01": Text("一", "One")}})


def test_a_key_must_be_a_column():
    told = content()
    told["registers"]["r"]["key"] = ["year"]
    with pytest.raises(ParameterError):
        parse(told, {})
