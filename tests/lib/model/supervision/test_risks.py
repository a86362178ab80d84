"""Risk: between 0 and 100, its parts add up to it, worse facts never lower it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.supervision.coverage import Unit
from lib.model.supervision.risks import PARTS, Facts, of_units, risk
from tests.lib.model.supervision.making import rulebook

RULES = rulebook()
DAY = date(2026, 1, 8)
FACTS = st.builds(
    Facts,
    area_code=st.just("B05"),
    rank=st.none() | st.integers(1, 22),
    ranked=st.just(22),
    places=st.none() | st.integers(-21, 21),
    behind=st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    overdue=st.integers(0, 9),
    last_visit=st.none() | st.dates(date(2024, 1, 1), date(2026, 1, 8)),
)


@given(FACTS)
def test_the_parts_add_up_to_a_risk_between_0_and_100(facts):
    found = risk("u", facts, RULES, DAY)
    assert 0 <= found.total <= 100 + 1e-9
    shares = [found.share(part) for part in PARTS]
    assert sum(share for share in shares if share is not None) == pytest.approx(found.total)


@given(FACTS)
def test_what_is_not_known_has_no_share_and_is_not_taken_for_zero(facts):
    unknown = replace(facts, rank=None, places=None, behind=(0, 0))
    found = risk("u", unknown, RULES, DAY)
    assert [found.share(part) for part in ("rank", "fall", "focus")] == [None] * 3


@given(FACTS, st.integers(1, 3))
def test_more_overdue_items_never_lower_the_risk(facts, more):
    worse = replace(facts, overdue=facts.overdue + more)
    assert risk("u", worse, RULES, DAY).total >= risk("u", facts, RULES, DAY).total - 1e-9


def test_a_worked_risk():
    facts = Facts("B05", 22, 22, -5, (3, 3), 3, None)
    assert risk("u", facts, RULES, DAY).total == pytest.approx(100)
    best = Facts("B05", 1, 22, 4, (0, 3), 0, DAY)
    assert risk("u", best, RULES, DAY).total == 0
    middle = Facts("B05", 1, 22, 0, (0, 3), 0, date(2025, 10, 10))
    assert risk("u", middle, RULES, DAY).total == pytest.approx(15 * 90 / 180)


def test_a_town_has_the_risk_of_its_riskiest_institution():
    low = Facts("B04", 2, 22, 0, (0, 3), 0, DAY)
    high = Facts("B05", 20, 22, -3, (2, 3), 1, None)
    found = of_units([Unit("t", ("B04", "B05"))], {"B04": low, "B05": high}, RULES, DAY)
    assert found["t"].area_code == "B05"
