"""The meetings of the demonstration: legal by the model's own rules, one decision overdue."""

from datetime import date

import pytest

from lib.adapters.demonstration.quarter import meetings
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.journal import Posting
from lib.model.meetings import records
from lib.project import Project
from tests.stored import AT


@pytest.fixture(scope="module")
def held(demonstration):
    scene = Scene(demonstration.roster, demonstration.observations, Project().indicators(), seed=7)
    drafts = meetings.drafts(scene)
    return records.stand(
        [
            Posting(n, d.book, d.subject, d.kind, d.content, "示例", AT)
            for n, d in enumerate(drafts, 1)
        ]
    )


def test_both_kinds_were_held_and_have_ended(held):
    assert {meeting.opening.kind for meeting in held} == {"supervision", "leading_group"}
    assert not any(meeting.is_open for meeting in held)
    assert [meeting.number for meeting in held] == ["2025Q4-M002", "2025Q4-M001"]


def test_some_decisions_are_carried_out_and_one_is_late(held):
    waiting = records.open_decisions(held)
    done = [d for m in held for d in m.decisions if d.conclusion]
    late = [d for d in waiting if d.is_overdue(date(2026, 1, 8))]
    assert (len(done), len(waiting), len(late)) == (3, 3, 2)
    assert sum(len(meeting.dissents) for meeting in held) == 1
