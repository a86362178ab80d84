"""From scores to amounts: F1 and F2, pass line, floors and caps, advance and settlement.

Every amount is a whole number of fen, and every column adds up to its pool.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from lib.errors import N_, AllocationError
from lib.model.apportionment import ROUNDING_UNITS, apportion, fit_between
from lib.model.notices import Notice
from lib.model.numbers import Flags, Numbers, exact, like, round_one
from lib.model.roster import Area
from lib.model.rules import AdvanceBase, AllocationRules, BelowPassLine, Formula, NobodyPasses

PERCENT = 100
"""Scores run from 0 to this."""


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
    adjustment: int
    """What floors and caps added or took; adds up to zero."""
    amount: int
    advances: tuple[int, ...]
    """Instalments of the year, paid or not."""
    advance: int
    """Instalments paid by the day of the rules."""
    village: int
    """Share of the villages (村级部分)."""

    @property
    def settlement(self) -> int:
        """What is still to pay at the end of the year; negative means to be recovered."""
        return self.amount - sum(self.advances)

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


def coefficients(scores: Numbers, rules: AllocationRules, barred: Flags) -> Numbers:
    """Turn scores into the coefficient of performance, unit /1.

    Parameters
    ----------
    scores
        Shape (..., areas), 0 to 100, on the basis that the rules declare.
    rules
        Pass line and what it does.
    barred
        Areas whose performance money is withheld by a veto.
    """
    share = scores * like(scores, Fraction(1, PERCENT))
    left = {
        BelowPassLine.KEEP: like(scores, 1),
        BelowPassLine.ZERO: like(scores, 0),
        BelowPassLine.PENALTY: like(scores, rules.below_penalty),
    }[rules.below_pass_line]
    passed = np.where(scores >= like(scores, rules.pass_line), share, share * left)
    earned: Numbers = np.where(barred, like(scores, 0), passed)
    return earned


def split_pool(pool: int, rules: AllocationRules) -> tuple[int, int, int]:
    """Split the pool into base, performance and what the rounding unit leaves over, fen.

    A pool that is no whole number of rounding units leaves less than one unit over.
    """
    unit = ROUNDING_UNITS[rules.rounding_unit]
    whole = pool // unit
    share = rules.base_share if rules.formula == Formula.F2 else Fraction(0)
    base = int(round_one(whole * share))
    return base * unit, (whole - base) * unit, pool - whole * unit


def resolve_pool(rules: AllocationRules, areas: tuple[Area, ...]) -> int:
    """Return the pool in fen: the one declared, or the subsidy for every resident."""
    return rules.per_head * sum(_people(areas)) if rules.pool is None else rules.pool


def allocate(
    areas: tuple[Area, ...], scores: Numbers, rules: AllocationRules, barred: Flags, day: date
) -> Allocation:
    """Share the pool among institutions.

    Parameters
    ----------
    areas
        Institutions in the order of their codes, each with a population.
    scores
        Exact scores, 0 to 100, on the basis that the rules declare.
    rules
        Formula and parameters.
    barred
        Institutions whose performance money is withheld.
    day
        Day up to which instalments count as paid.

    Raises
    ------
    AllocationError
        If a population is missing, or floors and caps cannot hold.

    References
    ----------
    F1 and F2, the two formulas most used between county and institutions.
    """
    people = _people(areas)
    pool = resolve_pool(rules, areas)
    base_pool, performance_pool, left = split_pool(pool, rules)
    unit = ROUNDING_UNITS[rules.rounding_unit]
    share = coefficients(scores, rules, barred)
    base = _apportion(base_pool, exact(people), unit)
    performance, carried, notices = _performance(performance_pool, people, share, rules)
    entitlements = [rules.per_head * count for count in people]
    before = [b + p for b, p in zip(base, performance, strict=True)]
    amounts = _bounded(before, entitlements, rules)
    advances = _advances(rules, people, sum(entitlements), pool)
    paid = [instalment.due(day) for instalment in rules.instalments]
    rows = tuple(
        Row(
            area=area.code,
            population=people[i],
            entitlement=entitlements[i],
            coefficient=share[i],
            base=base[i],
            performance=performance[i],
            adjustment=amounts[i] - before[i],
            amount=amounts[i],
            advances=tuple(part[i] for part in advances),
            advance=sum(part[i] for part, due in zip(advances, paid, strict=True) if due),
            village=village_part(amounts[i], area.code, rules),
        )
        for i, area in enumerate(areas)
    )
    return Allocation(pool, base_pool, performance_pool, rows, left + carried, notices)


def village_part(amount: int, area: str, rules: AllocationRules) -> int:
    """Return the share of the villages of one institution, fen, in whole rounding units."""
    unit = ROUNDING_UNITS[rules.rounding_unit]
    share = rules.village_share.get(area, rules.village_share["default"])
    return int(round_one(Fraction(amount, unit) * share)) * unit


def _performance(
    pool: int, people: list[int], share: Numbers, rules: AllocationRules
) -> tuple[list[int], int, tuple[Notice, ...]]:
    """Share the performance pool; when nobody earns any, do what the rules say and tell."""
    weights = exact(people) * share
    unit = ROUNDING_UNITS[rules.rounding_unit]
    if pool == 0 or sum(weights) > 0:
        return _apportion(pool, weights, unit), 0, ()
    if rules.formula == Formula.F2 and rules.nobody_passes == NobodyPasses.CARRY_OVER:
        notice = Notice(
            N_("Nobody reaches the pass line: {pool} yuan of performance money are carried over."),
            severity="error",
            values={"pool": f"{pool / 100:,.2f}"},
        )
        return [0] * len(people), pool, (notice,)
    notice = Notice(
        N_("Nobody has a score to share by: {pool} yuan are shared by population instead."),
        severity="error",
        values={"pool": f"{pool / 100:,.2f}"},
    )
    return _apportion(pool, exact(people), unit), 0, (notice,)


def _apportion(pool: int, weights: Numbers, unit: int) -> list[int]:
    if pool == 0:
        return [0] * len(weights)
    return [units * unit for units in apportion(pool // unit, weights)]


def _bounded(amounts: list[int], entitlements: list[int], rules: AllocationRules) -> list[int]:
    """Apply floors and caps inside what was shared, in whole rounding units."""
    if rules.floor_share is None and rules.cap_share is None:
        return amounts
    unit = ROUNDING_UNITS[rules.rounding_unit]
    low = rules.floor_share or Fraction(0)
    floors = [-int(-(low * due) // unit) for due in entitlements]
    high = rules.cap_share
    caps = [None if high is None else int(high * due // unit) for due in entitlements]
    wants = [amount // unit for amount in amounts]
    fitted = fit_between(sum(wants), wants, floors, caps)
    return [units * unit for units in apportion(sum(wants), fitted)]


def _advances(
    rules: AllocationRules, people: list[int], entitled: int, pool: int
) -> list[list[int]]:
    """Share each instalment by residents."""
    unit = ROUNDING_UNITS[rules.rounding_unit]
    whole = entitled if rules.advance_base == AdvanceBase.ENTITLEMENT else pool
    parts = [round_one(whole * part.share / unit) for part in rules.instalments]
    return [_apportion(int(part) * unit, exact(people), unit) for part in parts]


def _people(areas: tuple[Area, ...]) -> list[int]:
    if unknown := [area.name for area in areas if area.population is None]:
        raise AllocationError(
            N_("The population of {areas} is not known."),
            hint=N_("Complete the column population of the roster."),
            areas=", ".join(unknown),
        )
    return [area.population for area in areas if area.population is not None]
