"""Roster: who exists on a day, and who follows whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Area, Roster

TOWN = Area("B01", "罗阳镇卫生院", "township_hospital", "441322", 200_000)
START = date(2000, 1, 1)
days = st.integers(0, 10_000).map(lambda n: START + timedelta(days=n))


@st.composite
def histories(draw):
    """One code whose periods follow each other without overlap, with or without gaps."""
    edges = sorted(draw(st.lists(days, min_size=2, max_size=8, unique=True)))
    starts, ends = edges[::2], edges[1::2]
    return Roster(
        tuple(
            replace(TOWN, name=f"name {n}", valid_from=start, valid_to=end)
            for n, (start, end) in enumerate(zip(starts, ends, strict=False))
        )
    )


@given(histories(), days)
def test_at_most_one_period_of_a_code_holds_on_any_day(roster, day):
    slow = [area for area in roster.areas if area.valid_from <= day <= area.valid_to]
    assert list(roster.on(day).areas) == slow
    assert len(slow) <= 1


@given(histories(), st.data())
def test_periods_that_overlap_are_refused_whatever_their_order(roster, data):
    old = data.draw(st.sampled_from(roster.areas))
    intruder = replace(old, name="intruder", valid_from=old.valid_to, valid_to=None)
    areas = data.draw(st.permutations([*roster.areas, intruder]))
    with pytest.raises(InputError, match="at the same time"):
        Roster(tuple(areas))


@given(st.permutations([f"B{n:02}" for n in range(1, 23)]))
def test_areas_of_a_kind_come_in_the_order_of_their_codes(codes):
    kinds = dict.fromkeys(codes, INSTITUTION_KINDS[0]) | {"B02": INSTITUTION_KINDS[1]}
    roster = Roster(tuple(replace(TOWN, code=code, kind=kinds[code]) for code in codes))
    assert [area.code for area in roster.of_kind(*INSTITUTION_KINDS)] == sorted(codes)
    assert [area.code for area in roster.of_kind(INSTITUTION_KINDS[1])] == ["B02"]
    assert [area.code for area in roster.children("441322")] == sorted(codes)


def test_a_renamed_town_keeps_its_code_and_its_old_name_in_old_periods():
    old = replace(TOWN, valid_to=date(2017, 11, 30))
    new = replace(TOWN, name="罗阳街道社区卫生服务中心", valid_from=date(2017, 12, 1))
    roster = Roster((new, old))
    assert roster.on(date(2017, 11, 30)).find("B01") == old
    assert roster.on(date(2017, 12, 1)).find("B01") == new
    assert roster.find("B01") == new
    assert roster.history("B01") == (old, new)


def test_a_closed_area_is_followed_through_two_mergers():
    first = replace(TOWN, code="B31", valid_to=date(2005, 11, 30), successor="B32")
    second = replace(TOWN, code="B32", valid_to=date(2017, 11, 30), successor="B01")
    roster = Roster((first, second, TOWN))
    assert roster.follow("B31", date(2001, 1, 1)) == first
    assert roster.follow("B31", date(2010, 1, 1)) == second
    assert roster.follow("B31", date(2025, 1, 1)) == TOWN


def test_an_area_closed_without_successor_is_named_when_asked_for_later():
    roster = Roster((replace(TOWN, valid_to=date(2005, 11, 30)),))
    with pytest.raises(
        InputError, match=r"罗阳镇卫生院 \(B01\) is not in the roster on 2010-01-01"
    ):
        roster.follow("B01", date(2010, 1, 1))


def test_successors_that_point_at_each_other_end_in_a_sentence():
    closed = date(2005, 11, 30)
    roster = Roster(
        (
            replace(TOWN, valid_to=closed, successor="B02"),
            replace(TOWN, code="B02", valid_to=closed, successor="B01"),
        )
    )
    with pytest.raises(InputError, match="no successor"):
        roster.follow("B01", date(2010, 1, 1))


def test_an_unknown_code_is_named():
    with pytest.raises(InputError, match="no area with the code B99"):
        Roster((TOWN,)).find("B99")
    assert Roster((TOWN,)).children("B99") == ()


def test_a_period_that_ends_before_it_begins_is_refused():
    impossible = replace(TOWN, valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1))
    with pytest.raises(InputError, match="ends on 2020-01-01, before it begins on 2020-01-02"):
        Roster((impossible,))


def test_the_same_code_twice_without_dates_is_refused():
    with pytest.raises(InputError, match="stands for 罗阳镇卫生院 and for 义和卫生院"):
        Roster((TOWN, replace(TOWN, name="义和卫生院")))


def test_a_province_of_clinics_is_looked_up_by_code_and_by_parent():
    areas = tuple(
        Area(f"{n:012}", f"clinic {n}", CLINIC, f"B{n % 900:03}", n) for n in range(40_000)
    )
    roster = Roster(areas)
    assert all(roster.find(area.code) is area for area in areas)
    assert sum(len(roster.children(f"B{n:03}")) for n in range(900)) == len(areas)
