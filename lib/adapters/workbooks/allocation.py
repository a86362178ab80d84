"""The allocation as a workbook whose formulas compute every amount anew, to the fen."""

from __future__ import annotations

from collections.abc import Sequence

from lib.adapters.workbooks.book import Book, Imprint, Live, span_of
from lib.adapters.workbooks.bounds import Bounds, solve_bounds
from lib.adapters.workbooks.calculation import Calculation, Worked, weights_of_performance
from lib.adapters.workbooks.division import LARGEST, digits_for, rounded, scale_for
from lib.adapters.workbooks.institutions import Institutions
from lib.adapters.workbooks.parameters import Parameters, Setting
from lib.adapters.workbooks.score_sheet import write_scores
from lib.adapters.workbooks.sharing import Sharing
from lib.adapters.workbooks.villages import Villages
from lib.errors import N_, AllocationError
from lib.model import small_cells
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.evaluation import Outcome
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Basis, VillageSplit
from lib.model.sealing import ENGINE_VERSION
from lib.model.small_cells import Withheld

_LABEL_WIDTH, _TEXT_WIDTH = 22, 100


def write_allocation(
    outcome: Outcome, clinics: Sequence[Area], imprint: Imprint, withheld: Withheld | None = None
) -> bytes:
    """Write the allocation with live formulas.

    Parameters
    ----------
    outcome
        Result of `evaluate`.
    clinics
        The clinics of the roster, for their names.
    imprint
        What the file says about itself, and its language.
    withheld
        Sensitive figures that may not be shown; None judges by the one day of the outcome.

    Returns
    -------
    bytes
        An Excel workbook. Excel, WPS and LibreOffice recompute every amount in it
        from residents, scores and parameters, equal to the engine to the fen.

    Raises
    ------
    AllocationError
        If the scheme allocates no money.
    """
    allocation, rules = outcome.allocation, outcome.rules.allocation
    if allocation is None or rules is None:
        raise AllocationError(N_("The scheme “{scheme}” shares no money."), scheme=imprint.scheme)
    if withheld is None:
        withheld = small_cells.of_day(outcome.scores.measures, outcome.rules.small_cell)
    return _Workbook(outcome, imprint, allocation, rules).write(clinics, withheld)


