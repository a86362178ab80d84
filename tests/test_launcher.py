"""The launcher's decisions: what it makes again, what it leaves alone."""

import subprocess
import sys

import pytest

import run


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Give the launcher a project of its own, in a folder with a space and Chinese."""
    root = tmp_path / "示例 folder"
    (root / "wheelhouse").mkdir(parents=True)
    python = root / ".venv" / "bin" / "python"
    for name, value in {
        "ROOT": root,
        "VENV": root / ".venv",
        "STATE": root / ".venv" / "heng.txt",
        "WHEELHOUSE": root / "wheelhouse",
        "COMPLETE": root / "wheelhouse" / "complete.txt",
        "PYTHON": python,
    }.items():
        monkeypatch.setattr(run, name, value)
    (root / run.RUNTIME).write_text("", encoding="utf-8")
    return root


def pretend_environment(project, *lines):
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").write_text("", encoding="utf-8")
    if lines:
        run.write_state(list(lines))


def test_an_absent_environment_is_made(project):
    assert run.must_rebuild(run.RUNTIME)


def test_an_unfinished_environment_is_made_again(project):
    pretend_environment(project, "unfinished")
    assert run.must_rebuild(run.RUNTIME)
    assert run.must_rebuild(run.TOOLS)


def test_another_lock_makes_the_environment_again(project):
    pretend_environment(project, "requirements.txt another-mark")
    assert run.must_rebuild(run.RUNTIME)


def test_tools_are_added_to_what_is_there(project):
    pretend_environment(project, "requirements.txt some-mark")
    assert not run.must_rebuild(run.TOOLS)


def test_an_environment_made_by_hand_is_added_to(project):
    pretend_environment(project)
    assert not run.must_rebuild(run.RUNTIME)


def test_what_is_installed_is_not_installed_again(project):
    mark = run.fingerprint(b"", sys.version)
    pretend_environment(project, f"{run.RUNTIME} {mark}")
    run.install(run.RUNTIME)  # would fail: the pretended Python cannot run
    assert run.installed() == [f"{run.RUNTIME} {mark}"]


def test_tools_join_the_environment_that_is_there(project):
    (project / run.TOOLS).write_text("# none", encoding="utf-8")
    run.install(run.RUNTIME)
    made = run.PYTHON.stat().st_ctime_ns
    run.install(run.TOOLS)
    assert run.PYTHON.stat().st_ctime_ns == made
    assert [line.split()[0] for line in run.installed()] == [run.RUNTIME, run.TOOLS]


def test_only_the_bench_installs_what_it_compares_with(project):
    for lock in run.needs("bench"):
        (project / lock).write_text("# none", encoding="utf-8")
        run.install(lock)
    assert [line.split()[0] for line in run.installed()] == [*run.needs("test"), run.RIVALS]
    assert run.RIVALS not in run.needs("check")


def test_only_a_whole_wheelhouse_switches_the_network_off(project):
    (project / "wheelhouse" / "pip-1-py3-none-any.whl").touch()
    assert run.offline() == []
    run.COMPLETE.touch()
    assert run.offline()[0] == "--no-index"


def test_pip_comes_from_the_wheelhouse_when_python_has_none(project):
    pretend_environment(project)
    (project / "wheelhouse" / "pip-1-py3-none-any.whl").touch()
    assert run.pip_command()[1].endswith("pip-1-py3-none-any.whl/pip".replace("/", run.os.sep))


def test_without_any_pip_the_user_is_told_what_to_do(project, monkeypatch, capsys):
    pretend_environment(project)
    monkeypatch.setenv("PATH", "")
    assert run.checked_main([]) == 2
    assert "python3-venv" in capsys.readouterr().err


def test_an_unknown_verb_is_explained_and_fails():
    answer = subprocess.run(
        [sys.executable, run.__file__, "frobnicate"], capture_output=True, check=False
    )
    assert answer.returncode == 2
    assert "run.py test" in answer.stdout.decode()
