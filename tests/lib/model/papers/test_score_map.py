"""The map's classes hold every institution once."""

from lib.model.classes import NO_DATA
from lib.model.papers.score_map import MOST, score_map


def test_classes_count_every_institution_once(found):
    shown = score_map(found, ("示意图",))
    assert sum(one.count for one in shown.classes) + shown.without == len(found.outcome.areas)
    assert len(shown.classes) <= MOST
    for number, one in enumerate(shown.classes):
        assert one.count == sum(place == number for place in shown.place.values())


def test_passed_classes_lie_above_the_lowest_grade(found):
    shown = score_map(found, ())
    lowest = min(found.outcome.rules.grades.values())
    for area in found.outcome.areas:
        place = shown.place[area.code]
        assert place != NO_DATA
        assert shown.classes[place].passed == (found.outcome.scores.of(area.code) >= lowest)
        assert shown.labels[area.code]
