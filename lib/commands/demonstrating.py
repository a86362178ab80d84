"""Fill an empty store with made-up figures (示例数据)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from lib.adapters import observation_files, parquet_files, table_files
from lib.adapters.demonstration import DEFAULT_SEED, LABEL, counties, quarter, write
from lib.adapters.demonstration.quarter import replies
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.receipts import decisions, receipts
from lib.adapters.store import imports, journal, observations, reports
from lib.adapters.store.changes import Store
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.intake import figures
from lib.model.intake.figures import Stage
from lib.model.roster import Roster
from lib.project import Project


def demo(author: Author, seed: int = DEFAULT_SEED, *, if_empty: bool = False) -> str:
    """Make the demonstration figures and store them.

    Raises
    ------
    InputError
        If the store holds the county's own figures.
    """
    project = Project()
    store = project.store()
    if observations.revision(store):
        if if_empty:
            return "the store has figures already"
        if not observations.is_demonstration(store):
            raise InputError(
                N_("The store holds figures of the county; they are not replaced by made-up ones."),
                hint=N_("Set HENG_DATABASE to another database to look at the demonstration."),
            )
    return fill(project, store, author, seed)


def fill(project: Project, store: Store, author: Author, seed: int = DEFAULT_SEED) -> str:
    """Store the figures, the reports they came with, and the work of the quarter."""
    delivery = _delivery(project, seed, author)
    receipt = imports.commit(store, delivery, author)
    scene = Scene(project.roster(), delivery.figures, project.context().indicators, seed)
    journal.post(store, lambda _: quarter.drafts(scene), f"demonstration {seed}", author)
    for stage in (Stage.VERIFIED, Stage.APPEALED, Stage.FINAL):
        imports.commit(store, _later(scene, stage, author), author)
    if delivery.submissions is not None:
        reports.record(store, decisions(delivery.submissions, seed), author)
    return f"{LABEL}: {receipt.new + receipt.changed} figures, data version {receipt.revision}"


def nation(out: Path, count: int, seed: int = DEFAULT_SEED) -> str:
    """Write a synthetic nation for `batch`: one folder a county, roster and figures."""
    project = Project()
    roster, indicators = project.roster(), project.context().indicators
    with TemporaryDirectory() as folder:
        path = Path(folder) / project.demonstration.name
        write(roster, indicators, path, seed)
        read = observation_files.load_dataset(roster, path, project.indicators())
    for code, areas, figures_of in counties(roster, read.observations, count, seed):
        place = out / code
        place.mkdir(parents=True, exist_ok=True)
        (place / "roster.csv").write_bytes(table_files.write_csv(_roster_rows(areas)))
        parquet_files.write_observations(figures_of, place / "observations.parquet")
    return f"{LABEL}: {count} counties in {out}"


def _roster_rows(roster: Roster) -> list[dict[str, object]]:
    return [
        {
            "area_code": area.code,
            "name": area.name,
            "kind": area.kind,
            "parent_code": area.parent_code,
            "population": area.population,
        }
        for area in roster.areas
    ]


def _later(scene: Scene, stage: Stage, author: Author) -> imports.Delivery:
    """Put together what checks, appeals and decisions made of some claimed figures."""
    found = replies.figures_of(scene, stage)
    return imports.Delivery(
        key=f"demonstration {scene.seed} {stage}",
        file=LABEL,
        sha256=hashlib.sha256(found.to_csv(index=False).encode()).hexdigest(),
        figures=found,
        stage=stage,
        received_at=author.at,
        note=LABEL,
        demonstration=True,
    )


def _delivery(project: Project, seed: int, author: Author) -> imports.Delivery:
    roster, indicators = project.roster(), project.context().indicators
    sha256 = write(roster, indicators, project.demonstration, seed)
    known = project.indicators()
    read = observation_files.load_dataset(roster, project.demonstration, known, demonstration=True)
    made = read.observations.assign(stated=np.nan, sheet=LABEL)
    lines = made["row"].astype(str)
    made["cells"] = "D" + lines + "/E" + lines
    return imports.Delivery(
        key=f"demonstration {sha256[:32]}",
        file=project.demonstration.name,
        sha256=sha256,
        figures=made[list(figures.COLUMNS)].astype(figures.COLUMNS),
        stage=Stage.CLAIMED,
        received_at=author.at,
        note=LABEL,
        warnings=(),
        demonstration=True,
        submissions=receipts(roster, read.observations, seed),
    )
