"""Risk: from 0 to 100, more for more false files, and unknown is not clean."""

from fractions import Fraction

import pytest

from lib.model.authenticity import conclusions
from lib.model.authenticity.book import stand
from lib.model.authenticity.estimation import Tally
from lib.model.authenticity.evenness import Pattern, Trial
from lib.model.authenticity.risk import risks, shrunk
from lib.model.authenticity.screening import Flag
from lib.model.quarters import Quarter
from tests.lib.model.authenticity.worlds import PRACTICE, checked, drawn


def found(**areas):
    postings = ()
    for area, counts in areas.items():
        postings, sample = drawn(postings, area=area)
        postings = checked(postings, sample, *counts)
    return conclusions.conclude(stand(postings), Quarter(2025, 4), PRACTICE)


def flag(area, test=Pattern.STATIONS):
    return Flag(area, test, Trial(area, test, "EHR01", 1e-9, 0.1, 9, 10), ("EHR01",))


def test_more_false_files_more_risk_and_the_unknown_are_not_clean():
    made = risks(["B01", "B02", "B03"], found(B01=(10,), B02=(7, 0, 0, 3)), (), PRACTICE)
    points = {one.area_code: one.points for one in made}
    assert made[-1].area_code == "B01"
    assert points["B03"] - points["B01"] >= PRACTICE.risk.unknown
    assert all(0 <= value <= 100 for value in points.values())


def test_flags_and_unreachable_files_add_their_points():
    own = found(B01=(10, 0, 5, 0), B02=(10,))
    one = {r.area_code: r for r in risks(["B01", "B02"], own, [flag("B01")], PRACTICE)}
    assert one["B01"].flags == PRACTICE.risk.flags / 2
    assert one["B01"].unreachable == PRACTICE.risk.unreachable
    assert one["B02"].flags == one["B02"].unreachable == 0
    two = risks(["B01"], own, [flag("B01"), flag("B01", Pattern.DIGITS)], PRACTICE)
    assert two[0].flags == PRACTICE.risk.flags


@pytest.mark.parametrize(("verified", "false"), [(10, 0), (10, 2), (50, 10)])
def test_a_share_is_drawn_towards_the_county_and_less_so_the_more_is_known(verified, false):
    mean = Fraction(1, 20)
    share = Fraction(false, verified)
    value = shrunk(Tally(verified - false, 0, 0, false), mean)
    assert min(share, mean) <= value <= max(share, mean)
    assert abs(value - share) == Fraction(10, verified + 10) * abs(mean - share)
