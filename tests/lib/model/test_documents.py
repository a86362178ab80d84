"""Places in files of rules, and errors that know where they are."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.documents import (
    Document,
    count,
    entries,
    mapping,
    one_of,
    parse_day,
    place,
    refuse_repeated,
    required_day,
    share,
    words,
)

LINES = {"a": 1, "a > b": 2, "a > b > c": 3, "d": 4, "d > b": 5}
DOCUMENT = Document("rules.yaml", {}, LINES)


@pytest.mark.parametrize("name", LINES)
def test_a_place_of_the_file_is_found_exactly(name):
    assert DOCUMENT.line(name) == LINES[name]


@pytest.mark.parametrize(
    ("name", "line"), [("c", 3), ("b", 2), ("b > c", 3), ("a > b > gone", 2), ("d > x > y", 4)]
)
def test_a_part_of_a_place_is_found_at_its_first_or_nearest_line(name, line):
    assert DOCUMENT.line(name) == line


def test_an_unknown_place_has_no_line():
    assert DOCUMENT.line("nowhere") is None


def refuse(**values):
    with DOCUMENT.located():
        raise ParameterError("It is wrong.", hint="Mend it.", **values)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"name": "a > b"}, 2),
        ({"code": "c"}, 3),
        ({"where": "d", "child": "b"}, 5),
        ({"name": "a", "child": "absent"}, 1),
        ({}, 1),
    ],
)
def test_an_error_is_told_with_its_file_line_and_hint(values, line):
    with pytest.raises(ParameterError, match=r"^rules\.yaml, line \d+: It is wrong\.$") as caught:
        refuse(**values)
    assert caught.value.values["line"] == line
    assert caught.value.hint == "Mend it."


def test_an_error_that_knows_its_file_is_left_alone():
    with pytest.raises(ParameterError, match=r"^It is wrong\.$"):
        refuse(file="other.yaml", name="a")


def test_nothing_happens_where_nothing_is_wrong():
    with DOCUMENT.located():
        found = place("a", "b")
    assert found in DOCUMENT.lines


@given(st.dates())
def test_a_day_reads_back_as_it_was_written(day):
    assert required_day("from", day.isoformat()) == day == parse_day("from", day)


@pytest.mark.parametrize("value", [None, ""])
def test_no_day_is_none(value):
    assert parse_day("to", value) is None


@pytest.mark.parametrize("value", ["2024-02-30", "2024", 2024, "soon"])
def test_what_is_no_day_is_refused(value):
    with pytest.raises(ParameterError, match="at “from” is not a day"):
        parse_day("from", value)


def test_a_day_that_must_be_there_is_asked_for():
    with pytest.raises(ParameterError):
        required_day("from", "")


@pytest.mark.parametrize("value", ["", "  ", None, 5])
def test_a_text_must_not_be_empty(value):
    with pytest.raises(ParameterError, match="“title” must be a text"):
        words("title", value)


@pytest.mark.parametrize("value", ["Percent", "", None, 1, ["percent"]])
def test_a_word_must_be_one_of_the_list(value):
    with pytest.raises(ParameterError, match="not one of percent, point"):
        one_of("unit", value, ("point", "percent"))


@pytest.mark.parametrize("value", [[], "text", None, 3])
def test_what_has_no_keys_is_refused_where_keys_belong(value):
    with pytest.raises(ParameterError, match="“values” must have keys"):
        mapping("values", value)


def test_a_day_is_a_place_like_any_other():
    assert place("values", date(2024, 1, 1)) == "values > 2024-01-01"


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.integers())))
def test_entries_come_in_order_each_with_its_place(content):
    found = entries("usual", content)
    assert [row for _, row in found] == content
    assert [where for where, _ in found] == [f"usual > {n + 1}" for n in range(len(content))]


def test_an_entry_without_keys_is_refused_where_it_stands():
    with pytest.raises(ParameterError, match="“usual > 2” must have keys"):
        entries("usual", [{"a": 1}, "b"])
    with pytest.raises(ParameterError, match="“usual” must be a list"):
        entries("usual", [], filled=True)


@given(st.lists(st.integers(0, 5)))
def test_a_list_repeats_itself_or_does_not(keys):
    if len(set(keys)) == len(keys):
        refuse_repeated("codes", keys)
    else:
        with pytest.raises(ParameterError, match="“codes” has two entries for"):
            refuse_repeated("codes", keys)


@given(st.integers(-5, 200), st.integers(0, 9), st.none() | st.integers(10, 120))
def test_a_count_lies_within_its_limits(value, least, most):
    if least <= value and (most is None or value <= most):
        assert count("days", value, least=least, most=most) == value
    else:
        with pytest.raises(ParameterError, match=f"“days” must be a whole number.*{least}"):
            count("days", value, least=least, most=most)


@pytest.mark.parametrize("value", [True, "5", None, Decimal("1.5"), 2.0])
def test_what_is_no_whole_number_is_no_count(value):
    with pytest.raises(ParameterError, match="at least 1"):
        count("days", value)


@given(st.decimals(0, 1, places=4))
def test_a_share_is_read_exactly(value):
    assert share("cap", value) == Fraction(value)


@pytest.mark.parametrize("value", [Decimal("1.01"), -1, True, "0.5", None, 0.5])
def test_what_is_no_share_is_refused(value):
    with pytest.raises(ParameterError, match="“cap” must be a share"):
        share("cap", value)
