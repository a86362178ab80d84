"""A scenario travels as text, and text from outside is not trusted."""

import string
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import BelowPassLine, Formula, VillageSplit
from lib.model.scenario_codes import (
    KEYS,
    decode,
    decode_parts,
    encode,
    encode_parts,
    refuse_misfit,
)
from lib.model.scenarios import Scenario
from tests import small

RULES = small.rules(
    small.tree_of(("30", "30", "40")),
    {"X": {"dimension": "quantity"}, "Y": {"dimension": "quality"}, "Z": {"dimension": "quality"}},
    money={},
)
CODES = st.text(string.ascii_letters + string.digits + ".~%-项", min_size=1, max_size=6)
NUMBERS = st.fractions(0, 10**6, max_denominator=10**6) | st.decimals(0, 100, places=2).map(
    Fraction
)
WEIGHTS = st.dictionaries(CODES, NUMBERS, max_size=20)


def maybe(values):
    return st.none() | values


SCENARIOS = st.builds(
    Scenario,
    items=WEIGHTS,
    dimensions=WEIGHTS,
    pool=maybe(st.integers(0, 10**14)),
    formula=maybe(st.sampled_from(Formula)),
    base_share=maybe(NUMBERS),
    pass_line=maybe(NUMBERS),
    below_pass_line=maybe(st.sampled_from(BelowPassLine)),
    floor_share=maybe(NUMBERS),
    cap_share=maybe(NUMBERS),
    village_share=maybe(NUMBERS),
    village_split=maybe(st.sampled_from(VillageSplit)),
    rounding_unit=maybe(st.sampled_from(sorted(ROUNDING_UNITS))),
    rank_awards=maybe(st.booleans()),
    rank_share=maybe(NUMBERS),
    corridor_down=maybe(NUMBERS),
    corridor_up=maybe(NUMBERS),
    alpha=maybe(NUMBERS),
    unit_price=maybe(st.integers(0, 10**9)),
    veto_share=maybe(NUMBERS),
)


@given(SCENARIOS)
def test_any_scenario_comes_back_as_it_went(scenario):
    assert decode(encode(scenario)) == scenario


@given(st.frozensets(CODES))
def test_any_set_of_locks_comes_back_as_it_went(parts):
    assert decode_parts(encode_parts(parts)) == parts


def test_what_is_as_in_the_baseline_is_not_written():
    assert set(encode(Scenario()).values()) == {""}
    assert decode({}) == Scenario()


def test_codes_are_short_and_plain():
    codes = encode(Scenario(items={"01": Fraction("8.5"), "06": Fraction(12)}, pool=100_05))
    assert {key: text for key, text in codes.items() if text} == {
        "w": "01.8.5~06.12",
        "pool": "100.05",
    }


@given(st.sampled_from(KEYS), st.text(min_size=1, max_size=40))
def test_whatever_stands_in_the_address_is_read_or_refused_in_a_sentence(key, text):
    try:
        read = decode({key: text})
    except ParameterError as error:
        refused = error
    else:
        assert decode(encode(read)) == read
        return
    assert refused.hint
    assert refused.values == {"key": key}


@pytest.mark.parametrize(
    "codes",
    [
        {"w": "01"},
        {"w": "01.-5"},
        {"w": "01.1e9"},
        {"w": "01.nan"},
        {"w": "01.1/0"},
        {"w": "01.٣"},
        {"w": "01.5~01.6"},
        {"w": "9" * 3_000},
        {"w": f"01.{'9' * 400}"},
        {"f": "F9"},
        {"pool": "0.001"},
        {"pool": "1e999999999"},
        {"u": "dollar"},
        {"b": "half"},
        {"ra": "yes"},
        {"rs": "-1"},
        {"up": "0.001"},
        {"f": "F4"},
    ],
)
def test_hostile_text_is_refused(codes):
    with pytest.raises(ParameterError):
        decode(codes)


@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(items={"nowhere": Fraction(5)}),
        Scenario(items={"01": Fraction(5)}),
        Scenario(items={"01": Fraction(101), "02": Fraction(-1)}),
        Scenario(dimensions={"quality": Fraction(99)}),
        Scenario(base_share=Fraction(2)),
        Scenario(pass_line=Fraction(101)),
        Scenario(floor_share=Fraction(11)),
        Scenario(pool=10**18),
        Scenario(rank_share=Fraction(2)),
        Scenario(corridor_down=Fraction(2)),
        Scenario(veto_share=Fraction(-1)),
        Scenario(unit_price=10**18),
    ],
)
def test_a_scenario_that_does_not_fit_the_rules_is_refused(scenario):
    with pytest.raises(ParameterError):
        refuse_misfit(RULES, scenario)


def test_a_scenario_that_fits_is_let_through():
    scenario = Scenario(
        items={"01": Fraction(70), "02": Fraction(30)},
        dimensions={"quantity": Fraction(100), "quality": Fraction(0)},
        pool=0,
        base_share=Fraction(1),
    )
    refuse_misfit(RULES, scenario)
