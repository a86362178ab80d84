"""A scenario goes into a file and comes back the same; what is odd is refused with its place."""

import json
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model import scenario_files
from lib.model.baselines import rules_seal
from lib.model.rules import BelowPassLine, Formula
from lib.model.scenario_files import make, read, renamed, write
from lib.model.scenarios import Scenario, apply
from tests import small

RULES = small.rules(small.tree_of((40, 30, 30)), money={})
AUTHOR = ("李晓", datetime.fromisoformat("2026-01-05T16:30:07"))
SCENARIOS = st.builds(
    lambda first, **money: Scenario(
        items={"01": first, "02": 100 - first} if first != 70 else {}, **money
    ),
    first=st.integers(1, 9999).map(lambda n: Fraction(n, 100)),
    pool=st.none() | st.integers(0, 10**12),
    base_share=st.none() | st.fractions(0, 1, max_denominator=1000),
    pass_line=st.none() | st.integers(0, 100).map(Fraction),
    formula=st.none() | st.sampled_from([Formula.F1, Formula.F2]),
    below_pass_line=st.none() | st.sampled_from(BelowPassLine),
    cap_share=st.none() | st.fractions(0, 10, max_denominator=50),
)
FILE = make(
    ("慢病加权", "试算"), RULES, Scenario(items={"01": Fraction(60), "02": Fraction(40)}), AUTHOR
)


def altered(*keys, value):
    content = json.loads(write(FILE))
    inner = content
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    return json.dumps(content)


@given(SCENARIOS, st.text("罗阳ab ~.%", min_size=1, max_size=20).filter(str.strip))
@settings(max_examples=50)
def test_there_and_back_everything_is_the_same_and_so_is_the_seal(scenario, name):
    file = make((name, "说明\n两行"), RULES, scenario, AUTHOR)
    again = read(write(file))
    assert again == file
    assert write(again) == write(file)
    assert rules_seal(apply(RULES, again.scenario)) == file.seal


def test_the_file_can_be_read_by_a_person():
    content = json.loads(write(FILE))
    assert content["weights"]["items"] == {"01": "60", "02": "40"}
    assert content["baseline"]["items"] == {"01": "70", "02": "30"}
    assert content["author"] == "李晓"


def test_a_copy_has_another_name_and_the_same_seal():
    copy = renamed(FILE, " 另一份 ", FILE.description)
    assert copy == replace(FILE, name="另一份")


@pytest.mark.parametrize("name", ["", "  ", "两\n行", "x" * 61])
def test_a_scenario_needs_a_name_of_one_line(name):
    with pytest.raises(ParameterError, match="needs a name"):
        renamed(FILE, name, "")


def test_a_scenario_that_does_not_fit_is_not_made():
    with pytest.raises(ParameterError, match="do not add up to 100"):
        make(("a", ""), RULES, Scenario(items={"01": Fraction(60)}), AUTHOR)


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        (("format",), "heng scenario 9", "heng scenario 9"),
        (("name",), 7, "needs a name"),
        (("description",), "x" * 501, "at most 500"),
        (("scheme",), "", "scheme"),
        (("day",), "31.12.2025", "“day”"),
        (("weights", "items", "01"), "1e9", "weights > items > 01"),
        (("weights", "items", "01"), "1/0", "weights > items > 01"),
        (("weights", "items", "01"), -3, "weights > items > 01"),
        (("weights", "extra"), {}, "extra"),
        (("money_rules", "b"), "half", "money_rules > b"),
        (("money_rules", "b"), 1, "money_rules > b"),
        (("money_rules", "w"), "01.60", "w"),
        (("baseline", "items"), [], "baseline > items"),
        (("baseline", "colour"), "red", "colour"),
        (("at",), "yesterday", "yesterday"),
        (("at",), "2026-01-05T16:30:07+08:00", "2026-01-05"),
        (("unknown",), 1, "unknown"),
    ],
)
def test_what_is_odd_is_refused_with_its_place(keys, value, said):
    with pytest.raises(ParameterError) as refused:
        read(altered(*keys, value=value))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1"),
        ('{\n "format": }', "Line 2"),
        ("[1]", "keys and values"),
        ('{"format": "a", "format": "b"}', "stands twice"),
        ('{"format": NaN}', "no number"),
        ('{"format": 1' + "0" * 6000 + "}", "no number"),
        ("[" * 100_000, "deeply"),
        (" " * 100_001, "longer than any scenario"),
        ("{}", "lacks"),
    ],
)
def test_what_is_no_scenario_file_is_refused_with_a_sentence(text, said):
    with pytest.raises(ParameterError) as refused:
        read(text)
    assert said in str(refused.value)


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_any_text_gives_a_scenario_or_a_sentence(text):
    with pytest.raises(ParameterError):
        read(text)


def test_a_missing_key_is_named():
    content = json.loads(write(FILE))
    for key in content:
        cut = {other: value for other, value in content.items() if other != key}
        with pytest.raises(ParameterError, match=key):
            read(json.dumps(cut))


def test_the_longest_name_is_stated_once():
    assert read(altered("name", value="x" * scenario_files.LONGEST_NAME)).name == "x" * 60
