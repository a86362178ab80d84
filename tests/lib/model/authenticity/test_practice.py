"""The practice of checks: what the file says, and what it may not say."""

from copy import deepcopy
from datetime import date
from fractions import Fraction

import pytest

from lib.errors import InputError, ParameterError
from lib.model.authenticity.practice import parse_practice
from tests.lib.model.authenticity.worlds import CONTENT, PRACTICE

DAY = date(2024, 1, 1)


def changed(name, value):
    content = deepcopy(dict(CONTENT))
    content["parameters"] = deepcopy(dict(content["parameters"]))
    content["parameters"][name]["values"][DAY]["value"] = value
    return content


def test_the_sizes_are_those_of_common_practice():
    sizes = {code: kind.size for code, kind in PRACTICE.kinds.items()}
    assert (sizes["records"], sizes["hypertension"], sizes["diabetes"], sizes["elderly"]) == (
        (10,) * 4
    )
    assert (sizes["children"], sizes["maternal"], PRACTICE.kinds["stations"].stations) == (5, 5, 2)
    assert PRACTICE.unreachable_limit == Fraction(3, 10)
    assert PRACTICE.least_sample == 10


@pytest.mark.parametrize(("listed", "wanted"), [(3, 3), (4, 4), (5, 5), (40, 5)])
def test_few_patients_are_checked_all_and_more_by_five(listed, wanted):
    assert PRACTICE.kinds["disorder"].wanted(listed) == wanted


def test_of_tuberculosis_everybody_is_checked():
    assert PRACTICE.kinds["tuberculosis"].wanted(17) == 17


def test_every_value_names_its_source_and_waits_for_the_county():
    for reference in PRACTICE.sources.values():
        assert reference.title
        assert reference.confidence == "general_knowledge"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reserves", 2),
        ("reserves", "half"),
        ("least_sample", 0),
        ("points_per_false", -1),
        ("kinds", {"records": {"size": 10}}),
        ("kinds", {"records": {"name": {"zh": "档案", "en": "Records"}, "size": 10, "sizes": 3}}),
        ("risk", {"found": 1, "flags": 1, "unreachable": 1, "unknown": 1, "false_full": 1}),
    ],
)
def test_what_means_nothing_is_refused(name, value):
    with pytest.raises(ParameterError):
        parse_practice(changed(name, value))


def test_an_unknown_kind_is_a_sentence():
    with pytest.raises(InputError, match="dentists"):
        PRACTICE.kind("dentists")


def test_before_the_first_day_there_is_no_practice():
    with pytest.raises(ParameterError):
        parse_practice(CONTENT).on(date(2023, 12, 31))
