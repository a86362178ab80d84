"""Stories: each can be seen in the figures, not only in the code."""

import pandas as pd
import pytest

from lib.adapters.demonstration import stories
from lib.model.observations import month_name, parse_period

CHRONIC = ["EHR02", "HTN03", "DIA03", "EHR01"]
CHECKS = ["EHR04", "ELD03", "HTN04"]


def of(totals, institution, indicators, period):
    return totals[institution, :, period].reindex(indicators)


def by_institution(totals, period):
    return pd.DataFrame({code: totals[:, code, period] for code in CHRONIC})


def test_one_institution_improves_through_2025(totals):
    before = of(totals, stories.IMPROVES, CHRONIC, "2024-12")
    after = of(totals, stories.IMPROVES, CHRONIC, "2025-12")
    assert (after > before + 0.04).all()


def test_it_was_behind_the_median_before_and_is_ahead_after(totals):
    for period, ahead in (("2024-12", 0), ("2025-12", 4)):
        county = by_institution(totals, period)
        assert (county.loc[stories.IMPROVES] > county.median()).sum() == ahead


def test_one_institution_slips_from_the_second_quarter_of_2025(totals):
    march, december = (
        of(totals, stories.SLIPS, CHRONIC, period) for period in ("2025-03", "2025-12")
    )
    assert (december < march - 0.03).all()


def test_it_had_not_slipped_in_the_year_before(totals):
    first, last = (of(totals, stories.SLIPS, CHRONIC, p) for p in ("2024-01", "2025-03"))
    assert (abs(last - first) < 0.03).all()


def test_nobody_else_slips_like_that(totals):
    march, december = (by_institution(totals, p) for p in ("2025-03", "2025-12"))
    assert (december - march).mean(axis="columns").idxmin() == stories.SLIPS


@pytest.mark.parametrize("indicator", ["EHR01", "ELD01", "HTN03", "EHR02"])
def test_clinics_of_one_institution_are_too_much_alike(reported, institution_of, indicator):
    december = reported[(reported["indicator"] == indicator) & (reported["period"] == "2025-12")]
    spread = december.groupby(december["area_code"].map(institution_of))["rate"].std()
    assert spread[stories.TOO_EVEN] < 0.007
    assert spread.drop(stories.TOO_EVEN).min() > 2 * spread[stories.TOO_EVEN]


def test_its_checks_never_find_a_fault(reported):
    checks = reported[reported["indicator"].isin(CHECKS)]
    perfect = checks.groupby("area_code")["rate"].min() == 1
    assert perfect[perfect].index.tolist() == [stories.TOO_EVEN]


def test_its_residents_know_less_of_it(totals):
    surveys = (
        totals[totals.index.isin(["MAS01", "MAS02", "MAS03"], level=1)].groupby(level=0).mean()
    )
    assert surveys[stories.TOO_EVEN] < surveys.median()


def test_one_institution_and_its_clinics_sent_nothing_for_a_month(observations, institution_of):
    institution, month = stories.SILENT
    home = observations["area_code"].replace(institution_of)
    that_month = observations[observations["period"] == month_name(month)]
    silent = that_month[home[that_month.index] == institution]
    assert set(silent["area_code"]) > {institution}
    assert set(silent["status"]) == {"missing"}


def test_one_institution_has_no_tuberculosis_in_2025(observations):
    institution, _ = stories.NO_TUBERCULOSIS
    rows = observations[
        (observations["area_code"] == institution)
        & (observations["indicator"] == "TUB01")
        & observations["period"].str.startswith("2025")
    ]
    assert len(rows) == 12
    assert set(rows["status"]) <= {"not_applicable", "missing"}
    assert (rows["status"] == "not_applicable").sum() > 6


def test_one_institution_has_only_eight_verifiable_in_every_check(reported):
    institution, size = stories.SHORT_CHECK
    checks = reported[(reported["area_code"] == institution) & reported["indicator"].isin(CHECKS)]
    assert set(checks["denominator"]) == {size}


def test_nothing_is_told_of_other_codes():
    assert stories.shift("X01", parse_period("2025-12")) == 0
    assert stories.even_level("X01", "06", is_checked=True) is None
