"""Results fit their sample: nobody left out, nobody slipped in, replacements in order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.authenticity.checking import Grade, Mark, refuse_misfit, tally_of
from tests.lib.model.authenticity.worlds import drawn, result

SAMPLE = drawn()[1]


def marks(grades, sample=SAMPLE):
    (one,) = sample.strata
    places = (*one.positions, *one.reserves)
    return tuple(Mark(one.area_code, p, g) for p, g in zip(places, grades, strict=False))


def by_position(found, **changes):
    check = result(SAMPLE, marks=found)
    return replace(check, tally=tally_of(found), **changes)


@given(st.integers(0, 5), st.integers(0, 10), st.data())
@settings(max_examples=40)
def test_every_unreachable_file_brings_one_replacement(away, false, pick):
    grades = [Grade.UNREACHABLE] * away + [Grade.FALSE] * false
    grades += [Grade.COMPLIANT] * (10 - false)
    shuffled = pick.draw(st.permutations(grades))
    check = by_position(marks(shuffled))
    refuse_misfit(SAMPLE, check)
    refuse_misfit(SAMPLE, replace(check, marks=()))
    assert check.tally.verifiable == 10
    assert check.tally.unreachable == away


def test_with_all_replacements_used_a_sample_may_stay_too_small():
    refuse_misfit(SAMPLE, result(SAMPLE, 8, 0, 7, 0))


@pytest.mark.parametrize(
    "counts", [(9, 0, 0, 0), (11, 0, 0, 0), (8, 0, 2, 0), (10, 0, 6, 0), (12, 0, 0, -2)]
)
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(InputError):
        refuse_misfit(SAMPLE, result(SAMPLE, *counts))


def test_unused_replacements_are_asked_for():
    with pytest.raises(InputError, match="3 replacements are still unused"):
        refuse_misfit(SAMPLE, result(SAMPLE, 8, 0, 4, 0))


def test_a_file_that_was_not_drawn_cannot_replace_another():
    found = list(marks([Grade.COMPLIANT] * 10))
    taken = {*SAMPLE.strata[0].positions, *SAMPLE.strata[0].reserves}
    other = next(place for place in range(1, 301) if place not in taken)
    found[3] = replace(found[3], position=other)
    with pytest.raises(InputError, match=f"Position {other} was not drawn"):
        refuse_misfit(SAMPLE, by_position(tuple(found)))


def test_replacements_are_used_in_their_order():
    found = list(marks([Grade.UNREACHABLE] + [Grade.COMPLIANT] * 10))
    found[10] = replace(found[10], position=SAMPLE.strata[0].reserves[1])
    with pytest.raises(InputError, match=f"position {SAMPLE.strata[0].reserves[0]} comes first"):
        refuse_misfit(SAMPLE, by_position(tuple(found)))


def test_a_position_has_one_result_of_a_list_that_was_drawn():
    found = marks([Grade.COMPLIANT] * 10)
    with pytest.raises(InputError, match="two results"):
        refuse_misfit(SAMPLE, by_position((*found, found[0])))
    with pytest.raises(InputError, match="nothing was drawn"):
        refuse_misfit(SAMPLE, by_position((replace(found[0], area_code="B06"), *found[1:])))


def test_counts_and_positions_agree():
    check = replace(by_position(marks([Grade.COMPLIANT] * 10)), tally=result(SAMPLE, 9, 1).tally)
    with pytest.raises(InputError, match="do not agree"):
        refuse_misfit(SAMPLE, check)