class _Workbook:
    """The sheets of one allocation, in the order in which they are read."""

    def __init__(
        self, outcome: Outcome, imprint: Imprint, allocation: Allocation, rules: AllocationRules
    ) -> None:
        self._outcome = outcome
        self._allocation = allocation
        self._rules = rules
        self._say = imprint.say
        self._book = Book(imprint)
        self._bounds: Bounds | None = solve_bounds(allocation, rules)
        self._scale = self._score_scale()
        self._village_scale: int = 10**outcome.rules.score_decimals

    def write(self, clinics: Sequence[Area], withheld: Withheld) -> bytes:
        notes = self._book.sheet(
            self._say(N_("Notes")), [_LABEL_WIDTH, _TEXT_WIDTH], heading=self._book.imprint.scheme
        )
        parameters = Parameters(self._book, self._rules)
        table = Institutions(self._book, self._outcome.areas, self._allocation)
        villages = self._villages(clinics)
        scores = write_scores(self._book, self._outcome, withheld)
        setting = Setting(
            table.people,
            self._outcome.rules.day,
            self._scale,
            self._village_scale,
            self._bounds.rate if self._bounds else None,
        )
        instalments = parameters.write(setting, self._allocation)
        basis = table.write_basis(scores, self._outcome.scores.marks.barred.tolist())
        work = Sharing(self._book, self._say(N_("Calculation")), digits_for(self._weights()))
        calculation = Calculation(work, basis, self._allocation, self._rules)
        worked = calculation.run(instalments, self._scale, self._bounds)
        table.write_amounts(worked, instalments)
        check = self._compare(work, worked)
        if villages is not None:
            self._split(villages, worked)
        for row, (label, text) in enumerate(self._notes(check), 4):
            notes.text(row, 0, label, "label")
            if isinstance(text, Live):
                notes.formula(row, 1, text, "prose")
            else:
                notes.text(row, 1, text, "prose")
        return self._book.content()

    def _score_scale(self) -> int:
        """Make residents x coefficient whole, by a power of ten if there is one in reach."""
        wanted = 10 ** (self._outcome.rules.score_decimals + 2)
        wanted *= self._rules.below_penalty.denominator
        total = self._allocation.performance_pool // ROUNDING_UNITS[self._rules.rounding_unit]
        return scale_for(weights_of_performance(self._allocation), total, wanted)

    def _weights(self) -> int:
        """Greatest sum of weights that the calculation divides by."""
        products = rounded(weights_of_performance(self._allocation), self._scale)
        people = sum(row.population for row in self._allocation.rows)
        unit = ROUNDING_UNITS[self._rules.rounding_unit]
        bounded = self._allocation.pool // unit if self._bounds else 0
        return max(people, sum(products), bounded)

    def _villages(self, clinics: Sequence[Area]) -> Villages | None:
        village = self._outcome.villages
        if village is None or not village.rows:
            return None
        names = {area.code: area for area in (*self._outcome.areas, *clinics)}
        return Villages(self._book, village, names)

    def _split(self, villages: Villages, worked: Worked) -> None:
        """Share the part of each institution over its clinics, on a sheet of its own."""
        rows = self._allocation.rows
        parts = {row.area: units for row, units in zip(rows, worked.village, strict=True)}
        work = Sharing(
            self._book, self._say(N_("Village calculation")), digits_for(self._village_weights())
        )
        villages.write(work, parts, self._rules.village_split, self._village_scale)

    def _village_weights(self) -> int:
        """Greatest sum of weights of one institution's clinics; 100 is the highest score."""
        people = max(row.population for row in self._allocation.rows)
        if self._rules.village_split == VillageSplit.WORKLOAD:
            return LARGEST // 2000
        return people * 100 * self._village_scale

    def _compare(self, work: Sharing, worked: Worked) -> Live:
        """Count the institutions whose amount differs from the system's."""
        rows = self._allocation.rows
        areas = [(area.code, self._book.imprint.name(area)) for area in self._outcome.areas]
        table = work.table(self._say(N_("Compared with the system, fen")), areas)
        here = table.column(
            self._say(N_("This workbook")),
            [
                Live(f"({units.text})*rounding_fen", row.amount)
                for units, row in zip(worked.amount, rows, strict=True)
            ],
        )
        there = table.column(
            self._say(N_("The system")), [Live(str(row.amount), row.amount) for row in rows]
        )
        same = self._say(N_("✓ every amount equals the system's, to the fen"))
        other = self._say(N_("institutions differ from the system: a cell has been changed"))
        count = f"SUMPRODUCT(--({span_of(here)}<>{span_of(there)}))"
        return Live(f'IF({count}=0,"{same}",{count}&" {other}")', same)

    def _notes(self, check: Live) -> list[tuple[str, str | Live]]:
        """Say what this is, where it comes from and how far its formulas reach."""
        imprint, say = self._book.imprint, self._say
        told: list[tuple[str, str | Live]] = [
            (say(N_("Nature")), "　".join(imprint.warnings)),
            (say(N_("Scheme")), imprint.scheme),
            (say(N_("Data up to")), imprint.period),
            (say(N_("Made at")), f"{imprint.generated:%Y-%m-%d %H:%M}"),
            (say(N_("Seal")), imprint.seal),
            (say(N_("Engine version")), ENGINE_VERSION),
            (say(N_("Check")), check),
            *((say(N_("Rules in force")), sentence) for sentence in imprint.sentences),
        ]
        return told + [(say(N_("How to read")), say(text)) for text in self._reach()]

    def _reach(self) -> list[str]:
        """Say what the formulas do, and what they cannot."""
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
        if self._bounds is not None:
            told.append(
                N_(
                    "The common rate of floors and caps is solved by the system and stands among "
                    "the parameters. Change anything, and the sum still is the pool, but the rate "
                    "has to be solved again: export anew."
                )
            )
        if self._outcome.rules.money_basis == Basis.FULL:
            told.append(
                N_(
                    "Money follows scores in full precision. Weights are rounded to whole numbers "
                    "that were checked to give the same amounts."
                )
            )
        if self._rules.village_split == VillageSplit.WORKLOAD:
            told.append(N_("Work points of the clinics are counted by the system."))
        return told
