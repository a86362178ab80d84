"""Shared by all tests: where the project lies, and how hard Hypothesis tries."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from lib.adapters.demonstration import write
from lib.adapters.observation_files import load_dataset
from lib.project import Project, known_indicators

ROOT = Path(__file__).parents[1]

settings.register_profile("ci", deadline=None, derandomize=True)  # same verdict on a slow machine
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if "CI" in os.environ else "dev")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The demonstration dataset, made anew in a folder of the tests."""
    project = Project()
    context = project.context()
    known = known_indicators(context, [file.scheme for file in project.schemes().values()])
    path = tmp_path_factory.mktemp("demo") / "observations.csv"
    write(project.roster(), dict(context.indicators), path)
    return load_dataset(project.roster(), path, known, demonstration=True)
