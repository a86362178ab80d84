"""The scales: a weight moved moves money, a link brings it back, reset undoes it.

What is drawn in the browser is opaque here; a hand at the scales is played by what it
makes the server do, and what it would see is read from what the server hands over.
"""

import json
from datetime import date
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from lib.model import comparison, scenario_codes, scenarios
from lib.model.evaluation import evaluate, reconsider
from lib.model.rules import Formula
from lib.model.scenarios import TOTAL, Scenario
from lib.project import Project
from pages.ui.charts_change import COLOURS
from pages.ui.scenario_words import CHOICES

CHRONIC = "07"
DAY = date(2025, 12, 31)
BANDS = len(COLOURS)
SHARED = [
    *("lang", "scheme", "period", "level", "item", "unit"),
    *(f"address {key}" for key in (*scenario_codes.KEYS, "lock", "dlock")),
]
"""What the page keeps in its session, of filters and of the scenario."""


def drawn(app, name):
    """What the server hands over to the elements of a name, in order."""
    found = [e.proto for e in app.get("bidi_component") if e.proto.component_name == name]
    return [json.loads(proto.json) for proto in found]


def news(app):
    return drawn(app, "heng_news")[0]


def hand(app):
    return drawn(app, "heng_hand")[0]


def text(app):
    said = [element.value for element in [*app.markdown, *app.get("html"), *app.caption]]
    result = news(app)
    words = [result[key] for key in ("headline", "sum", "unofficial")]
    return "\n".join([*said, *words, *(piece for piece, _ in result["said"])])


def headline(app):
    return news(app)["headline"]


def codes(app):
    kept = {*scenario_codes.KEYS, "lock", "dlock"} & set(app.query_params)
    return {key: app.query_params[key] for key in kept}


def weights(app):
    return {weight["code"]: weight["asked"] for weight in hand(app)["weights"]}


def seed(app):
    """Make a session that has what the page's session has in its address."""
    other = AppTest.from_function(played, default_timeout=60)
    for key in SHARED:
        if key in app.session_state:
            other.session_state[key] = app.session_state[key]
    return other


def played():
    """What the server does when the browser tells it of the hand."""
    from fractions import Fraction

    from lib.model.weight_moves import Part
    from pages.ui import scenario_address, state

    for event, code, points in state.picked("to do"):
        if event == "lock":
            scenario_address.toggle_lock(Part.ITEM, code)
        else:
            draft = scenario_address.read()
            scenario_address.move_weight(draft, Part.ITEM, code, Fraction(points))


def play(app, *deeds):
    """Let the hand do something, then look at the page again."""
    other = seed(app)
    other.session_state["to do"] = deeds
    other.run()
    assert not other.exception
    for key in SHARED:
        if key.startswith("address ") and key in other.session_state:
            app.session_state[key] = other.session_state[key]
    return app.run()


def move(app, code, points):
    return play(app, ("move", code, str(points)))


def lock(app, code):
    return play(app, ("lock", code, ""))


@pytest.mark.parametrize("scheme", ["standard-100", "standard-1000"])
def test_moving_a_weight_moves_money_and_the_sum_stays_the_pool(open_page, scheme):
    app = open_page("whatif", scheme=scheme)
    before = headline(app)
    pool = "119,876,922.00"
    assert f"Σ {pool}元 = 资金池 ✓" in text(app)
    move(app, CHRONIC, 25.0)
    assert not app.exception
    assert not app.error
    assert headline(app) != before
    assert f"Σ {pool}元 = 资金池 ✓" in text(app)
    assert "慢性病" in text(app)
    assert round(sum(weights(app).values()), 2) == 100


def test_moving_a_weight_back_undoes_it(open_page):
    app = open_page("whatif")
    before = headline(app)
    play(app, *(("move", CHRONIC, points) for points in ("20", "33.5", "0", "14")))
    assert codes(app) == {}
    assert headline(app) == before


def test_a_locked_weight_holds_and_is_shown_as_locked(open_page):
    app = open_page("whatif")
    lock(app, "06")
    move(app, CHRONIC, 30.0)
    assert weights(app)["06"] == 8
    assert [w["code"] for w in hand(app)["weights"] if w["locked"]] == ["06"]
    assert codes(app)["lock"] == "06"


