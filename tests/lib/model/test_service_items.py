"""The list of service items through the years, and the four dimensions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.indicators import Dimension
from lib.model.service_items import parse_dimensions, parse_service_items


def row(code="12", name="协管", valid_from="2011-01-01", valid_to=""):
    return {
        "code": code, "name_zh": name, "name_en": "Item", "group": "EXE",
        "valid_from": valid_from, "valid_to": valid_to,
    }  # fmt: skip


RENAMED = {"a": row(valid_to="2018-12-31"), "b": row(name="卫生监督协管", valid_from="2019-01-01")}


@given(st.dates(date(2011, 1, 1), date(2030, 1, 1)))
def test_an_item_has_one_name_on_every_day(day):
    names = [item.name.zh for item in parse_service_items(RENAMED).on(day).values()]
    assert names == (["协管"] if day.year < 2019 else ["卫生监督协管"])


def test_an_item_is_absent_before_it_begins():
    assert parse_service_items(RENAMED).on(date(2010, 12, 31)) == {}


@pytest.mark.parametrize("valid_to", ["", "2019-01-01"])
def test_two_names_on_one_day_are_refused(valid_to):
    with pytest.raises(ParameterError, match="item 12 has two rows for 2019-01-01"):
        parse_service_items({**RENAMED, "a": row(valid_to=valid_to)})


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({**row(), "colour": "red"}, "“a” has keys that mean nothing here: colour"),
        (row(name=""), "“a > name_zh”"),
        (row(code=""), "“a > code”"),
        (row(valid_to="2010-01-01"), "“a > valid_to” ends on 2010-01-01"),
        ({"code": "12"}, "“a” lacks group"),
    ],
)
def test_a_malformed_row_is_refused(fields, message):
    with pytest.raises(ParameterError, match=message):
        parse_service_items({"a": fields})


def test_all_four_dimensions_are_named():
    named = {code: {"name_zh": "数量", "name_en": "Quantity"} for code in Dimension}
    assert parse_dimensions(named)[Dimension.MASS].en == "Quantity"
    with pytest.raises(ParameterError, match="lacks mass"):
        parse_dimensions({code: text for code, text in named.items() if code != "mass"})
