"""What rounds come to: pooled samples, findings, and no money cut on too few files."""

from fractions import Fraction

import pytest

from lib.model.authenticity import conclusions
from lib.model.authenticity.book import stand
from lib.model.authenticity.conclusions import Shown
from lib.model.quarters import Quarter
from tests.lib.model.authenticity.worlds import PRACTICE, checked, drawn

Q3, Q4 = Quarter(2025, 3), Quarter(2025, 4)


def concluded(postings, quarter=Q4):
    return conclusions.conclude(stand(postings), quarter, PRACTICE)


def one_round(*counts, **wanted):
    postings, sample = drawn(**wanted)
    return checked(postings, sample, *counts)


@pytest.mark.parametrize(
    ("counts", "shown", "may_cut"),
    [
        ((10, 0, 0, 0), (), True),
        ((9, 1, 4, 0), (), True),
        ((9, 0, 5, 1), (Shown.FALSE, Shown.UNREACHABLE), True),
        ((2, 0, 0, 8), (Shown.FALSE, Shown.BELOW), True),
        ((8, 0, 7, 0), (Shown.UNREACHABLE, Shown.SMALL), False),
        ((7, 0, 7, 1), (Shown.FALSE, Shown.UNREACHABLE, Shown.SMALL), False),
    ],
)
def test_findings_of_one_sample(counts, shown, may_cut):
    (found,) = concluded(one_round(*counts))
    assert found.shown == shown
    assert found.may_cut == may_cut


def test_three_in_ten_unreachable_is_not_yet_a_finding():
    (found,) = concluded(one_round(10, 0, 4, 0, size=10))
    assert found.tally.unreachable_share == Fraction(4, 14)
    assert Shown.UNREACHABLE not in found.shown


def test_organised_fabrication_is_told_first():
    postings, sample = drawn()
    (found,) = concluded(checked(postings, sample, 8, 0, 0, 2, organised=True))
    assert found.shown[0] == Shown.ORGANISED


def test_a_second_sample_is_pooled_and_opens_the_way_to_the_money():
    postings = one_round(7, 0, 7, 1, count=60)
    (alone,) = concluded(postings)
    assert conclusions.penalty([alone], PRACTICE) == {}
    postings, second = drawn(postings, count=60)
    (waiting,) = concluded(postings)
    assert waiting.waiting
    assert not waiting.may_cut
    (both,) = concluded(checked(postings, second, 9, 0, 0, 1))
    assert (both.tally.true, both.tally.verifiable) == (16, 18)
    assert both.may_cut
    assert conclusions.penalty([both], PRACTICE) == {"B05": 2}


def test_kinds_of_one_indicator_are_counted_together():
    postings = one_round(9, 0, 0, 1, kind="hypertension")
    postings, sample = drawn(postings, kind="diabetes")
    found = concluded(checked(postings, sample, 10))
    assert conclusions.counts(found) == {"HTN04": {"B05": (19, 20)}}


def test_a_check_of_the_half_year_speaks_for_both_of_its_quarters_and_no_other():
    postings, sample = drawn(kind="elderly", quarter="2025Q3")
    postings = checked(postings, sample, 10)
    assert conclusions.counts(concluded(postings, Q3)) == {"ELD03": {"B05": (10, 10)}}
    assert conclusions.counts(concluded(postings, Q4)) == {"ELD03": {"B05": (10, 10)}}
    assert concluded(postings, Quarter(2026, 1)) == ()
    assert concluded(postings, Quarter(2025, 2)) == ()


def test_a_check_of_the_quarter_speaks_for_no_other():
    postings = one_round(10)
    assert concluded(postings, Q3) == ()
    assert len(concluded(postings, Q4)) == 1


def test_files_of_village_stations_become_no_figure():
    assert not PRACTICE.kinds["stations"].indicator


def test_the_county_is_the_sum_of_its_institutions():
    postings = one_round(9, 0, 0, 1)
    postings, other = drawn(postings, area="B06")
    found = concluded(checked(postings, other, 10))
    tally, estimated = conclusions.whole(found, PRACTICE)
    assert (tally.false, tally.verifiable) == (1, 20)
    assert estimated.share.low < 0.05 < estimated.share.high
    assert list(conclusions.by_area(found)) == ["B05", "B06"]
