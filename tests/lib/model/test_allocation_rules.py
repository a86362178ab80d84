"""The allocation part of a scheme is read strictly."""

import pytest

from lib.errors import ParameterError
from tests import small


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"formula": "F9"}, "formula"),
        ({"base_share": "1.2"}, "“base_share” is 1.2; it must lie between 0 and 1"),
        ({"pass_line": 101}, "between 0 and 100"),
        ({"pool": "12.345"}, "whole number of fen"),
        ({"rounding_unit": "dollar"}, "rounding_unit"),
        (
            {"instalments": [{"on": "03-31", "share": 1}, {"on": "06-30", "share": "0.1"}]},
            "more than",
        ),
        ({"village_share": {"default": "1.4"}}, "village_share"),
    ],
)
def test_a_rule_out_of_range_is_refused_and_named(change, message):
    with pytest.raises(ParameterError, match=message):
        small.rules({"S": 100}, money=change)


def test_a_pool_may_be_declared_or_follow_the_subsidy():
    assert small.rules({"S": 100}, money={}).allocation.pool is None
    assert small.rules({"S": 100}, money={"pool": "12.34"}).allocation.pool == 1234
    assert small.rules({"S": 100}, money={}, per_head=94).allocation.per_head == 9400
