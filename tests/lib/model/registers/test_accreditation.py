"""Accreditation: steps in their legal order, awards that run out, shares of the county."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.registers.accreditation import (
    STEPS,
    Level,
    Rules,
    award,
    faults,
    gap_faults,
    stand,
    summary,
    valid_until,
)

RULES = Rules(36, 180)
DAY = date(2025, 1, 1)
SOME_DAY = st.none() | st.integers(0, 300).map(lambda n: (DAY + timedelta(days=n)).isoformat())
RESULT = st.sampled_from([None, "passed", "failed"])
ROUNDS = st.fixed_dictionaries(
    {"area": st.just("A"), "cycle": st.just(2025)}
    | {"target": st.sampled_from(["basic", "recommended"])}
    | {f"{step}_on": SOME_DAY for step in STEPS}
    | {f"{step}_result": RESULT for step in STEPS[1:]}
    | {"valid_until": SOME_DAY}
)


def round_of(target, *days, area="A", cycle=2025, **more):
    """A round whose steps were passed on some days; None leaves one out."""
    row = {"area": area, "cycle": cycle, "target": target}
    for step, day in zip(STEPS, days, strict=False):
        if day is not None:
            row |= {f"{step}_on": day} | ({} if step == "self" else {f"{step}_result": "passed"})
    return row | more


BASIC = round_of("basic", "2023-01-10", "2023-02-10", "2023-03-02")
BEST = round_of("recommended", "2024-01-10", "2024-02-10", None, "2024-09-01")


@given(ROUNDS)
def test_an_accepted_round_has_its_steps_in_order(row):
    if faults(row):
        return
    done = [step for step in STEPS if row[f"{step}_on"] is not None]
    days = [row[f"{step}_on"] for step in done]
    assert days == sorted(days)
    if len(done) > 1:
        assert done[:2] == ["self", "county"]
        assert all(row[f"{step}_result"] == "passed" for step in done[1:-1])
    if row["target"] == "basic":
        assert "province" not in done
    if row["valid_until"] is not None:
        assert award(row) is not None


@given(ROUNDS, st.integers(0, 2000))
def test_a_level_never_outlives_its_validity(row, later):
    if faults(row):
        return
    today = DAY + timedelta(days=later)
    one = stand(["A"], [row], [], today, RULES)["A"]
    until = valid_until(row, RULES.validity)
    reached = award(row)
    holds = reached is not None and until is not None and reached[1] <= today <= until
    assert one.level == (reached[0] if holds else Level.NONE)
    assert one.takes_part == (row["self_on"] is not None and row["self_on"] <= today.isoformat())


@pytest.mark.parametrize(
    ("row", "blamed"),
    [
        (BASIC, []),
        (BEST, []),
        (round_of("recommended", "2024-01-10", "2024-02-10", "2024-05-01", "2024-09-01"), []),
        (round_of("basic", None, "2024-02-10"), ["county_on"]),
        (round_of("basic", "2024-01-10", None, "2024-05-01"), ["prefecture_on"]),
        (round_of("basic", "2024-03-10", "2024-02-10"), ["county_on"]),
        (BASIC | {"county_result": "failed"}, ["prefecture_on"]),
        (BASIC | {"prefecture_result": None}, ["prefecture_result"]),
        (round_of("basic", "2024-01-01", "2024-02-01", None, "2024-09-01"), ["province_on"]),
        (round_of("basic", "2024-01-01", valid_until="2027-01-01"), ["valid_until"]),
        (BASIC | {"valid_until": "2023-03-02"}, ["valid_until"]),
    ],
)
def test_worked_rounds(row, blamed):
    assert [fault.column for fault in faults(row)] == blamed


def test_thirty_six_months_end_on_the_day_before():
    assert valid_until(BASIC, 36) == date(2026, 3, 1)
    assert valid_until(BASIC | {"valid_until": "2025-12-31"}, 36) == date(2025, 12, 31)
    leap = round_of("basic", "2024-01-10", "2024-02-10", "2024-02-29")
    assert valid_until(leap, 36) == date(2027, 2, 27)


def test_a_higher_round_under_way_leaves_the_lower_award():
    begun = round_of("recommended", "2025-03-01", "2025-04-01", cycle=2025)
    one = stand(["A"], [BASIC | {"cycle": 2023}, begun], [], date(2025, 6, 1), RULES)["A"]
    assert (one.level, one.step, one.cycle) == (Level.BASIC, "county", 2025)


def test_a_prefecture_pass_on_the_way_to_recommended_counts_as_basic():
    row = round_of("recommended", "2025-01-01", "2025-02-01", "2025-03-01")
    assert award(row) == (Level.BASIC, date(2025, 3, 1))


def test_the_county_in_numbers():
    rounds = [BASIC, BEST | {"area": "B"}, round_of("basic", "2025-10-01", area="C")]
    gaps = [
        {"area": "C", "due": "2025-12-01", "closed_on": None},
        {"area": "C", "due": "2026-03-01", "closed_on": None},
        {"area": "C", "due": "2025-12-01", "closed_on": "2025-12-20"},
    ]
    today = date(2026, 1, 8)
    found = summary(stand("ABCD", rounds, gaps, today, RULES), today, RULES)
    assert (found.institutions, found.taking_part) == (4, 3)
    assert (found.basic, found.recommended) == (2, 1)
    assert found.share(found.basic) == Fraction(1, 2)
    assert (found.gaps, found.closed, found.overdue) == (3, 1, 1)
    assert found.closing_rate == Fraction(1, 3)
    assert (found.due_soon, found.lapsed) == (("A",), ())
    later = date(2026, 3, 2)
    assert summary(stand("ABCD", rounds, [], later, RULES), later, RULES).lapsed == ("A",)


def test_without_gaps_and_institutions_there_is_no_rate():
    empty = summary({}, DAY, RULES)
    assert (empty.closing_rate, empty.share(0)) == (None, None)


def test_a_gap_belongs_to_a_round_of_its_institution():
    gap = {"area": "A", "cycle": 2025}
    assert gap_faults(gap, [BASIC]) == []
    assert gap_faults(gap | {"cycle": 2024}, [BASIC])[0].column == "cycle"