def test_when_one_weight_is_free_nothing_lies_on_its_way(open_page):
    others = [code for code in weights(open_page("whatif")) if code != CHRONIC]
    app = open_page("whatif", lock="~".join(others))
    assert [w["code"] for w in hand(app)["weights"] if not w["locked"]] == [CHRONIC]
    assert json.loads(hand(app)["ways"]) == {}


@pytest.mark.parametrize(
    "query", [{}, {"w": "07.20~G2.8", "lock": "06"}, {"d": "quality.50~quantity.24"}]
)
def test_what_lies_on_the_way_is_what_the_engine_gives_there(open_page, query):
    app = open_page("whatif", **query)
    ways = json.loads(hand(app)["ways"])
    shown = news(app)
    assert set(ways) == {w["code"] for w in hand(app)["weights"] if not w["locked"]}
    for code, way in ways.items():
        here = way["at"].index(pytest.approx(weights(app)[code], abs=1e-4))
        assert way["fen"][here] == shown["after"]
        assert way["ranks"][here] == shown["places"]
    assert all(sum(fen) == sum(shown["after"]) for way in ways.values() for fen in way["fen"])


def test_the_numbers_handed_over_are_the_engine_s(open_page, engine):
    app = open_page("whatif", w="07.20~G2.8", b="0.5")
    baseline, again = engine(
        Scenario(items={"07": Fraction(20), "G2": Fraction(8)}, base_share=Fraction(1, 2))
    )
    compared = comparison.compare(baseline, again)
    for shown in drawn(app, "heng_news"):
        assert shown["after"] == [c.after for c in compared.changes]
        assert shown["places"] == [c.rank_after for c in compared.changes]


@pytest.mark.parametrize(
    "said",
    [
        None,
        7,
        [],
        {},
        {"code": "07"},
        {"code": "99", "points": "5.00"},
        {"code": "07", "points": "1e9"},
        {"code": "07", "points": 5},
        {"code": ["07"], "points": "5.00"},
        {"code": "06", "points": "5.00"},
    ],
)
def test_what_the_browser_says_that_does_not_fit_moves_nothing(said):
    app = AppTest.from_function(told, default_timeout=60)
    app.session_state["told"] = {"move": said}
    app.run()
    assert not app.exception
    assert [element.value for element in app.text] == ["{}", ""]


def test_what_the_browser_says_that_fits_is_taken_over_with_its_name():
    app = AppTest.from_function(told, default_timeout=60)
    app.session_state["told"] = {"move": {"code": "07", "points": "20.00", "turn": "x" * 99}}
    app.run()
    assert not app.exception
    asked, turn = (element.value for element in app.text)
    assert "'07': Fraction(20, 1)" in asked
    assert turn == "x" * 40


def told():
    """Take over what a browser said, with one weight locked."""
    import streamlit as st

    from lib.model.weight_moves import Part
    from pages.ui import load, scenario_address, state

    state.seed(
        {
            "lang": ("zh",),
            "scheme": tuple(load.schemes()),
            "period": load.periods(),
            "level": state.LEVELS,
            "item": (state.EVERY_ITEM,),
            "unit": (state.NOBODY,),
        }
    )
    state.set_address(lock="06")
    state.put(scenario_address.hand_key(Part.ITEM), state.picked("told"))
    scenario_address.take_move(Part.ITEM)
    st.text(str(scenario_address.read().scenario.items))
    st.text(scenario_address.turn())


def test_a_link_reproduces_what_was_on_the_screen(open_page):
    app = open_page("whatif")
    move(app, CHRONIC, 25.0)
    move(app, "01", 3.5)
    lock(app, "01")
    again = open_page("whatif", **codes(app))
    assert headline(again) == headline(app)
    assert weights(again) == weights(app)
    assert codes(again) == codes(app)


def test_reset_is_one_click(open_page):
    app = open_page("whatif")
    before = text(app)
    move(app, CHRONIC, 25.0)
    lock(app, "01")
    app.button(key="reset").click().run()
    assert codes(app) == {}
    assert text(app) == before


