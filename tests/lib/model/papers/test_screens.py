"""Slides follow the agenda of a meeting, screen by screen."""

import pytest

from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.meetings.agendas import SCREENS, parse_agendas
from lib.model.papers import screens
from lib.model.papers.content import said
from lib.model.papers.meeting import Step, slides
from lib.model.papers.shown import Screens
from tests import papers
from tests.conftest import ROOT

AGENDAS = parse_agendas(read_document(ROOT / "data" / "meeting.yaml").content)
MAKERS = (screens.previous, screens.voice, screens.coverage, screens.plan, screens.risks)


def deck(found, steps, shown=papers.SCREENS):
    agenda = papers.agenda(None, tuple(steps), shown)
    return slides(found, agenda, papers.LETTER, papers.stamp(found)).slides


@pytest.mark.parametrize("kind", AGENDAS)
def test_every_screen_of_an_agenda_but_the_live_and_drawn_ones_has_slides(newest, kind):
    for step in AGENDAS[kind].steps:
        made = deck(newest, [Step(step.screen, step.notes)])
        assert bool(made) == (step.screen not in {"unit", "map"})
        assert not made or tuple(map(said, made[0].notes))[: len(step.notes)] == step.notes


@pytest.mark.parametrize("kind", AGENDAS)
def test_slides_come_in_the_order_of_the_agenda(newest, kind):
    steps = [Step(step.screen) for step in AGENDAS[kind].steps]
    alone = [slide.title for step in steps for slide in deck(newest, [step])]
    assert [slide.title for slide in deck(newest, steps)] == alone


def test_an_agenda_may_ask_for_any_screen(newest):
    assert deck(newest, map(Step, SCREENS))


@pytest.mark.parametrize("make", MAKERS)
def test_of_empty_rooms_there_are_sentences(make):
    found = list(make(Screens()))
    assert found
    assert all(slide.table is None for slide in found)
