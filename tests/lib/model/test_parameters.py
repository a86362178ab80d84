"""Dated parameters: what held when, and what a file may not say."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.parameters import (
    DatedValue,
    Parameter,
    Reference,
    Text,
    check_keys,
    parse_parameters,
    parse_reference,
)

REFERENCE = {"title": "Plan", "authority": "county", "confidence": "source"}


def entry(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": {"zh": "合格线", "en": "Pass line"},
        "description": {"zh": "得分", "en": "Score"},
        "unit": "point",
        "values": {date(2024, 1, 1): {"value": 60, "reference": REFERENCE}},
    }
    return {key: value for key, value in {**fields, **changes}.items() if value is not None}


def parse(**changes: Any) -> Parameter:
    return parse_parameters("s", {"pass_line": entry(**changes)})["pass_line"]


def test_a_parameter_keeps_what_its_file_says():
    parameter = parse(checked_on=date(2025, 1, 1))
    assert (parameter.scheme, parameter.name, parameter.unit) == ("s", "pass_line", "point")
    assert parameter.label == Text("合格线", "Pass line")
    assert parameter.checked_on == date(2025, 1, 1)
    assert parameter.at(date(2024, 1, 1)).reference == Reference(**REFERENCE)


@given(st.dictionaries(st.dates(), st.none() | st.integers(), min_size=1, max_size=8), st.dates())
def test_on_every_day_there_is_exactly_one_value_or_a_clear_error(values, day):
    written = {start: {"value": v, "reference": REFERENCE} for start, v in values.items()}
    parameter = parse(values=written)
    begun = [start for start in values if start <= day]
    expected = values[max(begun)] if begun else None
    if expected is None:
        with pytest.raises(ParameterError, match=f"“pass_line” of “s” has no value on {day}"):
            parameter.at(day)
    else:
        assert parameter.at(day) == DatedValue(max(begun), expected, Reference(**REFERENCE))


@given(st.dates(min_value=date(2000, 1, 2)))
def test_a_value_begins_on_its_day_and_not_the_day_before(start):
    parameter = parse(values={start: {"value": 0, "reference": REFERENCE}})
    assert parameter.at(start).value == 0
    with pytest.raises(ParameterError):
        parameter.at(start - timedelta(days=1))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"uprating": "cpi"}, "“parameters > pass_line” has keys that mean nothing here: uprating"),
        ({"description": None}, "“parameters > pass_line” lacks description"),
        ({"unit": "stone"}, "“parameters > pass_line > unit” is “stone”, which is not one of /1,"),
        ({"name": {"zh": "合格线"}}, "“parameters > pass_line > name” lacks en"),
        (
            {"name": {"zh": "合格线", "en": ""}},
            "“parameters > pass_line > name > en” must be a text",
        ),
        ({"name": "Pass line"}, "“parameters > pass_line > name” must have keys"),
        ({"values": {}}, "“parameters > pass_line > values” has no value"),
        ({"values": {2024: {"value": 1, "reference": REFERENCE}}}, "“2024” at .* is not a day"),
        ({"values": {date(2024, 1, 1): {"value": 1}}}, "2024-01-01” lacks reference"),
        ({"values": {date(2024, 1, 1): {"reference": REFERENCE}}}, "2024-01-01” lacks value"),
        ({"values": {date(2024, 1, 1): 60}}, "2024-01-01” must have keys"),
        ({"checked_on": "spring"}, "“spring” at “parameters > pass_line > checked_on”"),
    ],
)
def test_a_malformed_parameter_is_refused_by_name(changes, message):
    with pytest.raises(ParameterError, match=message):
        parse(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "“r > title” must be a text"),
        ({"authority": "mayor"}, "“r > authority” is “mayor”"),
        ({"confidence": "sure"}, "“r > confidence” is “sure”"),
        ({"href": "http://a"}, "means? nothing here: href"),
        ({"clause": 8}, "“r > clause” must be a text"),
    ],
)
def test_a_malformed_reference_is_refused(changes, message):
    with pytest.raises(ParameterError, match=message):
        parse_reference("r", {**REFERENCE, **changes})


def test_parameters_must_be_named():
    with pytest.raises(ParameterError, match="“parameters” must have keys"):
        parse_parameters("s", [])  # type: ignore[arg-type]


@given(st.sets(st.text(max_size=3)), st.sets(st.text(max_size=3)), st.sets(st.text(max_size=3)))
def test_keys_are_accepted_only_if_none_is_missing_and_none_unknown(present, required, optional):
    fields = dict.fromkeys(present, 1)
    if required <= present <= required | optional:
        check_keys("x", fields, required=frozenset(required), optional=frozenset(optional))
    else:
        with pytest.raises(ParameterError):
            check_keys("x", fields, required=frozenset(required), optional=frozenset(optional))


def test_a_text_speaks_both_languages():
    text = Text("基准", "Baseline")
    assert [text.of(language) for language in ("zh", "en")] == ["基准", "Baseline"]
