"""Too even over stations, over months: found where planted, rare where honest."""

import numpy as np

from lib.model.authenticity.evenness import Pattern, lower_tails, of_months, of_stations, worst
from tests.lib.model.authenticity.worlds import stations


def last(lines):
    return lines[lines["month"] == lines["month"].max()].copy()


def even(lines, area):
    """Give all stations of an institution one rate."""
    own = lines["institution"] == area
    lines.loc[own, "numerator"] = (0.73 * lines.loc[own, "denominator"]).round().astype(int)
    return lines


def test_one_rate_for_all_stations_is_found_and_nothing_else():
    tested = of_stations(even(last(stations(1)), "B07"))
    assert len(tested) == 44
    rare = [one for one in tested if one.p < 0.05 / len(tested)]
    assert {one.area_code for one in rare} == {"B07"}
    assert {one.indicator for one in rare} == {"EHR01", "ELD01"}
    assert all(one.seen < one.usual for one in rare)
    assert worst(tested) in rare


def test_honest_counts_are_rare_no_more_often_than_chance_says():
    chances = [one.p for seed in range(30) for one in of_stations(last(stations(seed)))]
    for level in (0.01, 0.05, 0.2):
        assert np.mean(np.array(chances) < level) <= level * 1.25


def test_where_everybody_is_even_nobody_stands_out():
    lines = last(stations(2))
    lines["numerator"] = (0.7 * lines["denominator"]).round().astype(int)
    assert min(one.p for one in of_stations(lines)) > 1e-4


def test_the_same_number_every_month_is_found():
    lines = stations(3)
    flow = lines[lines["flow"]]
    totals = flow.groupby(["institution", "indicator", "month"], as_index=False)["numerator"].sum()
    grouped = totals.groupby(["institution", "indicator"])["numerator"]
    totals["increment"] = grouped.diff().fillna(totals["numerator"])
    totals.loc[totals["institution"] == "B03", "increment"] = 400
    tested = of_months(totals)
    assert {one.test for one in tested} == {Pattern.MONTHS}
    rare = [one for one in tested if one.p < 0.05 / len(tested)]
    assert [one.area_code for one in rare] == ["B03"]
    assert rare[0].seen == 0
    assert rare[0].count == 12


def test_what_rounding_adds_makes_the_evenest_less_rare():
    statistic = np.array([0.0, 0.2, 0.1, 0.3, 0.2, 0.25])
    freedom = np.full(6, 11)
    chances = [lower_tails(statistic, freedom, np.full(6, grain))[0] for grain in (0.0, 0.1, 1.0)]
    assert chances == sorted(chances)
    assert chances[0] == 0
    assert chances[-1] > 0.3