@pytest.mark.parametrize("preset", ["equal", "quantity", "quality", "mass"])
def test_a_preset_changes_the_weights_and_no_sum(open_page, preset):
    app = open_page("whatif")
    app.selectbox(key="preset").set_value(preset).run()
    scenario = scenario_codes.decode(codes(app))
    assert scenario.items or scenario.dimensions
    assert "= 资金池 ✓" in text(app)
    if preset == "equal":
        assert max(weights(app).values()) - min(weights(app).values()) <= 0.011


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"w": "07.1e9999999"}, "无法识别"),
        ({"w": "<script>alert(1)</script>"}, "无法识别"),
        ({"d": "![x](http://outside.example/x.png).5"}, "无法识别"),
        ({"pool": "much"}, "无法识别"),
        ({"w": "07.20"}, "合计不是100分"),
        ({"w": "99.50~07.14"}, "没有的项目"),
        ({"b": "7"}, "超出范围"),
    ],
)
def test_a_link_that_does_not_fit_says_so_and_shows_the_rules_in_force(open_page, query, said):
    app = open_page("whatif", **query)
    assert not app.exception
    assert said in app.error[0].value
    assert not any(value in app.error[0].value for value in query.values())
    assert "基准（现行规则）" in headline(app)
    move(app, CHRONIC, 20.0)
    assert not app.error
    assert "基准（现行规则）" not in headline(app)


def test_a_change_that_does_nothing_is_called_so(open_page):
    app = open_page("whatif", **scenario_codes.encode(Scenario(cap_share=Fraction(10))))
    assert any("不起作用" in warning.value for warning in app.warning)


def test_a_change_of_the_village_share_alone_says_what_it_does(open_page):
    app = open_page("whatif", v="0.5")
    assert any("村级部分由" in warning.value for warning in app.warning)


def test_a_last_step_without_effect_is_called_so(open_page):
    app = open_page("whatif", f="F1")
    assert not any("没有移动一分钱" in warning.value for warning in app.warning)
    app.session_state["address b"] = "0.3"  # without F2 there is no share paid by head
    app.run()
    assert any("没有移动一分钱" in warning.value for warning in app.warning)
    move(app, CHRONIC, 30.0)
    assert not any("没有移动一分钱" in warning.value for warning in app.warning)


def test_floors_above_the_pool_are_said_in_a_sentence_and_the_scales_stay(open_page):
    app = open_page("whatif", fl="5")
    assert not app.exception
    assert app.error
    assert sum(weights(app).values()) == TOTAL


def test_the_effective_weight_is_shown_where_it_differs_from_what_was_asked(open_page):
    app = open_page("whatif", d="quality.50~quantity.24")
    assert any("实际" in weight["effective"] for weight in hand(app)["weights"])
    plain = open_page("whatif", w="07.20~G2.8")
    assert not any(weight["effective"] for weight in hand(plain)["weights"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["money", "why", "map", "table", "weights"])
def test_every_view_draws_in_both_languages(open_page, lang, view):
    query = {"w": "07.20~G2.8", "b": "0.5", "pool": "100000000", "f": "F2"}
    app = open_page("whatif", lang=lang, view=view, **query)
    assert not app.exception
    assert not app.error
    assert app.segmented_control(key="choice view").value == view


def test_the_table_adds_up_to_the_pool(open_page):
    app = open_page("whatif", w="07.20~G2.8")
    app.segmented_control(key="choice view").set_value("table").run()
    table = app.dataframe[0].value
    assert round(table["方案金额（元）"].sum(), 2) == 119_876_922.00
    assert round(table["变化（元）"].sum(), 2) == 0


def test_five_bands_count_every_institution(open_page):
    app = open_page("whatif", b="0.2")
    bands = news(app)["bands"]
    assert len(bands) == BANDS
    assert sum(band["count"] for band in bands) == len(news(app)["after"])


def test_it_is_called_a_calculation_and_no_basis_for_payment(open_page):
    assert "测算结果，非正式拨款依据" in text(open_page("whatif"))


@pytest.fixture
def engine(open_page):
    """Evaluate a scenario as the engine does, apart from any page."""

    def run(scenario):
        project = Project()
        rules = project.schemes()["standard-100"].on(DAY, project.context())
        dataset = project.dataset(project.store())
        baseline = evaluate(dataset, rules, clinics=False)
        return baseline, reconsider(dataset, baseline, scenarios.apply(rules, scenario))

    return run


def test_every_choice_of_a_money_rule_has_a_name():
    assert set(CHOICES) >= {*map(str, Formula)}
    assert TOTAL == 100


def test_where_floors_hold_only_the_weight_on_the_move_is_computed_ahead(open_page):
    app = open_page("whatif", fl="0.9")
    assert json.loads(hand(app)["ways"]) == {}
    play(app, ("move", CHRONIC, "20"))
    assert not app.exception
    assert sum(news(app)["after"]) == sum(news(app)["before"])
