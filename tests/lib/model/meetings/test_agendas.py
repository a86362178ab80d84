"""Agendas: the county's file is read strictly, and every screen of it is known."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.meetings.agendas import SCREENS, Agenda, Step, parse_agendas
from lib.model.parameters import Text
from tests.conftest import ROOT

NAME = {"zh": "评审会", "en": "Review"}


def content(*screens, **others):
    steps = [{"screen": screen, "title": NAME} for screen in screens]
    return {"meetings": {"review": {"name": NAME, "agenda": steps} | others}}


def test_the_county_s_file_is_read_in_its_order():
    text = (ROOT / "data" / "meeting.yaml").read_text(encoding="utf-8")
    found = parse_agendas(yaml.safe_load(text))
    assert list(found) == ["supervision", "leading_group"]
    review = [step.screen for step in found["supervision"].steps]
    assert review == [
        "previous", "dashboard", "ranking", "map", "unit", "voice", "coverage", "blocks", "funds",
        "whatif", "decisions",
    ]  # fmt: skip
    assert all(step.notes for agenda in found.values() for step in agenda.steps)


@given(st.lists(st.sampled_from(SCREENS), min_size=1, unique=True), st.integers())
def test_a_place_outside_leads_to_the_nearest_one(screens, number):
    agenda = Agenda("a", Text("会", "m"), tuple(Step(s, Text("图", "x")) for s in screens))
    at = agenda.place_of(number)
    assert 0 <= at < len(screens)
    assert at == number or number < 0 or number >= len(screens)


@pytest.mark.parametrize(("faulty", "said"), [
    (content("map", "map"), "lists a screen twice: map"),
    (content(), "must be a list with an entry a line"),
    (content("moon"), "moon"),
    (content("map", agenda=[{"screen": "map"}]), "lacks title"),
    (content("map", music=1), "keys that mean nothing here: music"),
    ({}, "lacks meetings"),
])  # fmt: skip
def test_what_means_nothing_is_refused_with_its_place(faulty, said):
    with pytest.raises(ParameterError, match=said):
        parse_agendas(faulty)
