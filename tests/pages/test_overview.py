"""The overview: what it shows is what the engine gave, and every block leads on."""

from fractions import Fraction

import pytest

from lib.model import appraisal
from lib.model.meetings import records
from lib.model.scores import county_score
from pages.ui import formats, load, overview_parts, strip
from pages.ui.load import clock, meetings, rectification
from tests.pages.reading import newest, numbers, with_heading

LANGUAGES = ["zh", "en"]


@pytest.fixture
def outcome(speaking):
    """The outcome of the newest month by the default scheme."""
    return newest(load.outcome)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pool_is_the_sum_of_all_amounts(open_page, outcome, lang):
    pool = open_page(lang=lang).metric[0]
    fen = sum(row.amount for row in outcome.allocation.rows) + outcome.allocation.carried_over
    assert numbers(pool.proto.help) == [Fraction(fen, 100)]


def test_the_county_score_is_the_weighted_mean(open_page, outcome):
    assert open_page().metric[2].value == formats.score(county_score(outcome.scores))


def test_the_grades_count_every_institution_once(open_page, outcome):
    assert sum(numbers(open_page().metric[3].value)) == len(outcome.areas)


def test_the_first_and_the_last_three_are_on_the_screen_in_order(open_page, outcome):
    shown = [b.key.split()[1] for b in open_page().button if str(b.key).startswith("place ")]
    scores = outcome.scores
    ordered = sorted(scores.areas, key=lambda area: (scores.rank_of(area.code), area.code))
    codes = [area.code for area in ordered]
    assert shown == [*codes[:3], *codes[-3:]]


def test_a_name_leads_to_its_profile(open_page):
    app = open_page()
    button = next(b for b in app.button if str(b.key).startswith("place "))
    code = button.key.split()[1]
    button.click().run()
    assert app.title[0].value == "单位画像"
    assert app.selectbox(key="unit").value == code


def test_the_strip_shows_the_fourteen_items_and_every_figure(open_page, outcome):
    county, figures = newest(load.county_progress), newest(load.progress)
    items = appraisal.item_standings(county, figures, outcome.rules)
    assert [item.code for item in strip.national(items)] == [f"{n:02}" for n in range(1, 15)]
    scored = [p for p in figures if p.indicator.code in outcome.rules.tree.indicators]
    assert sum(sum(item.lights.values()) for item in items) == len(scored)


def test_the_ranking_table_adds_up_to_the_pool(open_page, outcome):
    (table,) = with_heading(open_page().dataframe, "上季度名次")
    amounts = [numbers(amount)[0] for amount in table["应拨金额（元）"]]
    assert 100 * sum(amounts) == outcome.allocation.pool - outcome.allocation.carried_over
    assert list(table["名次"]) == sorted(outcome.scores.ranks)


def test_the_first_quarter_of_the_data_says_that_there_is_nothing_before_it(open_page):
    app = open_page(period=load.periods()[-1])
    assert "没有上季度的数据。" in [caption.value for caption in app.caption]


def test_a_change_without_a_past_is_a_dash_and_not_a_zero(speaking):
    assert overview_parts.change(Fraction(80), None) == formats.MISSING


def overdue(app):
    return [m.value for m in app.markdown if "已超期：" in m.value]


def test_what_is_past_its_deadline_is_told_with_the_newest_month_only(open_page, speaking):
    app, earlier = open_page(), open_page(period=load.periods()[3])
    speaking("zh")
    newest(lambda: None)
    decided = records.open_decisions(meetings.listing())
    late = [d for d in decided if d.is_overdue(clock.today())]
    [told] = overdue(app)
    assert numbers(told) == [len(rectification.overdue()), len(late)]
    assert all(numbers(told))
    assert not overdue(earlier)
