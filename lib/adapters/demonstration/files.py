"""The demonstration figures as a file, with a note of how they were made."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from lib.adapters.demonstration.generator import DEFAULT_SEED, generate
from lib.errors import N_, StorageError
from lib.model.indicators import Indicator
from lib.model.roster import Roster

LABEL = "示例数据"


def write(
    roster: Roster, indicators: Mapping[str, Indicator], path: Path, seed: int = DEFAULT_SEED
) -> str:
    """Write two years of figures as CSV, and beside it a note as JSON.

    The CSV is UTF-8 with LF line ends and has the columns of observations. The
    note has the same name and the ending .json: label 示例数据, seed, SHA-256 of
    the CSV and number of rows. Both files are whole at any moment: a run that
    is broken off leaves the earlier ones.

    Returns
    -------
    str
        SHA-256 of the CSV; the same for the same roster, catalogue and seed.

    Raises
    ------
    InputError
        As `generate`.
    StorageError
        If a file cannot be written.
    """
    observations = generate(roster, indicators, seed)
    content = observations.to_csv(index=False, lineterminator="\n").encode()
    digest = hashlib.sha256(content).hexdigest()
    note = {"label": LABEL, "seed": seed, "sha256": digest, "rows": len(observations)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
        _replace(
            path.with_suffix(".json"),
            (json.dumps(note, ensure_ascii=False, indent=2) + "\n").encode(),
        )
    except OSError as error:
        raise StorageError(
            N_("The demonstration figures could not be written to {path}: {reason}."),
            hint=N_("Check that the folder exists, may be written to and has room."),
            path=path,
            reason=error.strerror or str(error),
        ) from error
    return digest


def is_demonstration(path: Path) -> bool:
    """Tell whether a file of observations has the note of made-up figures beside it."""
    note = path.with_suffix(".json")
    if path.suffix == note.suffix or not note.is_file():
        return False
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("label") == LABEL


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
