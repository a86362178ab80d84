"""The allocation as a workbook. Apart from the other reads: one page needs it, on a click."""

from lib.adapters import workbooks
from lib.adapters.workbooks import Imprint
from lib.model.evaluation import Outcome
from lib.model.roster import CLINIC
from pages.ui import load

__all__ = ["Imprint", "allocation_workbook"]


def allocation_workbook(outcome: Outcome, imprint: Imprint) -> bytes:
    """Write an allocation as a workbook whose formulas compute every amount anew."""
    clinics = load.roster().on(outcome.rules.day).of_kind(CLINIC)
    withheld = load.withheld(outcome.rules.day)
    return workbooks.write_allocation(outcome, clinics, imprint, withheld)
