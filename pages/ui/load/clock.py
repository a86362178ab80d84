"""What day it is for the quarter's work."""

from datetime import date

from lib.model.quarters import Quarter, quarter_of
from pages.ui.load import reports


def today() -> date:
    """Return the day by which things are due or late.

    The demonstration stands still some days after its newest report, or everything in it
    would be years overdue.
    """
    return reports.now().date()


def quarter() -> Quarter:
    """Return the quarter under review: the one that was over last."""
    return quarter_of(today()).later(-1)
