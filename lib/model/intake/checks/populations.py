"""Residents in the file against residents in the roster."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import CLINICS, INSTITUTIONS, Facts
from lib.model.intake.checks.telling import Sentence, area_name
from lib.model.intake.findings import Finding, Severity
from lib.model.roster import COUNTY

RESIDENTS = frozenset({"辖区内常住居民数", "常住居民数"})
"""Denominators that are all residents of an area, as the catalogue words them."""
_AREA = Sentence(
    "population_differs",
    Severity.WARNING,
    N_(
        "{indicator} of {area}, {month}: {residents} residents, {population} in the roster, a "
        "difference of {difference}; {count} figures of the area differ so."
    ),
    N_("Check the denominator; correct the roster if it is the newer figure that is right."),
    shows="denominator",
)
_COUNTY = Sentence(
    "population_differs",
    Severity.WARNING,
    N_(
        "{indicator}, {month}: the residents of all {count} areas add up to {residents}, {county} "
        "has {population}, a difference of {difference}."
    ),
    N_("Look for residents counted twice or left out, and for another year's population."),
    shows="",
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find populations that are far from the roster's, by area and for the whole county.

    One finding tells of all figures of an area.
    """
    residents = facts.having(lambda i: i.denominator.zh in RESIDENTS)
    lines = facts.lines[facts.lines["counted"].to_numpy() & residents[facts.lines["of"]]]
    rows = facts.figures.take(
        np.sort(lines["at"].to_numpy()[lines["at"].to_numpy() >= 0])
    ).reset_index(drop=True)
    people = pd.Series([np.nan if a.population is None else a.population for a in facts.areas])
    rows = rows.assign(population=people.to_numpy(dtype=float)[rows["area"]])
    yield from _areas(facts, rows, background.limits.population)
    yield from _county(facts, rows, background.limits.population)


def _areas(facts: Facts, rows: pd.DataFrame, limit: float) -> Iterator[Finding]:
    off = (rows["denominator"] - rows["population"]).abs() > limit * rows["population"]
    wrong = rows[off.to_numpy()]
    counts = wrong.groupby("area")["of"].transform("size")
    first = (~wrong.duplicated("area")).to_numpy()
    wrong = wrong[first]
    yield from facts.teller.tell(
        _AREA,
        wrong.sort_values(["sheet", "row"]),
        residents=wrong["denominator"],
        population=wrong["population"].astype("int64"),
        difference=_differences(wrong["denominator"], wrong["population"]),
        count=counts[first],
    )


def _county(facts: Facts, rows: pd.DataFrame, limit: float) -> Iterator[Finding]:
    """Compare once for each tier, where every area of it is there."""
    counties = facts.roster.of_kind(COUNTY)
    if not counties or not counties[0].population:
        return
    county, people = counties[0], counties[0].population
    codes = {area.code for area in facts.roster.areas}
    current = np.array([area.code in codes for area in facts.areas])
    tiers = facts.tier
    for tier in (INSTITUTIONS, CLINICS):
        members = int((current & (tiers == tier)).sum())
        sums = rows[tiers[rows["area"]] == tier].groupby(["of", "month"], as_index=False)
        table = sums.agg(residents=("denominator", "sum"), areas=("area", "nunique"))
        off = (table["residents"] - people).abs() > limit * people
        wrong = table[((table["areas"] == members) & off).to_numpy()].head(1)
        first = rows.merge(wrong, on=["of", "month"]).head(1)
        yield from facts.teller.tell(
            _COUNTY,
            first,
            residents=first["residents"],
            count=first["areas"],
            county=[area_name(county)] * len(first),
            population=[people] * len(first),
            difference=_differences(first["residents"], [people] * len(first)),
        )


def _differences(found: pd.Series[int], expected: pd.Series[float] | list[int]) -> Iterator[str]:
    pairs = zip(found.tolist(), list(expected), strict=True)
    return (f"{count / people - 1:+.1%}" if people else f"{count:+d}" for count, people in pairs)
