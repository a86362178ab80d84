"""Coverage: the grid, one indicator, and what is falling behind."""

import re
from datetime import date

import pytest

from lib.model.falling import falling_behind
from pages.ui import figures, grid_layout, heat_grid, indicator_card, load, state

SEPTEMBER = "2025-09"
INSTITUTION = "B06"
BY_CLINIC, BY_INSTITUTION = "ELD01", "MAT03"


@pytest.fixture
def looking(speaking):
    """Set the filters of a session that has no browser."""

    def look(period=SEPTEMBER, level="institution", item=state.EVERY_ITEM, unit=""):
        speaking("zh")
        chosen = {"scheme": next(iter(load.schemes())), "period": period, "level": level}
        for name, value in {**chosen, "item": item, "unit": unit}.items():
            state.put(name, value)
        return figures.read()

    return look


@pytest.fixture
def opened(open_page):
    def open_view(view="", **query):
        return open_page("coverage", period=SEPTEMBER, coverage=view, **query)

    return open_view


def table(app):
    return app.dataframe[0].value


def test_the_grid_has_every_institution_and_indicator_and_the_county_on_top(looking):
    found = looking()
    rows = heat_grid.rows(found)
    assert found.whole == load.county()
    assert [row["单位"] for row in rows[1:]] == [a.name for a in load.institutions().values()]
    assert len(found.indicators) == len(load.indicators())
    assert {len(row) for row in rows} == {1 + len(found.indicators)}


def test_every_figure_is_one_mark_that_carries_its_codes(looking):
    found = looking()
    marks = [text for trace in heat_grid.figure(found).data for text in trace.customdata or ()]
    assert sorted(marks) == sorted(f"{area}/{code}" for area, code in found.cells)


@pytest.mark.parametrize("item", ["all", "07"])
def test_lights_differ_in_more_than_colour(looking, item):
    found, signs = looking(item=item), {}
    for trace in heat_grid.figure(found).data:
        if trace.customdata is not None:
            area, code = trace.customdata[0].split("/")
            shape = trace.marker.symbol or trace.text[0][0]
            signs[found.cells[area, code].light] = shape
    assert len(set(signs.values())) == len(signs) == len(found.lights())


def test_the_colour_of_a_cell_is_that_of_its_light(looking):
    found = looking(item="07")
    laid, (fills, *_others) = grid_layout.lay_out(found), heat_grid.figure(found).data
    steps = list(heat_grid.FILLS)
    for (area, code), progress in found.cells.items():
        column = sum(edge < laid.x[code] for edge in fills.x) - 1
        row = sum(edge < laid.y[area] for edge in fills.y) - 1
        assert steps[int(fills.z[row][column])] == progress.light


def test_the_counts_over_the_grid_are_the_lights_on_it(opened, looking):
    words = " ".join(m.value for m in opened().markdown)
    counts = [int(n) for n in re.findall(r"[●▲▼—] \S+ \*\*(\d+)\*\*", words)]
    assert sum(counts) == len(looking().parts())


def test_few_people_with_a_sensitive_illness_are_not_shown(looking):
    found = looking(item="09")
    hidden = [p for p in found.parts() if figures.withheld(p)]
    least = load.rules().small_cell
    assert hidden
    assert {figures.written(p) for p in hidden} <= {f"<{least}", "不显示"}
    assert all(figures.why(p) for p in hidden)
    assert all(p.numerator is None or p.numerator >= least for p in found.parts())
    assert str(len(hidden)) in re.findall(r"\d+", figures.remark(found.parts()))


def test_clinics_of_the_chosen_institution_stand_below_it(looking):
    found = looking(level="clinic", unit=INSTITUTION)
    assert found.whole.code == INSTITUTION
    assert {a.parent_code for a in found.areas} == {INSTITUTION}
    assert {i.level for i in found.indicators} == {"V"}


