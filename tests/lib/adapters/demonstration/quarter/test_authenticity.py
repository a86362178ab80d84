"""Made-up checks agree with the made-up figures, and with the rules of the county."""

from datetime import date, datetime

import pytest

from lib.adapters.demonstration.quarter import authenticity
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.authenticity import conclusions
from lib.model.authenticity.book import redraw, stand
from lib.model.journal import Posting
from lib.model.quarters import Quarter
from lib.project import Project
from tests.lib.model.authenticity.worlds import PRACTICE

Q3, Q4 = Quarter(2025, 3), Quarter(2025, 4)
MONTHS = {Q3: "2025-09", Q4: "2025-12"}


@pytest.fixture(scope="module")
def scene(demonstration):
    return Scene(demonstration.roster, demonstration.observations, Project().indicators(), 1)


@pytest.fixture(scope="module")
def ledger(scene):
    at = datetime(2026, 1, 5, 9)  # noqa: DTZ001 (county time)
    drafts = authenticity.drafts(scene)
    return stand(
        tuple(
            Posting(n, d.book, d.subject, d.kind, d.content, "示例", at)
            for n, d in enumerate(drafts, 1)
        )
    )


@pytest.mark.parametrize("quarter", [Q3, Q4])
@pytest.mark.parametrize("indicator", ["EHR04", "ELD03", "HTN04"])
def test_the_checks_give_the_counts_of_the_figures(scene, ledger, quarter, indicator):
    found = conclusions.counts(conclusions.conclude(ledger, quarter, PRACTICE))[indicator]
    stored = scene.counts(indicator, MONTHS[quarter])
    agreeing = [area for area, counts in stored.items() if counts[1] > 0]
    assert len(agreeing) >= 21
    assert {area: found[area] for area in agreeing} == {area: stored[area] for area in agreeing}


def test_a_figure_that_is_missing_comes_from_the_check_of_the_half_year(scene, ledger):
    found = conclusions.counts(conclusions.conclude(ledger, Q4, PRACTICE))["ELD03"]
    missing = {a for a, counts in scene.counts("ELD03", "2025-12").items() if counts[1] < 0}
    assert missing
    assert missing <= set(found)


def test_the_story_has_a_small_sample_a_second_one_and_many_unreachable(ledger):
    found = conclusions.conclude(ledger, Q4, PRACTICE)
    small = {one.area_code for one in found if conclusions.Shown.SMALL in one.shown}
    away = {one.area_code for one in found if conclusions.Shown.UNREACHABLE in one.shown}
    assert small == {"B21"}
    assert away == {"B09", "B21"}
    assert [one.area_code for one in found if one.waiting] == ["B21"]


def test_every_sample_can_be_drawn_again(ledger):
    for one in ledger.samples.values():
        rounds = ledger.of(one.sample.quarter, one.sample.area_code, one.sample.kind)
        first = rounds[0].sample if one.sample.number > 1 else None
        assert redraw(one.sample, first) == one.sample.strata


def test_its_sizes_are_those_of_the_file():
    for code, kind in authenticity.KINDS.items():
        held = PRACTICE.kinds[code]
        facts = ("size", "stations", "indicator", "every", "all_below", "sensitive")
        assert [getattr(kind, f) for f in facts] == [getattr(held, f) for f in facts]


def test_the_same_seed_tells_the_same_story(scene):
    assert authenticity.drafts(scene) == authenticity.drafts(scene)
    days = [draft.content.get("drawn_on") for draft in authenticity.drafts(scene)]
    assert all(date.fromisoformat(day).weekday() < 5 for day in days if isinstance(day, str))
