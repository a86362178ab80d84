"""Sample sizes: the county's own table, and each function the inverse of the other."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.surveys.sample_sizes import half_width, size_for, telling_apart
from tests.conftest import ROOT

GOLDEN = yaml.safe_load(
    (ROOT / "tests" / "golden" / "sample_sizes.yaml").read_text(encoding="utf-8")
)
shares = st.floats(0.01, 0.99)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_the_half_widths_of_the_table(case):
    found = [round(100 * half_width(share, case["sample"]), 1) for share in (0.85, 0.5)]
    assert found == [case["at_85"], case["at_50"]]


@given(share=shares, wanted=st.floats(0.01, 0.4), effect=st.floats(1, 3))
def test_the_size_for_a_half_width_is_the_smallest_that_reaches_it(share, wanted, effect):
    size = size_for(share, wanted, effect=effect)
    assert half_width(share, size, effect=effect) <= wanted + 1e-9
    if size > 1:
        assert half_width(share, size - 1, effect=effect) > wanted - 1e-9


@given(share=shares, wanted=st.floats(0.01, 0.4), people=st.integers(2, 5_000))
def test_of_few_people_fewer_have_to_be_asked(share, wanted, people):
    size = size_for(share, wanted, people=people)
    assert 1 <= size <= min(people, size_for(share, wanted))
    assert half_width(share, size, people=people) <= wanted + 1e-9


def test_asking_everybody_leaves_nothing_open():
    assert half_width(0.5, 300, people=300) == 0


@given(share=shares, sample=st.integers(1, 1_000))
def test_telling_two_apart_takes_more_than_knowing_one(share, sample):
    assert telling_apart(share, sample) == pytest.approx(2**0.5 * half_width(share, sample))


@pytest.mark.parametrize(
    "wish",
    [
        lambda: half_width(1.2, 10),
        lambda: half_width(0.5, 0),
        lambda: half_width(0.5, 11, people=10),
        lambda: half_width(0.5, 10, effect=0),
        lambda: size_for(0.5, 0.0),
        lambda: size_for(0.5, 0.6),
    ],
)
def test_impossible_wishes_are_refused(wish):
    with pytest.raises(InputError, match="impossible"):
        wish()
