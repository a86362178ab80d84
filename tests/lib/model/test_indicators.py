"""Indicators and their sources: what the catalogue may and may not say."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.indicators import COLUMNS, Origin, parse_indicators, parse_sources

ROW = dict.fromkeys(COLUMNS, "") | {
    "name_zh": "建档率", "name_en": "Record rate", "service_item": "01", "dimension": "quantity",
    "numerator_zh": "建档人数", "numerator_en": "Records", "denominator_zh": "居民数",
    "denominator_en": "Residents", "unit": "percent", "direction": "higher", "level": "V",
    "frequency": "M", "accrual": "stock", "source": "SPEC3", "authority": "national",
    "sensitive": "no", "over_100": "no", "valid_from": "2020-01-01", "valid_to": "2024-12-31",
}  # fmt: skip
SOURCES = {
    code: {"name_zh": "文", "name_en": "Text", "authority": "county", "confidence": "source"}
    for code in Origin
}


def parse(**changes):
    return parse_indicators({"X01": {**ROW, **changes}})["X01"]


@pytest.mark.parametrize(
    ("unit", "factor"), [("percent", 100), ("per_10000", 10_000), ("plain", 1)]
)
def test_counts_become_values_by_the_factor_of_the_unit(unit, factor):
    assert Fraction(1, 4) * parse(unit=unit).factor == Fraction(factor, 4)


@given(st.dates())
def test_an_indicator_is_in_use_from_its_first_to_its_last_day(day):
    assert parse().in_use(day) == (date(2020, 1, 1) <= day <= date(2024, 12, 31))
    assert parse(valid_to="").in_use(day) == (date(2020, 1, 1) <= day)


def test_yes_and_no_become_truth():
    assert parse(sensitive="yes").sensitive
    assert not parse(over_100="no").over_100


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("unit", "%"), ("direction", "up"), ("level", "X"), ("frequency", "W"), ("accrual", "flux"),
        ("dimension", "size"), ("source", "RUMOUR"), ("authority", "mayor"), ("sensitive", "Y"),
        ("over_100", ""), ("name_en", ""), ("numerator_zh", " "), ("service_item", ""),
        ("valid_from", ""), ("valid_from", "2020"), ("valid_to", "2019-12-31"),
        ("schedule", "linear"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_refused_by_indicator_and_column(column, value):
    with pytest.raises(ParameterError, match=f"“X01 > {column}”"):
        parse(**{column: value})


def test_a_flow_needs_a_schedule():
    assert parse(accrual="flow", schedule="linear").schedule == "linear"
    with pytest.raises(ParameterError, match="“X01 > schedule” is a flow with the schedule “”"):
        parse(accrual="flow")


@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_no_column_may_be_missing(column):
    row = {key: value for key, value in ROW.items() if key != column}
    with pytest.raises(ParameterError, match=f"“X01” lacks {column}"):
        parse_indicators({"X01": row})


def test_no_column_may_be_unknown():
    with pytest.raises(ParameterError, match=r"“indicators > X01” has keys .* colour"):
        parse_indicators({"X01": {**ROW, "colour": "red"}}, "indicators")


def test_every_kind_of_source_has_a_name():
    assert set(parse_sources(SOURCES)) == set(Origin)
    with pytest.raises(ParameterError, match="lacks PLAN"):
        parse_sources({code: fields for code, fields in SOURCES.items() if code != "PLAN"})
    with pytest.raises(ParameterError, match="“RUMOUR”"):
        parse_sources({**SOURCES, "RUMOUR": SOURCES[Origin.PLAN]})
