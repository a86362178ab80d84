"""Deliveries made of plain values, and what they are checked against."""

from datetime import date

from lib.model.indicators import parse_indicators
from lib.model.intake import checks
from lib.model.intake.checks import Background, Limits
from lib.model.intake.checks.facts import gather
from lib.model.intake.figures import Reading, table
from lib.model.observations import NO_COUNT, STATUSES, parse_period
from tests.small import FIELDS, roster

DAY = date(2025, 12, 31)
FLOW = {"accrual": "flow", "schedule": "linear"}
KINDS = {
    "S": {},
    "F": FLOW,
    "K": {"accrual": "cohort"},
    "V": {"level": "V"},
    "C": {"level": "C"},
    "W": {"over_100": "yes"},
    "Q": {**FLOW, "dimension": "quality"},
    "R": {"denominator_zh": "辖区内常住居民数"},
    "T": {"unit": "per_10000"},
    "OLD": {"valid_to": "2024-12-31"},
}
INDICATORS = parse_indicators(
    {code: {**FIELDS, "name_zh": f"指标{code}", **changes} for code, changes in KINDS.items()}
)
PEOPLE = {f"B{number:02}": 1000 * number for number in range(1, 11)}
CLINICS = {
    f"{parent}{n}": (parent, people // 5) for parent, people in PEOPLE.items() for n in "12345"
}
ROSTER = roster(PEOPLE, CLINICS)


def figures(rows, sheet="表", first=2):
    """Figures from (area, indicator, month, numerator, denominator[, status or stated rate])."""
    return table([_figure(row, sheet, number) for number, row in enumerate(rows, first)])


def background(stored=(), *, areas=ROSTER, relations=(), day=DAY, **limits):
    return Background(
        INDICATORS, areas, figures(stored, "库"), tuple(relations), day, Limits(**limits)
    )


def reading(rows, totals=()):
    return Reading(figures(rows), figures(totals, first=2 + len(rows)))


def check(rows, stored=(), totals=(), **settings):
    return checks.check(reading(rows, totals), background(stored, **settings))


def facts(rows, stored=(), **settings):
    return gather(reading(rows), background(stored, **settings))


def only(findings, rule):
    return [finding for finding in findings if finding.rule == rule]


def told(findings, rule):
    """Cells and severities of a rule."""
    return [(finding.cell, finding.severity.value) for finding in only(findings, rule)]


def _figure(row, sheet, number):
    area, indicator, month, numerator, denominator, *more = row
    status, stated, value = 0, float("nan"), ""
    for extra in more:
        if extra in STATUSES:
            status = int(STATUSES[extra])
        elif isinstance(extra, str):
            value = extra
        else:
            stated = extra
    counts = [NO_COUNT if count is None else count for count in (numerator, denominator)]
    cells = f"C{number}/D{number}/E{number}"
    place = (sheet, number, cells)
    return (area, indicator, parse_period(month), *counts, value, status, stated, *place)
