"""The allocation table (资金分配表) and the calculation behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.adapters.workbooks.book import Book, Live, Sheet, sum_of
from lib.adapters.workbooks.parameters import Instalment
from lib.adapters.workbooks.sharing import Line, Sharing
from lib.errors import N_
from lib.model.allocation import Allocation, Row
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.evaluation import Outcome
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Basis

FIRST_ROW = 5
_FEN = 100
_COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("No."), 6),
    (N_("Institution"), 26),
    (N_("Residents served"), 12),
    (N_("Score"), 10),
    (N_("Coefficient"), 11),
    (N_("Base"), 16),
    (N_("Performance"), 16),
    (N_("Floors and caps"), 14),
    (N_("Amount"), 17),
    (N_("Advance paid"), 16),
    (N_("Advance not yet due"), 14),
    (N_("Settlement"), 16),
    (N_("Of which villages"), 16),
    (N_("Remark"), 22),
)
PEOPLE, SCORE, COEFFICIENT = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """Who stands at a floor or a cap, in units; None where there are none."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Worked:
    """References to the units of every institution, column by column."""

    base: list[Live]
    performance: list[Live]
    amount: list[Live]
    advances: list[list[Live]]
    village: list[Live]


class Institutions:
    """Writes the allocation table; the calculation goes to a sheet of its own."""

    def __init__(self, book: Book, outcome: Outcome, allocation: Allocation) -> None:
        assert_rules = outcome.rules.allocation
        if assert_rules is None:
            message = "an allocation without rules"
            raise TypeError(message)
        self._rules: AllocationRules = assert_rules
        self._imprint = book.imprint
        self._say = book.imprint.say
        self._outcome = outcome
        self._allocation = allocation
        self._unit = ROUNDING_UNITS[self._rules.rounding_unit]
        title = self._say(N_("Allocation"))
        self.sheet: Sheet = book.sheet(title, [width for _, width in _COLUMNS], heading=title)
        self.sheet.text(FIRST_ROW - 2, 0, self._say(N_("Unit: yuan")), "remark")
        self.sheet.header(FIRST_ROW - 1, [self._say(head) for head, _ in _COLUMNS])

    def cells(self, column: int, values: Sequence[float | str]) -> list[Live]:
        """Refer to a column of the table, whose values are known before it is written."""
        letter = "ABCDEFGHIJKLMN"[column]
        return [
            Live(f"'{self.sheet.title}'!${letter}${FIRST_ROW + 1 + i}", value)
            for i, value in enumerate(values)
        ]

    @property
    def people(self) -> list[Live]:
        """Refer to the residents."""
        return self.cells(PEOPLE, [row.population for row in self._allocation.rows])

    def write_basis(self, scores: Sequence[Live]) -> list[Fraction]:
        """Write names, residents, scores and coefficients; returns residents x coefficient."""
        barred = self._outcome.scores.marks.barred
        for i, (area, row) in enumerate(zip(self._outcome.areas, self._allocation.rows, strict=True)):
            line = FIRST_ROW + i
            self.sheet.number(line, 0, i + 1, "centre")
            self.sheet.text(line, 1, self._imprint.name(area))
            self.sheet.number(line, PEOPLE, row.population, "input whole")
            score = self.sheet.formula(line, SCORE, scores[i], "score")
            score_cell = score.text.rpartition("!")[2]
            below = f"IF({score_cell}>=pass_line,1,below_factor)"
            text = "0" if barred[i] else f"{score_cell}/100*{below}"
            self.sheet.formula(line, COEFFICIENT, Live(text, float(row.coefficient)), "ratio")
        return [row.population * row.coefficient for row in self._allocation.rows]

    def calculate(self, work: Sharing, instalments: Sequence[Instalment], bounds: Bounds | None) -> Worked:
        """Share every pool; returns references to the units."""
        rows, people = self._allocation.rows, self.people
        base_pool = Live("base_units", self._allocation.base_pool // self._unit)
        work.caption(self._say(N_("Base pool, shared by residents")))
        base = work.share(base_pool, self._lines(people))
        performance = self._performance(work, people)
        amount = self._bounded(work, base, performance, bounds)
        advances = []
        for instalment in instalments:
            work.caption(instalment.label)
            advances.append(work.share(instalment.units, self._lines(people)))
        village = self._village_parts(work, amount, rows)
        return Worked(base, performance, amount, advances, village)

    def _lines(self, weights: Sequence[Live]) -> list[Line]:
        return [
            Line(area.code, self._imprint.name(area), weight)
            for area, weight in zip(self._outcome.areas, weights, strict=True)
        ]

    def _performance(self, work: Sharing, people: list[Live]) -> list[Live]:
        """Residents times coefficient, made whole; residents alone where nobody earns any."""
        coefficients = self.cells(COEFFICIENT, [float(r.coefficient) for r in self._allocation.rows])
        scale = work.score_scale
        raw = [
            Live(f"ROUND({n.text}*{k.text}*score_scale,0)", _half_up(row.population * row.coefficient * scale))
            for n, k, row in zip(people, coefficients, self._allocation.rows, strict=True)
        ]
        work.caption(self._say(N_("Performance pool, shared by residents x coefficient")))
        return raw

    def _bounded(self, work, base, performance, bounds):
        return performance

    def _village_parts(self, work, amount, rows):
        return amount
