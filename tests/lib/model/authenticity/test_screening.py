"""Screening a county: planted institutions found, honest counties left in peace."""

from fractions import Fraction

from lib.model.authenticity.evenness import Pattern
from lib.model.authenticity.screening import flagged, screen
from tests.lib.model.authenticity.worlds import stations

CHANCE = Fraction(1, 20)
TARGETS = {"EHR01": 0.75}
HONEST = 40


def test_an_honest_county_is_flagged_in_at_most_one_of_twenty_quarters():
    alarms = sum(
        bool(screen(stations(seed, months=6), TARGETS, CHANCE).flags) for seed in range(HONEST)
    )
    assert alarms <= 5  # binomial(40, 1/20): more than 5 has a probability of 1.4 %


def test_a_planted_institution_is_found_with_its_reason_and_nobody_else():
    found_at = 0
    for seed in range(20):
        lines = stations(seed, months=6)
        own = lines["institution"] == "B18"
        lines.loc[own, "numerator"] = (0.71 * lines.loc[own, "denominator"]).round().astype(int)
        found = screen(lines, TARGETS, CHANCE)
        kinds = {flag.test for flag in found.of("B18")}
        found_at += Pattern.STATIONS in kinds
        assert set(flagged(found)) <= {"B18"}
        assert all(flag.worst.p < found.limit for flag in found.flags)
    assert found_at == 20


def test_every_test_shares_the_allowed_chance():
    found = screen(stations(5), TARGETS, CHANCE)
    assert abs(found.limit * found.tests - float(CHANCE)) < 1e-9
    assert found.tests == len(found.tested) > 100


def test_flags_of_one_kind_are_one_flag_with_all_its_indicators():
    lines = stations(6)
    own = lines["institution"] == "B02"
    lines.loc[own, "numerator"] = (0.71 * lines.loc[own, "denominator"]).round().astype(int)
    flags = [f for f in screen(lines, {}, CHANCE).of("B02") if f.test == Pattern.STATIONS]
    assert [set(flag.indicators) for flag in flags] == [{"EHR01", "ELD01"}]
    assert flags[0].worst.indicator == flags[0].indicators[0]
