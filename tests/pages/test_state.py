"""The address is the scenario, and the session never forgets a choice."""

import time
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import load, state


def script_with_an_address_key():
    import streamlit as st

    from pages.ui import state

    if st.button("raise"):
        state.set_address(pool="900")
    if st.button("reset"):
        state.set_address(pool="500")
    st.text(state.address("pool", "500"))


def script_with_a_draft():
    import streamlit as st

    from pages.ui import state

    if st.button("more"):
        state.replace_draft("weights", (*state.draft("weights", tuple), 1))
    if st.button("forget"):
        state.drop_draft("weights")
    st.text(len(state.draft("weights", tuple)))


def script_that_chooses():
    import streamlit as st

    from pages.ui import state

    state.seed({"unit": ("", "A", "B")})
    st.selectbox("unit", ("", "A", "B"), key="unit")
    if st.button("choose"):
        state.choose(unit="B")
        st.rerun()
    if st.button("clear"):
        state.choose(unit="")
        st.rerun()


def test_a_filter_can_be_chosen_and_cleared_after_it_was_drawn():
    app = AppTest.from_function(script_that_chooses).run()
    app.button[0].click().run()
    assert app.selectbox(key="unit").value == "B"
    app.button[1].click().run()
    assert app.selectbox(key="unit").value == ""


def test_the_address_spells_out_every_filter(open_page):
    app = open_page("map")
    assert set(app.query_params) == {"lang", "scheme", "period", "level", "item"}
    assert app.query_params["lang"] == "zh"


def test_a_link_brings_its_filters(open_page):
    oldest, unit = load.periods()[-1], next(iter(load.institutions()))
    app = open_page("profile", period=oldest, unit=unit, level="clinic")
    assert app.query_params["period"] == oldest
    assert app.query_params["unit"] == unit
    assert app.selectbox(key="period").value == oldest


@pytest.mark.parametrize("name", ["lang", "scheme", "period", "level", "item", "unit"])
def test_a_link_with_an_unknown_code_falls_back_on_the_default(open_page, name):
    hostile = "<script>alert(1)</script>"
    assert open_page("map", **{name: hostile}).query_params.get(name) != hostile


def test_a_filter_that_is_not_on_a_page_survives_the_visit(open_page):
    app = open_page("map", level="clinic")
    app.switch_page("pages/method.py").run()
    app.run()
    app.switch_page("pages/map.py").run()
    assert app.query_params["level"] == "clinic"


def test_changing_the_language_keeps_every_other_choice(open_page):
    oldest = load.periods()[-1]
    app = open_page("map", period=oldest)
    app.button_group(key="lang").set_value("en").run()
    assert app.query_params["lang"] == "en"
    assert app.query_params["period"] == oldest
    assert app.title[0].value == "Grid map"


def test_a_pages_own_key_leaves_the_address_when_it_says_nothing_new():
    app = AppTest.from_function(script_with_an_address_key).run()
    assert "pool" not in app.query_params
    app.button[0].click().run()
    assert app.query_params["pool"] == "900"
    app.button[1].click().run()
    assert "pool" not in app.query_params
    assert app.text[0].value == "500"


def test_a_pages_own_key_is_read_from_a_link_and_returns_to_the_address():
    app = AppTest.from_function(script_with_an_address_key)
    app.query_params["pool"] = "700"
    app.run()
    assert app.text[0].value == "700"
    del app.query_params["pool"]  # as Streamlit does when the reader goes to another page
    app.run()
    assert app.query_params["pool"] == "700"


def test_a_draft_is_replaced_and_forgotten():
    app = AppTest.from_function(script_with_a_draft).run()
    app.button[0].click().run()
    app.button[0].click().run()
    assert app.text[0].value == "2"
    app.button[1].click().run()
    assert app.text[0].value == "0"


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025-09", date(2025, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 31)),
    ],
)
def test_rules_are_read_on_the_last_day_of_the_period(period, day):
    chosen = state.Filters("zh", "s", period, "institution", "all", "")
    assert chosen.day == day


def test_the_clock_on_the_wall_shows_whole_minutes_of_the_county():
    now = state.now()
    assert (now.second, now.microsecond, now.tzinfo) == (0, 0, None)
    assert abs((now.date() - state.today()).days) <= 1


def test_a_file_made_later_speaks_the_language_of_who_asked_for_it(speaking):
    speaking("en")
    later = state.in_this_language(state.language)
    speaking("zh")
    assert (later(), state.language()) == ("en", "zh")


def test_a_beat_lasts_its_seconds_and_then_is_another_one():
    assert state.beat(10**9) == state.beat(10**9)
    first, later = state.beat(1), time.monotonic() + 1.01
    while time.monotonic() < later:
        time.sleep(0.05)
    assert state.beat(1) > first
