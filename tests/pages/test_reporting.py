"""Monthly reports on the screen: counts, decisions, deadline, reminders, follow-ups."""

from datetime import date, datetime

import pytest

from lib.adapters.store import follow_ups, reports
from lib.model.observations import parse_period
from lib.model.reporting import Verdict
from pages.ui import freshness, load, reporting_grid, reporting_words
from pages.ui.load import reports as loaded
from pages.ui.text import _, fill
from tests.pages.reading import newest, numbers

JULY, NEWEST = "2025-07", "2025-12"
SILENT = "龙华镇卫生院"
NO_NAME = "A change needs the name of the person who makes it, at most {limit} letters."
NO_NOTE = "A follow-up needs a note of at most {limit} letters."
MARKUP = "<b>**x**</b> $y$ :red[z]"


@pytest.fixture
def opened(open_page):
    def open_view(view="grid", period=NEWEST, **query):
        return open_page("reporting", reporting=view, period=period, **query)

    return open_view


@pytest.fixture
def signed(opened):
    """Open a view as somebody who has entered a name."""

    def open_view(*args, **query):
        app = opened(*args, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return open_view


def sent(store, period):
    """Institutions that reported a month, from the store itself."""
    return {s.area_code for s in reports.submissions(store, [parse_period(period)])}


def chooser(app):
    return next(m for m in app.multiselect if m.key.startswith("reports chosen"))


def decided(store, code, period):
    found = reports.decisions(store, [parse_period(period)])
    return [d for d in found if d.area_code == code]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["grid", "month", "reminders", "followups"])
def test_every_view_draws_in_both_languages(opened, view, lang):
    app = opened(view, lang=lang)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("period", [JULY, NEWEST])
def test_the_headline_counts_what_is_in_the_store(opened, figures, period):
    header = opened(period=period).header[0].value
    reported = len(sent(figures, period))
    counts = [int(n) for n in numbers(header.partition("**")[2])]
    assert sorted(counts[:2]) == sorted([reported, 22])
    assert counts[3] == 22 - reported


def test_the_grid_and_its_table_have_every_institution_and_month_of_the_year(speaking):
    speaking("en")
    sheet = newest(lambda: reporting_grid.read(parse_period(JULY), loaded.now()))
    assert sheet.codes == tuple(load.institutions())
    assert sheet.months == tuple(range(parse_period("2025-01"), parse_period(NEWEST) + 1))
    rows = reporting_grid.rows(sheet)
    assert [row["Institution"] for row in rows[:-1]] == [
        a.name_en for a in load.institutions().values()
    ]
    assert all(len(row) == 1 + 12 + 1 for row in rows)


def test_every_report_is_one_mark_in_the_grid_that_carries_its_codes(speaking):
    speaking("en")
    sheet = newest(lambda: reporting_grid.read(parse_period(JULY), loaded.now()))
    drawn = reporting_grid.figure(sheet, parse_period(JULY)).data
    marks = [mark for trace in drawn for mark in trace.customdata or ()]
    assert sorted(marks) == sorted(f"{code}/{month}" for code, month in sheet.reports)


def test_states_differ_in_more_than_colour():
    signs = reporting_words.SIGNS
    assert len(set(signs.values())) == len(signs) == len(reporting_grid.FILLS)


def test_what_waits_for_somebody_comes_first_in_the_list(opened):
    states = list(opened("month").dataframe[0].value[_("State")])
    order = "✕↩●✓"
    assert [s[0] for s in states] == sorted((s[0] for s in states), key=order.index)
    assert len(states) == 22


def test_approving_needs_a_name_and_stores_nothing_without(opened, figures):
    app = opened("month")
    code = min(sent(figures, NEWEST))
    before = decided(figures, code, NEWEST)
    app = chooser(app).set_value([code]).run()
    app = app.button(key="approve").click().run()
    assert app.error[0].value == fill(NO_NAME, {"limit": 40})
    assert decided(figures, code, NEWEST) == before


def test_an_approved_report_says_so_after_the_click_and_a_second_one_changes_nothing(
    signed, figures
):
    code, period = "B03", "2024-03"
    app = chooser(signed("month", period)).set_value([code]).run()
    app = app.text_area(key=f"return reason {parse_period(period)}").set_value("缺页").run()
    app = app.button(key="send back").click().run()
    assert decided(figures, code, period)[-1].verdict == Verdict.RETURNED
    assert decided(figures, code, period)[-1].reason == "缺页"
    assert load.institutions()[code].name in app.success[0].value
    assert not chooser(app).value
    app = chooser(app).set_value([code]).run()
    app = app.button(key="approve").click().run()
    stored = decided(figures, code, period)
    assert [d.verdict for d in stored][-2:] == [Verdict.RETURNED, Verdict.APPROVED]
    app = chooser(app).set_value([code]).run()
    app.button(key="approve").click().run()
    assert decided(figures, code, period) == stored


