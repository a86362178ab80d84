"""Figures beside those stored."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.intake.checks.facts import FROM_STORE, positions
from lib.model.observations import first_day, last_day, parse_period
from tests.lib.model.intake.checks.delivered import PEOPLE, facts

figure = st.tuples(
    st.sampled_from(sorted(PEOPLE)),
    st.sampled_from(["S", "F", "K"]),
    st.sampled_from(["2025-07", "2025-08", "2025-09"]),
    st.integers(0, 9),
    st.integers(10, 19),
)
tables = st.lists(figure, unique_by=lambda row: row[:3])


@settings(max_examples=25)
@given(tables, tables)
def test_the_file_speaks_where_it_has_a_figure_and_the_store_elsewhere(rows, stored):
    gathered = facts(rows, stored)
    lines = gathered.lines
    said = {row[:3]: (*row[3:], "file") for row in rows}
    expected = {row[:3]: (*row[3:], "store") for row in stored} | said
    found = {
        (gathered.areas[a].code, gathered.indicators[i].code, month): (n, d, at)
        for a, i, month, n, d, at in lines[
            ["area", "of", "month", "numerator", "denominator", "at"]
        ].itertuples(index=False)
    }
    assert {(a, i, parse_period(m)): c[:2] for (a, i, m), c in expected.items()} == {
        key: counts[:2] for key, counts in found.items()
    }
    assert sum(at == FROM_STORE for *_, at in found.values()) == len(expected) - len(said)
    keys = gathered.key(lines)
    assert (keys[1:] > keys[:-1]).all()


@settings(max_examples=25)
@given(tables)
def test_every_line_of_the_file_knows_its_figure(rows):
    gathered = facts(rows)
    at = gathered.lines["at"].to_numpy()
    own = gathered.figures.take(at)
    assert own["numerator"].tolist() == gathered.lines["numerator"].tolist()
    assert own["month"].tolist() == gathered.lines["month"].tolist()


def test_an_area_knows_its_tier_and_the_area_above():
    gathered = facts([])
    codes = [area.code for area in gathered.areas]
    tier, parent = gathered.tier, gathered.parent
    assert (tier[codes.index("COUNTY")], tier[codes.index("B01")]) == (0, 1)
    assert tier[codes.index("B011")] == 2
    assert codes[parent[codes.index("B011")]] == "B01"
    assert parent[codes.index("COUNTY")] == -1


def test_a_name_that_is_nowhere_has_no_position():
    assert positions(pd.Series(["a", None, "z"], dtype=object), ["a"]).tolist() == [0, -1, -1]


@given(st.integers(1990 * 12, 2050 * 12))
def test_a_month_lasts_from_its_first_day_to_its_last(month):
    assert (last_day(month - 1) - first_day(month)).days == -1
    assert first_day(month).month == last_day(month).month
