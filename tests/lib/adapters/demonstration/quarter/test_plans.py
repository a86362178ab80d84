"""The demonstration of the plan: legal, with every state, and nothing invented."""

from datetime import date, datetime, timedelta

import pytest

from lib.adapters.demonstration.quarter import plans
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.journal import Posting
from lib.model.plans import register
from lib.model.plans.lagging import State
from lib.model.plans.outline import parse_outline
from lib.model.plans.progress import plan
from lib.model.plans.standing import stand
from lib.project import Project

OUTLINE = parse_outline(read_document(Project().data / "plan.yaml").content)


@pytest.fixture(scope="module")
def scene(demonstration):
    project = Project()
    indicators = project.context().indicators
    return Scene(project.roster(), demonstration.observations, indicators, 20250101)


@pytest.fixture(scope="module")
def book(scene):
    moment = datetime(2026, 1, 5)  # noqa: DTZ001
    drafts = plans.drafts(scene)
    return [
        Posting(number, d.book, d.subject, d.kind, d.content, "示例", moment)
        for number, d in enumerate(drafts, 1)
    ]


@pytest.fixture(scope="module")
def found(scene, book):
    return plan(OUTLINE, stand(book), scene.day + timedelta(8), {})


def test_only_the_three_known_measures_are_entered_under_the_names_of_the_plan(found):
    entered = {a.code: a.entry.name for a in found.measures if a.entry is not None}
    assert entered == {m.code: m.name.zh for m in OUTLINE.measures if m.name is not None}


def test_every_state_is_there(found):
    states = {reached.pace.state for reached in found.milestones}
    assert states == set(State) - {State.EMPTY}
    late = [reached for reached in found.milestones if reached.days_late(found.day)]
    assert {reached.pace.state for reached in late} == {State.OVERDUE, State.DONE}


def test_no_milestone_is_reported_after_the_figures_end(scene, found):
    days = [one.last.on for one in found.milestones if one.last is not None]
    assert max(days) <= scene.day
    assert min(reached.milestone.start for reached in found.milestones) >= date(2025, 1, 1)


def test_the_register_has_every_level_and_some_gaps(scene, book):
    duties = [duty for duty, _ in register.stand(book).values()]
    assert len({duty.rung for duty in duties}) == 6
    assert not any(code in ("M-4", "M-14") for duty in duties for code in duty.measures)


def test_the_same_scene_gives_the_same_work(scene):
    assert plans.drafts(scene) == plans.drafts(scene)
