"""Ten questions: each has an answer of its own, in both languages, and its numbers are right."""

import pytest

from pages.ui import load, questions_list
from tests.pages.reading import newest, numbers, with_heading

CODES = list(questions_list.QUESTIONS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_question_has_an_answer(open_page, code, lang):
    app = open_page("questions", ask=code, lang=lang)
    assert not app.exception
    assert not app.error
    assert any(element.value.startswith("### ") for element in app.markdown)


def test_there_are_ten_and_the_address_holds_the_one_that_is_asked(open_page):
    assert len(CODES) == 10
    app = open_page("questions")
    app.radio(key="ask").set_value("overdue").run()
    assert app.query_params["ask"] == "overdue"


def test_the_money_of_the_answer_is_that_of_the_engine(open_page, speaking):
    speaking("zh")
    money = newest(load.outcome).allocation
    (table,) = with_heading(open_page("questions", ask="shared").table, "应拨金额（元）")
    shown = [int(100 * numbers(text)[0]) for text in table["应拨金额（元）"]]
    assert shown == [row.amount for row in money.rows]


def test_against_an_equal_share_everybody_together_gets_nothing_more(open_page):
    (table,) = with_heading(open_page("questions", ask="least").table, "比按人口均分（元）")
    against = [numbers(text)[0] for text in table["比按人口均分（元）"]]
    assert against == sorted(against)
    assert abs(sum(against)) <= 22 * 0.01 / 2  # each is rounded to the fen


def test_a_point_more_gives_to_one_what_it_takes_from_another(open_page):
    (table,) = with_heading(open_page("questions", ask="point").table, "增减（元）")
    assert sum(numbers(text)[0] for text in table["增减（元）"]) == 0


def test_another_institution_gets_another_answer(open_page):
    app = open_page("questions", ask="item")
    verdict = [element.value for element in app.markdown if element.value.startswith("### ")]
    app.selectbox(key="question unit").set_value("B01").run()
    changed = [element.value for element in app.markdown if element.value.startswith("### ")]
    assert changed != verdict
    assert "罗阳" in changed[0]
