"""The columns of the allocation table: those that the rules and the amounts need."""

from __future__ import annotations

from dataclasses import dataclass

from lib.errors import N_
from lib.model.allocation import Allocation
from lib.model.formulas.chain import WEIGHED
from lib.model.rules import AllocationRules, Formula

PARTS = ("base", "performance", "award", "rank_award", "withheld", "adjustment", "corridor")
"""What an amount is the sum of, by name in `Row`."""
MOVE = ("adjustment", "corridor")
"""Parts that only move money, so that they add up to zero."""
MAY_LEAVE = ("rank_award", "withheld")
"""Parts that add up to zero, or leave money to be carried over."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its title and its width."""

    code: str
    title: str
    width: float


_EVERY = (
    Column("number", N_("No."), 5),
    Column("name", N_("Institution"), 25),
    Column("people", N_("Residents served"), 11),
    Column("score", N_("Score"), 8),
    Column("coefficient", N_("Coefficient"), 9),
    Column("work", N_("Work points"), 13),
    Column("base", N_("Base"), 15),
    Column("performance", N_("Performance"), 15),
    Column("award", N_("Award from deductions"), 15),
    Column("rank_award", N_("Rank bonus or malus"), 14),
    Column("withheld", N_("Veto"), 14),
    Column("adjustment", N_("Floors and caps"), 12),
    Column("corridor", N_("Corridor of change"), 13),
    Column("amount", N_("Amount"), 16),
    Column("advance", N_("Advance paid"), 15),
    Column("due", N_("Advance not yet due"), 14),
    Column("recovered", N_("Recovered"), 13),
    Column("settlement", N_("Settlement"), 15),
    Column("pay", N_("Base of performance pay"), 15),
    Column("village", N_("Of which villages"), 15),
    Column("remark", N_("Remark"), 16),
)


def of(allocation: Allocation, rules: AllocationRules) -> tuple[Column, ...]:
    """Return the columns that an allocation needs; a rule in force keeps its column."""
    weighed = rules.formula in WEIGHED
    declared = {
        "coefficient": weighed or rules.formula == Formula.F3,
        "work": rules.formula in (Formula.F4A, Formula.F4B),
        "base": rules.formula in (Formula.F1, Formula.F2),
        "award": rules.award is not None and rules.formula == Formula.F3,
        "rank_award": rules.rank_awards is not None,
        "withheld": False,
        "adjustment": rules.floor_share is not None or rules.cap_share is not None,
        "corridor": rules.corridor is not None,
        "recovered": False,
        "pay": rules.performance_pay_share is not None,
    }
    held = {code: any(getattr(r, code, 0) for r in allocation.rows) for code in declared}
    held["work"] = held["pay"] = held["coefficient"] = False
    return tuple(
        column
        for column in _EVERY
        if declared.get(column.code, True) or held.get(column.code, False)
    )
