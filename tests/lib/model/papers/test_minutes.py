"""Minutes: decisions with owner and deadline, scenarios, dissent."""

from dataclasses import replace

from lib.model.papers.content import said
from lib.model.papers.minutes import minutes
from tests import papers
from tests.papers import LETTER, MEETING


def test_every_decision_has_its_owner_and_deadline(newest):
    table = minutes(MEETING, LETTER, papers.stamp(newest)).tables["议定"]
    told = [(row["事项"], row["牵头"], row["期限"]) for row in table.rows]
    first, second = MEETING.decisions
    assert told == [(first.what, first.owner, "2026年1月31日"), (second.what, second.owner, "—")]


def test_scenarios_are_written_in_ten_thousand_yuan_with_their_sign(newest):
    [row] = minutes(MEETING, LETTER, papers.stamp(newest)).tables["方案"].rows
    assert (said(row["最多"]), said(row["最少"])) == ("+123.45", "−98.76")


def test_dissent_is_kept_and_its_absence_is_said(newest):
    kept = minutes(MEETING, LETTER, papers.stamp(newest)).lists["不同意见"]
    none = minutes(replace(MEETING, dissent=()), LETTER, papers.stamp(newest)).lists["不同意见"]
    assert [said(line) for line in kept] == list(MEETING.dissent)
    assert [said(line) for line in none] == ["无。"]
