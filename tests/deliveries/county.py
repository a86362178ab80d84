"""The real roster and catalogue, plausible figures, and the pipeline a file goes through."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.adapters.rule_files.headings import load_headings
from lib.adapters.rule_files.relations import load_relations
from lib.adapters.uploads import read as read_file
from lib.model.intake import checks, personal
from lib.model.intake.figures import Reading, table
from lib.model.intake.findings import Finding
from lib.model.intake.headings import vocabulary
from lib.model.intake.names import name_index
from lib.model.intake.plans import Plan
from lib.model.intake.reading import read as read_figures
from lib.model.intake.sheets import Workbook
from lib.model.intake.understanding import Known, understand
from lib.model.roster import CLINIC, INSTITUTION_KINDS
from lib.project import Project

PROJECT = Project()
DAY = date(2025, 10, 3)
"""Day on which files arrive: the figures of September are due on the 5th."""
ROSTER = PROJECT.roster().on(DAY)
INDICATORS = dict(PROJECT.context().indicators)
INSTITUTIONS = ROSTER.of_kind(*INSTITUTION_KINDS)
CLINICS = ROSTER.of_kind(CLINIC)

_SHARES = {  # of all residents: who an indicator speaks of
    "EHR": 1.0, "ELD": 0.09, "HTN": 0.065, "DIA": 0.021, "VAC": 0.006, "MAT": 0.0055, "SMI": 0.004,
    "CHD": 0.06, "MON": 1.0, "INF": 0.003,
}  # fmt: skip
_RATES = {"EHR02": 0.66, "HTN01": 0.94, "DIA01": 0.95, "TCM01": 0.6, "VAC01": 0.975, "MON02": 0.62}
_USUAL_RATE = 0.86
_YEAR = 12
_SAME_PEOPLE = {"TCM": "ELD"}
"""Indicators that speak of the same people as others."""
_BASES = {"HTN02": "HTN01", "HTN03": "HTN01", "DIA02": "DIA01", "DIA03": "DIA01"}
"""Indicators whose denominator is the numerator of another one."""


def chance(*key: object) -> float:
    """Return a number from 0 to 1 that is the same on every machine."""
    return zlib.crc32("|".join(map(str, key)).encode()) / (1 << 32)


def counts(code: str, area, month: int = 9) -> tuple[int, int]:
    """Return a plausible numerator and denominator, cumulated to a month of the year."""
    base = _BASES.get(code)
    if base:
        denominator = counts(base, area, month)[0]
    else:
        people = _SAME_PEOPLE.get(code[:3], code[:3])
        share = _SHARES[people]
        spread = 1 if share == 1 else 0.9 + 0.2 * chance(people, area.code)
        denominator = max(1, round(area.population * share * spread))
    rate = _RATES.get(code, _USUAL_RATE) + 0.05 * (chance(code, area.code) - 0.5)
    grown = month / _YEAR if INDICATORS[code].accrual == "flow" else 1
    return round(denominator * rate * grown), denominator


@cache
def known() -> Known:
    """Return what the pipeline knows: catalogue, headings and names of the project."""
    aliases = load_headings(PROJECT.data / "headings.csv")
    return Known(INDICATORS, name_index(ROSTER.areas), vocabulary(INDICATORS, aliases))


@cache
def background() -> checks.Background:
    """Return what figures are checked against, with nothing stored before."""
    relations = load_relations(PROJECT.data / "relations.csv", INDICATORS)
    return checks.Background(INDICATORS, ROSTER, table(), relations, DAY)


@dataclass(frozen=True)
class Delivered:
    """What the pipeline makes of a file."""

    workbook: Workbook
    plan: Plan
    reading: Reading
    findings: tuple[Finding, ...]

    def told(self) -> set[tuple[str, str]]:
        """Return rule and cell of every finding."""
        return {(finding.rule, finding.cell) for finding in self.findings}

    def counts(self) -> dict[tuple[str, str, int], tuple[int, int]]:
        """Return the figures by area, indicator and month."""
        columns = ["area_code", "indicator", "month", "numerator", "denominator"]
        rows = self.reading.figures[columns].itertuples(index=False)
        return {(area, code, month): (above, below) for area, code, month, above, below in rows}


def delivered(content: bytes, name: str) -> Delivered:
    """Take a file through the pipeline, up to where a person decides."""
    workbook = read_file(content, name)
    plan = understand(workbook, known())
    reading, findings = read_figures(workbook, plan, known(), table())
    refused = personal.refuse(workbook)
    return Delivered(
        workbook, plan, reading, (*refused, *findings, *checks.check(reading, background()))
    )
