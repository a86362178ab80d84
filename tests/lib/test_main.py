"""`python -m lib`: one line on success; a sentence, a hint and exit code 2 if not."""

import subprocess
import sys

from lib.__main__ import main
from tests.conftest import ROOT

EXAMPLE = [
    "evaluate",
    *("--roster", "docs/example/roster.csv"),
    *("--observations", "docs/example/observations.csv"),
    *("--scheme", "docs/example/scheme.yaml"),
    *("--on", "2025-12-31"),
]


def test_the_documented_command_runs_as_written(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "lib", *EXAMPLE, "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert "4 areas evaluated" in done.stdout
    assert (tmp_path / "seal.txt").exists()


def test_an_error_is_a_sentence_and_a_hint(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    arguments = [*EXAMPLE, "--out", str(tmp_path)]
    arguments[arguments.index("2025-12-31")] = "2019-12-31"
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "not in use on 2019-12-31" in said.err or "has no value on 2019-12-31" in said.err
    assert len(said.err.splitlines()) == 2


def test_every_faulty_cell_of_a_file_is_listed(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    broken = tmp_path / "o.csv"
    text = (ROOT / "docs/example/observations.csv").read_text(encoding="utf-8")
    broken.write_text(text.replace("C,EXAMS,2025-12", "Q,EXAMS,2025-13"), encoding="utf-8")
    arguments = [*EXAMPLE, "--out", str(tmp_path / "out")]
    arguments[arguments.index("docs/example/observations.csv")] = str(broken)
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert "area_code 10: unknown area (Q)" in said
    assert "period 10: not a period (2025-13)" in said
