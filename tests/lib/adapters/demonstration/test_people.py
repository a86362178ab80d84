"""People: linked denominators are the same people, and as many as there may be."""

import pytest

from lib.adapters.demonstration.dice import Dice
from lib.adapters.demonstration.ledger import Ledger
from lib.adapters.demonstration.people import BASES, Question
from lib.adapters.demonstration.places import Place, list_months

PAIRS = [
    ("EHR01", "EHR02"),
    ("ELD01", "TCM01"),
    ("HTN02", "HTN03"),
    ("DIA02", "DIA03"),
    ("CHD01", "MAT02"),
    ("MAT01", "MAT03"),
    ("CHD02", "CHD04"),
    ("CHD03", "TCM02"),
    ("EHR05", "EHR06"),
    ("SMI02", "SMI03"),
]
SETTINGS = ("town_factory", "plain", "hill")


@pytest.fixture(scope="module")
def counts(reported):
    wide = reported.pivot_table(
        index=["area_code", "period"],
        columns="indicator",
        values=["numerator", "denominator"],
        aggfunc="first",
    )
    return wide["numerator"].astype(float), wide["denominator"].astype(float)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_linked_indicators_count_the_same_people(counts, one, other):
    both = counts[1][[one, other]].dropna()
    assert len(both) > 400
    assert (both[one] == both[other]).all()


@pytest.mark.parametrize(
    ("whole", "part"), [("HTN01", "HTN02"), ("DIA01", "DIA02"), ("INF01", "INF02")]
)
def test_those_reached_by_one_are_those_counted_by_the_next(counts, whole, part):
    reached, counted = counts[0][whole].align(counts[1][part], join="inner")
    known = reached.notna() & counted.notna()
    assert known.sum() > 400
    assert (reached[known] == counted[known]).all()


def test_residents_are_those_of_the_roster(reported, roster):
    residents = reported[reported["indicator"].isin(["EHR01", "EHR02", "MON02", "MAS04"])]
    expected = residents["area_code"].map(lambda code: roster.find(code).population)
    assert (residents["denominator"] == expected).all()


def test_there_are_never_fewer_records_than_residents_on_record(counts):
    records, on_record = counts[1]["EHR03"], counts[0]["EHR01"]
    known = records.notna() & on_record.notna()
    assert (records >= on_record)[known].all()


@pytest.mark.parametrize(("clinics", "institution"), [("EHR03", "EHR05"), ("MAT02", "MAT01")])
def test_clinics_add_up_to_what_their_institution_counts(
    observations, institution_of, clinics, institution
):
    known = observations[observations["indicator"] == clinics].copy()
    known["home"] = known["area_code"].map(institution_of)
    known["sent"] = ~known["status"].isin(["missing", "exempt"])
    known["denominator"] = known["denominator"].mask(known["status"] == "not_applicable", 0)
    sums = known.groupby(["home", "period"]).agg(total=("denominator", "sum"), sent=("sent", "all"))
    own = observations[
        (observations["indicator"] == institution) & (observations["status"] == "reported")
    ].set_index(["area_code", "period"])["denominator"]
    complete = sums.loc[sums["sent"], "total"].reindex(own.index).dropna()
    assert len(complete) > 400
    assert (complete == own[complete.index]).all()


def share(reported, roster, indicator, setting):
    december = reported[(reported["indicator"] == indicator) & (reported["period"] == "2025-12")]
    homes = december["area_code"].map(lambda c: roster.find(roster.find(c).parent_code).setting)
    chosen = december[homes == setting]
    return (
        chosen["denominator"].sum()
        / chosen["area_code"].map(lambda c: roster.find(c).population).sum()
    )


@pytest.mark.parametrize(
    ("indicator", "setting", "bounds"),
    [
        ("ELD01", "town_factory", (0.05, 0.07)),
        ("ELD01", "hill", (0.12, 0.15)),
        ("HTN01", "hill", (0.085, 0.095)),
        ("HTN01", "town_factory", (0.047, 0.053)),
        ("DIA01", "plain", (0.020, 0.024)),
        ("CHD01", "town_factory", (0.008, 0.011)),
        ("CHD01", "hill", (0.005, 0.008)),
    ],
)
def test_magnitudes_are_believable(reported, roster, indicator, setting, bounds):
    low, high = bounds
    assert low <= share(reported, roster, indicator, setting) <= high


def test_factory_towns_are_young_and_the_hills_old(reported, roster):
    births, elderly = (
        {setting: share(reported, roster, indicator, setting) for setting in SETTINGS}
        for indicator in ("CHD01", "ELD01")
    )
    assert births["town_factory"] > births["plain"] > births["hill"]
    assert elderly["hill"] > elderly["plain"] > elderly["town_factory"]


@pytest.mark.parametrize(
    ("indicator", "year", "yuan"), [("FIN01", "2024", 94), ("FIN01", "2025", 99)]
)
def test_the_subsidy_of_the_year_is_received_by_december(reported, roster, indicator, year, yuan):
    december = reported[(reported["indicator"] == indicator) & (reported["period"] == f"{year}-12")]
    assert len(december) > 18
    due = december["area_code"].map(lambda code: roster.find(code).population * yuan)
    assert (december["denominator"] == due).all()


def test_an_institution_without_clinics_counts_nobody_in_them():
    place = Place("B99", "T", 10_000, "B99", "plain")
    question = Question(place, list_months((2025,)), Dice(1), Ledger())
    assert BASES["births"](question) == [0] * 12
