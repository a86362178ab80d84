"""The grid map without a browser: what is counted, added up, kept in the address and withheld."""

import re
from decimal import Decimal

import pytest

from pages.ui import load, state
from pages.ui.map_values import MEASURES

UNIT = "B18"
SMALL = 5


@pytest.fixture
def engine(speaking):
    """Ask the engine what a reader with the usual filters is shown."""
    speaking("zh")
    usual = {"scheme": tuple(load.schemes()), "period": load.periods(), "level": state.LEVELS}
    state.seed({**usual, "item": (state.EVERY_ITEM,), "unit": (state.NOBODY,)})
    return load


def table(app):
    return app.dataframe[0].value


def legend_counts(app):
    [legend] = [e.proto.body for e in app.get("html") if "flex-wrap" in e.proto.body]
    return [int(count) for count in re.findall(r"<b>(\d+)</b>", legend)]


def button(app, words):
    return next(b for b in app.button if b.label == words)


@pytest.mark.parametrize("level", ["institution", "clinic"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_area_is_in_one_class_or_counted_as_without_data(open_page, measure, lang, level):
    app = open_page("map", show=measure, lang=lang, level=level)
    assert not app.exception
    assert not app.error
    assert sum(legend_counts(app)) == len(table(app)) == {"institution": 22, "clinic": 343}[level]


@pytest.mark.parametrize("unit", [UNIT, "B01"])
def test_an_institution_opens_its_own_clinics_only(open_page, unit):
    app = open_page("map", unit=unit)
    clinics = [a for a in load.roster().children(unit) if a.kind == "clinic"]
    assert list(table(app)["单位"]) == [clinic.name for clinic in clinics]


def test_the_way_back_leads_to_the_whole_county(open_page):
    app = button(open_page("map", unit=UNIT, clinic="441322102201"), "返回全县").click().run()
    assert len(table(app)) == len(load.institutions())
    assert "unit" not in app.query_params
    assert "clinic" not in app.query_params


def test_a_clinic_in_the_address_is_described(open_page):
    clinic = load.roster().children(UNIT)[0]
    app = open_page("map", unit=UNIT, clinic=clinic.code)
    assert clinic.name in [s.value for s in app.subheader]
    app = button(app, "返回所属机构").click().run()
    assert clinic.name not in [s.value for s in app.subheader]
    assert app.query_params["unit"] == UNIT


def test_the_amounts_add_up_to_the_pool(open_page, engine):
    amounts = table(open_page("map", show="money"))["资金（元）"]
    pool = Decimal(engine.outcome().allocation.pool) / 100
    assert sum(Decimal(str(amount)) for amount in amounts) == pool


def test_the_amounts_of_clinics_add_up_to_the_village_share(open_page, engine):
    amounts = table(open_page("map", show="money", unit=UNIT))["资金（元）"]
    share = Decimal(engine.outcome().allocation.row(UNIT).village) / 100
    assert sum(Decimal(str(amount)) for amount in amounts) == share


def test_the_scores_are_the_published_ones(open_page, engine):
    scores = table(open_page("map"))["得分"]
    assert list(scores) == [float(score) for score in engine.outcome().scores.published]


def test_the_item_filter_shortens_the_list_of_indicators(open_page, engine):
    def offered(item):
        app = open_page("map", show="value", item=item)
        return next(s for s in app.selectbox if s.label == "指标").options

    of_one, of_all = offered("06"), offered("all")
    assert len(of_all) == len(engine.indicators())
    assert of_one == [i.name.zh for i in engine.indicators().values() if i.service_item == "06"]


def test_rates_of_too_few_people_are_not_shown(open_page, engine):
    cells = table(open_page("map", show="value", indicator="TUB01")).iloc[:, 1]
    counts = {p.area.code: p for p in engine.progress() if p.indicator.code == "TUB01"}
    few = [code for code, p in counts.items() if (p.numerator or 0) < SMALL]
    assert few
    assert all(cells.isna()[list(counts).index(code)] for code in few)


def test_what_clinics_do_not_count_is_said_to_be_so(open_page):
    app = open_page("map", show="value", indicator="MGT01", unit=UNIT)
    assert any("没有村卫生站数据" in caption.value for caption in app.caption)
    assert legend_counts(app)[-1] == len(table(app))


def test_borders_are_called_schematic(open_page):
    for query in ({}, {"unit": UNIT}):
        captions = [c.value for c in open_page("map", **query).caption]
        assert any("边界为示意，不作划界依据" in caption for caption in captions)


def test_nonsense_in_the_address_is_ignored(open_page):
    app = open_page("map", show="x", indicator="<b>", layers="y.z", clinic="1", unit="?")
    assert not app.exception
    assert len(table(app)) == len(load.institutions())


def test_the_lead_hospitals_are_listed_with_their_institutions(open_page):
    app = open_page("map", layers="blocks")
    [listed] = [e.proto.body for e in app.get("html") if "①" in e.proto.body]
    hospitals = load.roster().of_kind("lead_hospital")
    assert all(hospital.name in listed for hospital in hospitals)
    assert listed.count("、") == len(load.institutions()) - len(hospitals)
