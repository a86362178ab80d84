"""generate: complete, consistent, and the same every time."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.demonstration import generate
from lib.adapters.demonstration.generator import COLUMNS
from lib.errors import InputError
from lib.model.indicators import Accrual
from lib.model.roster import INSTITUTION_KINDS, Roster

KINDS = {"V": ("clinic",), "T": INSTITUTION_KINDS, "C": ("county",)}


def test_has_the_columns_of_observations(observations):
    assert tuple(observations.columns) == COLUMNS
    assert [str(kind) for kind in observations.dtypes[["numerator", "denominator"]]] == [
        "Int64"
    ] * 2


def test_is_sorted_and_without_repetition(observations):
    keys = list(observations[["area_code", "indicator", "period"]].itertuples(index=False))
    assert keys == sorted(set(keys))


def test_every_indicator_has_a_row_for_each_area_of_its_level_and_month(
    observations, roster, catalogue
):
    areas = {level: {area.code for area in roster.of_kind(*k)} for level, k in KINDS.items()}
    grouped = observations.groupby("indicator")["area_code"].agg(["unique", "size"])
    for code, indicator in catalogue.items():
        assert set(grouped.loc[code, "unique"]) == areas[indicator.level], code
        assert grouped.loc[code, "size"] == 24 * len(areas[indicator.level]), code


def test_surveys_are_also_among_the_respondents_of_each_item(reported):
    items = reported[reported["indicator"].str.contains("-")]
    assert items["indicator"].nunique() == 36
    assert items["denominator"].between(4, 14).all()
    assert reported[reported["indicator"] == "MAS01"]["denominator"].between(36, 44).all()


def test_covers_two_years_month_by_month(observations):
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    assert sorted(set(observations["period"])) == months


def test_nobody_is_counted_beyond_those_there_are(reported, catalogue):
    strict = [code for code, i in catalogue.items() if not i.over_100]
    whole = reported[reported["indicator"].str.slice(0, 5).isin(strict)]
    assert (whole["numerator"] <= whole["denominator"]).all()


def test_tasks_may_be_exceeded_but_not_by_much(reported, catalogue):
    tasks = reported[reported["indicator"].isin([c for c, i in catalogue.items() if i.over_100])]
    assert (tasks["rate"] > 1).any()
    assert (tasks["numerator"] <= tasks["denominator"] * 1.1 + 1).all()


@pytest.mark.parametrize("accrual", [Accrual.FLOW, Accrual.COHORT])
@pytest.mark.parametrize("count", ["numerator", "denominator"])
def test_what_counts_from_january_never_falls_within_a_year(reported, accrual, count):
    since_january = reported[reported["accrual"] == accrual]
    steps = since_january.groupby(["area_code", "indicator", "year"])[count].diff().dropna()
    assert len(steps) > 5000
    assert (steps >= 0).all()


def test_no_two_institutions_examine_the_same_share_of_the_elderly(totals):
    assert totals[:, "ELD01", "2025-12"].nunique() == 22


def test_an_area_keeps_its_figures_when_another_leaves(small_county, catalogue):
    without = Roster(tuple(a for a in small_county.areas if "B22" not in {a.code, a.parent_code}))
    both, one = (
        generate(roster, catalogue, years=(2025,)).set_index(["area_code", "indicator", "period"])
        for roster in (small_county, without)
    )
    columns = ["numerator", "denominator"]
    pair = both.loc[one.index, columns].join(one[columns].add_suffix("_alone")).dropna()
    assert len(pair) > 0.9 * len(one)
    assert (pair["numerator"] == pair["numerator_alone"]).all()
    assert (pair["denominator"] == pair["denominator_alone"]).all()


@settings(max_examples=5)
@given(st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_of_roster_or_catalogue(small_county, catalogue, random):
    areas, entries = list(small_county.areas), list(catalogue.items())
    random.shuffle(areas)
    random.shuffle(entries)
    pd.testing.assert_frame_equal(
        generate(Roster(tuple(areas)), dict(entries), years=(2025,)),
        generate(small_county, catalogue, years=(2025,)),
    )


def test_refuses_an_indicator_without_a_recipe(small_county, catalogue):
    unknown = {"NEW01": replace(catalogue["ELD01"], code="NEW01")}
    with pytest.raises(InputError, match="no recipe"):
        generate(small_county, unknown)


def test_refuses_a_catalogue_that_lacks_what_others_build_on(small_county, catalogue):
    without = {code: i for code, i in catalogue.items() if code != "EHR01"}
    with pytest.raises(InputError, match="build on EHR01"):
        generate(small_county, without)
