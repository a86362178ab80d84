"""What may not be shown of few people is on no page, in no chart and in no file."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from pages.ui import figures, formats, heat_grid, load, map_drawing, map_values, pace_panel, state
from pages.ui.load import maps
from tests.pages.test_pages import PAGES

MONTH = "2025-09"
ITEM = "09"
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@pytest.fixture
def looking(speaking):
    """Set the filters of a session that has no browser."""

    def look(**filters):
        speaking("zh")
        chosen = {"scheme": "standard-1000", "period": MONTH, "level": "institution"}
        for name, value in {**chosen, "item": state.EVERY_ITEM, "unit": "", **filters}.items():
            state.put(name, value)
        return figures.read()

    return look


PLANTED = {"SMI01": (3, 7), "SMI02": (2, 7), "SMI03": (4, 23), "TUB01": (3, 13), "TUB02": (4, 19)}
PLACE = "B22"


@pytest.fixture
def planted(looking, monkeypatch):
    """Give one institution rates that nobody else has; return all ways to write them."""
    looking()
    made_up = load.dataset()
    table = made_up.observations.copy()
    for code, (numerator, denominator) in PLANTED.items():
        at = (table["area_code"] == PLACE) & (table["indicator"] == code)
        table.loc[at, ["numerator", "denominator"]] = numerator, denominator
    world = replace(made_up, observations=table, fingerprint="planted")
    version = f"planted {made_up.fingerprint}"
    monkeypatch.setattr(load, "version", lambda: version)
    monkeypatch.setattr(load, "_dataset", {version: world}.__getitem__)
    raw = load.scores(state.filters().day).measures
    line = raw.line(PLACE)
    found = {c: raw.values[line, raw.column(c)] for c in PLANTED}
    assert found == {c: 100 * Fraction(n, d) for c, (n, d) in PLANTED.items()}
    every = [p for p in (*load.county_progress(), *load.progress()) if p.value is not None]
    known = {v for p in every for v in (p.value, p.expected, p.projected) if v is not None}
    return written(found.values()) - written(known)


def written(values):
    """Every way in which a rate is written."""
    return {formats.number(value, decimals) for value in values for decimals in (1, 2)}


def words(app):
    """Return all texts of a page: tables, charts with their hover texts, maps, sentences."""
    found = [str(e.value) for kind in ("markdown", "caption", "metric") for e in app.get(kind)]
    found += [e.value.to_csv() for kind in ("dataframe", "table") for e in app.get(kind)]
    found += [str(element.proto) for element in app.get("plotly_chart")]
    return "\n".join([*found, *(str(e.proto) for e in app.get("html"))])


@pytest.mark.parametrize("level", ["institution", "clinic"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_withheld_rate(open_page, planted, name, level):
    assert len(planted) > len(PLANTED)
    views = ("grid", "indicator", "falling") if name == "coverage" else ("",)
    for view, indicator in product(views, ("TUB01", "SMI01")):
        item = load.indicators()[indicator].service_item
        app = open_page(
            name,
            period=MONTH,
            level=level,
            item=item,
            unit=PLACE,
            coverage=view,
            indicator=indicator,
            show="value",
        )
        assert not app.exception
        assert set(NUMBER.findall(words(app))) & planted == set()


def test_the_search_would_find_a_rate_that_is_shown(open_page, looking):
    column = looking(item="08").column("SMI01")
    app = open_page("coverage", period=MONTH, coverage="indicator", indicator="SMI01")
    shown = {formats.number(p.value, 2) for p in column.values() if p.value is not None}
    assert len(shown & set(NUMBER.findall(words(app)))) > 20


def test_no_cell_of_the_grid_hints_at_a_withheld_figure(looking):
    found = looking(item=ITEM)
    hidden = {f"{a}/{i}" for (a, i), p in found.cells.items() if figures.withheld(p)}
    assert hidden
    told = {
        code: words
        for trace in heat_grid.figure(found).data
        for code, words in zip(trace.customdata or (), trace.hovertext or (), strict=True)
    }
    for code in hidden:
        cell = found.cells[tuple(code.split("/"))]
        assert told[code].split("<br>")[2].strip() in {"&lt;5", "不显示"}
        assert figures.why(cell) in told[code]


@pytest.mark.parametrize("measure", ["value", "light"])
@pytest.mark.parametrize("code", ["TUB01", "TUB02", "MAS01-08"])
def test_a_map_tells_of_a_withheld_figure_only_that_it_is(looking, code, measure):
    looking()
    indicator = load.indicators()[code]
    areas = map_values.scope("", every_clinic=False)
    shown = map_values.shown(measure, indicator, areas)
    kept = load.withheld().reasons
    hidden = [a.code for a in areas.areas if (a.code, code) in kept]
    assert hidden
    assert {shown.cell(c) if measure == "value" else None for c in hidden} == {None}
    drawing = map_drawing.make(shown, areas, "", ())
    told = {p.feature["id"]: p.says for p in drawing.patches}
    cells = {p.area.code: p for p in load.progress() if p.indicator.code == code}
    for area in hidden:
        assert not re.search(r"\d\s*%", " ".join(told[area]))
        assert measure == "light" or figures.why(cells[area]) in " ".join(told[area])
    assert maps.draw_map(drawing)


def test_the_parts_of_a_profile_are_made_of_shown_figures(open_page, looking):
    looking()
    for area in load.institutions():
        kept = load.withheld().of(area)
        earned, full = figures.visible().part(area, "root")
        every = load.outcome().scores.part(area, "root")
        assert (full < every[1]) == bool(kept)
        assert earned <= every[0]


def test_the_row_of_a_withheld_figure_has_no_number_of_people(looking):
    found = looking(item=ITEM)
    hidden = [p for p in found.parts() if figures.withheld(p)]
    for row in (pace_panel.row(p, None) for p in hidden):
        assert (row["距时序差"], row["距目标差"], row["每月需"]) == (None, None, None)


def test_sensitive_figures_of_clinics_are_never_there(looking):
    looking()
    for unit in list(load.institutions())[:3]:
        told = [p for p in load.clinic_progress(unit) if p.indicator.sensitive]
        assert all(p.value is None and p.numerator is None for p in told)


def test_every_month_of_the_past_is_judged_the_same_from_wherever_one_looks(looking):
    looking()
    first = load.progress(state.last_day("2025-03"))
    looking(period="2025-12")
    assert load.progress(state.last_day("2025-03")) == first
    assert json.dumps(sorted(load.withheld(state.last_day("2025-03")).of("B02")))
