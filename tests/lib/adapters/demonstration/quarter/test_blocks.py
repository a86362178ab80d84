"""Activities of the demonstration: legal, through the year, with gaps that can be seen."""

import pytest

from lib.adapters.demonstration.quarter import blocks
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.blocks.activities import BOOK, Kind, enter, stand
from lib.model.blocks.helping import help_of
from lib.model.blocks.membership import blocks as blocks_of
from lib.project import Project
from tests.lib.model.blocks import places


@pytest.fixture(scope="module")
def scene(demonstration):
    known = Project().context().indicators
    return Scene(demonstration.roster, demonstration.observations, known, 7)


@pytest.fixture(scope="module")
def log(scene):
    return stand(places.posted(*blocks.drafts(scene)))


def helped(scene, log, back):
    of = scene.quarter.later(-back)
    done = log.counting(of.first, of.last)
    return [help_of(block, done) for block in blocks_of(scene.roster, scene.day)]


def test_the_story_is_the_same_twice_and_another_for_another_seed(scene):
    again = Scene(scene.roster, scene.observations, scene.indicators, 8)
    assert blocks.drafts(scene) == blocks.drafts(scene) != blocks.drafts(again)
    assert {draft.book for draft in blocks.drafts(scene)} == {BOOK}


def test_it_is_legal_as_a_whole(scene, log):
    found = {block.code: block for block in blocks_of(scene.roster, scene.day)}
    wishes = [entry.activity for entry in log.entries]
    assert len(enter((), wishes, found, scene.day)) == len(wishes)
    assert {one.kind for one in wishes} == set(Kind)
    assert all(one.on.weekday() < 5 for one in wishes)


def test_every_lead_hospital_worked_in_every_quarter(scene, log):
    for back in range(4):
        assert all(found.total.activities for found in helped(scene, log, back))


def test_the_last_quarter_leaves_three_members_out(scene, log):
    gaps = {area.code for found in helped(scene, log, 0) for area in found.gaps}
    assert gaps == {"B06", "B15", "B21"}
    before = {area.code for found in helped(scene, log, 1) for area in found.gaps}
    assert before == {"B06"}
