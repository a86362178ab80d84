"""The scales: a weight moved moves money, a link brings it back, reset undoes it."""

from fractions import Fraction

import pytest

from lib.model import scenario_codes
from lib.model.rules import Formula
from lib.model.scenarios import TOTAL, Scenario
from pages.ui import load
from pages.ui.charts_change import COLOURS
from pages.ui.scenario_words import CHOICES

CHRONIC = "weight items 07"
BANDS = len(COLOURS)


def text(app):
    return "\n".join(element.value for element in [*app.markdown, *app.get("html"), *app.caption])


def headline(app):
    return next(element.value for element in app.markdown if element.value.startswith("#### "))


def codes(app):
    kept = {*scenario_codes.KEYS, "lock", "dlock"} & set(app.query_params)
    return {key: app.query_params[key] for key in kept}


def weights(app, part="items"):
    prefix = f"weight {part} "
    return {s.key.removeprefix(prefix): s.value for s in app.slider if s.key.startswith(prefix)}


def move(app, key, value):
    return app.slider(key=key).set_value(value).run()


@pytest.mark.parametrize("scheme", ["standard-100", "standard-1000"])
def test_moving_a_weight_moves_money_and_the_sum_stays_the_pool(open_page, scheme):
    app = open_page("whatif", scheme=scheme)
    before = headline(app)
    pool = "119,876,922.00"
    assert f"Σ {pool} 元 = 资金池 ✓" in text(app)
    move(app, CHRONIC, 25.0)
    assert not app.exception
    assert not app.error
    assert headline(app) != before
    assert f"Σ {pool} 元 = 资金池 ✓" in text(app)
    assert "慢性病" in text(app)
    assert round(sum(weights(app).values()), 2) == 100
    assert "合计 **100.00** 分 ✓" in text(app)


def test_moving_a_weight_back_undoes_it(open_page):
    app = open_page("whatif")
    before = headline(app)
    for points in (20.0, 33.5, 0.0, 14.0):
        move(app, CHRONIC, points)
    assert codes(app) == {}
    assert headline(app) == before


def test_a_locked_weight_holds_and_cannot_be_moved(open_page):
    app = open_page("whatif")
    app.button(key="lock items 06").click().run()
    move(app, CHRONIC, 30.0)
    assert weights(app)["06"] == 8
    assert app.slider(key="weight items 06").disabled
    assert codes(app)["lock"] == "06"


def test_when_one_weight_is_free_none_can_move(open_page):
    items = [*load.service_items()]
    app = open_page("whatif", lock="~".join(code for code in items if code != "07"))
    assert app.slider(key=CHRONIC).disabled


def test_a_link_reproduces_what_was_on_the_screen(open_page):
    app = open_page("whatif")
    move(app, CHRONIC, 25.0)
    move(app, "weight items 01", 3.5)
    app.button(key="lock items 01").click().run()
    again = open_page("whatif", **codes(app))
    assert headline(again) == headline(app)
    assert weights(again) == weights(app)
    assert codes(again) == codes(app)


def test_reset_is_one_click(open_page):
    app = open_page("whatif")
    before = text(app)
    move(app, CHRONIC, 25.0)
    app.button(key="lock items 01").click().run()
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
        ({"w": "07.20"}, "合计不是 100 分"),
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
    assert weights(app)


def test_the_effective_weight_is_shown_where_it_differs_from_what_was_asked(open_page):
    app = open_page("whatif", d="quality.50~quantity.24")
    assert "实际" in text(app)
    assert "实际" not in text(open_page("whatif", w="07.20~G2.8"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["money", "map", "table", "weights"])
def test_every_view_draws_in_both_languages(open_page, lang, view):
    query = {"w": "07.20~G2.8", "b": "0.5", "pool": "100000000", "f": "F2"}
    app = open_page("whatif", lang=lang, view=view, **query)
    assert not app.exception
    assert not app.error
    assert app.segmented_control(key="whatif_view").value == view


def test_the_table_adds_up_to_the_pool(open_page):
    app = open_page("whatif", w="07.20~G2.8")
    app.segmented_control(key="whatif_view").set_value("table").run()
    table = app.dataframe[0].value
    assert round(table["方案金额（元）"].sum(), 2) == 119_876_922.00
    assert round(table["变化（元）"].sum(), 2) == 0


def test_five_bands_count_every_institution(open_page):
    app = open_page("whatif", b="0.2")
    html = "".join(element.value for element in app.get("html"))
    assert html.count("listitem") == BANDS


def test_it_is_called_a_calculation_and_no_basis_for_payment(open_page):
    assert "测算结果，非正式拨款依据" in text(open_page("whatif"))


def test_every_choice_of_a_money_rule_has_a_name():
    assert set(CHOICES) >= {*map(str, Formula)}
    assert TOTAL == 100
