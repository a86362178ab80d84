"""The allocation as a workbook. Apart from the other reads: one page needs it, on a click."""

from lib.adapters import workbooks
from lib.adapters.workbooks import Imprint
from lib.model.evaluation import Outcome
from lib.model.roster import CLINIC
from lib.model.small_cells import Withheld
from pages.ui import load

__all__ = ["Imprint", "allocation_workbook"]


def allocation_workbook(outcome: Outcome, imprint: Imprint, withheld: Withheld) -> bytes:
    """Write an allocation as a workbook whose formulas compute every amount anew.

    It is written outside of the session: the reader's choices have to come as arguments.
    """
    clinics = load.roster().on(outcome.rules.day).of_kind(CLINIC)
    return workbooks.write_allocation(outcome, clinics, imprint, withheld)
