"""Shared by all tests: where the project lies, its own store, and how hard Hypothesis tries."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from lib.adapters.demonstration import write
from lib.adapters.observation_files import load_dataset
from lib.commands import demonstrating
from lib.model.authors import Author
from lib.project import Project

ROOT = Path(__file__).parents[1]

settings.register_profile("ci", deadline=None, derandomize=True)  # same verdict on a slow machine
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if "CI" in os.environ else "dev")

_FOLDER = tempfile.TemporaryDirectory(prefix="heng-tests-")  # never the figures of whoever tests
os.environ["HENG_DATABASE"] = f"sqlite:///{_FOLDER.name}/heng.sqlite"
os.environ["HENG_KEYS"] = f"{_FOLDER.name}/keys"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The demonstration dataset, made anew in a folder of the tests."""
    project = Project()
    path = tmp_path_factory.mktemp("demo") / "observations.csv"
    write(project.roster(), project.context().indicators, path)
    return load_dataset(project.roster(), path, project.indicators(), demonstration=True)


AUTHOR = Author("测试", datetime(2026, 1, 5, 9, 0))  # noqa: DTZ001 (county time)


@pytest.fixture(scope="session")
def filled():
    """A store of the tests' own, with the demonstration in it."""
    project = Project()
    store = project.store()
    demonstrating.fill(project, store, AUTHOR)
    return store
