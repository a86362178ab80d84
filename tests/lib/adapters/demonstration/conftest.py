"""The whole demonstration, made once, and a small county for what needs many runs."""

import pytest

from lib.adapters.demonstration import generate
from lib.adapters.roster_files import read_roster
from lib.adapters.rule_files.catalogue import load_indicators
from lib.model.observations import parse_period
from lib.model.roster import Roster
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def roster():
    return read_roster(*sorted((ROOT / "data" / "roster").glob("*.csv")))


@pytest.fixture(scope="session")
def catalogue():
    return load_indicators(ROOT / "data" / "indicators.csv")


@pytest.fixture(scope="session")
def observations(roster, catalogue):
    return generate(roster, catalogue)


@pytest.fixture(scope="session")
def reported(observations, catalogue):
    """Figures that were reported, with their month, year, accrual and rate."""
    kept = observations[observations["status"] == "reported"].copy()
    kept["month"] = kept["period"].map(parse_period)
    kept["year"] = kept["month"] // 12
    whole = kept["indicator"].str.slice(0, 5)
    kept["accrual"] = whole.map({code: str(i.accrual) for code, i in catalogue.items()})
    kept["rate"] = kept["numerator"].astype(float) / kept["denominator"].astype(float)
    return kept


@pytest.fixture(scope="session")
def institution_of(roster):
    return {area.code: area.parent_code for area in roster.of_kind("clinic")}


@pytest.fixture(scope="session")
def totals(reported, institution_of):
    """Add clinics up to their institution: rates by institution, indicator and period."""
    grouped = reported.assign(
        institution=reported["area_code"].map(institution_of).fillna(reported["area_code"])
    ).groupby(["institution", "indicator", "period"])
    counts = grouped[["numerator", "denominator"]].sum().astype(float)
    return counts["numerator"] / counts["denominator"]


@pytest.fixture(scope="session")
def small_county(roster):
    """Two institutions of the county with their clinics."""
    chosen = {"B15", "B22"}
    kept = (a for a in roster.areas if {a.code, a.parent_code} & chosen or a.kind == "county")
    return Roster(tuple(kept))
