"""The project's own folder: where roster, rules and observations are, and how they join."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.adapters import catalogue_files, observation_files, yaml_files
from lib.adapters.demonstration import DEFAULT_SEED
from lib.adapters.demonstration import write as write_demonstration
from lib.adapters.roster_files import read_roster
from lib.adapters.store.changes import Store, open_store
from lib.model.documents import Document
from lib.model.observations import Dataset
from lib.model.roster import Roster
from lib.model.rules import Rules
from lib.model.schemes import Context, Scheme, parse_scheme

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Project:
    """Paths of one installation; all of them lie below `root`."""

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
        return os.environ.get("HENG_DATABASE") or f"sqlite:///{self.root / 'var' / 'heng.sqlite'}"

    @property
    def keys(self) -> Path:
        """Secret and anchor of the audit chain, outside the database."""
        return self.root / "var" / "keys"

    def store(self) -> Store:
        """Open the store, up to date."""
        return open_store(self.database, self.keys)

    @property
    def demonstration(self) -> Path:
        """Observations that `python -m lib demo` makes."""
        return self.root / "var" / "demo" / "observations.csv"

    def fingerprint(self) -> str:
        """Return a text that changes whenever a file read here does.

        Caches take it as an argument, so that an edited rule is seen at once.
        """
        files = sorted([*self.data.rglob("*.csv"), *self.data.rglob("*.yaml"), self.demonstration])
        return "|".join(f"{p.name}:{p.stat().st_mtime_ns}" for p in files if p.exists())

    def context(self) -> Context:
        """Load the catalogue, the targets and the subsidy that schemes are read against."""
        indicators = catalogue_files.load_indicators(self.data / "indicators.csv")
        return Context(
            indicators,
            yaml_files.load_targets(self.data / "targets.yaml", indicators),
            yaml_files.load_subsidy(self.data / "subsidy.yaml"),
        )

    def schemes(self) -> dict[str, SchemeFile]:
        """Load every scheme, by code."""
        found = [load_scheme(path) for path in sorted((self.data / "schemes").glob("*.yaml"))]
        return {file.scheme.code: file for file in found}

    def roster(self) -> Roster:
        """Load the areas with their history."""
        return read_roster(*sorted((self.data / "roster").glob("*.csv")))

    def dataset(self, roster: Roster, indicators: Collection[str]) -> Dataset:
        """Load the observations in use: the demonstration, until the county's own are there."""
        return observation_files.load_dataset(
            roster, self.demonstration, indicators, demonstration=True
        )

    def build_demonstration(self, seed: int = DEFAULT_SEED) -> Path:
        """Make the demonstration observations anew; the same seed gives the same bytes."""
        indicators = self.context().indicators
        self.demonstration.parent.mkdir(parents=True, exist_ok=True)
        write_demonstration(self.roster(), dict(indicators), self.demonstration, seed=seed)
        return self.demonstration


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
    document = yaml_files.read_document(path)
    with document.located():
        return SchemeFile(document, parse_scheme(document.content))


def known_indicators(context: Context, schemes: Iterable[Scheme]) -> set[str]:
    """Return the codes of the catalogue and of every scheme's own indicators."""
    return {*context.indicators, *(code for scheme in schemes for code in scheme.indicators)}
