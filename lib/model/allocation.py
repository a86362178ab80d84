"""From scores to amounts: the chain of rules F1 to F8, advance and settlement.

Every amount is a whole number of fen, and every column adds up to its pool.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from lib.errors import N_, AllocationError
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.formulas.chain import Chained, resolve_pool, run, single_weights, split_pool
from lib.model.formulas.claims import Claims
from lib.model.formulas.performance import PERCENT, coefficients
from lib.model.formulas.rounding import EXACT, Rounding, rounding_of
from lib.model.notices import Notice
from lib.model.numbers import round_one
from lib.model.rules import AdvanceBase, AllocationRules

__all__ = [
    "PERCENT",
    "Allocation",
    "Claims",
    "Row",
    "coefficients",
    "distribute",
    "exact_amounts",
    "performance_pay",
    "resolve_pool",
    "single_weights",
    "split_pool",
    "village_part",
]


@dataclass(frozen=True, slots=True)
class Row:
    """What one institution receives, in fen."""

    area: str
    population: int
    entitlement: int
    """Subsidy per head times residents."""
    coefficient: Fraction
    """Share of the performance money its residents count for, after the pass line."""
    base: int
    performance: int
    award: int
    """F3: what it receives of the money that tiers deduct."""
    rank_award: int
    """F7: gained by the first, lost by the last; adds up to zero or less."""
    withheld: int
    """F8: taken by a veto, or received from it; adds up to zero or less."""
    adjustment: int
    """What floors and caps added or took; adds up to zero."""
    corridor: int
    """What the corridor against last year added or took; adds up to zero."""
    amount: int
    """Sum of the seven parts."""
    items: Mapping[str, int]
    """F4b and F6: the performance part by item pool."""
    work: Fraction
    """F4: work points; 0 under every other formula."""
    advances: tuple[int, ...]
    """Instalments of the year, paid or not."""
    advance: int
    """Instalments paid by the day of the rules."""
    recovered: int
    """Owed from last year's settlement, kept back from this one (扣回)."""
    village: int
    """Share of the villages (村级部分)."""

    @property
    def settlement(self) -> int:
        """What is still to pay at the end of the year; negative means to be recovered."""
        return self.amount - sum(self.advances) - self.recovered

    @property
    def township(self) -> int:
        """What stays with the institution after the share of the villages."""
        return self.amount - self.village


@dataclass(frozen=True)
class Allocation:
    """The pool and what became of it, in fen."""

    pool: int
    base_pool: int
    performance_pool: int
    rows: tuple[Row, ...]
    """In the order of area codes."""
    carried_over: int
    """What the rules leave undistributed (结转)."""
    notices: tuple[Notice, ...] = ()
    deducted: int = 0
    """F3: what the tiers deducted."""
    item_pools: Mapping[str, int] = field(default_factory=dict)
    """F4b and F6: what each item pool shared."""

    def row(self, area: str) -> Row:
        """Find the row of an institution.

        Raises
        ------
        AllocationError
            If it receives nothing here.
        """
        if area not in self._by_area:
            raise AllocationError(N_("The area “{code}” has no part in the allocation."), code=area)
        return self._by_area[area]

    @cached_property
    def residents(self) -> int:
        """Residents of all institutions, persons."""
        return sum(row.population for row in self.rows)

    @cached_property
    def weight(self) -> Fraction:
        """Sum of residents times coefficient: what the performance pool is shared by."""
        return sum((row.population * row.coefficient for row in self.rows), Fraction())

    @cached_property
    def _by_area(self) -> dict[str, Row]:
        return {row.area: row for row in self.rows}

    def amounts(self) -> dict[str, int]:
        """Return the amount of every institution, fen."""
        return {row.area: row.amount for row in self.rows}


