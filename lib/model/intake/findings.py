"""Findings: what is wrong or doubtful in a delivered file, each a sentence with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lib.errors import ImportRejectedError, Problem


class Severity(StrEnum):
    """What a finding does to the import."""

    ERROR = "error"
    """Blocks: nothing is stored."""
    QUESTION = "question"
    """Blocks until somebody answers: which area is meant, which month."""
    WARNING = "warning"
    """May be accepted with a note."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One faulty or doubtful cell, or a whole sheet or file."""

    rule: str
    """Code of the rule, such as `numerator_above_denominator`."""
    severity: Severity
    message: str
    """English template, marked with N_(); filled from `values`."""
    sheet: str = ""
    """Empty where the whole file is meant."""
    cell: str = ""
    """Address such as F7; empty where the whole sheet is meant."""
    value: str = ""
    """What stands in the cell, as written."""
    hint: str = ""
    """What to do, a template as well."""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Identify the finding from one reading of the same file to the next."""
        return f"{self.rule}|{self.sheet}|{self.cell or self}"

    def __str__(self) -> str:
        return self.message.format(**self.values)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stand in the way of storing."""
    return tuple(f for f in findings if f.severity is not Severity.WARNING)


class FindingsError(ImportRejectedError):
    """A file that is refused, with the findings in a form that can be put into any language."""

    def __init__(self, file: str, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        problems = (
            Problem(f"{f.sheet}!{f.cell}" if f.cell else f.sheet, None, str(f), f.value)
            for f in self.findings
        )
        super().__init__(file, tuple(problems))


def rejected(file: str, findings: Iterable[Finding]) -> FindingsError:
    """Return the error that lists findings, for the command line and the audit log."""
    return FindingsError(file, findings)
