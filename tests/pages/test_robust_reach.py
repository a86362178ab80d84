"""How far could it go: corridors, flips, wishes and interests."""

import re
from datetime import date

import pytest

from lib.model import scenario_codes
from lib.model.scenarios import item_points
from lib.project import Project

PROPOSAL = "06.7~07.17~01.6"
RULES = Project().schemes()["standard-100"].on(date(2025, 12, 31), Project().context())
WEIGHTS = item_points(RULES.tree)


def headline(app):
    return next(element.value for element in app.markdown if element.value.startswith("#### "))


def opened(open_page, section, **query):
    return open_page("robustness", robust="reach", reach=section, **query)


def taken_over(app):
    codes = {key: app.session_state[f"address {key}"] for key in scenario_codes.KEYS}
    return scenario_codes.decode(codes)


@pytest.mark.parametrize(
    ("section", "says"), [("ranks", "231"), ("flip", "points"), ("interest", "%")]
)
def test_the_first_sentence_answers_with_numbers_in_english(open_page, section, says):
    app = opened(open_page, section, lang="en", w=PROPOSAL)
    assert not app.exception
    assert says in headline(app)


def test_wider_bounds_let_more_pairs_swap_and_a_witness_can_be_taken_over(open_page):
    app = opened(open_page, "ranks")
    assert not app.exception
    wide = headline(app)
    app.segmented_control(key="choice bound").set_value("1").run()
    assert "231" in headline(app)
    assert headline(app) != wide
    app.selectbox(key="reach area").set_value("B01").run()
    app.button(key="load witness False").click().run()
    assert not app.exception
    moved = taken_over(app).items
    assert moved
    assert all(abs(points - WEIGHTS[item]) <= 1 for item, points in moved.items())


def test_the_weights_that_reverse_two_institutions_are_the_ones_taken_over(open_page):
    app = opened(open_page, "flip")
    said = float(re.search(r"\d+\.\d\d", headline(app)).group())
    app.button(key="load flip").click().run()
    assert not app.exception
    moved = sum(abs(points - WEIGHTS[item]) for item, points in taken_over(app).items.items()) / 2
    assert said <= moved <= said + 1  # a little beyond the tie


def test_a_wish_is_granted_or_refused_with_a_reason(open_page):
    app = opened(open_page, "wishes")
    app.selectbox(key="wish area").set_value("B05")
    app.number_input(key="wish more").set_value(0.5)
    submit(app)
    assert any("✓" in element.value for element in app.markdown)
    app.number_input(key="wish more").set_value(90.0)
    submit(app)
    assert any("✗" in element.value for element in app.markdown)


def submit(app):
    next(
        b for b in app.button if "wishes" in str(b.key) or "wishes" in str(b.form_id)
    ).click().run()
    assert not app.exception


def test_without_a_proposal_there_is_nothing_to_judge(open_page):
    app = opened(open_page, "interest")
    assert not app.exception
    assert not any(element.value.startswith("#### ") for element in app.markdown)
