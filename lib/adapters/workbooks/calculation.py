"""From parameters, residents and scores to the units of every institution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.adapters.workbooks.book import Live, span_of
from lib.adapters.workbooks.bounds import Bounds, caps, floors, hold
from lib.adapters.workbooks.parameters import Instalment
from lib.adapters.workbooks.sharing import Line, Sharing, Table
from lib.errors import N_
from lib.model.allocation import Allocation, Claims, Row
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import AllocationRules
from lib.model.tree import DEFAULT_KIND

Units = list[Live]


@dataclass(frozen=True, slots=True)
class Basis:
    """What an institution is shared by: references to cells of the allocation table."""

    code: str
    name: str
    people: Live
    score: Live
    coefficient: Live


@dataclass(frozen=True, slots=True)
class Worked:
    """References to the units of every institution, one list for each column."""

    parts: Mapping[str, Units]
    """By name of the part in `Row`."""
    amount: Units
    advances: list[Units]
    village: Units


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What is to be calculated."""

    allocation: Allocation
    rules: AllocationRules
    claims: Claims
    """What institutions bring: work points, item claims, ranks."""


def weights_of_performance(allocation: Allocation) -> list[Fraction]:
    """Return residents times coefficient, by which performance money is shared."""
    return [row.population * row.coefficient for row in allocation.rows]


class Calculation:
    """Fills a working sheet, one block after the other."""

    def __init__(self, work: Sharing, basis: Sequence[Basis], case: Case) -> None:
        self._work = work
        self.say = work.say
        self.basis = basis
        self.case = case
        self.unit = ROUNDING_UNITS[case.rules.rounding_unit]

    @property
    def people(self) -> Units:
        """Refer to the residents of every institution."""
        return [part.people for part in self.basis]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the engine pays."""
        return self.case.allocation.rows

    def base(self, caption: str) -> Units:
        """Share the base pool by residents."""
        pool = Live("base_units", self.case.allocation.base_pool // self.unit)
        return self.share(caption, pool, self.people)

    def share(self, caption: str, total: Live, weights: Sequence[Live]) -> Units:
        """Share a total over the institutions by largest remainder."""
        self._work.caption(self.say(caption))
        lines = [Line(b.code, b.name, w) for b, w in zip(self.basis, weights, strict=True)]
        return self._work.share(total, lines)

    def table(self, caption: str) -> Table:
        """Start a table with a line for each institution."""
        return self._work.table(self.say(caption), [(b.code, b.name) for b in self.basis])

    def solved(self, caption: str, title: str, part: str) -> Units:
        """Write a part of the amounts as the system solved it, in units."""
        units = [getattr(row, part) // self.unit for row in self.rows]
        cells = [Live(str(count), count) for count in units]
        return self.table(caption).column(self.say(title), cells)

    def added(self, caption: str, parts: Sequence[Units]) -> Units:
        """Add up parts, institution by institution."""
        return self.table(caption).column(
            self.say(N_("Together")),
            [
                Live("+".join(cell.text for cell in line), sum(cell.whole for cell in line))
                for line in zip(*parts, strict=True)
            ],
        )

    def bounded(self, before: Units, bounds: Bounds) -> Units:
        """Return what floors and caps add or take, held by the common rate."""
        table = self.table(N_("Floors and caps, units"))
        low = table.column(self.say(N_("Floor, units")), floors(self.people, bounds))
        high = table.column(self.say(N_("Cap, units")), caps(self.people, before, low, bounds))
        held, weights = hold(before, low, high, bounds.rate)
        held = table.column(self.say(N_("Held at")), held)
        left = sum(cell.whole for cell in before) - sum(cell.whole for cell in held)
        rest = Live(f"SUM({span_of(before)})-SUM({span_of(held)})", left)
        caption = N_("What floors and caps leave, shared among the others")
        shared = self.share(caption, rest, weights)
        return [
            Live(f"{kept.text}+{part.text}-{was.text}", kept.whole + part.whole - was.whole)
            for kept, part, was in zip(held, shared, before, strict=True)
        ]

    def advances(self, instalments: Sequence[Instalment]) -> list[Units]:
        """Share every instalment by residents."""
        return [self.share(part.label, part.units, self.people) for part in instalments]

    def villages(self, amount: Units) -> Units:
        """Set apart the share of the villages, half up."""
        table = self.table(N_("Share of the villages, units"))
        shares = [self._share_of(part) for part in self.basis]
        shares = table.column(self.say(N_("Village share")), shares)
        return table.column(
            self.say(N_("Result, units")),
            [
                Live(
                    f"INT((2*({money.text})*ROUND({share.text}*share_scale,0)+share_scale)"
                    "/(2*share_scale))",
                    row.village // self.unit,
                )
                for money, share, row in zip(amount, shares, self.rows, strict=True)
            ],
        )

    def _share_of(self, part: Basis) -> Live:
        """Follow the common share, unless the institution has one of its own."""
        shares = self.case.rules.village_share
        if part.code in shares:
            return Live(repr(float(shares[part.code])), float(shares[part.code]))
        return Live("village_share", float(shares[DEFAULT_KIND]))
