"""Evaluate files without a store, and replace layers of the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.adapters import result_files
from lib.adapters.boundary_import.replacement import Delivery, replace_layer
from lib.adapters.demonstration import is_demonstration
from lib.adapters.observation_files import load_dataset
from lib.adapters.roster_files import read_roster
from lib.model import evaluation
from lib.project import Project, load_scheme


@dataclass(frozen=True, slots=True)
class Files:
    """What an evaluation reads."""

    roster: Path
    observations: Path
    scheme: Path


def evaluate(files: Files, day: date, out: Path) -> str:
    """Evaluate files and write the results into a folder, all of them or none.

    Raises
    ------
    ModelError
        If a file cannot be read, or the rules do not fit the data.
    """
    scheme = load_scheme(files.scheme)
    context = Project().context()
    roster = read_roster(files.roster)
    known = {*context.indicators, *scheme.scheme.indicators}
    invented = is_demonstration(files.observations)
    dataset = load_dataset(roster, files.observations, known, demonstration=invented)
    outcome = evaluation.evaluate(dataset, scheme.on(day, context))
    result_files.write(outcome, out, demonstration=invented)
    said = f"{len(outcome.areas)} areas evaluated on {day}; results in {out}; seal {outcome.seal}"
    return f"{said} {result_files.DEMONSTRATION}" if invented else said


def boundaries(delivery: Delivery) -> str:
    """Replace a layer of the map, after all its checks.

    Raises
    ------
    BoundaryError
        With a sentence for everything that is wrong; the old layer stays.
    """
    project = Project()
    return replace_layer(delivery, project.roster(), project.geo)
