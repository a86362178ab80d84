"""The year of visits of the demonstration: legal, and with something to say."""

import pytest

from lib.adapters.demonstration.quarter import supervision
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.quarters import Quarter
from lib.model.supervision import coverage, training, visits
from lib.model.supervision.visits import State
from lib.project import Project
from tests.lib.model.supervision.making import Book, rulebook

RULES = rulebook()


@pytest.fixture(scope="module")
def scene(demonstration):
    return Scene(demonstration.roster, demonstration.observations, Project().indicators(), 7)


@pytest.fixture(scope="module")
def drafts(scene):
    return supervision.drafts(scene)


@pytest.fixture(scope="module")
def book(drafts):
    made = Book()
    for draft in drafts:
        made.post([draft])
    return made


def of(scene, book, code, quarter):
    body = RULES.body(code)
    base = coverage.units(scene.roster, RULES, body, quarter.last)
    least = coverage.least_share(RULES, body, quarter.last)
    return coverage.coverage(visits.stand(book.postings).values(), body, quarter, base, least)


def test_one_centre_passes_one_with_exactly_nine_and_one_is_a_town_short(scene, book):
    found = {code: of(scene, book, code, scene.quarter) for code in ("C1", "C2", "C3")}
    assert {code: one.passes for code, one in found.items()} == {
        "C1": True,
        "C2": True,
        "C3": False,
    }
    assert (len(found["C2"].covered), len(found["C3"].covered)) == (9, 8)
    assert found["C3"].base == 17
    assert len(found["C3"].unreported) == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_quarters_before_pass(scene, book, number):
    assert all(of(scene, book, code, Quarter(2025, number)).passes for code in RULES.bodies)


def test_the_same_seed_tells_the_same_story_with_the_same_files(scene, drafts):
    assert supervision.drafts(scene) == drafts


def test_visits_are_planned_for_the_quarter_to_come(scene, book):
    after = visits.of_quarter(visits.stand(book.postings).values(), scene.quarter.later())
    assert {visit.state for visit in after} == {State.PLANNED}
    assert len(after) >= 3


def test_nobody_travels_on_a_closed_day(book):
    found = visits.stand(book.postings).values()
    assert not [v.number for v in found if RULES.is_closed(v.day)]


def test_every_centre_has_held_a_training(scene, book):
    held = [entry.training for entry in training.stand(book.postings).values()]
    assert all(d.is_met for d in training.duties(held, RULES, 2025, scene.day))
