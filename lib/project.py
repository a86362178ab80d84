"""The project's own folder and store: where roster, rules and figures are, and how they join."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL

from lib.adapters.roster_files import read_roster
from lib.adapters.rule_files import catalogue, headings, relations, yaml_documents
from lib.adapters.rule_files.yaml_documents import Parsed
from lib.adapters.store import documents, observations, scheme_versions
from lib.adapters.store.changes import Store, open_store
from lib.adapters.store.evaluations import Adopted
from lib.errors import N_, InputError
from lib.model import adoption
from lib.model.documents import Document
from lib.model.indicators import Indicator
from lib.model.intake.checks.background import Relation
from lib.model.intake.headings import Alias
from lib.model.observations import Dataset, identify
from lib.model.roster import Roster
from lib.model.rules import Rules
from lib.model.schemes import Context, Scheme, parse_scheme

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Project:
    """One installation; all of its files lie below `root`, and its figures in the store."""

    root: Path = ROOT

    @property
    def data(self) -> Path:
        """What people decide and may edit."""
        return self.root / "data"

    @property
    def geo(self) -> Path:
        """Boundaries."""
        return self.root / "geo"

    @property
    def database(self) -> str:
        """URL of the store: HENG_DATABASE, or a file of this installation."""
        own = URL.create("sqlite", database=str(self.root / "var" / "heng.sqlite"))
        return os.environ.get("HENG_DATABASE") or own.render_as_string()

    @property
    def keys(self) -> Path:
        """Folder of secret and anchor of the audit chain, outside the database: HENG_KEYS."""
        return Path(os.environ.get("HENG_KEYS") or self.root / "var" / "keys")

    @property
    def demonstration(self) -> Path:
        """Figures that `python -m lib demo` makes before it stores them."""
        return self.root / "var" / "demo" / "observations.csv"

    def store(self) -> Store:
        """Open the store, up to date."""
        return open_store(self.database, self.keys)

    def fingerprint(self) -> str:
        """Return a text that changes whenever a file read here does.

        Caches take it as an argument, so that an edited rule is seen at once.
        """
        return "|".join(f"{p.name}:{p.stat().st_mtime_ns}" for p in self._files())

    def documents(self) -> dict[str, str]:
        """Return everything people decide, as the files say it now, by path below data/."""
        return {
            path.relative_to(self.data).as_posix(): path.read_text(encoding="utf-8")
            for path in self._files()
        }

    def context(self) -> Context:
        """Load the catalogue, the targets and the subsidy that schemes are read against."""
        indicators = catalogue.load_indicators(self.data / "indicators.csv")
        return Context(
            indicators,
            yaml_documents.load_targets(self.data / "targets.yaml", indicators),
            yaml_documents.load_subsidy(self.data / "subsidy.yaml"),
        )

    def indicators(self) -> dict[str, Indicator]:
        """Load every indicator figures may be of: the catalogue's, and the schemes' own."""
        own = (file.scheme.indicators for file in self.schemes().values())
        inline = {code: indicator for scheme in own for code, indicator in scheme.items()}
        return {**self.context().indicators, **inline}

    def schemes(self, adopted: Mapping[str, str] | None = None) -> dict[str, SchemeFile]:
        """Load every scheme, by code.

        Parameters
        ----------
        adopted
            Rules adopted on top of the files, as `scheme_versions.texts` gives them; among
            other documents they are found by their paths. None for the files alone.
        """
        found = [load_scheme(path) for path in sorted((self.data / "schemes").glob("*.yaml"))]
        return {file.scheme.code: _with_adopted(file, adopted or {}) for file in found}

    def roster(self) -> Roster:
        """Load the areas with their history."""
        return read_roster(*sorted((self.data / "roster").glob("*.csv")))

    def read(self, file: str, parse: Callable[[Any], Parsed]) -> Parsed:
        """Read one of the YAML files that people edit, named by its path below data/.

        Raises
        ------
        ParameterError
            Naming the file, the line and the key at fault.
        """
        return yaml_documents.parsed(self.data / file, parse)

    def headings(self) -> tuple[Alias, ...]:
        """Load what columns of delivered files are called, besides the catalogue's own words."""
        return headings.load_headings(self.data / "headings.csv")

    def relations(self) -> tuple[Relation, ...]:
        """Load which counts are parts of others."""
        indicators = catalogue.load_indicators(self.data / "indicators.csv")
        return relations.load_relations(self.data / "relations.csv", indicators)

    def dataset(self, store: Store, revision: int | None = None) -> Dataset:
        """Load the figures in force, now or at an earlier revision of the store.

        Raises
        ------
        InputError
            If figures are stored of an area that the roster no longer has.
        """
        roster = self.roster()
        figures = observations.in_force(store, revision)
        _refuse_strangers(figures["area_code"].unique(), roster)
        return Dataset(
            roster,
            figures,
            identify(figures, roster),
            revision=observations.revision(store) if revision is None else revision,
            demonstration=observations.is_demonstration(store, revision),
        )

    def replay_inputs(self, store: Store, adopted: Adopted) -> tuple[Dataset, Rules]:
        """Return data and rules of an adopted evaluation, as they were then."""
        then = adopted.proposal
        contents = documents.contents(store, then.documents)
        with _unpacked(contents) as project:
            rules = project.schemes(contents)[then.scheme].on(then.day, project.context())
            return project.dataset(store, then.revision), rules

    def _files(self) -> list[Path]:
        return sorted([*self.data.rglob("*.csv"), *self.data.rglob("*.yaml")])


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """A scheme and the file it was read from."""

    document: Document
    scheme: Scheme

    def on(self, day: date, context: Context) -> Rules:
        """Return the rules in force on a day.

        Raises
        ------
        ParameterError
            Naming the file and the line.
        """
        with self.document.located():
            return self.scheme.on(day, context)


def load_scheme(path: Path) -> SchemeFile:
    """Load one scheme file.

    Raises
    ------
    ParameterError
        Naming the file, the line and the key at fault.
    """
    document = yaml_documents.read_document(path)
    with document.located():
        return SchemeFile(document, parse_scheme(document.content))


def _with_adopted(file: SchemeFile, adopted: Mapping[str, str]) -> SchemeFile:
    text = adopted.get(scheme_versions.path_of(file.scheme.code))
    if text is None:
        return file
    return replace(file, scheme=adoption.merged(file.scheme, adoption.read(text)))


@contextmanager
def _unpacked(contents: Mapping[str, str]) -> Iterator[Project]:
    """Lay out earlier documents as a folder, so that they are read as today's are."""
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        for path, content in contents.items():
            target = project.data / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8", newline="")
        yield project


def _refuse_strangers(codes: Collection[str], roster: Roster) -> None:
    strangers = sorted(set(codes) - {area.code for area in roster.areas})
    if strangers:
        raise InputError(
            N_("Figures are stored of {count} areas that the roster does not have: {codes}."),
            hint=N_("Put their rows back into data/roster; a body that closed gets a valid_to."),
            count=len(strangers),
            codes=", ".join(strangers[:5]),
        )
