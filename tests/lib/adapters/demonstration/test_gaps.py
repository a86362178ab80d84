"""Gaps: four statuses, each where it makes sense."""

import pytest

from lib.model.observations import parse_period

NEWEST = "2025-12"


def count(observations, status, **where):
    kept = observations["status"] == status
    for column, value in where.items():
        kept &= observations[column] == value
    return int(kept.sum())


def test_all_four_statuses_occur(observations):
    assert set(observations["status"]) == {"reported", "missing", "not_applicable", "exempt"}


def test_most_figures_are_there(observations):
    share = (observations["status"] == "reported").mean()
    assert 0.96 < share < 0.995


def test_only_a_few_figures_of_the_newest_month_are_late(observations, institution_of):
    late = observations[(observations["period"] == NEWEST) & (observations["status"] == "missing")]
    of_clinics = late["area_code"].isin(institution_of)
    assert (of_clinics.sum(), (~of_clinics).sum()) == (6, 3)


def test_the_evaluated_december_of_the_year_before_is_complete(observations):
    assert count(observations, "missing", period="2024-12") == 0


def test_some_clinics_close_for_two_months(observations, institution_of):
    clinics = observations[observations["area_code"].isin(institution_of)]
    closed = (
        clinics.assign(none=clinics["status"].isin(["missing", "exempt"]))
        .groupby(["area_code", "period"])["none"]
        .all()
    )
    months = closed[closed].reset_index()
    months["month"] = months["period"].map(parse_period)
    spans = months.groupby("area_code")["month"].agg(["min", "max", "size"])
    assert (spans["max"] - spans["min"] == 1).sum() >= 3


@pytest.mark.parametrize("indicator", ["TUB01", "TUB02", "INF03", "VAC03", "CHD01", "MAT02"])
def test_where_there_is_nobody_to_serve_it_is_not_applicable(observations, indicator):
    assert count(observations, "not_applicable", indicator=indicator) > 0


def test_nobody_is_asked_for_events_that_need_none(observations):
    always_there = observations["indicator"].isin(["EHR01", "ELD01", "HTN01", "FIN01", "MAS01"])
    assert not (observations.loc[always_there, "status"] == "not_applicable").any()


def test_only_a_handful_is_exempt(observations):
    exempt = observations[observations["status"] == "exempt"]
    areas = exempt.groupby("indicator")["area_code"].nunique().to_dict()
    assert areas == {"CON01": 2, "SUP01": 1, "SUP02": 2}


def test_what_is_not_reported_has_no_numbers(observations):
    others = observations[observations["status"] != "reported"]
    assert others[["numerator", "denominator", "value"]].isna().all(axis=None)


def test_nobody_reached_is_reported_as_zero(reported):
    assert (reported["numerator"] == 0).any()
    assert (reported["denominator"] > 0).all()
