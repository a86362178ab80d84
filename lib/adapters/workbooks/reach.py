"""How far the formulas of the workbook reach: what stands as a value, and why."""

from __future__ import annotations

from lib.adapters.workbooks.calculation import Case
from lib.adapters.workbooks.villages import is_counted
from lib.errors import N_
from lib.model.rules import Basis, Formula


def reach(case: Case, basis: Basis, *, bounded: bool) -> list[str]:
    """Say what the formulas do, and what they cannot.

    Parameters
    ----------
    case
        What was calculated.
    basis
        Which score money follows.
    bounded
        Whether floors and caps are held by a rate.
    """
    told: list[str] = [
        N_("Cells in blue on yellow may be changed; every sheet follows at once."),
        N_(
            "Amounts are shared by largest remainder, ties in the order of the lines. The "
            "sheets of calculations divide in groups of digits, so that no number exceeds "
            "what a spreadsheet holds exactly."
        ),
        N_("Scores are results of the evaluation; the workbook does not score anew."),
        N_("Items with sensitive figures of few people come without their points."),
    ]
    if bounded:
        told.append(
            N_(
                "The common rate of floors and caps is solved by the system and stands among "
                "the parameters. Change anything, and the sum still is the pool, but the rate "
                "has to be solved again: export anew."
            )
        )
    told += _solved(case)
    if basis == Basis.FULL:
        told.append(
            N_(
                "Money follows scores in full precision. Weights are rounded to whole numbers "
                "that were checked to give the same amounts."
            )
        )
    if is_counted(case.rules):
        told.append(N_("Weights of the clinics are counted by the system."))
    if case.rules.village_floor is not None:
        told.append(N_("The least for each clinic is solved by the system: amounts are values."))
    return told


def _solved(case: Case) -> list[str]:
    """Name what stands as a value because the system counts it or solves it in turns."""
    rules, rows = case.rules, case.allocation.rows
    capped = rules.award is not None and rules.award.cap_share is not None
    found = {
        N_("Work points are counted by the system and stand as values."): (
            rules.formula in (Formula.F4A, Formula.F4B)
        ),
        N_("Claims on item pools are counted by the system and stand as whole numbers."): (
            case.claims.items is not None
        ),
        N_("Awards with a cap are solved by the system and stand as values."): (
            capped and rules.formula == Formula.F3
        ),
        N_("What a veto takes and gives is solved by the system and stands as a value."): any(
            row.withheld for row in rows
        ),
        N_("The corridor of change is solved by the system and stands as a value."): (
            rules.corridor is not None
        ),
    }
    return [text for text, holds in found.items() if holds]
