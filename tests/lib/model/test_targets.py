"""Targets: the most specific authority prevails, value and floor apart."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.parameters import AUTHORITIES
from lib.model.targets import parse_targets

REFERENCES = {
    authority: {"title": f"From the {authority}", "authority": authority, "confidence": "source"}
    for authority in AUTHORITIES
}
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
AMOUNTS = st.none() | st.integers(0, 100)
ROWS = st.dictionaries(
    st.tuples(DAYS, st.sampled_from(AUTHORITIES)),
    st.tuples(AMOUNTS, AMOUNTS),
    min_size=1,
    max_size=9,
)


def parse(*rows, references=REFERENCES):
    return parse_targets({"references": references, "targets": {"X01": list(rows)}}, {"X01"})


def row(start="2024-01-01", authority="county", **amounts):
    return {"from": start, "reference": authority, **amounts}


def slow(rows, day, part):
    """Ask every authority in turn, the county first."""
    for authority in reversed(AUTHORITIES):
        begun = [start for start, who in rows if who == authority and start <= day]
        if begun and (amount := rows[max(begun), authority][part]) is not None:
            return amount, authority
    return None


@given(ROWS, DAYS)
def test_the_most_specific_authority_with_a_value_prevails(rows, day):
    target = (
        parse(*(row(start, who, value=v, floor=f) for (start, who), (v, f) in rows.items()))
        .on(day)
        .get("X01")
    )
    value, floor = slow(rows, day, 0), slow(rows, day, 1)
    if value is None:
        assert target is None
        return
    assert target is not None
    assert (target.value, target.authority) == value
    assert (None if floor is None else floor[0]) == target.floor
    assert (None if floor is None else REFERENCES[floor[1]]["title"]) == (
        None if target.floor_reference is None else target.floor_reference.title
    )


def test_a_county_floor_stands_under_a_national_target():
    target = parse(row(authority="national", value=62), row(floor=50)).on(date(2024, 6, 1))["X01"]
    assert (target.value, target.authority, target.floor) == (62, "national", 50)


def test_a_row_that_does_not_mention_the_floor_leaves_it():
    targets = parse(row(value=64, floor=50), row("2025-01-01", value=65))
    target = targets.on(date(2025, 6, 1))["X01"]
    assert (target.value, target.floor) == (65, 50)


def test_targets_are_exact():
    assert parse(row(value="1/3")).on(date(2024, 6, 1))["X01"].value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row()], "“targets > X01 > 1” sets neither a value nor a floor"),
        ([row(value=1), row(value=2)], "“targets > X01” has two values of the county level"),
        (
            [row(value=1), row(authority="mayor", value=1)],
            "“targets > X01 > 2 > reference” names .*mayor",
        ),
        ([row(value="many")], "“many” at targets > X01 > 1 > value is not a number"),
        ([row("spring", value=1)], "“spring” at “targets > X01 > 1 > from” is not a day"),
        ([row(value=1, ceiling=2)], "“targets > X01 > 1” has keys .* ceiling"),
        ([{"from": "2024-01-01", "value": 1}], "“targets > X01 > 1” lacks reference"),
        ([], "“targets > X01” must be a list"),
    ],
)
def test_a_malformed_row_is_refused(rows, message):
    with pytest.raises(ParameterError, match=message):
        parse(*rows)


def test_an_unknown_indicator_is_refused():
    with pytest.raises(ParameterError, match="“targets > X01” is not an indicator"):
        parse_targets({"references": {}, "targets": {"X01": [row(value=1)]}}, {"X02"})


def test_an_unknown_section_is_refused():
    with pytest.raises(ParameterError, match="notes"):
        parse_targets({"references": {}, "targets": {}, "notes": ""}, ())
