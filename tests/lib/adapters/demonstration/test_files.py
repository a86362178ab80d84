"""write: the same bytes for the same seed, labelled, whole or not at all."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from lib.adapters.demonstration import DEFAULT_SEED, quarter, write
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.observation_files import load_dataset
from lib.errors import StorageError
from lib.project import Project
from tests.conftest import ROOT

ELSEWHERE = """
import sys
from pathlib import Path
from lib.adapters.rule_files.catalogue import load_indicators
from lib.adapters.demonstration import write
from lib.adapters.roster_files import read_roster
from tests.lib.adapters.demonstration.test_files import postings
roster = read_roster(*sorted(Path("data/roster").glob("*.csv"), reverse=True))
catalogue = load_indicators(Path("data/indicators.csv"))
write(roster, catalogue, Path(sys.argv[1]))
print(postings(roster, catalogue, Path(sys.argv[1])))
"""


def postings(roster, catalogue, path):
    """Return a fingerprint of the quarter's work that belongs to the figures of a file."""
    known = Project().indicators()
    figures = load_dataset(roster, path, known, demonstration=True).observations
    made = quarter.drafts(Scene(roster, figures, catalogue, DEFAULT_SEED))
    return hashlib.sha256(repr(made).encode()).hexdigest()


@pytest.fixture(scope="module")
def written(roster, catalogue, tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "new" / "demonstration.csv"
    write(roster, catalogue, path)
    return path


def test_everything_is_the_same_in_another_process(written, roster, catalogue, tmp_path):
    path = tmp_path / "demonstration.csv"
    there = subprocess.run(  # noqa: S603 (our own interpreter, our own text)
        [sys.executable, "-c", ELSEWHERE, str(path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert there.stdout.strip() == postings(roster, catalogue, path)
    assert path.read_bytes() == written.read_bytes()
    assert path.with_suffix(".json").read_bytes() == written.with_suffix(".json").read_bytes()


def test_another_seed_gives_other_figures(small_county, catalogue, tmp_path):
    digests = {write(small_county, catalogue, tmp_path / "d.csv", seed) for seed in (1, 2, 3)}
    assert len(digests) == 3


def test_writes_plain_text_with_unix_line_ends(written):
    content = written.read_bytes()
    assert content.startswith(b"area_code,indicator,period,numerator,denominator,value,status\n")
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_the_note_says_what_the_file_is(written):
    content = written.read_bytes()
    assert json.loads(written.with_suffix(".json").read_text(encoding="utf-8")) == {
        "label": "示例数据",
        "seed": DEFAULT_SEED,
        "sha256": hashlib.sha256(content).hexdigest(),
        "rows": content.count(b"\n") - 1,
    }


def test_leaves_no_drafts_behind(written):
    assert {p.name for p in written.parent.iterdir()} == {"demonstration.csv", "demonstration.json"}


def test_says_in_a_sentence_that_it_cannot_write(small_county, catalogue, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(StorageError, match="could not be written to"):
        write(small_county, catalogue, tmp_path / "taken" / "d.csv")
    assert (tmp_path / "taken").read_text() == "a file, not a folder"
