"""The allocation as a workbook whose formulas compute every amount anew, to the fen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lib.adapters.workbooks import columns
from lib.adapters.workbooks.book import Book, Imprint, Live, span_of
from lib.adapters.workbooks.bounds import Bounds, solve_bounds
from lib.adapters.workbooks.calculation import (
    Calculation,
    Case,
    Units,
    Worked,
    weights_of_performance,
)
from lib.adapters.workbooks.division import LARGEST, digits_for, rounded, scale_for
from lib.adapters.workbooks.formulas import award, award_scale, performance
from lib.adapters.workbooks.institutions import Institutions
from lib.adapters.workbooks.items import Items
from lib.adapters.workbooks.overlays import most_ties, rank_awards
from lib.adapters.workbooks.parameters import Instalment, Parameters, Setting
from lib.adapters.workbooks.reach import reach
from lib.adapters.workbooks.rule_cells import mean_of
from lib.adapters.workbooks.score_sheet import write_scores
from lib.adapters.workbooks.sharing import Sharing
from lib.adapters.workbooks.villages import Villages, is_counted
from lib.errors import N_, AllocationError
from lib.model import small_cells
from lib.model.allocation import PERCENT, Allocation
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.claiming import claim
from lib.model.evaluation import Outcome
from lib.model.formulas.chain import WEIGHED
from lib.model.formulas.mean_coefficient import county_mean
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Formula
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
        self._barred: list[bool] = outcome.scores.marks.barred.tolist()
        self._case = Case(allocation, rules, claim(outcome.scores, outcome.rules))
        self._bounds: Bounds | None = solve_bounds(allocation, rules, self._barred)
        self._scale = self._score_scale()
        self._village_scale: int = 10**outcome.rules.score_decimals

    def write(self, clinics: Sequence[Area], withheld: Withheld) -> bytes:
        notes = self._book.sheet(
            self._say(N_("Notes")), [_LABEL_WIDTH, _TEXT_WIDTH], heading=self._book.imprint.scheme
        )
        parameters = Parameters(self._book, self._rules)
        table = Institutions(self._book, self._outcome.areas, self._allocation, self._rules)
        villages = self._villages(clinics)
        items = self._items()
        scores = write_scores(self._book, self._outcome, withheld)
        instalments = parameters.write(self._setting(table), self._allocation)
        decimals = self._outcome.rules.score_decimals
        basis = table.write_basis(scores, self._barred, decimals)
        work = Sharing(self._book, self._say(N_("Calculation")), digits_for(self._weights()))
        earned = None if items is None else items.write(basis)
        worked = self._work(Calculation(work, basis, self._case), instalments, earned)
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

    def _setting(self, table: Institutions) -> Setting:
        claims, mean = self._case.claims, Fraction(0)
        if self._rules.formula == Formula.F5:
            found = county_mean(claims.scores, claims.people, self._rules.coefficient.mean)
            mean = Fraction(found[0])
        return Setting(
            table.people,
            self._outcome.rules.day,
            self._scale,
            self._village_scale,
            self._bounds.rate if self._bounds else None,
            mean_of(table.span("score"), table.span("people"), self._rules, mean),
        )

    def _work(
        self, work: Calculation, instalments: Sequence[Instalment], earned: Units | None
    ) -> Worked:
        """Write the chain of parts: formula, rank awards, veto, bounds, corridor."""
        told, solved = N_("Solved by the system, units"), N_("Solved by the system")
        shown = {column.code for column in columns.of(self._allocation, self._rules)}
        parts: dict[str, Units] = {}
        if "base" in shown:
            parts["base"] = work.base(N_("Base pool, shared by residents"))
        parts["performance"] = performance(work, self._scale) if earned is None else earned
        if "award" in shown:
            parts["award"] = award(work, parts["performance"])
        if self._rules.rank_awards is not None:
            so_far = work.added(N_("Before rank awards, units"), [*parts.values()])
            parts["rank_award"] = rank_awards(work, self._rules.rank_awards, so_far)
        if "withheld" in shown:
            parts["withheld"] = work.solved(solved, told, "withheld")
        if self._bounds is not None:
            before = work.added(N_("Before floors and caps, units"), [*parts.values()])
            parts["adjustment"] = work.bounded(before, self._bounds)
        elif "adjustment" in shown:
            parts["adjustment"] = work.solved(solved, told, "adjustment")
        if "corridor" in shown:
            parts["corridor"] = work.solved(solved, told, "corridor")
        amount = work.added(N_("Amount, units"), [*parts.values()])
        return Worked(parts, amount, work.advances(instalments), work.villages(amount))

    def _items(self) -> Items | None:
        if self._case.claims.items is None:
            return None
        tree, name = self._outcome.scores.tree, self._book.imprint.name
        names = {node.code: name(node.name) for node in tree.with_role("service_item")}
        return Items(self._book, self._case, names)

    def _score_scale(self) -> int:
        """Make residents x coefficient whole, by a power of ten if there is one in reach."""
        wanted = 10 ** (self._outcome.rules.score_decimals + 2)
        wanted *= self._rules.below_penalty.denominator
        total = self._allocation.performance_pool // ROUNDING_UNITS[self._rules.rounding_unit]
        if self._rules.formula not in WEIGHED:
            return 1
        return scale_for(weights_of_performance(self._allocation), total, wanted)

    def _weights(self) -> int:
        """Greatest sum of weights that the calculation divides by."""
        weighed = self._rules.formula in WEIGHED
        products = rounded(weights_of_performance(self._allocation), self._scale) if weighed else []
        people = sum(row.population for row in self._allocation.rows)
        unit = ROUNDING_UNITS[self._rules.rounding_unit]
        bounded = self._allocation.pool // unit if self._bounds else 0
        others = [people * award_scale(self._case) * PERCENT] if self._rules.award else []
        if self._rules.rank_awards is not None:
            others.append(people * most_ties(self._case.claims.ranks.tolist()) ** 2)
        if self._rules.formula == Formula.F4B:
            others.append(LARGEST // 20)
        return max(people, sum(products), bounded, *others)

    def _villages(self, clinics: Sequence[Area]) -> Villages | None:
        village = self._outcome.villages
        if village is None or not village.rows:
            return None
        names = {area.code: area for area in (*self._outcome.areas, *clinics)}
        return Villages(self._book, village, names, self._rules)

    def _split(self, villages: Villages, worked: Worked) -> None:
        """Share the part of each institution over its clinics, on a sheet of its own."""
        rows = self._allocation.rows
        parts = {row.area: units for row, units in zip(rows, worked.village, strict=True)}
        work = Sharing(
            self._book, self._say(N_("Village calculation")), digits_for(self._village_weights())
        )
        villages.write(work, parts, self._village_scale)

    def _village_weights(self) -> int:
        """Greatest sum of weights of one institution's clinics; 100 is the highest score."""
        people = max(row.population for row in self._allocation.rows)
        if is_counted(self._rules):
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
        return told + [
            (say(N_("How to read")), say(text))
            for text in reach(
                self._case, self._outcome.rules.money_basis, bounded=self._bounds is not None
            )
        ]
