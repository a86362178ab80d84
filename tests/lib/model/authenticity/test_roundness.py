"""Heaped digits, twins, counts just at the target: found where planted, rare where honest."""

import numpy as np

from lib.model.authenticity.roundness import of_digits, of_targets, of_twins
from tests.lib.model.authenticity.worlds import stations

TARGETS = {"EHR01": 0.75, "ELD01": 0.62}


def last(lines):
    return lines[lines["month"] == lines["month"].max()].copy()


def rare(tested):
    return {one.area_code for one in tested if one.p < 0.05 / len(tested)}


def test_counts_rounded_to_fives_are_found():
    lines = stations(1)
    own = lines["institution"] == "B09"
    lines.loc[own, "numerator"] = 5 * (lines.loc[own, "numerator"] // 5)
    tested = of_digits(lines)
    assert rare(tested) == {"B09"}
    (found,) = [one for one in tested if one.area_code == "B09"]
    assert found.seen == 1
    assert found.usual == 0.2


def test_one_count_of_many_stations_is_found():
    lines = last(stations(2))
    own = lines.index[(lines["institution"] == "B04") & (lines["indicator"] == "EHR01")]
    lines.loc[own[:8], "denominator"] = np.arange(400, 480, 10)
    lines.loc[own[:8], "numerator"] = 301
    tested = of_twins(lines)
    assert rare(tested) == {"B04"}
    assert max(one.seen for one in tested if one.area_code == "B04") == 8


def test_counts_that_stop_at_the_target_are_found():
    lines = last(stations(3))
    own = lines["institution"] == "B11"
    share = lines.loc[own, "indicator"].map(TARGETS)
    lines.loc[own, "numerator"] = np.ceil(share * lines.loc[own, "denominator"] - 1e-9).astype(int)
    tested = of_targets(lines, TARGETS)
    assert rare(tested) == {"B11"}
    (found,) = [one for one in tested if one.area_code == "B11"]
    assert found.seen == found.count == 24


def test_honest_counts_are_rare_no_more_often_than_chance_says():
    chances = []
    for seed in range(25):
        lines = stations(seed, months=3)
        chances += [one.p for one in of_digits(lines)]
        chances += [one.p for one in of_twins(last(lines))]
        chances += [one.p for one in of_targets(last(lines), TARGETS)]
    for level in (0.01, 0.05):
        assert np.mean(np.array(chances) < level) <= level * 1.25


def test_an_indicator_without_a_target_is_not_held_against_one():
    assert of_targets(last(stations(4)), {}) == []
