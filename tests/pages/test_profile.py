"""The profile: one institution, and sums that hold in sight."""

from fractions import Fraction

import pytest

from lib.model.registers import contract
from pages.ui import formats, load, register_words
from pages.ui.load import registers
from tests.pages.reading import newest, numbers, with_heading

CODES = [next(iter(load.institutions())), list(load.institutions())[-1]]


@pytest.fixture
def outcome(speaking):
    """The outcome of the newest month by the default scheme."""
    return newest(load.outcome)


def money(app):
    """The line of the money table, exact yuan by heading."""
    (table,) = with_heading(app.table, "已预拨")
    return {heading: numbers(table[heading].iloc[0])[0] for heading in table.columns}


@pytest.mark.parametrize("code", CODES)
def test_the_parts_of_the_amount_add_up_in_sight(open_page, outcome, code):
    shown = money(open_page("profile", unit=code))
    row = outcome.allocation.row(code)
    parts = list(shown)[: list(shown).index("应拨金额")]
    amount = shown["应拨金额"]
    assert sum(shown[part] for part in parts) == amount == Fraction(row.amount, 100)
    assert amount - sum(row.advances) / Fraction(100) == shown["结算"]
    assert (100 * shown["已预拨"], 100 * shown["其中村级部分"]) == (row.advance, row.village)


@pytest.mark.parametrize("code", CODES)
def test_the_clinics_add_up_to_the_village_part(open_page, code):
    app = open_page("profile", unit=code)
    tables = with_heading(app.table, "村卫生站")
    amounts = [numbers(a)[0] for table in tables for a in table["应拨金额（元）"]]
    assert sum(amounts) == list(money(app).values())[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_score_and_rank_are_those_of_the_engine(open_page, outcome, lang):
    code = CODES[0]
    app = open_page("profile", unit=code, lang=lang)
    assert numbers(app.metric[0].value) == [outcome.scores.of(code)]
    assert numbers(app.metric[1].value) == [outcome.scores.rank_of(code)]


def test_without_a_choice_it_shows_the_first_and_says_so(open_page):
    app = open_page("profile")
    first = load.institutions()[CODES[0]].name
    assert first in app.info[0].value
    assert app.subheader[0].value == first


def test_a_choice_needs_no_explanation(open_page):
    assert not open_page("profile", unit=CODES[0]).info


def test_every_indicator_can_be_shown(open_page, outcome):
    app = open_page("profile", unit=CODES[0])
    (few,) = with_heading(app.table, "扣分")
    app.toggle(key="every indicator").set_value(True).run()
    (every,) = with_heading(app.table, "扣分")
    assert len(few) < len(every) == len(outcome.rules.indicators)


def test_points_lost_come_greatest_first(open_page):
    (table,) = with_heading(open_page("profile", unit=CODES[0]).table, "扣分")
    lost = [numbers(cell)[0] for cell in table["扣分"]]
    assert len(lost) > 1
    assert lost == sorted(lost, reverse=True)


def test_the_course_ends_with_the_score_of_the_day(open_page, outcome):
    (course,) = with_heading(open_page("profile", unit=CODES[0]).dataframe, "全县得分")
    assert numbers(course.iloc[-1]["得分"]) == [outcome.scores.of(CODES[0])]
    assert len(course) == len(newest(load.quarter_ends))


@pytest.mark.parametrize("code", CODES)
def test_the_registers_stand_on_the_profile_as_the_model_says(open_page, speaking, code):
    app = open_page("profile", unit=code)
    (row,) = with_heading(app.table, "最近投入")
    found = newest(registers.of_institution, code)
    rate, rank = numbers(row["居民签约率"].iloc[0])
    assert rate == Fraction(formats.percent(contract.share(found.signed)).rstrip("%"))
    assert rank == found.signed_rank
    own, county = numbers(row["每万居民公卫人员"].iloc[0])
    assert abs(own - found.staff.density) <= Fraction(1, 20)
    assert abs(county - found.county_staff.density) <= Fraction(1, 20)
    assert register_words.level(found.standing) in row["优质服务基层行"].iloc[0]
