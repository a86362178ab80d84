"""From parameters, residents and coefficients to the units of every institution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.adapters.workbooks.book import Live, span_of
from lib.adapters.workbooks.bounds import Bounds, caps, floors, hold
from lib.adapters.workbooks.division import rounded
from lib.adapters.workbooks.parameters import Instalment
from lib.adapters.workbooks.sharing import Line, Sharing, Table
from lib.errors import N_
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import AllocationRules, Formula, NobodyPasses
from lib.model.tree import DEFAULT_KIND


@dataclass(frozen=True, slots=True)
class Basis:
    """What an institution is shared by: references to cells of the allocation table."""

    code: str
    name: str
    people: Live
    coefficient: Live


@dataclass(frozen=True, slots=True)
class Worked:
    """References to the units of every institution, one list for each column."""

    base: list[Live]
    performance: list[Live]
    amount: list[Live]
    advances: list[list[Live]]
    village: list[Live]


def weights_of_performance(allocation: Allocation) -> list[Fraction]:
    """Return residents times coefficient, by which performance money is shared."""
    return [row.population * row.coefficient for row in allocation.rows]


class Calculation:
    """Fills a working sheet, one block after the other."""

    def __init__(
        self, work: Sharing, basis: Sequence[Basis], allocation: Allocation, rules: AllocationRules
    ) -> None:
        self._work = work
        self._say = work.say
        self._basis = basis
        self._allocation = allocation
        self._rules = rules
        self._unit = ROUNDING_UNITS[rules.rounding_unit]

    def run(self, instalments: Sequence[Instalment], scale: int, bounds: Bounds | None) -> Worked:
        """Share every pool over the institutions.

        Parameters
        ----------
        instalments
            Advance payments, each with its units.
        scale
            What residents times coefficient is multiplied by.
        bounds
            Floors and caps, None where the rules have none.
        """
        people = [part.people for part in self._basis]
        base_pool = Live("base_units", self._allocation.base_pool // self._unit)
        base = self._share(N_("Base pool, shared by residents"), base_pool, people)
        performance = self._performance(scale)
        amount = self._together(base, performance, bounds)
        advances = [self._share(part.label, part.units, people) for part in instalments]
        return Worked(base, performance, amount, advances, self._villages(amount))

    def _share(self, caption: str, total: Live, weights: Sequence[Live]) -> list[Live]:
        self._work.caption(self._say(caption))
        lines = [Line(b.code, b.name, w) for b, w in zip(self._basis, weights, strict=True)]
        return self._work.share(total, lines)

    def _table(self, caption: str) -> Table:
        return self._work.table(self._say(caption), [(b.code, b.name) for b in self._basis])

    def _performance(self, scale: int) -> list[Live]:
        """Share by residents x coefficient; where nobody earns any, as the rules say."""
        products = rounded(weights_of_performance(self._allocation), scale)
        texts = [f"ROUND({b.people.text}*{b.coefficient.text}*score_scale,0)" for b in self._basis]
        raw = self._table(N_("Residents x coefficient")).column(
            self._say(N_("Weight")),
            [Live(text, value) for text, value in zip(texts, products, strict=True)],
        )
        kept = self._rules.formula == Formula.F2
        kept = kept and self._rules.nobody_passes == NobodyPasses.CARRY_OVER
        nobody = 'AND(formula_code="F2",nobody_rule="carry_over")'
        weights = [
            Live(
                f"IF(SUM({span_of(raw)})=0,IF({nobody},0,{b.people.text}),{cell.text})",
                cell.whole if any(products) else 0 if kept else b.people.whole,
            )
            for b, cell in zip(self._basis, raw, strict=True)
        ]
        pool = Live("performance_units", self._allocation.performance_pool // self._unit)
        return self._share(N_("Performance pool, shared by residents x coefficient"), pool, weights)

    def _together(
        self, base: list[Live], performance: list[Live], bounds: Bounds | None
    ) -> list[Live]:
        """Add base and performance; floors and caps move money inside the sum."""
        table = self._table(N_("Base and performance, units"))
        before = table.column(
            self._say(N_("Together")),
            [
                Live(f"{b.text}+{p.text}", b.whole + p.whole)
                for b, p in zip(base, performance, strict=True)
            ],
        )
        if bounds is None:
            return before
        people = [part.people for part in self._basis]
        low = table.column(self._say(N_("Floor, units")), floors(people, bounds))
        high = table.column(self._say(N_("Cap, units")), caps(people, before, low, bounds))
        held, weights = hold(before, low, high, bounds.rate)
        held = table.column(self._say(N_("Held at")), held)
        left = sum(cell.whole for cell in before) - sum(cell.whole for cell in held)
        rest = Live(f"SUM({span_of(before)})-SUM({span_of(held)})", left)
        shared = self._share(
            N_("What floors and caps leave, shared among the others"), rest, weights
        )
        return [
            Live(f"{kept.text}+{part.text}", kept.whole + part.whole)
            for kept, part in zip(held, shared, strict=True)
        ]

    def _villages(self, amount: list[Live]) -> list[Live]:
        """Set apart the share of the villages, half up."""
        table = self._table(N_("Share of the villages, units"))
        shares = [self._share_of(part) for part in self._basis]
        shares = table.column(self._say(N_("Village share")), shares)
        return table.column(
            self._say(N_("Result, units")),
            [
                Live(
                    f"INT((2*({money.text})*ROUND({share.text}*share_scale,0)+share_scale)"
                    "/(2*share_scale))",
                    row.village // self._unit,
                )
                for money, share, row in zip(amount, shares, self._allocation.rows, strict=True)
            ],
        )

    def _share_of(self, part: Basis) -> Live:
        """Follow the common share, unless the institution has one of its own."""
        shares = self._rules.village_share
        if part.code in shares:
            return Live(repr(float(shares[part.code])), float(shares[part.code]))
        return Live("village_share", float(shares[DEFAULT_KIND]))
