"""Supervision on the screen: every view, and the journeys that write and read back."""

from datetime import date

import pytest

from lib.adapters.store import journal
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.journal import Attachment
from lib.model.problems import Found
from lib.model.quarters import Quarter
from lib.model.supervision import visits
from lib.model.supervision.risks import PARTS
from lib.model.supervision.visits import State
from pages.ui import (
    load,
    state,
    supervision_board,
    supervision_grid,
    supervision_next,
    supervision_training_form,
)
from pages.ui.load import supervision, supervision_rounds
from pages.ui.text import _
from tests.pages.reading import newest, numbers

VIEWS = ("board", "calendar", "record", "training", "next")
Q4, Q1 = Quarter(2025, 4), Quarter(2026, 1)


@pytest.fixture
def opened(open_page):
    """Open a view as somebody who has entered a name."""

    def open_view(view="board", **query):
        app = open_page("supervision", supervision=view, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return open_view


@pytest.fixture
def reader(speaking):
    """A reader of the newest period, outside of any page."""
    speaking("zh")
    newest(lambda: None)


def stored(figures):
    return visits.stand(journal.postings(figures, visits.BOOK))


def everything(app):
    return " ".join(str(m.value) for m in (*app.markdown, *app.caption, *app.success))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("supervision", supervision=view, lang=lang)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("quarter", ["2026Q1", "2025Q1"])
@pytest.mark.parametrize("view", VIEWS[:4])
def test_other_quarters_draw_too(open_page, view, quarter):
    app = open_page("supervision", supervision=view, visits=quarter)
    assert not app.exception
    assert not app.error


def test_the_headline_counts_who_passes_and_says_what_the_last_one_lacks(reader):
    found = supervision.centres(Q4)
    said = supervision_board.verdict(found, Q4)
    assert [int(n) for n in numbers(said.replace("/", " "))][-3:] == [8, 17, 1]
    assert sum(one.passes for one in found) == 2


def test_the_grid_and_its_table_agree_with_the_coverage(reader):
    columns = supervision_grid._columns(Q4)  # noqa: SLF001 (its figure takes them)
    rows = supervision_grid.rows(columns)
    assert len(rows) == 17
    done = [sum(str(cell).startswith("●") for cell in row.values()) for row in rows]
    assert sum(done) == sum(len(c.coverage.covered) for c in columns)


def test_a_visit_is_planned_moved_and_cancelled_from_the_calendar(opened, figures):
    app = opened("calendar", visits="2026Q1")
    where = next(m for m in app.multiselect if m.key.startswith("visit plan where C1"))
    where.set_value(["B09"])
    day = next(d for d in app.date_input if d.key.startswith("visit plan day"))
    day.set_value(date(2026, 3, 3))
    app = app.button(key="visit plan now").click().run()
    assert not app.error
    (number,) = [v.number for v in stored(figures).values() if v.plan.day == date(2026, 3, 3)]
    app = app.selectbox(key="visit change which").set_value(number).run()
    day = next(d for d in app.date_input if d.key.startswith("visit move day"))
    app = day.set_value(date(2026, 3, 5)).run()
    app = app.button(key="visit move now").click().run()
    assert stored(figures)[number].day == date(2026, 3, 5)
    app = app.selectbox(key="visit change which").set_value(number).run()
    app = app.button(key="visit cancel now").click().run()
    assert app.error  # a reason is asked for
    next(t for t in app.text_input if t.key.startswith("visit cancel why")).set_value("暴雨")
    app = app.button(key="visit cancel now").click().run()
    assert not app.error
    assert stored(figures)[number].state is State.CANCELLED


def test_a_visit_without_a_plan_is_recorded_with_checklist_and_finding(opened, figures):
    app = opened("record", visits="2026Q1")
    app = app.selectbox(key="visit which 2026Q1").set_value("").run()
    where = next(m for m in app.multiselect if m.key.startswith("where"))
    app = where.set_value(["B05"]).run()
    number = next(n for n in app.number_input if n.key.startswith("findings"))
    app = number.set_value(1).run()
    assert app.button(key="visit record now").disabled  # no evidence yet
    text = next(t for t in app.text_area if t.key.endswith("evidence"))
    app = text.set_value("抽查10份档案，2份无法核实").run()
    app = next(b for b in app.button if b.key.startswith("rest")).click().run()
    before = set(stored(figures))
    app = app.button(key="visit record now").click().run()
    assert not app.error
    (made,) = set(stored(figures)) - before
    visit = stored(figures)[made]
    assert (visit.state, visit.record.score, visit.by) == (State.HELD, 100, "王敏")
    (found,) = visit.findings
    assert (found.found, found.origin) == (Found.VISIT, f"visit {made}/1")


def test_an_unanswered_checklist_is_refused_with_the_count(opened, figures):
    app = opened("record", visits="2026Q1")
    app = app.selectbox(key="visit which 2026Q1").set_value("").run()
    where = next(m for m in app.multiselect if m.key.startswith("where"))
    app = where.set_value(["B05"]).run()
    before = stored(figures)
    app = app.button(key="visit record now").click().run()
    assert "14" in app.error[0].value
    assert stored(figures) == before


def test_the_missing_report_makes_the_third_centre_pass(figures, reader):
    late = next(v for v in supervision.of_quarter(Q4) if v.state is State.HELD)
    assert not supervision.centres(Q4)[2].passes
    file = Attachment("督导报告.txt", "报告".encode())
    supervision.report(late, file, "test report", Author("王敏", state.clock()))
    assert supervision.centres(Q4)[2].passes
    assert stored(figures)[late.number].report.name == "督导报告.txt"


def test_a_reported_visit_offers_its_file(opened):
    app = opened("record")
    number = next(v.number for v in supervision.of_quarter(Q4) if v.state is State.REPORTED)
    app = app.selectbox(key="visit which 2025Q4").set_value(number).run()
    assert not app.exception
    assert app.get("download_button")


def test_the_proposal_becomes_planned_visits_with_one_click(opened, figures):
    app = opened("next")
    before = len([v for v in stored(figures).values() if v.quarter == Q1])
    shown = app.dataframe[0].value
    app = app.button(key="round accept").click().run()
    assert not app.error
    after = [v for v in stored(figures).values() if v.quarter == Q1]
    assert len(after) - before == len(shown)
    assert len(supervision_rounds.accepted()) == 1
    assert all(len(one.states) >= one.needed for one in supervision.coverage(Q1))


def test_what_cannot_hold_is_said_in_a_sentence(opened):
    app = opened("next", visits="2026Q1")
    app = app.date_input(key="round start").set_value(date(2026, 3, 31)).run()
    assert not app.exception
    assert app.error


def test_a_training_is_entered_and_counted(opened, figures, reader):
    app = opened("training")
    before = supervision.tally(2026).sessions
    next(t for t in app.text_input if t.key.startswith("training title")).set_value(
        "联系13812345678"
    )
    app = app.button(key="training now").click().run()
    assert app.error
    assert supervision.tally(2026).sessions == before


def test_participants_are_read_from_a_table(reader):
    table = "机构,公卫人员,乡村医生\n铁场,3,8\nB06,2,0\n".encode("gb18030")
    found = supervision_training_form.read_table(table)
    assert {c: (a.staff, a.village_doctors) for c, a in found.items()} == {
        "B05": (3, 8),
        "B06": (2, 0),
    }
    with pytest.raises(InputError, match="Line 1"):
        supervision_training_form.read_table("不存在的卫生院,3,8".encode())


def test_the_profile_reads_the_last_visit_and_findings(reader):
    work = supervision.work("B05", Q4)
    assert work.last is not None
    assert work.visits > 0
    assert all(found.area_code == "B05" for found in work.findings)
    every = [f for code in load.institutions() for f in supervision.work(code, Q4).findings]
    assert len(every) == len(supervision.findings(Q4))


def test_the_parts_of_every_risk_add_up_on_the_screen(reader):
    for risks in supervision_rounds.known().risks.values():
        for row in supervision_next.risk_rows(risks):
            parts = [v for k, v in row.items() if k in {_(words) for words in PARTS.values()}]
            known = [float(p) for p in parts if p != "—"]
            assert sum(known) == pytest.approx(row[_("Risk")], abs=0.3)
