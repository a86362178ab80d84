"""Deliveries: from a file somebody hands in to figures in the store, step by step.

The import page and `python -m lib import` take the same steps: `open_file`, `propose`,
`examine`, `keep`. Nothing is stored before `keep`, and all of it or nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

import pandas as pd

from lib.adapters import uploads
from lib.adapters.store import imports, layouts, observations
from lib.adapters.store.changes import Store, changing
from lib.adapters.store.imports import Receipt
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.intake import checks, comparing, personal, reading, understanding
from lib.model.intake.checks.background import Background, Relation
from lib.model.intake.comparing import Difference
from lib.model.intake.figures import IN_FORCE, Reading, Stage
from lib.model.intake.findings import Finding, Severity, blocking, rejected
from lib.model.intake.headings import vocabulary
from lib.model.intake.layouts import digest, from_json, to_json
from lib.model.intake.names import name_index
from lib.model.intake.plans import Plan, Shape
from lib.model.intake.sheets import Workbook
from lib.model.intake.understanding import Known
from lib.model.observations import parse_period
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Roster
from lib.project import Project

_YEAR = 12


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """What storing a file by a plan would do, and what stands in its way."""

    workbook: Workbook
    plan: Plan
    stage: Stage
    reading: Reading
    findings: tuple[Finding, ...]
    difference: Difference
    revision: int
    """Data version it was compared with."""

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the findings that may be accepted with a note."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """Return the findings that block."""
        return blocking(self.findings)


@dataclass(frozen=True, slots=True)
class Consent:
    """What the operator says when storing an examined file."""

    key: str
    """The same for every click on the same button: the second click stores nothing."""
    received_at: datetime
    """When the institution's report arrived."""
    note: str = ""
    """Why the warnings are accepted; demanded where there are any."""


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """What the files in data/ say about figures."""

    known: Known
    roster: Roster
    relations: tuple[Relation, ...]


@lru_cache(maxsize=2)
def _read_rules(project: Project, fingerprint: str) -> _Rules:  # noqa: ARG001 (a key)
    indicators, roster = project.indicators(), project.roster()
    words = vocabulary(indicators, project.headings())
    known = Known(indicators, name_index(roster.areas), words)
    return _Rules(known, roster, project.relations())


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files are opened: the project's rules and the store."""

    project: Project
    store: Store
    today: date

    def open_file(self, content: bytes, name: str) -> Workbook:
        """Read a file, and refuse it at once if it holds personal data.

        Raises
        ------
        InputError
            If it is no table that can be read.
        ImportRejectedError
            If columns look like those of persons.
        """
        workbook = uploads.read(content, name)
        if found := personal.refuse(workbook):
            raise rejected(name, found)
        return workbook

    def known(self) -> Known:
        """Gather what helps to understand a file: catalogue, roster, earlier answers."""
        plans = layouts.remembered(self.store)
        return replace(
            self._rules().known,
            layouts={code: from_json(plan) for code, plan in plans.items()},
            answers=layouts.names(self.store),
        )

    def propose(self, workbook: Workbook) -> Plan:
        """Say how the file is understood so far."""
        return understanding.understand(workbook, self.known())

    def examine(self, workbook: Workbook, plan: Plan, stage: Stage) -> Examination:
        """Read the file by a plan, check it, and compare it with what is stored.

        Parameters
        ----------
        workbook, plan
            The file, and how it is understood.
        stage
            What the figures are: claimed, verified, appealed or final.
        """
        revision = observations.revision(self.store)
        months = _months_around(plan)
        stored = observations.figures(self.store, months, stage)
        before = stored if stage is Stage.CLAIMED else self._in_force(months)
        read, doubts = reading.read(workbook, plan, self.known(), before)
        rules = self._rules()
        background = Background(
            indicators=rules.known.indicators,
            roster=rules.roster,
            stored=before,
            relations=rules.relations,
            day=self.today,
        )
        findings = (*doubts, *checks.check(read, background))
        difference = comparing.compare(read.figures, stored, stage)
        return Examination(workbook, plan, stage, read, findings, difference, revision)

    def keep(
        self,
        examined: Examination,
        consent: Consent,
        author: Author,
        progress: Callable[[int, int], None] | None = None,
    ) -> Receipt:
        """Store an examined file in one transaction, and remember how it was understood.

        Raises
        ------
        ImportRejectedError
            If something stands in the way.
        InputError
            If warnings are accepted without a note, or a month is closed.
        StorageError
            If the database cannot, or the figures changed since they were compared.
        """
        _refuse(examined, consent)
        delivery = imports.Delivery(
            key=consent.key,
            file=examined.workbook.file,
            sha256=examined.workbook.sha256,
            figures=examined.reading.figures,
            stage=examined.stage,
            received_at=consent.received_at,
            note=consent.note,
            warnings=tuple(map(str, examined.warnings)),
            reporters=self.reporters(),
            expected_revision=examined.revision,
        )
        receipt = imports.commit(self.store, delivery, author, progress)
        self._remember(examined.plan, author)
        return receipt

    def reporters(self) -> Mapping[str, str]:
        """Return which institution reports for each area, by area code."""
        kinds = (*INSTITUTION_KINDS, CLINIC, COUNTY)
        areas = self._rules().roster.of_kind(*kinds)
        return {a.code: a.parent_code if a.kind == CLINIC else a.code for a in areas}

    def _in_force(self, months: Sequence[int] | None) -> pd.DataFrame:
        """Return what counts now: the few verified figures stand among many claimed ones."""
        stages = [observations.figures(self.store, months, stage) for stage in IN_FORCE]
        return pd.concat(stages).drop_duplicates(["area_code", "indicator", "month"])

    def _rules(self) -> _Rules:
        return _read_rules(self.project, self.project.fingerprint())

    def _remember(self, plan: Plan, author: Author) -> None:
        read = {digest(s): s for s in plan.sheets if s.shape is not Shape.SKIPPED}
        with changing(self.store, author) as change:
            for code, sheet in read.items():
                layouts.remember(change, code, to_json(sheet))
                layouts.remember_names(change, code, dict(plan.names))


def consent_key(examined: Examination) -> str:
    """Return a key that is the same for the same file, plan, stage and data version."""
    plans = [str(to_json(sheet)) for sheet in examined.plan.sheets]
    facts = (examined.workbook.sha256, examined.stage, examined.revision, *sorted(plans))
    return sha256("\x1f".join(map(str, facts)).encode()).hexdigest()


def _months_around(plan: Plan) -> list[int] | None:
    """List the months of the years a file is of and the years before; None for all there are."""
    read = [sheet for sheet in plan.sheets if sheet.shape is not Shape.SKIPPED]
    if any(not sheet.period for sheet in read):
        return None
    years = {parse_period(sheet.period) // _YEAR for sheet in read}
    return [m for y in sorted(years) for m in range((y - 1) * _YEAR, (y + 1) * _YEAR)]


def _refuse(examined: Examination, consent: Consent) -> None:
    if examined.obstacles:
        raise rejected(examined.workbook.file, examined.obstacles)
    if examined.reading.figures.empty:
        raise InputError(
            N_("{file} holds no figure that could be stored."),
            hint=N_("Check what its columns were understood as."),
            file=examined.workbook.file,
        )
    if examined.warnings and not consent.note.strip():
        raise InputError(
            N_("{count} warnings can only be accepted with a note."),
            hint=N_("Write in one sentence why the figures are right all the same."),
            count=len(examined.warnings),
        )
