"""Closing on the screen: months close with a reason, what is adopted stays, replays add up."""

import re
from fractions import Fraction

import pytest

from lib.adapters.store import evaluations, periods
from lib.adapters.store.changes import check
from lib.model.authors import Author
from lib.model.observations import parse_period
from pages.ui import load, periods_adopted, periods_months, periods_replay, state
from pages.ui.load import closing
from pages.ui.text import _
from tests.pages.reading import newest, numbers

JANUARY, MARCH = parse_period("2025-01"), parse_period("2025-03")
TITLE = "2025年度绩效评价"
NO_NAME = "A change needs the name of the person who makes it, at most {limit} letters."
NO_TITLE = "An adopted evaluation needs a title of one line, at most {limit} letters."
SAME = "Made again from data version {revision}: the seal and every fen are the same."


@pytest.fixture
def opened(open_page):
    """Open a view as somebody who has entered a name."""

    def open_view(view="months", lang="zh", **query):
        app = open_page("periods", closing=view, lang=lang, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return open_view


@pytest.fixture(autouse=True)
def all_open(figures):
    """Leave every month open: other tests import into them."""
    yield
    for period in periods.closed(figures):
        periods.reopen(figures, period.month, Author("测试", period.at, "测试结束"))


@pytest.fixture
def adopted(figures, speaking):
    """The evaluation of September, adopted as by a click; the page shows December."""
    speaking("zh")
    newest(lambda: None)
    state.put("period", "2025-09")
    number = closing.adopt("三季度", Author("王敏", state.clock(), "会议通过"))
    return evaluations.find(figures, number)


def said(template, box):
    """Tell whether a box says a sentence, whatever fills its blanks."""
    parts = re.split(r"\{\w+\}", _(template))
    return all(part in box.value for part in parts)


def press(app, label):
    return next(button for button in app.button if button.label == _(label))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["months", "adopted", "replay"])
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("periods", closing=view, lang=lang)
    assert not app.exception
    assert not app.error


def test_a_month_is_closed_and_opened_again_with_a_reason(opened, figures):
    app = opened()
    months(app).set_value([JANUARY, MARCH])
    app.text_input(key="close reason").set_value("一季度考核通过")
    press(app, "Close").click().run()
    assert not app.error
    assert said("Closed: {months}.", app.success[0])
    shut = periods.closed(figures)
    assert [(p.month, p.actor, p.reason) for p in shut] == [
        (month, "王敏", "一季度考核通过") for month in (JANUARY, MARCH)
    ]
    assert app.dataframe[1].value[_("Month")].tolist() == ["2025-03", "2025-01"]
    again = next(box for box in app.selectbox if box.label == _("Month"))
    again.set_value(JANUARY)
    app.text_input(key="reopen reason").set_value("补报")
    press(app, "Open again").click().run()
    assert [p.month for p in periods.closed(figures)] == [MARCH]
    assert check(figures).is_sound


def months(app):
    return next(box for box in app.multiselect if box.label == _("Months"))


def test_without_a_reason_or_a_name_nothing_is_closed_and_a_sentence_says_why(
    opened, open_page, figures
):
    app = opened()
    months(app).set_value([JANUARY])
    press(app, "Close").click().run()
    assert said("{action} needs a reason.", app.error[0])
    app = open_page("periods", lang="zh")
    app.text_input(key="operator").set_value("").run()
    months(app).set_value([JANUARY])
    app.text_input(key="close reason").set_value("通过")
    press(app, "Close").click().run()
    assert said(NO_NAME, app.error[0])
    assert periods.closed(figures) == ()


def test_closing_nothing_asks_for_the_months(opened, figures):
    app = opened()
    press(app, "Close").click().run()
    assert len(app.warning) >= 1
    assert periods.closed(figures) == ()


def test_the_grid_has_every_month_once_with_its_sign(figures, speaking):
    speaking("zh")
    periods.close(figures, [MARCH], Author("测试", state.clock(), "通过"))
    shown = newest(closing.months)
    lines = periods_months.grid(shown)
    signs = [sign for line in lines for key, sign in line.items() if key != _("Year") and sign]
    assert len(signs) == len(shown)
    line = next(line for line in lines if line[_("Year")] == "2025")
    assert line["03"] == periods_months.CLOSED
    assert line["12"] == periods_months.OPEN


def test_the_present_evaluation_is_adopted_with_its_seal_and_made_again_to_the_fen(opened, figures):
    app = opened("adopted", period="2025-12")
    app.text_input(key="adopt title").set_value(TITLE)
    app.text_input(key="adopt reason").set_value("领导小组会议通过")
    press(app, "Adopt").click().run()
    assert not app.exception
    assert not app.error
    one = evaluations.listing(figures)[0]
    assert (one.proposal.title, one.actor, one.reason) == (TITLE, "王敏", "领导小组会议通过")
    assert one.proposal.seal[:12] in app.dataframe[0].value[_("Seal")].tolist()
    press(app, "Recompute and compare").click().run()
    assert not app.error
    assert any(said(SAME, box) for box in app.success)


def test_adopting_without_a_title_says_so(opened, figures):
    before = len(evaluations.listing(figures))
    app = opened("adopted")
    app.text_input(key="adopt reason").set_value("通过")
    press(app, "Adopt").click().run()
    assert said(NO_TITLE, app.error[0])
    assert len(evaluations.listing(figures)) == before


def test_a_second_click_on_adopt_adopts_nothing_twice(adopted, figures):
    again = closing.adopt("三季度", Author("王敏", state.clock(), "会议通过"))
    assert again == adopted.id


def test_what_is_adopted_is_what_was_on_the_screen(adopted):
    outcome = load.outcome()
    assert adopted.proposal.seal == outcome.seal
    assert adopted.pool == sum(row.amount for row in outcome.allocation.rows)
    assert closing.recheck(adopted.id) == ()
    (line,) = (r for r in periods_adopted.rows((adopted,)) if r[_("No.")] == adopted.id)
    assert line[_("Remark")] == _("Demonstration data")
    assert numbers(line[_("Pool (yuan)")]) == [Fraction(adopted.pool, 100)]


def test_the_replay_adds_up_in_every_line_and_column(adopted):
    state.put("period", "2025-12")
    made = closing.replay(adopted.id)
    lines = periods_replay.rows(made)
    total, parts = lines[0], lines[1:]
    for line in lines:
        split = sum(cents(line[_(c)]) for c in ("From the data", "From the rules", "Rounding"))
        assert split == cents(line[_("Change")])
        assert cents(line[_("Now")]) - cents(line[_("Adopted")]) == cents(line[_("Change")])
    for column in [c for c in total if c != _("Institution")]:
        assert sum(cents(part[column]) for part in parts) == cents(total[column])
    assert {line[_("Institution")] for line in parts} >= {
        a.name for a in load.institutions().values()
    }
    amounts = load.outcome().allocation.amounts()
    assert [line.amounts.after for line in made.lines] == list(amounts.values())
    kept = adopted.proposal.result
    assert [line.amounts.before for line in made.lines] == [one.fen for one in kept.values()]


def cents(yuan):
    return round((yuan or 0) * 100)


def test_the_replay_is_on_the_screen_with_its_four_corners(adopted, opened):
    app = opened("replay", period="2025-12")
    app.selectbox(key="replayed").run()
    assert not app.exception
    assert not app.error
    assert len(app.metric) == 4
    assert "三季度" in " ".join(block.value for block in app.markdown)
    table = app.dataframe[0].value
    assert len(table) >= 1 + 22
