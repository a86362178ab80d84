"""Bring files into the store, and take an import back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lib.adapters.store import imports, undoing
from lib.deliveries import Consent, Desk, Examination, consent_key
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.intake import layouts
from lib.model.intake.figures import Stage
from lib.model.intake.findings import Finding, rejected
from lib.model.intake.plans import Basis, Plan
from lib.model.observations import month_name
from lib.project import Project


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line says of a file to import."""

    path: Path
    stage: Stage = Stage.CLAIMED
    month: str = ""
    """Month of the figures where the file does not tell, "2025-09"."""
    basis: Basis = Basis.UNKNOWN
    """What the figures count where the file does not tell."""
    note: str = ""
    """Why warnings are accepted."""
    received_at: datetime | None = None
    """When it arrived; None for now."""
    is_trial: bool = False
    """Whether to stop before storing."""


def bring_in(order: Order, author: Author) -> str:
    """Import a file, or with `is_trial` say what importing it would do.

    Raises
    ------
    ModelError
        With every finding, if something stands in the way. Nothing is stored then.
    """
    project = Project()
    desk = Desk(project, project.store(), author.at.date())
    workbook = desk.open_file(_content(order.path), order.path.name)
    examined = desk.examine(workbook, _told(desk.propose(workbook), order), order.stage)
    if order.is_trial:
        return "\n".join(_trial(examined))
    if examined.obstacles:
        raise rejected(order.path.name, examined.findings)
    consent = Consent(consent_key(examined), order.received_at or author.at, order.note)
    receipt = desk.keep(examined, consent, author)
    return f"import {receipt.import_id}, data version {receipt.revision}: {_sums(examined)}"


def take_back(import_id: int, author: Author) -> str:
    """Undo an import: the figures are as before it."""
    receipt = undoing.undo(Project().store(), import_id, author)
    return f"import {import_id} undone; data version {receipt.revision}"


def history() -> str:
    """List the imports, newest first."""
    found = imports.listing(Project().store())
    lines = [
        f"{i.id}\t{i.at:%Y-%m-%d %H:%M}\t{i.actor}\t{i.file}\t{i.figures}"
        f"{'' if i.undone_by is None else chr(9) + 'undone'}"
        for i in found
    ]
    return "\n".join(lines) or "no imports"


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            N_("The file {file} cannot be read: {reason}."),
            hint=N_("Check the name and the folder."),
            file=path.name,
            reason=error.strerror or str(error),
        ) from None


def _told(plan: Plan, order: Order) -> Plan:
    """Add what the operator said about the period to sheets that do not say it themselves."""
    for sheet in plan.sheets:
        month = sheet.period or order.month
        basis = order.basis if sheet.basis is Basis.UNKNOWN else sheet.basis
        if (month, basis) != (sheet.period, sheet.basis):
            plan = layouts.with_period(plan, sheet.sheet, month, basis)
    return plan


def _trial(examined: Examination) -> Iterable[str]:
    yield f"{examined.workbook.file}: {_sums(examined)}"
    for sheet in examined.plan.sheets:
        known = sum(bool(column.slots) for column in sheet.columns)
        yield f"  {sheet.sheet}: {sheet.shape}, {sheet.period or '?'}, {known} columns of figures"
    for finding in examined.findings:
        yield _line(finding)
    yield "would be stored" if not examined.obstacles else "would not be stored"


def _line(finding: Finding) -> str:
    return f"  {finding.severity} {finding.sheet}!{finding.cell} {finding} [{finding.value}]"


def _sums(examined: Examination) -> str:
    difference = examined.difference
    found = Counter(finding.severity for finding in examined.findings)
    months = ", ".join(map(month_name, examined.reading.months()))
    told = ", ".join(f"{count} {severity}s" for severity, count in found.items())
    return (
        f"{difference.new} new, {difference.changed} changed, {difference.unchanged} unchanged "
        f"figures of {months or 'no month'}; {told or 'no findings'}"
    )
