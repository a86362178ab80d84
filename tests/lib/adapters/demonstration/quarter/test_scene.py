"""The scene: the same for the same seed, and as the figures have it."""

from datetime import date

import pytest

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Draft
from lib.model.quarters import Quarter
from lib.project import Project


@pytest.fixture(scope="module")
def scene(demonstration):
    known = Project().indicators()
    return Scene(demonstration.roster, demonstration.observations, known, 7)


def test_it_ends_with_the_figures(scene):
    assert (scene.day, scene.quarter) == (date(2025, 12, 31), Quarter(2025, 4))


def test_dice_are_the_same_for_a_room_and_another_for_the_next(scene):
    first, again, other = (scene.dice(room).integers(10**9) for room in ("a", "a", "b"))
    assert first == again != other


def test_counts_are_those_of_the_month(scene):
    rows = scene.observations
    area, (part, whole) = next(iter(scene.counts("EHR01", "2025-12").items()))
    row = rows[(rows["area_code"] == area) & (rows["indicator"] == "EHR01")].iloc[-1]
    assert (part, whole) == (row["numerator"], row["denominator"])


def test_drafts_stand_as_they_will_in_the_journal():
    wished = [Draft("visit", f"2025Q4-{n:03}", "planned", {"n": n}) for n in (1, 2)]
    found = as_posted(wished, 7)
    assert [posting.number for posting in found] == [8, 9]
    assert [Draft(p.book, p.subject, p.kind, p.content) for p in found] == wished
