"""Checks of a delivered file, family by family. Errors block, warnings are accepted with a note.

Every rule takes the facts of the file and what they are checked against, and finds what is
wrong; no rule knows another. Rules compare columns, never cell by cell.
"""

from __future__ import annotations

from lib.errors import InputError
from lib.model.intake.checks import (
    completeness,
    counts,
    evenness,
    known,
    levels,
    parts,
    populations,
    series,
    spread,
    totals,
)
from lib.model.intake.checks.background import Background, Limits, Relation
from lib.model.intake.checks.facts import gather
from lib.model.intake.checks.telling import limited
from lib.model.intake.figures import Reading
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.sheets import place

__all__ = ["RULES", "Background", "Limits", "Relation", "check"]

RULES = (
    known.check,
    counts.impossible,
    counts.rates,
    parts.check,
    series.falls,
    series.changes,
    series.bases,
    totals.check,
    completeness.check,
    levels.check,
    populations.check,
    spread.check,
    evenness.check,
)
"""Each finds what is wrong in its own way; all but the first see only what is known."""

_ORDER = tuple(Severity)


def check(reading: Reading, background: Background) -> tuple[Finding, ...]:
    """Check a file against itself, the roster, the catalogue and what is stored.

    Parameters
    ----------
    reading
        What the file says.
    background
        What it is checked against.

    Returns
    -------
    tuple of Finding
        By severity, sheet, row and column, whatever the order the figures were read in; of
        each kind at most `Limits.listed`, then one that says how many more there are.
    """
    facts = gather(reading, background)
    found = [finding for rule in RULES for finding in rule(facts, background)]
    return limited(sorted(found, key=_place), background.limits.listed)


def _place(finding: Finding) -> tuple[int, bool, str, int, int, str, str]:
    rest = not finding.sheet  # how many more there are is said at the end
    row, column = _cell(finding.cell)
    severity = _ORDER.index(finding.severity)
    return severity, rest, finding.sheet, row, column, finding.rule, str(finding)


def _cell(written: str) -> tuple[int, int]:
    try:
        return place(written)
    except InputError:
        return -1, -1