def test_clinics_add_up_to_what_their_institution_has_done(looking):
    found = looking(level="clinic", unit=INSTITUTION)
    whole = found.cells[INSTITUTION, BY_CLINIC]
    parts = [found.cells[a.code, BY_CLINIC].numerator for a in found.areas]
    assert sum(n for n in parts if n is not None) == whole.numerator


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ({}, "请在上方选择机构"),
        ({"unit": INSTITUTION, "item": "03"}, "切换为“机构”"),
    ],
)
def test_says_what_to_do_where_there_are_no_clinics_to_show(opened, query, hint):
    app = opened(level="clinic", **query)
    assert hint in " ".join(c.value for c in app.caption)


def test_the_address_brings_an_indicator_and_keeps_it(opened):
    app = opened("indicator", indicator=BY_CLINIC)
    assert app.selectbox(key="coverage indicator").value == BY_CLINIC
    app.selectbox(key="coverage indicator").select(BY_INSTITUTION).run()
    assert app.query_params["indicator"] == BY_INSTITUTION
    assert app.query_params["coverage"] == "indicator"


@pytest.mark.parametrize("code", ["<script>", "HTN01"])
def test_an_indicator_that_is_not_of_the_item_gives_way_to_one_that_is(opened, code):
    app = opened("indicator", indicator=code, item="06")
    assert app.selectbox(key="coverage indicator").value == "ELD01"


def test_turning_to_a_view_and_back_keeps_the_indicator(opened):
    app = opened("indicator", indicator=BY_INSTITUTION)
    for view in ("grid", "indicator"):
        app.segmented_control(key="coverage view").set_value(view).run()
    assert app.selectbox(key="coverage indicator").value == BY_INSTITUTION


def test_the_neediest_institution_comes_first(opened, looking):
    shown = table(opened("indicator", indicator=BY_CLINIC))
    needs = sorted(p.needed_by_year_end for p in looking().parts() if p.indicator.code == BY_CLINIC)
    assert list(shown["距目标差"]) == needs[::-1]


def test_the_counter_speaks_of_whom_the_reader_chose(opened, looking):
    app = opened("indicator", indicator=BY_CLINIC, unit=INSTITUTION)
    standing = looking(unit=INSTITUTION).cells[INSTITUTION, BY_CLINIC]
    assert f"还差 **{standing.needed_by_year_end:,}**" in " ".join(m.value for m in app.markdown)
    assert app.metric[-1].value == f"{standing.needed_by_year_end:,}"


def test_what_institutions_produce_has_no_clinics(opened):
    app = opened("indicator", indicator=BY_INSTITUTION, level="clinic", unit=INSTITUTION)
    assert not app.metric
    assert "没有分村卫生站的数据" in " ".join(m.value for m in app.markdown)


def test_a_target_of_general_knowledge_is_to_be_confirmed(opened):
    target = opened("indicator", indicator=BY_CLINIC).metric[2]
    assert target.delta == "县级（待县局确认）"


@pytest.mark.parametrize(("lang", "words"), [("zh", "队列"), ("en", "cohort")])
def test_the_card_tells_what_is_counted_in_both_languages(opened, looking, lang, words):
    looking()
    indicator = load.indicators()["CHD01"]
    app = opened("indicator", indicator="CHD01", lang=lang)
    facts, targets = (t.value for t in app.table)
    card = " ".join(facts.iloc[:, 1])
    assert words in card
    assert indicator.numerator.zh in card
    assert indicator.denominator.en in card
    assert len(targets) == sum(len(h) for h in indicator_card.history("CHD01"))


def test_the_list_holds_what_is_behind_and_worse_than_at_the_end_of_the_last_quarter(
    opened, looking
):
    app = opened("falling")
    listed = falling_behind(looking().parts(), figures.read(date(2025, 6, 30)).parts())
    red = [f for f in listed if f.now.light == "red"]
    assert red
    assert len(table(app)) == len(red)
    app.toggle(key="only red").set_value(v=False).run()
    assert len(table(app)) == len(listed)


def test_the_first_quarter_has_nothing_to_be_compared_with(open_page):
    app = open_page("coverage", period=load.periods()[-1], coverage="falling")
    assert not app.dataframe
    assert "没有上季度数据可比" in " ".join(m.value for m in app.markdown)
