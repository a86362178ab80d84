"""The plan on the screen: what is known, what is late, and how it is entered."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lib.adapters.store import journal
from lib.model.plans import meters, progress
from lib.model.plans.lagging import State
from lib.model.plans.shapes import DUTIES, MILESTONES
from pages.ui import load, plan_entry, plan_progress, plan_sheet, plan_timetable, state
from pages.ui.load import clock, plans
from pages.ui.text import _
from tests.pages.reading import newest, numbers, with_heading

VIEWS = ("chart", "timetable", "progress", "entry", "duties")
MARKUP = "<b>**x**</b> $y$ :red[z]"


@pytest.fixture
def found(speaking):
    speaking("zh")
    return newest(plans.plan)


@pytest.fixture
def opened(open_page):
    def open_view(view, **query):
        app = open_page("plan", plan=view, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return open_view


def press(app, label):
    buttons = [b for b in app.button if b.label == _(label)]
    return buttons[0].click().run()


def field(app, kind, prefix):
    return next(w for w in getattr(app, kind) if (w.key or "").startswith(prefix))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("plan", plan=view, lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.markdown) > 1


@pytest.mark.parametrize("form", plan_entry.FORMS)
def test_every_form_draws_for_every_measure(opened, found, form):
    app = opened("entry", planform=form)
    for code in ("M-1", "M-4", "M-14"):
        app.selectbox(key=plan_entry.MEASURE).set_value(code).run()
        assert not app.exception
        assert not app.error


def test_the_headline_counts_what_stands(open_page, found):
    said = open_page("plan").markdown
    line = next(m.value for m in said if m.value.startswith("### "))
    states = [reached.pace.state for reached in found.milestones]
    counts = [states.count(s) for s in (State.DONE, State.LAGGING, State.OVERDUE)]
    entered = sum(advance.entry is not None for advance in found.measures)
    assert {int(n) for n in numbers(line)} == {14, entered, len(states), *counts}


def test_the_chart_has_every_measure_and_milestone_and_no_text_becomes_markup(found):
    drawn = plan_sheet.drawn(found)
    for advance in found.measures:
        assert f"<b>{advance.code}</b>" in drawn
    for reached in found.milestones:
        assert reached.code in drawn
    waiting = [advance for advance in found.measures if advance.entry is None]
    assert drawn.count('class="empty"') == len(waiting) >= 10
    first = found.measures[0]
    shape = replace(first.milestones[0].milestone, title=MARKUP, lead=MARKUP)
    spoiled = replace(first.milestones[0], milestone=shape)
    hostile = replace(found, measures=(replace(first, milestones=(spoiled,)),))
    assert "<b>**x**" not in plan_sheet.drawn(hostile)


def test_months_are_equally_wide_and_days_lie_in_their_month():
    axis = plan_sheet.Axis(2025, 2)
    assert axis.months == 24
    assert [axis.place(date(2025, month, 1)) * 24 for month in (1, 7)] == [0, 600]
    assert axis.place(date(2024, 1, 1)) == 0
    assert axis.place(date(2030, 1, 1)) == 100
    assert 50 < axis.place(date(2026, 1, 8)) < axis.place(date(2026, 2, 1))


def test_the_timetable_is_in_the_order_of_due_dates_and_late_ones_come_first(open_page, found):
    tables = [t.value for t in open_page("plan", plan="timetable").dataframe]
    late, every = tables
    assert len(late) == len(found.late())
    days = every[_("Due date")].tolist()
    assert days == sorted(days)
    assert len(days) == len(found.milestones)


def test_measures_that_nobody_knows_wait_to_be_entered_and_are_not_nought(open_page, found):
    (table,) = with_heading(open_page("plan", plan="progress").dataframe, _("Next step"))
    empty = table[table[_("Measure of the plan")] == _("to be entered by the county")]
    assert len(empty) == sum(not advance.is_known for advance in found.measures) >= 10
    assert empty[_("Actual")].isna().all()
    assert set(empty[_("Next step")]) == {_("enter the measure")}
    assert len(plan_progress.rows(found)) == 14


def test_the_lights_of_the_meeting_are_those_of_the_page(found):
    lights = plans.lights()
    assert list(lights.tasks) == ["T1", "T2", "T3", "T4"]
    assert lights.tasks["T1"] == "none"
    assert [a.light for a in found.measures] == list(lights.measures.values())
    assert plans.late() == found.late()


def test_what_another_room_measured_goes_before_the_hand(found):
    measured = {meters.Sign("coverage", "2025Q4"): Fraction(25)}
    by_code = {r.code: r for r in plans.plan(measured=measured).milestones}
    assert by_code["M-1-003"].pace.actual == 50
    row = plan_timetable.rows([by_code["M-1-003"]], found)[0]
    assert "100%" in row[_("Source of the value")]
    assert isinstance(progress.plan(plans.outline(), plans.ledger(), found.day, {}), progress.Plan)


def entering(opened, form):
    """Open a form for the last measure."""
    app = opened("entry", planform=form)
    return app.selectbox(key=plan_entry.MEASURE).set_value("M-14").run()


def saved(app):
    press(app, "Save")
    assert [box.value for box in app.error] == []


def test_a_measure_is_entered_gets_a_milestone_and_is_reported_complete(opened, figures):
    app = entering(opened, "measure")
    field(app, "text_input", "called").set_value("县局测试录入")
    field(app, "text_input", "lead").set_value("县卫生健康局")
    saved(app)
    assert plans.ledger().entries["M-14"].name == "县局测试录入"
    app = entering(opened, "milestone")
    field(app, "text_input", "title").set_value("节点一")
    field(app, "text_input", "lead").set_value("县公卫办")
    field(app, "number_input", "target").set_value(4.0)
    field(app, "text_input", "unit").set_value("家")
    saved(app)
    app = entering(opened, "update")
    field(app, "number_input", "value").set_value(4.0)
    press(app, "Save")
    assert app.error
    field(app, "text_input", "evidence").set_value("示例文号")
    saved(app)
    (reached,) = newest(plans.plan).measures[-1].milestones
    assert (reached.pace.state, reached.done_on) == (State.DONE, clock.today())
    dropping(opened, figures)


def dropping(opened, figures):
    """Take the milestone out again; what was said of it stays in the journal."""
    app = entering(opened, "milestone")
    chooser = next(s for s in app.selectbox if "edit" in (s.key or ""))
    chooser.set_value("M-14-001").run()
    field(app, "text_input", "reason").set_value("测试撤销")
    app.button(key="drop M-14-001").click().run()
    assert "M-14-001" not in plans.ledger().milestones
    kinds = [p.kind for p in journal.postings(figures, MILESTONES) if p.subject == "M-14-001"]
    assert kinds == ["milestone", "update", "dropped"]


def test_without_a_name_nothing_is_entered_and_a_sentence_says_why(open_page, figures):
    before = journal.version(figures, MILESTONES)
    app = open_page("plan", plan="entry", planform="update")
    field(app, "number_input", "percent").set_value(50.0)
    press(app, "Save")
    assert app.error
    assert journal.version(figures, MILESTONES) == before


def test_the_register_lists_its_gaps_takes_a_duty_and_ends_it(opened, figures, found):
    gaps = plans.gaps()
    assert gaps.items == ("13",)
    assert len(gaps.institutions) == 2
    app = opened("duties")
    said = " ".join(box.value for box in app.warning)
    assert all(load.institutions()[code].name in said for code in gaps.institutions)
    field(app, "text_input", "body").set_value("县计划生育服务机构")
    field(app, "text_input", "role").set_value("负责人")
    field(app, "text_input", "text").set_value("免费避孕药具发放管理")
    field(app, "multiselect", "items").set_value(["13"])
    press(app, "Save")
    assert [box.value for box in app.error] == []
    assert plans.gaps().items == ()
    code = list(plans.duties())[-1]
    app = opened("duties")
    app.selectbox(key="plan duty chosen").set_value(code).run()
    field(app, "text_input", "reason").set_value("测试终止")
    app.button(key=f"ends {code}").click().run()
    assert [p.kind for p in journal.postings(figures, DUTIES) if p.subject == code] == [
        "duty",
        "ended",
    ]


def test_the_workbook_is_made_of_what_is_on_the_screen(found):
    labels = plans.Labels(state.clock(), load.is_demonstration(), _)
    assert plans.plan_workbook(found, labels)[:2] == b"PK"