def test_sending_back_without_a_reason_is_refused(signed, figures):
    app = chooser(signed("month", "2024-04")).set_value(["B04"]).run()
    before = decided(figures, "B04", "2024-04")
    app = app.button(key="send back").click().run()
    assert app.error
    assert app.dataframe
    assert decided(figures, "B04", "2024-04") == before


def test_all_that_waits_is_chosen_with_one_click(signed):
    app = signed("month").button(key="all waiting").click().run()
    waiting = [s for s in app.dataframe[0].value[_("State")] if s.startswith("●")]
    assert len(chooser(app).value) == len(waiting) > 0


def test_a_moved_deadline_is_in_the_headline_and_can_be_given_back(signed, figures):
    month = parse_period("2024-05")
    app = signed("month", "2024-05")
    app.date_input(key=f"last day {month}").set_value(date(2024, 6, 12))
    app.text_input(key=f"deadline reason {month}").set_value("系统停机")
    app = app.button(key="move deadline").click().run()
    assert "6月12日 23:59" in app.header[0].value
    assert reports.deadlines(figures)[month].why == "系统停机"
    app.text_input(key=f"deadline reason {month}").set_value("恢复")
    app = app.button(key="reset deadline").click().run()
    assert "6月5日 23:59" in app.header[0].value
    assert month not in reports.deadlines(figures)


def test_the_silent_institution_is_in_the_message_to_be_copied(opened):
    message = opened("reminders", JULY).code[0].value
    assert SILENT in message
    assert "示例数据" in message
    assert opened("reminders", JULY).dataframe[0].value[_("Days since")].max() > 0


def test_a_month_in_which_all_is_in_needs_no_reminder(opened, figures):
    assert len(sent(figures, "2024-12")) == 22
    app = opened("reminders", "2024-12")
    names = [] if not app.dataframe else list(app.dataframe[0].value[_("Needed")])
    assert _("no report") not in names


def test_a_follow_up_is_opened_listed_and_closed(signed, figures):
    app = signed("followups")
    form = {t.label: t for t in app.text_area}
    form[_("What is odd about it")].set_value(MARKUP)
    next(t for t in app.text_input if t.label == _("Owner")).set_value("陈医生")
    app = next(b for b in app.button if b.label == _("Open the follow-up")).click().run()
    opened_now = [f for f in follow_ups.listing(figures) if f.matter.note == MARKUP]
    assert [f.opened_by for f in opened_now] == ["王敏"]
    assert MARKUP in list(app.dataframe[0].value[_("What is odd about it")])
    assert MARKUP not in " ".join(m.value for m in app.markdown)
    next(t for t in app.text_area if t.label == _("Outcome")).set_value("录入错误")
    app = next(b for b in app.button if b.label == _("Close it")).click().run()
    assert not app.error
    assert "录入错误" in [f.outcome for f in follow_ups.listing(figures)]


def test_a_follow_up_without_a_note_is_refused(signed, figures):
    before = follow_ups.listing(figures)
    app = signed("followups")
    app = next(b for b in app.button if b.label == _("Open the follow-up")).click().run()
    assert app.error[0].value == fill(NO_NOTE, {"limit": 500})
    assert follow_ups.listing(figures) == before


def test_the_line_of_freshness_warns_of_an_overdue_report_and_of_nothing_else(speaking):
    speaking("en")
    newest(lambda: None)
    for period, warned in ((date(2025, 7, 31), ["Longhua"]), (date(2025, 12, 31), [])):
        said = freshness.warnings(loaded.quality(period))
        assert [any(name in s for s in said) for name in warned] == [True] * len(warned)
        assert len(said) == len(warned)


def test_completeness_is_of_the_figures_due_and_never_rounded_up_to_all(speaking):
    speaking("en")
    found = newest(loaded.quality, date(2025, 12, 31))
    assert 0 < found.fresh.share.missing < 50
    assert "100" not in freshness.told(found)


@pytest.mark.parametrize(("day", "due"), [("2025-05-31", "2024-12"), ("2025-07-31", "2025-06")])
def test_an_indicator_says_how_many_figures_are_there_of_those_due_last(speaking, day, due):
    speaking("en")
    found = newest(loaded.completeness).by_indicator(parse_period(due))["MAS01"]
    assert loaded.reported("MAS01", date.fromisoformat(day)) == found
    assert found.whole == 22


def test_what_was_never_due_has_no_share(speaking):
    assert newest(loaded.reported, "MAS01", date(2024, 5, 31)) is None


def test_the_months_of_the_demonstration_end_with_its_figures(speaking):
    assert [m % 12 + 1 for m in newest(loaded.months)[:2]] == [12, 11]
    assert len(loaded.months()) == len(load.periods())


def test_nobody_is_years_late_in_the_demonstration(speaking):
    assert newest(loaded.now) == datetime.fromisoformat("2026-01-08T23:59")
