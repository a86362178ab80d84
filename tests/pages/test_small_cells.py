"""What may not be shown of few people is on no page, in no chart and in no file."""

import json
import re

import pytest

from lib.model.observations import Status
from pages.ui import figures, formats, heat_grid, load, map_drawing, map_values, pace_panel, state
from pages.ui.load import maps
from tests.pages.test_pages import PAGES

MONTH = "2025-09"
ITEM = "09"
NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.,])")


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


def rates(secret):
    """Every way in which a rate is written."""
    return {formats.number(value, decimals) for value in secret for decimals in (1, 2, 4)}


@pytest.fixture
def secrets(looking):
    """Withheld values that no figure that is shown has as well, at the precision of a table."""
    looking()
    measures = load.scores(state.filters().day).measures
    hidden, shown = set(), set()
    for line, area in enumerate(measures.areas):
        kept = load.withheld().of(area.code)
        for column, indicator in enumerate(measures.indicators):
            if measures.status[line, column] == Status.REPORTED:
                group = hidden if indicator.code in kept else shown
                group.add(measures.values[line, column])
    every = [p for p in (*load.county_progress(), *load.progress()) if p.value is not None]
    shown |= {v for p in every for v in (p.value, p.expected, p.projected) if v is not None}
    known = {formats.number(value, 2) for value in shown}
    return {formats.number(v, 2) for v in hidden if v % 1 and formats.number(v, 2) not in known}


def words(app):
    """Return all texts of a page: tables, charts with their hover texts, maps, sentences."""
    found = [str(e.value) for kind in ("markdown", "caption", "metric") for e in app.get(kind)]
    found += [e.value.to_csv() for kind in ("dataframe", "table") for e in app.get(kind)]
    found += [str(element.proto) for element in app.get("plotly_chart")]
    return "\n".join([*found, *(str(e.proto) for e in app.get("html"))])


@pytest.mark.parametrize("level", ["institution", "clinic"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_withheld_rate(open_page, secrets, name, level):
    assert len(secrets) > 20
    unit = next(iter(load.institutions()))
    for view in ("grid", "indicator", "falling") if name == "coverage" else ("",):
        app = open_page(
            name,
            scheme="standard-1000",
            period=MONTH,
            level=level,
            item=ITEM,
            unit=unit,
            coverage=view,
            indicator="TUB01",
            measure="value",
        )
        assert not app.exception
        assert set(NUMBER.findall(words(app))) & secrets == set()


def test_the_search_would_find_a_rate_that_is_shown(open_page, looking):
    column = looking(item="08").column("SMI01")
    app = open_page(
        "coverage",
        scheme="standard-1000",
        period=MONTH,
        item="08",
        coverage="indicator",
        indicator="SMI01",
    )
    shown = {formats.number(p.value, 2) for p in column.values() if p.value is not None}
    assert len(shown & set(NUMBER.findall(words(app)))) > 20


def test_no_cell_of_the_grid_hints_at_a_withheld_figure(looking):
    found = looking(item=ITEM)
    hidden = {f"{a}/{i}" for (a, i), p in found.cells.items() if figures.withheld(p)}
    assert hidden
    for trace in heat_grid.figure(found).data:
        for code, told in zip(trace.customdata or (), trace.hovertext or (), strict=True):
            if code in hidden:
                area, indicator = code.split("/")
                cell = found.cells[area, indicator]
                assert figures.why(cell).replace("<", "&lt;") in told
                assert "%" not in told.replace(
                    heat_grid._due(found.cells[found.whole.code, indicator]), ""
                )  # noqa: SLF001, E501


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
    told = {p.feature["id"]: p.words for p in drawing.patches}
    for area in hidden:
        assert not re.search(r"\d\s*%", " ".join(told[area]))
        assert "不显示" in " ".join(told[area]) or measure == "light"
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
        assert [row[k] for k in ("距进度差", "距目标差") if k in row] == [None, None]


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
