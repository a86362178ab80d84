"""When the invented reports came: mostly in time, some late, none of what was never sent."""

from collections import Counter

import pytest

from lib.adapters.demonstration import DEFAULT_SEED, stories
from lib.adapters.demonstration.receipts import OFFICE, REASONS, decisions, receipts
from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.deadlines import parse_calendar
from lib.model.observations import Status, parse_period
from lib.model.reporting import Verdict
from tests.conftest import ROOT

NEWEST = parse_period("2025-12")


@pytest.fixture(scope="module")
def received(demonstration):
    return receipts(demonstration.roster, demonstration.observations, DEFAULT_SEED)


@pytest.fixture(scope="module")
def calendar():
    return parse_calendar(read_document(ROOT / "data" / "reporting.yaml").content)


@pytest.fixture(scope="module")
def decided(received):
    return decisions(received, DEFAULT_SEED)


def late(received, calendar):
    rows = received[["area_code", "month", "received_at"]].itertuples(index=False, name=None)
    return [(code, month) for code, month, came in rows if calendar.deadline(month).days_late(came)]


def test_every_institution_reports_every_month_but_the_one_it_kept_silent(received):
    there = set(zip(received["area_code"], received["month"], strict=True))
    codes, months = {code for code, _ in there}, {month for _, month in there}
    assert (len(codes), len(months)) == (22, 24)
    assert {(c, m) for c in codes for m in months} - there == {stories.SILENT}


def test_each_report_has_the_figures_that_are_there(received, demonstration):
    held = demonstration.observations
    of_institutions = held[held["area_code"] != "441322"]
    there = (of_institutions["status"] != Status.MISSING).sum()
    assert received["figures"].sum() == there


def test_no_report_comes_before_its_month_is_over_or_by_night(received):
    for month, came in zip(received["month"], received["received_at"], strict=True):
        assert came.year * 12 + came.month - 1 == month + 1
        assert 8 <= came.hour < 18


def test_about_nine_in_ten_are_in_time(received, calendar):
    assert 0.88 < 1 - len(late(received, calendar)) / len(received) < 0.96


def test_a_few_institutions_are_late_by_habit(received, calendar):
    counts = Counter(code for code, _month in late(received, calendar))
    (_, first), (_, second), _, (_, fourth) = counts.most_common(4)
    assert second > 2 * fourth
    assert first + second > sum(counts.values()) / 4


def test_every_decision_is_of_a_report_and_after_it(received, decided):
    came = {
        (code, month): when
        for code, month, when in zip(
            received["area_code"], received["month"], received["received_at"], strict=True
        )
    }
    assert all(d.at > came[d.area_code, d.month] for d in decided)
    assert len({(d.area_code, d.month) for d in decided}) == len(decided)
    assert {d.actor for d in decided} == {OFFICE}


def test_only_in_the_newest_month_some_wait_and_some_were_sent_back(received, decided):
    returned = [d for d in decided if d.verdict == Verdict.RETURNED]
    assert {d.month for d in returned} == {NEWEST}
    assert sorted(d.reason for d in returned) == sorted(REASONS)
    assert not any(d.reason for d in decided if d.verdict == Verdict.APPROVED)
    undecided = len(received) - len(decided)
    assert (
        0
        < undecided
        == (received["month"] == NEWEST).sum() - sum(d.month == NEWEST for d in decided)
    )


def test_the_same_seed_gives_the_same_and_another_seed_another(demonstration, received):
    again = receipts(demonstration.roster, demonstration.observations, DEFAULT_SEED)
    other = receipts(demonstration.roster, demonstration.observations, DEFAULT_SEED + 1)
    assert again.equals(received)
    assert not other["received_at"].equals(received["received_at"])
    assert other["figures"].equals(received["figures"])
