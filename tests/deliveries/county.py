"""The real roster and catalogue, and what the pipeline knows before it reads a file."""

from datetime import date
from functools import cache

import pandas as pd

from lib.adapters.heading_files import load_headings
from lib.adapters.uploads import read as read_file
from lib.model.intake.figures import table
from lib.model.intake.headings import vocabulary
from lib.model.intake.names import name_index
from lib.model.intake.reading import read as read_figures
from lib.model.intake.understanding import Known, understand
from lib.model.roster import CLINIC, INSTITUTION_KINDS
from lib.project import Project

PROJECT = Project()
DAY = date(2025, 9, 30)
ROSTER = PROJECT.roster().on(DAY)
INDICATORS = dict(PROJECT.context().indicators)
INSTITUTIONS = ROSTER.of_kind(*INSTITUTION_KINDS)
CLINICS = ROSTER.of_kind(CLINIC)


@cache
def known():
    """Return what the pipeline knows: catalogue, headings and names of the project."""
    aliases = load_headings(PROJECT.data / "headings.csv")
    return Known(INDICATORS, name_index(ROSTER.areas), vocabulary(INDICATORS, aliases))


def understood(content, name):
    """Take a file through the pipeline up to its figures."""
    workbook = read_file(content, name)
    plan = understand(workbook, known())
    reading, findings = read_figures(workbook, plan, known(), before())
    return workbook, plan, reading, findings


def before() -> pd.DataFrame:
    """Return the figures in force: none."""
    return table()
