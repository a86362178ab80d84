"""The subsidy per head."""

from datetime import date

import pytest

from lib.errors import ParameterError
from lib.model.subsidy import parse_subsidy

REFERENCES = {
    who: {"title": who, "authority": who, "confidence": "source"} for who in ("national", "county")
}


def row(start="2024-01-01", total=94, part=85, who="national", **more):
    return {"from": start, "yuan_per_head": total, "original_part": part, "reference": who, **more}


def parse(*rows):
    return parse_subsidy({"references": REFERENCES, "subsidy": list(rows)})


def test_a_county_that_pays_more_prevails_over_the_nation():
    subsidy = parse(row(), row("2025-01-01", 100, 90, "county"))
    found = [subsidy.on(date(year, 7, 1)) for year in (2024, 2025)]
    assert [rate.yuan_per_head for rate in found] == [94, 100]
    assert [rate.reference.authority for rate in found] == ["national", "county"]


def test_the_split_may_have_its_own_source():
    rate = parse(row(original_reference="county")).on(date(2024, 1, 1))
    assert (rate.reference.title, rate.original_reference.title) == ("national", "county")
    rate = parse(row()).on(date(2024, 1, 1))
    assert rate.original_reference == rate.reference


def test_there_is_none_before_the_first():
    with pytest.raises(ParameterError, match="no subsidy per head on 2023-12-31"):
        parse(row()).on(date(2023, 12, 31))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(part=95)], "“subsidy > 1”: the original part of 95 yuan does not fit into 94"),
        ([row(), row()], "two values of the national level from 2024-01-01"),
        ([row(total="much")], "“much” at subsidy > 1 > yuan_per_head"),
        ([row(), row("2025-01-01", note="?")], "“subsidy > 2” has keys .* note"),
        ([row(who="mayor")], "“subsidy > 1 > reference” names .*mayor"),
        ([row(original_reference="x")], "“subsidy > 1 > original_reference” names"),
    ],
)
def test_a_malformed_row_is_refused(rows, message):
    with pytest.raises(ParameterError, match=message):
        parse(*rows)


def test_the_rates_are_a_list():
    with pytest.raises(ParameterError, match="“subsidy” must be a list"):
        parse_subsidy({"references": REFERENCES, "subsidy": {}})
