"""The made-up register of trainings: no more people than the figures have."""

from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.quarter.supervision_training import trainings
from lib.model.supervision import training
from lib.project import Project
from tests.lib.model.supervision.making import Book, rulebook


def test_no_more_are_reached_than_are_employed(demonstration):
    scene = Scene(demonstration.roster, demonstration.observations, Project().indicators(), 7)
    book = Book()
    for draft in trainings(scene, rulebook()):
        book.post([draft])
    found = training.tally((e.training for e in training.stand(book.postings).values()), 2025)
    areas = [area.code for area in scene.roster.areas if area.code.startswith("B")]
    counts = scene.counts("MGT03", "2025-12")
    assert 0 < found.reached <= sum(counts[code][1] for code in areas if code in counts)
    assert found.institutions == 22
    assert found.passed <= found.tested
