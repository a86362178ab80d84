"""write: the same bytes for the same seed, labelled, whole or not at all."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from lib.adapters.demonstration import DEFAULT_SEED, write
from lib.errors import StorageError
from tests.conftest import ROOT

ELSEWHERE = """
import sys
from pathlib import Path
from lib.adapters.rule_files.catalogue import load_indicators
from lib.adapters.demonstration import write
from lib.adapters.roster_files import read_roster
roster = read_roster(*sorted(Path("data/roster").glob("*.csv"), reverse=True))
print(write(roster, load_indicators(Path("data/indicators.csv")), Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def written(roster, catalogue, tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "new" / "demonstration.csv"
    write(roster, catalogue, path)
    return path


def test_writes_the_same_bytes_in_another_process(written, tmp_path):
    path = tmp_path / "demonstration.csv"
    subprocess.run(  # noqa: S603 (our own interpreter, our own text)
        [sys.executable, "-c", ELSEWHERE, str(path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        check=True,
    )
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
