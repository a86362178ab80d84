"""Shared by all tests: where the project lies, and how hard Hypothesis tries."""

import os
from pathlib import Path

from hypothesis import settings

ROOT = Path(__file__).parents[1]

settings.register_profile("ci", deadline=None, derandomize=True)  # same verdict on a slow machine
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if "CI" in os.environ else "dev")