def distribute(claims: Claims, rules: AllocationRules, day: date) -> Allocation:
    """Share the pool among institutions by all that they bring.

    Raises
    ------
    AllocationError
        If a population is missing, or floors, caps and corridor cannot hold.
    ParameterError
        If the formula lacks a parameter, or what it counts.

    References
    ----------
    Formulas F1 to F6 and overlays F7 and F8 of county rules; each is described in its own
    module of `lib.model.formulas`.
    """
    rounding = rounding_of(rules.rounding_unit)
    chained = run(claims, rules, rounding)
    pool, base_pool, performance_pool = (int(part) for part in chained.pools)
    advances = _advances(rules, claims, pool, rounding)
    rows = tuple(
        _row(claims, line, rules, chained, advances=tuple(part[line] for part in advances), day=day)
        for line in range(len(claims.areas))
    )
    return Allocation(
        pool=pool,
        base_pool=base_pool,
        performance_pool=performance_pool,
        rows=rows,
        carried_over=int(chained.carried_over),
        notices=chained.notices,
        deducted=int(chained.shared.deducted),
        item_pools={code: int(part.sum()) for code, part in chained.shared.items.items()},
    )


def exact_amounts(claims: Claims, rules: AllocationRules) -> tuple[Fraction, ...]:
    """Return the amounts before any rounding, fen, in the order of the claims.

    Raises
    ------
    AllocationError, ParameterError
        As `distribute`.
    """
    return tuple(Fraction(amount) for amount in run(claims, rules, EXACT).amounts)


def village_part(amount: int, area: str, rules: AllocationRules) -> int:
    """Return the share of the villages of one institution, fen, in whole rounding units."""
    share = rules.village_share.get(area, rules.village_share["default"])
    return _part(amount, share, rules)


def performance_pay(row: Row, rules: AllocationRules) -> int | None:
    """Return the base of performance pay (绩效工资基数) of an institution, fen.

    A declared share of what stays with it after the share of the villages; None where
    the scheme declares none.
    """
    share = rules.performance_pay_share
    return None if share is None else _part(row.township, share, rules)


def _part(amount: int, share: Fraction, rules: AllocationRules) -> int:
    unit = ROUNDING_UNITS[rules.rounding_unit]
    return int(round_one(Fraction(amount, unit) * share)) * unit


def _row(  # noqa: PLR0913 (one row of every column)
    claims: Claims,
    line: int,
    rules: AllocationRules,
    chained: Chained,
    *,
    advances: tuple[int, ...],
    day: date,
) -> Row:
    area, shared = claims.areas[line], chained.shared
    people, amount = int(claims.people[line]), int(chained.amounts[line])
    due = [part.due(day) for part in rules.instalments]
    return Row(
        area=area.code,
        population=people,
        entitlement=rules.per_head * people,
        coefficient=Fraction(shared.coefficient[line]),
        base=int(chained.base[line]),
        performance=int(shared.performance[line]),
        award=int(shared.award[line]),
        rank_award=int(chained.rank_award[line]),
        withheld=int(chained.withheld[line]),
        adjustment=int(chained.adjustment[line]),
        corridor=int(chained.corridor[line]),
        amount=amount,
        items={code: int(part[line]) for code, part in shared.items.items()},
        work=Fraction(0) if claims.work is None else Fraction(claims.work[line]),
        advances=advances,
        advance=sum(part for part, paid in zip(advances, due, strict=True) if paid),
        recovered=rules.recoveries.get(area.code, 0),
        village=village_part(amount, area.code, rules),
    )


def _advances(
    rules: AllocationRules, claims: Claims, pool: int, rounding: Rounding
) -> list[list[int]]:
    """Share each instalment by residents."""
    people = claims.people
    by_head = rules.advance_base == AdvanceBase.ENTITLEMENT
    whole = rules.per_head * people.sum() if by_head else Fraction(pool)
    parts = [rounding.near(whole * part.share) for part in rules.instalments]
    return [[int(amount) for amount in rounding.share(part, people)] for part in parts]
