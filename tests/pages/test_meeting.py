"""Meeting mode: begin, turn through every screen, decide, object, end, carry out."""

from datetime import date

import pytest

from lib.adapters.store import journal
from lib.model.meetings import records
from pages.ui import meeting_screens
from pages.ui.load import meetings
from tests.conftest import AUTHOR


@pytest.fixture
def begun(figures, open_page):
    """The number of a meeting that goes on, begun on the screen."""

    def begin(kind="supervision"):
        app = open_page("meeting")
        app.text_input(key="operator").set_value("李晓").run()
        form = {element.label: element for element in app.text_input}
        app.selectbox(key="meeting kind").set_value(kind)
        form["标题"].set_value("四季度评审会")
        form["主持人（职务）"].set_value("局长")
        app.button(key="begin meeting").click().run()
        assert not app.exception
        return app

    yield begin
    for meeting in records.stand(journal.postings(figures, records.BOOK)):
        if meeting.is_open:
            end(figures, meeting.number)


def end(figures, number):
    journal.post(figures, lambda p: records.end(p, number), f"end {number}", AUTHOR, records.BOOK)


def standing(figures):
    return records.stand(journal.postings(figures, records.BOOK))


def test_every_screen_of_every_agenda_is_known():
    asked = {s.screen for agenda in meetings.agendas().values() for s in agenda.steps}
    assert asked <= {*meeting_screens.SCREENS, "whatif", "decisions"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["supervision", "leading_group"])
def test_every_screen_draws(begun, open_page, kind, lang):
    app = begun(kind)
    number = app.query_params["meeting"]
    for place in range(len(meetings.agendas()[kind].steps)):
        app = open_page("meeting", meeting=number, screen=str(place), lang=lang)
        assert not app.exception
        assert not app.error
        assert app.header


def test_what_is_decided_on_the_stage_stands_in_the_record(figures, begun):
    app = begun()
    number = app.query_params["meeting"]
    app.session_state["decide"] = True
    app.run()
    texts = {element.label: element for element in (*app.text_area, *app.text_input)}
    texts["决定事项"].set_value("末位三家限期提升")
    texts["责任单位"].set_value("县慢病中心")
    next(button for button in app.button if button.label == "记下").click().run()
    assert not app.exception
    meeting = next(m for m in standing(figures) if m.number == number)
    (decision,) = meeting.decisions
    assert decision.resolution.text == "末位三家限期提升"
    assert (decision.resolution.owner, decision.by) == ("县慢病中心", "李晓")
    assert decision.resolution.deadline > meeting.opening.on


def test_an_ended_meeting_leads_to_the_lobby_where_its_decisions_wait(figures, begun, open_page):
    app = begun()
    number = app.query_params["meeting"]
    told = records.Resolution("map", "整改到位", "县中医药中心", date(2026, 1, 31))
    journal.post(
        figures, lambda p: records.resolve(p, number, told), f"r {number}", AUTHOR, records.BOOK
    )
    end(figures, number)
    app = open_page("meeting", meeting=number)
    assert not app.header
    tables = [frame.value for frame in app.dataframe if "决定事项" in frame.value.columns]
    assert "整改到位" in tables[0]["决定事项"].tolist()
